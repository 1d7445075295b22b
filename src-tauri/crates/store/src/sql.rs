//! Every statement, so that a test can prepare each against the migrated
//! schema.

macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $($(#[$doc])* pub(crate) const $name: &str = $text;)*
        #[cfg(test)]
        pub(crate) const ALL: &[(&str, &str)] =
            &[$((stringify!($name), $text)),*];
    };
}

/// A transaction that is going to write says so at once: one that reads first
/// cannot be made to wait for its turn.
pub(crate) const BEGIN: &str = "begin immediate";

statements! {
    LOG_ADD = "
        insert into log
          (batch, at, kind, source, place, external, what, version, request,
           history, body)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        on conflict do nothing
        returning seq";
    LOG_BATCH = "select coalesce(max(batch), 0) + 1 from log";
    LOG_ALL = "
        select seq, batch, at, kind, source, place, request, history, body
        from log where seq > ?1 order by seq limit 2000";
    LOG_LAST_RULED = "
        select body from log where kind = 'ruled' order by seq desc limit 1";
    LOG_BLANK = "
        update log set body = json_remove(
          json_set(body, '$.event.post.text', json(?1)), '$.event.post.files')
        where kind = 'seen' and source = ?2 and place = ?3 and external = ?4
          and what = 'post'";

    REQUEST_SAVE = "
        insert into request
          (id, source, place, lives, asked, last, author, thread, judged)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        on conflict (id) do update set
          lives = excluded.lives, asked = excluded.asked,
          last = excluded.last, author = excluded.author,
          thread = excluded.thread, judged = excluded.judged";
    REQUEST_DROP = "delete from request where id = ?1";
    REQUEST_DROP_ALL = "delete from request";
    REQUEST_ONE = "select thread, judged from request where id = ?1";
    REQUEST_LIVING = "select thread, judged from request where lives = 1";
    REQUEST_LIVING_IN = "
        select thread, judged from request
        where lives = 1 and source = ?1 and place = ?2 order by id";
    REQUEST_ALL = "select thread, judged from request order by id";
    REQUEST_RECENT = "
        select thread, judged from request
        where source = ?1 and place = ?2 and author = ?3 and last >= ?4
        order by id";
    REQUEST_ENDED = "
        select thread, judged from request
        where lives = 0 and last >= ?1 order by last desc limit ?2";
    REQUEST_LAST = "
        select place, max(asked) from request where source = ?1
        group by place";

    ROOT_ADD = "
        insert into root (source, place, external, request)
        values (?1, ?2, ?3, ?4)
        on conflict do update set request = excluded.request";
    ROOT_REQUEST = "
        select request from root
        where source = ?1 and place = ?2 and external = ?3";
    ROOT_DROP_ALL = "delete from root";
    ROOT_BETWEEN = "
        select r.external from root r join request q on q.id = r.request
        where r.source = ?1 and r.place = ?2 and q.last >= ?3";

    CURSOR_SET = "
        insert into cursor (source, place, cursor, read)
        values (?1, ?2, ?3, ?4)
        on conflict do update set
          cursor = excluded.cursor, read = excluded.read";
    CURSOR_READ = "
        update cursor set read = ?3 where source = ?1 and place = ?2";
    CURSORS = "select place, cursor, read from cursor where source = ?1";

    OUTBOX_ADD = "
        insert into outbox
          (id, request, source, action, state, after, due, asked, act, beside)
        values (?1, ?2, ?3, ?4, 'queued', ?5, ?6, ?7, ?8, ?9)";
    OUTBOX_STATE = "
        update outbox set
          state = ?2, due = ?3, attempts = ?4, attempted = ?5, words = ?6,
          action = ?7, asked = ?8
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
    OUTBOX_REQUEST = "
        select id, action, state, after, due, attempts, attempted, words, act,
          beside
        from outbox where request = ?1 order by asked, rowid";

    ALERT_ADD = "
        insert into alert
          (request, key, kind, due, decided, hushed, owed, loudness, title,
           body, together)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
        on conflict do nothing
        returning id";
    ALERT_SHOWN = "update alert set shown = ?2 where id = ?1";
    ALERT_PAID = "update alert set owed = 0 where id = ?1";
    ALERT_OWED = "
        select id, request, key, kind, due, decided, hushed, loudness, title,
          body, shown, together
        from alert where owed = 1 order by id";
    ALERT_OF = "
        select id, request, key, kind, due, decided, hushed, loudness, title,
          body, shown, together
        from alert where request = ?1 order by id";
    ALERT_OF_LIVING = "
        select a.id, a.request, a.key, a.kind, a.due, a.decided, a.hushed,
          a.loudness, a.title, a.body, a.shown, a.together
        from alert a join request r on r.id = a.request
        where r.lives = 1 order by a.id";

    WATCH_BEGIN = "
        insert into watch (began, last, on_duty) values (?1, ?1, ?2)
        returning id";
    WATCH_BEAT = "update watch set last = ?2, on_duty = ?3 where id = ?1";
    WATCH_END = "update watch set last = ?2, ended = 1 where id = ?1";
    WATCH_LAST = "
        select began, last, on_duty, ended from watch
        order by id desc limit 1";

    BLIND_BEGIN = "
        insert into blindness (source, since, words) values (?1, ?2, ?3)
        returning id";
    BLIND_END = "
        update blindness set until = ?2 where source = ?1 and until = 0";
    BLIND_OF = "
        select source, since, until, words from blindness
        where source = ?1 order by id desc limit ?2";

    ACTS_LAST = "
        select seq, at, request, what, body from log
        where kind = 'did' order by seq desc limit 50";

    SETTING_SET = "
        insert into setting (key, value) values (?1, ?2)
        on conflict do update set value = excluded.value";
    SETTING_GET = "select value from setting where key = ?1";
}
