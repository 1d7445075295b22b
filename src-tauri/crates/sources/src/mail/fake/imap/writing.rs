//! What the tests' IMAP server changes.

use std::io::{BufRead, Read};

use chrono::DateTime;

use super::super::search::{in_set, words};
use super::Talk;

impl Talk {
    pub(super) fn append(&mut self, line: &str) -> std::io::Result<String> {
        let (head, size) = line.rsplit_once('{').unwrap();
        let size: usize = size.trim_end_matches('}').parse().unwrap();
        self.say("+ go on")?;
        let mut raw = vec![0; size];
        self.lines.read_exact(&mut raw)?;
        let mut rest = String::new();
        self.lines.read_line(&mut rest)?;
        let args = words(head);
        let date = args.iter().skip(2).find_map(|word| {
            DateTime::parse_from_str(word, "%d-%b-%Y %H:%M:%S %z").ok()
        });
        let mut office = self.office.lock().unwrap();
        if !office.boxes.contains_key(&args[1]) {
            return Ok("NO [TRYCREATE] no such mailbox".into());
        }
        let at = date.map_or(office.now, |it| it.to_utc());
        office.put(&args[1], &raw, at);
        Ok("OK kept".into())
    }

    pub(super) fn store(
        &mut self,
        set: &str,
        line: &str,
    ) -> std::io::Result<String> {
        if !self.writable {
            return Ok("NO [READ-ONLY] examined only".into());
        }
        let adds = line.contains("+FLAGS");
        let (_, flags) = line.rsplit_once('(').unwrap();
        let flags: Vec<String> = flags
            .trim_end_matches(')')
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        let mut office = self.office.lock().unwrap();
        office.version += 1;
        let home = office.boxes.get_mut(&self.folder).unwrap();
        home.change += 1;
        for mail in &mut home.mails {
            if in_set(set, mail.uid, u32::MAX) {
                for flag in &flags {
                    match adds {
                        true => mail.flags.insert(flag.clone()),
                        false => mail.flags.remove(flag),
                    };
                }
            }
        }
        Ok("OK".into())
    }

    pub(super) fn moves(
        &mut self,
        set: &str,
        to: &str,
    ) -> std::io::Result<String> {
        let mut office = self.office.lock().unwrap();
        if !office.can.moves || !office.boxes.contains_key(to) {
            return Ok("NO cannot move there".into());
        }
        office.version += 1;
        let home = office.boxes.get_mut(&self.folder).unwrap();
        home.change += 1;
        let (gone, left): (Vec<_>, Vec<_>) = std::mem::take(&mut home.mails)
            .into_iter()
            .partition(|mail| in_set(set, mail.uid, u32::MAX));
        home.mails = left;
        let other = office.boxes.get_mut(to).unwrap();
        for mut mail in gone {
            mail.uid = other.next;
            other.next += 1;
            other.change += 1;
            other.mails.push(mail);
        }
        Ok("OK moved".into())
    }
}
