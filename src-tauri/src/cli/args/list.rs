//! What of the list is shown.

use clap::Args;
use contract::{Filter, Fold, Select, Whose};

use super::super::verbs::priority;
use super::{Part, PriorityArg};

/// The filters of the window under the words that they have there.
#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// Which part of it
    #[arg(value_enum, default_value = "queue")]
    part: Part,
    /// Only mine
    #[arg(long, conflicts_with = "nobody")]
    mine: bool,
    /// Only what nobody has
    #[arg(long)]
    nobody: bool,
    /// Only of this priority
    #[arg(long, value_enum)]
    priority: Option<PriorityArg>,
    /// Only of this source, by its key in the team file
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,
    /// Only with these words: what it is about, who asks, where, who has it
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
}

impl ListArgs {
    /// What the engine is asked to show.
    pub(crate) fn select(&self) -> Select {
        let nobodys = self.nobody.then_some(Whose::Nobodys);
        let filter = Filter {
            whose: self.mine.then_some(Whose::Mine).or(nobodys),
            priority: self.priority.map(priority),
            source: self.source.clone(),
            words: self.words.clone().unwrap_or_default(),
        };
        Select { fold: self.fold(), filter, ..Select::default() }
    }

    fn fold(&self) -> Fold {
        match self.part {
            Part::Queue => Fold::Queue,
            Part::Waiting => Fold::Waiting,
            Part::Snoozed => Fold::Snoozed,
            Part::Answered => Fold::Answered,
        }
    }
}
