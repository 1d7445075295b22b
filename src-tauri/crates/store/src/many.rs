//! Asking once for many rows.

use serde::Serialize;
use sqlx::query::Query;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{AssertSqlSafe, Sqlite};

use crate::row::json;
use crate::{Result, Write};

/// So many rows go into one question.
const AT_ONCE: usize = 100;

/// A statement that takes the columns of its next row.
pub(crate) type Row<'q> = Query<'q, Sqlite, SqliteArguments>;

// The database answers in a thread of its own: to cross over to it for each
// row costs more than what is done there.
impl Write<'_> {
    /// Runs an insert of one row for many; gives what it returns for all.
    pub(crate) async fn put<'r, T>(
        &mut self,
        statement: &'static str,
        rows: &'r [T],
        bind: impl Fn(Row<'r>, &'r T) -> Row<'r>,
    ) -> Result<Vec<SqliteRow>> {
        let mut answers = Vec::new();
        for rows in rows.chunks(AT_ONCE) {
            let text = repeated(statement, rows.len());
            // Others are too many to be remembered.
            let often = rows.len() == 1 || rows.len() == AT_ONCE;
            let query = sqlx::query(AssertSqlSafe(text)).persistent(often);
            let some =
                rows.iter().fold(query, &bind).fetch_all(&mut *self.tx).await?;
            answers.extend(some);
        }
        Ok(answers)
    }

    /// Runs a statement that takes its rows from one JSON array.
    pub(crate) async fn each<T: Serialize>(
        &mut self,
        statement: &'static str,
        rows: &[T],
    ) -> Result<()> {
        self.of_each(statement, rows).await.map(drop)
    }

    /// What a statement answers that takes its rows from one JSON array.
    pub(crate) async fn of_each<T: Serialize>(
        &mut self,
        statement: &'static str,
        rows: &[T],
    ) -> Result<Vec<SqliteRow>> {
        let mut answers = Vec::new();
        for rows in rows.chunks(AT_ONCE) {
            let some = sqlx::query(statement)
                .bind(json("rows", rows)?)
                .fetch_all(&mut *self.tx)
                .await?;
            answers.extend(some);
        }
        Ok(answers)
    }
}

/// An insert of one row as one of many: what stands in the brackets is said
/// once for each.
fn repeated(statement: &str, rows: usize) -> String {
    let parts = statement.split_once("(?").and_then(|(head, rest)| {
        rest.split_once(')').map(|(row, tail)| (head, row, tail))
    });
    let Some((head, row, tail)) = parts else { return statement.to_owned() };
    let rows = vec![format!("(?{row})"); rows].join(", ");
    format!("{head}{rows}{tail}")
}

#[cfg(test)]
mod tests {
    use super::repeated;

    #[test]
    fn an_insert_of_one_row_becomes_one_of_many() {
        let one = "insert into t (a, b) values (?, ?) on conflict do nothing";
        assert_eq!(repeated(one, 1), one);
        assert_eq!(
            repeated(one, 3),
            "insert into t (a, b) values (?, ?), (?, ?), (?, ?) \
             on conflict do nothing"
        );
    }
}
