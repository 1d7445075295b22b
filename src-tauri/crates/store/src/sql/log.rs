//! The facts.

statements! {
    LOG;
    LOG_ADD = "
        insert into log
          (seq, batch, at, kind, source, place, external, what, version,
           request, history, body)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (source, place, external, what, version)
          where kind = 'seen' do nothing";
    LOG_NEXT = "
        select
          coalesce((select seq from sqlite_sequence where name = 'log'), 0) + 1,
          coalesce((select batch from log order by seq desc limit 1), 0) + 1";
    LOG_KNOWN = "
        select l.source, l.place, l.external
        from json_each(?1) one cross join log l
        where l.kind = 'seen' and l.source = one.value ->> 0
          and l.place = one.value ->> 1 and l.external = one.value ->> 2
          and l.what = 'post' and l.version = one.value ->> 3";
    LOG_ALL = "
        select seq, batch, at, kind, source, place, request, history, body
        from log where seq > ?1 order by seq limit 2000";
    LOG_LAST_RULED = "
        select body from log where kind = 'ruled' order by seq desc limit 1";
    LOG_POSTS = "
        select seq, body from log
        where kind = 'seen' and source = ?1 and place = ?2 and external = ?3
          and what = 'post'";
    LOG_REWRITE = "update log set body = ?2 where seq = ?1";
    LOG_WRITERS = "
        select source, body -> '$.event.post.author' from log
        where kind = 'seen' and what = 'post'
        union
        select source, body -> '$.event.post.mirrored' from log
        where kind = 'seen' and what = 'post'
          and body -> '$.event.post.mirrored' is not null
        union
        select source, thread -> '$.messages[0].author' from request
        where source = ?1 and thread -> '$.messages[0].author' is not null";
    ACTS_LAST = "
        select l.seq, l.at, coalesce(a.taker, l.request), l.what, l.body
        from log l left join absorbed a on a.request = l.request
        where l.kind = 'did' and l.what <> 'rules'
        order by l.seq desc limit 50";
}
