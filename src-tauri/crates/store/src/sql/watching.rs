//! How far was read, and when nobody could.

statements! {
    WATCHING;
    CURSOR_SET = "
        insert into cursor (source, place, cursor, read)
        values (?1, ?2, ?3, ?4)
        on conflict do update set
          cursor = excluded.cursor, read = excluded.read";
    CURSOR_READ = "
        update cursor set read = ?3 where source = ?1 and place = ?2";
    CURSORS = "select place, cursor, read from cursor where source = ?1";
    WATCH_BEGIN = "
        insert into watch (began, last, on_duty) values (?1, ?1, ?2)
        returning id";
    WATCH_DATE = "update watch set began = ?2, last = ?2 where id = ?1";
    WATCH_BEAT = "update watch set last = ?2, on_duty = ?3 where id = ?1";
    WATCH_END = "update watch set last = ?2, ended = ?3 where id = ?1";
    WATCH_JOIN = "
        update watch set began = coalesce(
          (select last from watch where id < ?1 order by id desc limit 1),
          began) where id = ?1";
    WATCH_LAST = "
        select began, last, on_duty, ended from watch
        order by id desc limit 1";
    WATCH_PAUSES = "
        select last, next, ended from (
          select id, last, on_duty, ended,
            lead(began) over (order by id) as next from watch)
        where on_duty = 1 and next - last > ?1
        order by id desc limit ?2";
    BLIND_BEGIN = "
        insert into blindness (source, since, words) values (?1, ?2, ?3)
        returning id";
    BLIND_END = "
        update blindness set until = ?2 where source = ?1 and until = 0";
    BLIND_LEFT = "update blindness set until = ?1 where until = 0";
    BLIND_OF = "
        select source, since, until, words from blindness
        where source = ?1 order by id desc limit ?2";
}
