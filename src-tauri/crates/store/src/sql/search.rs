//! Finding again.

statements! {
    SEARCH;
    SEARCH_PUT = "
        insert or replace into search (rowid, said, people)
        values (?, ?, ?)";
    SEARCH_DROP = "delete from search where rowid = ?1";
    SEARCH_DROP_ALL = "
        delete from search where rowid in
          (select rowid from search where rowid > 0)";
    SEARCH_SCRUB = "insert into search (search) values ('optimize')";
    SEARCH_REQUESTS = "
        select r.thread, r.judged, c.clocks
        from search s cross join request r on r.id = s.rowid
          left join clocks c on c.request = r.id
        where s.search match ?1 and s.rowid > 0
          and (?2 = 0 or r.lives = 0)
          and (?3 = 0
            or exists (select 1 from note n where n.request = r.id))
          and r.asked >= ?4 and r.asked < ?5
          and (?6 is null or r.source || char(31) || r.place in
            (select value from json_each(?6)))
          and (?7 is null or +s.rowid in (select value from json_each(?7)))
        order by s.rowid desc limit ?8";
    SEARCH_ALL = "
        select r.thread, r.judged, c.clocks
        from request r left join clocks c on c.request = r.id
        where ?1 = ''
          and (?2 = 0 or r.lives = 0)
          and (?3 = 0
            or exists (select 1 from note n where n.request = r.id))
          and r.asked >= ?4 and r.asked < ?5
          and (?6 is null or r.source || char(31) || r.place in
            (select value from json_each(?6)))
          and (?7 is null or r.id in (select value from json_each(?7)))
        order by r.id desc limit ?8";
    SEARCH_NOTES = "
        select n.id, n.request, n.written, n.edited, n.text
        from search s cross join note n on n.id = -s.rowid
        where s.search match ?1 and s.rowid < 0
        order by s.rowid limit ?2";
    SEARCH_SINCE = "
        select min(last) from request where source = ?1 and place = ?2";
}
