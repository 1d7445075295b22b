//! A place in a row of words, from which tables are compared.

use super::words::Word;

/// The words from here on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'w> {
    pub(super) words: &'w [Word],
}

impl<'w> Cursor<'w> {
    pub(super) fn new(words: &'w [Word]) -> Cursor<'w> {
        Cursor { words }
    }

    /// The next word.
    pub(super) fn peek(&self) -> Option<&'w Word> {
        self.words.first()
    }

    /// Steps over the next word.
    pub(super) fn next(&mut self) -> Option<&'w Word> {
        let (first, rest) = self.words.split_first()?;
        self.words = rest;
        Some(first)
    }

    /// Steps over the words of a pattern, if they stand here.
    pub(super) fn eat(&mut self, pattern: &str) -> bool {
        let mut rest = *self;
        let mut left = pattern;
        while let Some(word) = rest.next() {
            let Some(after) = left.strip_prefix(word.low.as_str()) else {
                return false;
            };
            if after.is_empty() {
                *self = rest;
                return true;
            }
            let Some(others) = after.strip_prefix(' ') else { return false };
            left = others;
        }
        false
    }

    /// Steps over the first pattern of a table that stands here.
    pub(super) fn eat_any(&mut self, table: &[&str]) -> bool {
        let first = self.first();
        table.iter().any(|it| first == it.bytes().next() && self.eat(it))
    }

    /// With what the next word begins: most patterns of a table begin with
    /// something else.
    fn first(&self) -> Option<u8> {
        self.peek().and_then(|word| word.low.bytes().next())
    }

    /// Steps over the words of a pattern and gives what the table says of it.
    pub(super) fn look_up<T: Copy>(
        &mut self,
        table: &[(&str, T)],
    ) -> Option<T> {
        let first = self.first();
        let found = table
            .iter()
            .find(|(it, _)| first == it.bytes().next() && self.eat(it));
        found.map(|(_, meaning)| *meaning)
    }

    /// How many words lie between an earlier place and this one.
    pub(super) fn since(&self, earlier: Cursor<'_>) -> usize {
        earlier.words.len().saturating_sub(self.words.len())
    }
}
