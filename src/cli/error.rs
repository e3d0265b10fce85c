//! Errors for people: what, in one line, then what can be typed instead.

/// Why a command could not do its work.
#[derive(Debug)]
pub(super) enum Failure {
    User(UserError),
    /// Nobody reads the output any more.
    Closed,
    Other(anyhow::Error),
}

pub(super) type Result<T> = std::result::Result<T, Failure>;

/// An error whose cause is what was typed, or what it speaks of.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UserError {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl UserError {
    pub(super) fn new(message: impl Into<String>) -> UserError {
        UserError { message: message.into(), help: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> UserError {
        self.help = Some(help.into());
        self
    }
}

impl From<UserError> for Failure {
    fn from(error: UserError) -> Failure {
        Failure::User(error)
    }
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Failure {
        Failure::Other(error)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Failure {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Failure::Closed,
            _ => Failure::Other(error.into()),
        }
    }
}
