//! The table in which a figure stands beside its budget.

/// One figure.
pub(super) struct Row {
    /// What was measured.
    pub(super) what: String,
    /// How much it was.
    pub(super) measured: String,
    /// What it was measured against.
    pub(super) beside: String,
    /// How much it may be.
    pub(super) budget: String,
}

/// Prints figures for a person.
pub(super) fn print(rows: &[Row]) {
    println!();
    for Row { what, measured, beside, budget } in rows {
        println!("{what:<24} {measured:>14}   budget {budget:<10} {beside}");
    }
}
