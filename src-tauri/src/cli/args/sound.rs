//! How this computer is to sound.

use clap::Args;

use super::{PriorityArg, Switch};

/// How this computer is to sound.
#[derive(Debug, Args)]
pub(crate) struct SoundArgs {
    /// How loud, from 0 to 100
    #[arg(long, value_parser = clap::value_parser!(u8).range(0..=100))]
    pub(crate) volume: Option<u8>,
    /// Whether nothing sounds at all
    #[arg(long, value_enum)]
    pub(crate) mute: Option<Switch>,
    /// Sound as a request of this priority does when it comes
    #[arg(long, value_enum)]
    pub(crate) preview: Option<PriorityArg>,
}
