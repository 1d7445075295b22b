//! What is done with sign-ins.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Account {
    /// Sign in to a source
    Add(AddAccount),
    /// The sign-ins that the keyring holds
    List,
    /// Try a sign-in
    Test {
        /// The source's key in the team file
        source: String,
    },
    /// Sign out, here and at the source
    Remove(RemoveAccount),
}

#[derive(Debug, Args)]
pub(crate) struct AddAccount {
    /// The source's key in the team file, or its kind, such as slack
    pub(crate) source: String,
    /// Give every sender of webhooks a new token; the old ones end
    #[arg(long)]
    pub(crate) renew: bool,
    /// The client id of the team's app, if the team file does not have it
    #[arg(long)]
    pub(crate) client_id: Option<String>,
    /// Paste tokens of an app of your own instead of signing in with the
    /// browser; they are asked for, or read line by line from standard input
    #[arg(long)]
    pub(crate) token: bool,
    /// The app-level token as well, so that Slack tells by itself
    #[arg(long, requires = "token")]
    pub(crate) push: bool,
    /// The channels to watch by name, or the repositories as OWNER/NAME,
    /// where the team file does not have the source yet
    #[arg(long, value_name = "CHANNEL")]
    pub(crate) channel: Vec<String>,
    /// Write the team file without asking
    #[arg(long)]
    pub(crate) yes: bool,
}

#[derive(Debug, Args)]
pub(crate) struct RemoveAccount {
    /// The source's key in the team file
    pub(crate) source: String,
    /// Forget what was said there as well
    #[arg(long)]
    pub(crate) texts: bool,
    /// Forget it without asking
    #[arg(long, requires = "texts")]
    pub(crate) yes: bool,
}
