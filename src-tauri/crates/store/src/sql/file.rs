//! The file itself, and what is set in it.

statements! {
    FILE;
    /// Whether the tables that the next two statements read are there.
    KNOWS_SHAPE = "
        select count(*) from sqlite_schema
        where type = 'table'
          and name in ('_sqlx_migrations', 'watch', 'setting')";
    /// It was not closed in order, or was seen to be damaged.
    IN_DOUBT = "
        select not coalesce(
            (select ended from watch order by id desc limit 1), 1)
          or exists (select 1 from setting where key = 'damaged')";
    SHAPE = "select coalesce(max(version), 0) from _sqlx_migrations";
    MEASURE = "
        select (select count(*) from request),
          (select count(*) from log where kind = 'seen'),
          (select coalesce(min(asked), 0) from request)";
    SETTING_SET = "
        insert into setting (key, value) values (?1, ?2)
        on conflict do update set value = excluded.value";
    SETTING_GET = "select value from setting where key = ?1";
}
