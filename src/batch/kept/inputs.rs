//! What an output is made from, as one number.

use std::hash::{DefaultHasher, Hasher};

/// The program, with what it was built from.
const PROGRAM: &str = concat!("warraq ", env!("CARGO_PKG_VERSION"), " ", env!("WARRAQ_BUILD"));

/// A number that grows out of everything that an output is made from: who makes it, and each part
/// with its name. It guards against change, not against malice; another compiler, which may count
/// otherwise, is another program.
#[derive(Debug, Clone)]
pub(in super::super) struct Inputs(DefaultHasher);

impl Inputs {
    /// The program alone.
    pub(in super::super) fn new() -> Self {
        Self(DefaultHasher::new()).with("program", PROGRAM)
    }

    /// The same with one part more.
    pub(in super::super) fn with(mut self, name: &str, part: impl AsRef<[u8]>) -> Self {
        for bytes in [name.as_bytes(), part.as_ref()] {
            // With their lengths, lest the end of one passes for the beginning of the next.
            self.0.write_u64(bytes.len() as u64);
            self.0.write(bytes);
        }
        self
    }

    /// The number in hexadecimal.
    pub(in super::super) fn digest(self) -> String {
        format!("{:016x}", self.0.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_its_name_and_its_end_count() {
        let parts = |parts: &[(&str, &str)]| {
            parts.iter().fold(Inputs::new(), |all, (name, part)| all.with(name, part)).digest()
        };
        let one = parts(&[("a", "bc"), ("d", "")]);
        assert_eq!(one, parts(&[("a", "bc"), ("d", "")]));
        for other in [
            parts(&[("a", "bc")]),
            parts(&[("ab", "c"), ("d", "")]),
            parts(&[("a", "b"), ("d", "c")]),
            parts(&[("d", ""), ("a", "bc")]),
        ] {
            assert_ne!(one, other);
        }
    }
}
