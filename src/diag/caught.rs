//! Panics of dependencies, caught at the work that met them, so that other work goes on.
//!
//! Nothing of this program panics on purpose; crates that read what others made sometimes do.
//! [`within`] says on the way where the trouble lies, [`caught`] ends it as a value.

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use super::Span;

/// What a panic said, and where the trouble lies, as far as is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panicked {
    /// What the panic said.
    pub message: String,
    /// The thing that was worked on, as in "the font `a.ttf`", and its place.
    pub place: Option<(String, Span)>,
}

impl fmt::Display for Panicked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Does work, and gives the panic that broke it off.
///
/// # Errors
/// [`Panicked`], where the work panicked. What it changed until then stays changed.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(work)).map_err(read)
}

/// Does work on the thing that `place` names; a panic goes on with that name, unless it has one.
pub fn within<T>(place: impl FnOnce() -> (String, Span), work: impl FnOnce() -> T) -> T {
    caught(work).unwrap_or_else(|mut panic| {
        panic.place.get_or_insert_with(place);
        resume_unwind(Box::new(panic))
    })
}

fn read(payload: Box<dyn Any + Send>) -> Panicked {
    let payload = match payload.downcast::<Panicked>() {
        Ok(panic) => return *panic,
        Err(payload) => payload,
    };
    let said = payload.downcast_ref::<&str>().map(|said| (*said).to_owned());
    let said = said.or_else(|| payload.downcast_ref::<String>().cloned());
    Panicked { message: said.unwrap_or_else(|| "it does not say why".into()), place: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_caught_with_the_innermost_place() {
        let place = |name: &str| {
            let name = name.to_owned();
            move || (name, Span::NONE)
        };
        let inner = || within(place("inner"), || [1][std::hint::black_box(7)]);
        let work = || within(place("outer"), inner);
        let panic = caught(work).unwrap_err();
        assert!(panic.message.contains("out of bounds"));
        assert_eq!(panic.place, Some(("inner".to_owned(), Span::NONE)));
        assert_eq!(caught(|| 3), Ok(3));
    }
}
