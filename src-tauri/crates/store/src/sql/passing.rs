//! The messages of handoffs.

statements! {
    PASSING;
    PASSING_SET = "
        insert into passing (source, place, external, about_source,
          about_place, about_root, until, item)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        on conflict (source, place, external) do update set
          item = excluded.item";
    PASSING_ONE = "
        select item from passing
        where source = ?1 and place = ?2 and external = ?3";
    PASSING_ABOUT = "
        select item from passing
        where about_source = ?1 and about_place = ?2 and about_root = ?3";
    PASSING_SINCE = "
        select item from passing where until > ?1
        order by item ->> '$.at', external";
    PASSING_DROP_ALL = "delete from passing";
}
