//! Webhooks are heard as they are meant, and refused with a sentence.

mod calls;
mod doors;
mod reading;
mod two;
mod world;

use self::world::Street;

crate::suite! { async { Street::new() };
    nothing_is_told_twice
    a_restart_before_any_batch_loses_nothing
    a_restart_after_any_batch_loses_nothing
    a_refused_batch_is_told_again
    a_blind_source_says_so
    a_panic_anywhere_loses_nothing
}
