//! What is on its way out.

statements! {
    OUTBOX;
    OUTBOX_ADD = "
        insert into outbox
          (id, request, source, action, state, after, due, asked, act, beside)
        values (?1, ?2, ?3, ?4, 'queued', ?5, ?6, ?7, ?8, ?9)";
    OUTBOX_STATE = "
        update outbox set
          state = ?2, due = ?3, attempts = ?4, attempted = ?5, words = ?6,
          action = json_set(?7, '$.request', nullif(request, 0)), asked = ?8
        where id = ?1";
    OUTBOX_OPEN = "
        select id, action, state, after, due, attempts, attempted, words, act,
          beside
        from outbox
        where state in ('queued', 'sending', 'held', 'unknown')
        order by asked, rowid";
    OUTBOX_ONE = "
        select id, action, state, after, due, attempts, attempted, words, act,
          beside
        from outbox where id = ?1";
    OUTBOX_MOVE = "
        update outbox set
          request = ?2, action = json_set(action, '$.request', ?2)
        where request = ?1";
    OUTBOX_REQUEST = "
        select id, action, state, after, due, attempts, attempted, words, act,
          beside
        from outbox where request = ?1 order by asked, rowid";
}
