//! The record of what was told.

statements! {
    ALERTS;
    ALERT_ADD = "
        insert into alert
          (request, key, kind, due, decided, hushed, owed, loudness, title,
           body, together)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict do nothing
        returning id, request, key";
    ALERT_SHOWN = "
        update alert set shown = ?2
        where id in (select value from json_each(?1))";
    ALERT_PAID = "
        update alert set owed = 0
        where id in (select value from json_each(?1))";
    ALERT_FORGET = "
        update alert set title = 'A forgotten text', body = ''
        where request = ?1";
    ALERT_FORGET_DIGESTS = "
        update alert set title = 'A forgotten text', body = ''
        where request = 0 and decided < ?1";
    ALERT_OWED = "
        select id, request, key, kind, due, decided, hushed, loudness, title,
          body, shown, together
        from alert where owed = 1 order by id";
    ALERT_OF = "
        select id, request, key, kind, due, decided, hushed, loudness, title,
          body, shown, together
        from alert where request = ?1 order by id";
    ALERT_OF_SOME = "
        select a.id, a.request, a.key, a.kind, a.due, a.decided, a.hushed,
          a.loudness, a.title, a.body, a.shown, a.together
        from json_each(?1) one cross join alert a on a.request = one.value
        order by a.id";
    ALERT_OF_LIVING = "
        select a.id, a.request, a.key, a.kind, a.due, a.decided, a.hushed,
          a.loudness, a.title, a.body, a.shown, a.together
        from request r cross join alert a on a.request = r.id
        where r.lives = 1 order by a.id";
}
