//! Signing in to Microsoft with a code that is typed on its page.

use super::access::Access;
use crate::sign_in::typed_code;

/// A sign-in that waits until somebody has typed its code.
pub type Asked = typed_code::Asked<Access>;
