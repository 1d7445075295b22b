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
        insert into draft (request, text, saved) values (?1, ?2, ?3)
        on conflict (request) do update set
          text = excluded.text, saved = excluded.saved";
    DRAFT_DROP = "delete from draft where request = ?1";
    DRAFT_MOVE = "update or ignore draft set request = ?2 where request = ?1";
    DRAFTS = "select request, text from draft order by request";
}
