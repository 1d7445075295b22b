//! What is done with sign-ins.

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Account {
    /// Sign in to a source
    Add(AddAccount),
    /// The sign-ins that the keyring holds, and what they may
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
    /// Who you are, by your key in the roster, where nothing but webhooks is
    /// read
    #[arg(long, value_name = "KEY")]
    pub(crate) me: Option<String>,
    /// The client id of the team's app, if the team file does not have it
    #[arg(long)]
    pub(crate) client_id: Option<String>,
    /// The tenant of Microsoft, by its id or one of its domains, if the team
    /// file does not have it
    #[arg(long)]
    pub(crate) tenant: Option<String>,
    /// Sign in to Microsoft with the browser of this computer, where a
    /// tenant blocks the code
    #[arg(long)]
    pub(crate) browser: bool,
    /// Paste tokens of an app of your own instead of signing in with the
    /// browser; they are asked for, or read line by line from standard input
    #[arg(long)]
    pub(crate) token: bool,
    /// The app-level token as well, so that Slack tells by itself
    #[arg(long, requires = "token")]
    pub(crate) push: bool,
    /// The channels to watch by name, the repositories as OWNER/NAME, or the
    /// senders of webhooks, where the team file does not have the source yet
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

#[derive(Debug, Subcommand)]
pub(crate) enum SourceVerb {
    /// Read more of a source, once its account has seen it
    Add(AddPlaces),
}

#[derive(Debug, Args)]
pub(crate) struct AddPlaces {
    /// The source's key in the team file, or its kind, such as slack
    pub(crate) source: String,
    /// Channels, repositories, mailboxes or senders, by name or id; without
    /// one they are listed
    pub(crate) place: Vec<String>,
    /// Write the team file without asking
    #[arg(long)]
    pub(crate) yes: bool,
}
