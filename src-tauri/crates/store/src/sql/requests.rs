//! What is folded from the facts.

statements! {
    REQUESTS;
    REQUEST_SAVE = "
        insert into request
          (id, source, place, lives, asked, last, author, marked, thread,
           judged)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (id) do update set
          lives = excluded.lives, asked = excluded.asked,
          last = excluded.last, author = excluded.author,
          marked = excluded.marked, thread = excluded.thread,
          judged = excluded.judged";
    REQUEST_JUDGED = "
        with fresh (id, lives, asked, last, judged) as (
          values (?, ?, ?, ?, ?))
        update request set
          lives = fresh.lives, asked = fresh.asked, last = fresh.last,
          judged = fresh.judged
        from fresh where request.id = fresh.id";
    REQUEST_WORDS = "
        with fresh (id, judged) as (values (?, ?))
        update request set judged = fresh.judged
        from fresh where request.id = fresh.id";
    CLOCKS_SAVE = "
        insert into clocks (request, clocks) values (?, ?)
        on conflict (request) do update set clocks = excluded.clocks";
    REQUEST_SOME = "
        select q.thread, q.judged, c.clocks
        from json_each(?1) one cross join request q on q.id = one.value
          left join clocks c on c.request = q.id";
    REQUEST_THREADS = "
        select q.thread
        from json_each(?1) one cross join request q on q.id = one.value";
    REQUEST_AFTER = "
        select q.thread, q.judged, c.clocks
        from request q left join clocks c on c.request = q.id
        where q.id > ?1 order by q.id limit ?2";
    REQUEST_OLD = "
        select q.thread, q.judged, c.clocks
        from request q left join forgotten f on f.request = q.id
          left join clocks c on c.request = q.id
        where q.id > ?1 and q.lives = 0 and q.last < ?2
          and f.last is not q.last
        order by q.id limit ?3";
    REQUEST_OFFERED = "
        select q.thread, q.judged, c.clocks
        from request q cross join json_each(q.thread, '$.offers') offer
          left join clocks c on c.request = q.id
        where q.source = ?1 and q.place = ?2
          and offer.value ->> 'external' = ?3";
    REQUEST_SOURCES = "select distinct source from request";
    FORGOTTEN_ADD = "
        insert into forgotten (request, last)
        select id, last from request where id = ?1
        on conflict (request) do update set last = excluded.last";
    REQUEST_DROP = "delete from request where id = ?1";
    REQUEST_DROP_ALL = "delete from request";
    REQUEST_ONE = "
        select q.thread, q.judged, c.clocks
        from request q left join clocks c on c.request = q.id
        where q.id = coalesce(
          (select taker from absorbed where request = ?1), ?1)";
    ABSORBED_ADD = "
        insert into absorbed (request, taker) values (?1, ?2)
        on conflict do update set taker = excluded.taker";
    ABSORBED_MOVE = "update absorbed set taker = ?2 where taker = ?1";
    ABSORBED_DROP_ALL = "delete from absorbed";
    REQUEST_LIVING = "
        select q.judged, case when q.marked then q.thread end, c.clocks
        from request q left join clocks c on c.request = q.id
        where q.lives = 1";
    REQUEST_LIVING_IN = "
        select thread from request
        where lives = 1 and source = ?1 and place = ?2 order by id";
    REQUEST_ALL = "
        select q.thread, q.judged, c.clocks
        from request q left join clocks c on c.request = q.id
        order by q.id";
    REQUEST_RECENT = "
        select q.thread from json_each(?1) one cross join request q
        where q.source = one.value ->> '$[0][0]'
          and q.place = one.value ->> '$[0][1]'
          and q.author = one.value ->> '$[0][2]' and q.last >= one.value ->> 1";
    REQUEST_ANSWERED = "
        select id from request
        where substr(thread ->> '$.verdict.answered', 1, 19) >= ?1
          or exists (
            select 1 from json_each(thread, '$.replies') reply
            where substr(reply.value ->> '$.answered', 1, 19) >= ?1)
        order by id";
    REQUEST_LAST = "select max(asked) from request where source = ?1";
    ROOT_ADD = "
        insert into root (source, place, external, request)
        values (?, ?, ?, ?)
        on conflict do update set request = excluded.request
          where request <> excluded.request";
    ROOT_REQUESTS = "
        select r.source, r.place, r.external, r.request
        from json_each(?1) one cross join root r
        where r.source = one.value ->> 0 and r.place = one.value ->> 1
          and r.external = one.value ->> 2";
    ROOT_DROP_ALL = "delete from root";
}
