# The usual jobs; `just` lists them.

# Outside the clone, as `.ci/run` has it.
export CARGO_TARGET_DIR := env("CARGO_TARGET_DIR", home_directory() / ".cache/warraq/target")
export VALIDATORS := env("VALIDATORS", home_directory() / ".cache/warraq/validators")

[private]
default:
    @just --list

# The program, as a reader of the README builds it
build:
    cargo build --locked --release

# All tests, or those whose names hold a word: `just test order::`
test *names:
    cargo test --locked {{ names }}

# References after a change that is meant; read the difference before you commit it
references:
    UPDATE_REF=1 cargo test --locked

# Form, and clippy without warnings
lint:
    cargo fmt --check
    cargo clippy --locked --all-targets -- -D warnings

# Licences, advisories and sources of dependencies (needs cargo-deny)
deny:
    cargo deny check

# The field's validators over everything in `output/`
conformance:
    cargo run --locked --release
    tests/conformance/install
    WARRAQ="$CARGO_TARGET_DIR/release/warraq" tests/conformance/run

# Pictures of the sheets of `source/`, in `output/<language>/proof/`
pages:
    cargo run --locked --release -- build --proof

# All that has to hold before a change lands
ci:
    .ci/run
