//! The words by which a promise is told from everything else.

mod deeds;
mod limits;
mod subjects;

pub(super) use deeds::{
    ARTICLES, BECOMES, BETWEEN, DOES, DOING, ENDS, FINISHED, IT, IT_WILL_BE,
    OURS, SHORT, WILL_BE,
};
pub(super) use limits::{
    BLOCKS, DENIES, DEPENDS, DISOWNS, JUDGES, TAKES_BACK, TELLS, TIES,
};
pub(super) use subjects::{
    ADVERBS, ALONE, FILLERS, GIVEN, GIVES, WE_ARE, WE_WILL,
};
