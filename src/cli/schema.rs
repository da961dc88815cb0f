//! `warraq schema`: what the YAML files may hold, as JSON Schema for editors.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::console::Console;
use crate::batch::{self, Outcome};
use crate::diag::print::FaultFormat;
use crate::diag::{Sink, Sources};
use crate::source::SchemaKind;
use crate::source::schema::printed;

const EXAMPLES: &str = "\
Examples:
  warraq schema text               print what `text/<language>.yaml` may hold
  warraq schema --write            write all schemas into `source/.schema/`
  warraq schema --write brochure   the same for the project in `brochure`

An editor that knows YAML completes keys and marks faults where a file begins with
  # yaml-language-server: $schema=../.schema/text.json";

/// Print or write the JSON Schemas of the YAML files.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct SchemaArgs {
    /// Which file's schema is printed
    #[arg(value_enum, required_unless_present = "write", conflicts_with = "write")]
    kind: Option<KindArg>,

    /// Write all of them into the folder `.schema` of a project [default: `source`]
    #[arg(long, value_name = "DIR", num_args = 0..=1, default_missing_value = "source")]
    write: Option<PathBuf>,
}

/// A kind of YAML file, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum KindArg {
    /// `brochure.yaml`
    Brochure,
    /// `text/<language>.yaml`
    Text,
    /// `theme.yaml`
    Theme,
    /// `workspace.yaml`
    Workspace,
}

impl From<KindArg> for SchemaKind {
    fn from(kind: KindArg) -> Self {
        match kind {
            KindArg::Brochure => Self::Brochure,
            KindArg::Text => Self::Text,
            KindArg::Theme => Self::Theme,
            KindArg::Workspace => Self::Workspace,
        }
    }
}

/// Prints one schema, or writes all.
pub(super) fn run(args: &SchemaArgs, console: &mut Console) -> io::Result<Outcome> {
    if let Some(kind) = args.kind {
        console.print(&printed(kind.into()))?;
    }
    let Some(dir) = &args.write else { return Ok(Outcome::Done) };
    let sink = write(dir);
    console.report(&Sources::default(), FaultFormat::Human, &[&sink])?;
    Ok(if sink.has_errors() { Outcome::Trouble } else { Outcome::Done })
}

fn write(dir: &Path) -> Sink {
    let mut sink = Sink::default();
    for kind in SchemaKind::ALL {
        let path = dir.join(".schema").join(kind.name()).with_extension("json");
        // Each is tried; what failed lies in the sink.
        let _ = batch::write_file(&path, printed(kind).as_bytes(), &mut sink);
    }
    sink
}
