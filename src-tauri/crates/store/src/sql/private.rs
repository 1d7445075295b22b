//! What stays on this computer.

statements! {
    PRIVATE;
    NOTE_ADD = "
        insert into note (request, written, text) values (?1, ?2, ?3)
        returning id";
    NOTE_ONE = "
        select id, request, written, edited, text from note where id = ?1";
    NOTE_OF = "
        select id, request, written, edited, text from note
        where request = ?1 order by written, id";
    NOTE_SHIFT = "
        select id, request, written, edited, text from note
        where request = 0 order by id desc limit ?1";
    NOTE_OF_MANY = "
        select id, request, written, edited, text from note
        where request in (select value from json_each(?1))
        order by request, written, id";
    HANDOFF_SET = "
        insert into handoff (shift, until, written) values (?1, ?2, ?3)
        on conflict (shift, until) do update set written = excluded.written";
    HANDOFF_ONE = "
        select written from handoff where shift = ?1 and until = ?2";
    NOTE_PUT = "
        insert into note (id, request, written, edited, text)
        values (?1, ?2, ?3, ?4, ?5)
        on conflict (id) do update set
          request = excluded.request, edited = excluded.edited,
          text = excluded.text";
    NOTE_DROP = "delete from note where id = ?1";
    NOTE_MOVE = "update note set request = ?2 where request = ?1";
    NOTE_PAST_ADD = "
        insert into note_past (act, note, request, written, edited, text)
        select ?1, id, request, written, edited, text from note where id = ?2";
    NOTE_PAST_MOVE = "update note_past set request = ?2 where request = ?1";
    NOTE_PAST_ONE = "
        select note, request, written, edited, text from note_past
        where act = ?1";
    NOTE_PAST_FADE = "
        delete from note_past where act < (
          select min(seq) from (
            select seq from log where kind = 'did' order by seq desc limit 50))";
    DRAFT_SET = "
        insert into draft (request, text, saved, practice)
        values (?1, ?2, ?3, ?4)
        on conflict (request) do update set
          text = excluded.text, saved = excluded.saved,
          practice = excluded.practice";
    DRAFT_DROP = "delete from draft where request = ?1";
    DRAFT_MOVE = "update or ignore draft set request = ?2 where request = ?1";
    DRAFTS = "select request, text, practice from draft order by request";
    PRACTICE_SET = "
        insert into practice (request, kind, at, guess)
        values (?1, ?2, ?3, ?4)
        on conflict (request, kind) do update set
          at = excluded.at, guess = excluded.guess";
    PRACTICE_DROP = "delete from practice where request = ?1";
    PRACTICE_MOVE = "
        update or ignore practice set request = ?2 where request = ?1";
    PRACTICE_OF = "
        select request, at, guess from practice
        where request = ?1 order by at, kind";
    SEEN_BETWEEN = "
        select q.thread, q.judged, c.clocks
        from request q left join clocks c on c.request = q.id
        where q.asked >= ?1 and q.asked < ?2 order by q.asked, q.id";
    EVERGREEN = "
        select q.thread, q.judged, c.clocks
        from request q left join clocks c on c.request = q.id
        where q.marked = 1 and (instr(q.thread, 'evergreen') > 0
          or instr(q.thread, '🌲') > 0)
        order by q.last desc limit ?1";
    PRACTICES = "
        select request, at, guess from practice
        where at >= ?1 and at < ?2 order by at, request, kind";
}
