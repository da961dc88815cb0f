//! What a reviewer does: see how things stand, see what has changed, take it.

use std::collections::BTreeSet;
use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Opened, Where};
use crate::batch::{self, Outcome};
use crate::cli::console::Console;
use crate::cli::source::near;
use crate::diag::print::{FaultFormat, one_line};
use crate::diag::{Diagnostic, Sink, Span};
use crate::i18n::{self, Board, StatusRow, TranslationState};
use crate::source::LOCK;

/// How far each language has got.
#[derive(Debug, Args)]
pub(super) struct StatusArgs {
    #[command(flatten)]
    place: Where,

    /// How it is told
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "table")]
    format: StatusFormat,

    /// Write it into a file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StatusFormat {
    /// One line a language
    Table,
    /// Every piece, for tools
    Json,
    /// A page with every piece that someone has to look at
    Html,
}

/// Show what has changed in the source since pieces were translated, word by word.
#[derive(Debug, Args)]
pub(super) struct DiffArgs {
    #[command(flatten)]
    place: Where,

    /// Names of pieces, or how they begin [default: all that are stale or missing]
    ids: Vec<String>,
}

/// Record that pieces were reviewed and fit their source as it is now.
#[derive(Debug, Args)]
pub(super) struct AcceptArgs {
    #[command(flatten)]
    place: Where,

    /// Names of pieces, or of what they stand in, such as `history`
    #[arg(required_unless_present = "all", conflicts_with = "all")]
    ids: Vec<String>,

    /// All pieces that are there
    #[arg(long)]
    all: bool,
}

pub(super) fn status(args: &StatusArgs, console: &mut Console) -> io::Result<Outcome> {
    let opened = match args.place.open(console)? {
        Ok(opened) => opened,
        Err(outcome) => return Ok(outcome),
    };
    let told = match args.format {
        StatusFormat::Table => i18n::table(&opened.board),
        StatusFormat::Json => i18n::json(&opened.board),
        StatusFormat::Html => i18n::page(&opened.board, opened.title()),
    };
    let Some(out) = &args.out else {
        console.print(&told)?;
        return Ok(Outcome::Done);
    };
    let mut sink = Sink::default();
    let written = batch::write_file(out, told.as_bytes(), &mut sink);
    console.report(&opened.sources, FaultFormat::Human, &[&sink])?;
    Ok(if written.is_ok() { Outcome::Done } else { Outcome::Trouble })
}

pub(super) fn diff(args: &DiffArgs, console: &mut Console) -> io::Result<Outcome> {
    let opened = match args.place.open(console)? {
        Ok(opened) => opened,
        Err(outcome) => return Ok(outcome),
    };
    if let Err(outcome) = known(&opened, &args.ids, console)? {
        return Ok(outcome);
    }
    let open = |row: &&StatusRow| match args.ids.as_slice() {
        [] => matches!(row.state, TranslationState::Stale | TranslationState::Missing),
        ids => ids.iter().any(|id| is_in(&row.id, id)),
    };
    for lang in &opened.board.langs {
        for row in lang.rows.iter().filter(open) {
            console.print(&shown(row, lang.lang.as_str()))?;
        }
    }
    Ok(Outcome::Done)
}

/// A piece with its old words, its new ones, and its translation.
fn shown(row: &StatusRow, lang: &str) -> String {
    let mut out = format!("{lang}: {} ({})\n", row.id, row.state.name());
    let mut line = |sign: &str, text: &str| {
        text.lines().for_each(|text| out.push_str(&format!("  {sign} {}\n", one_line(text))));
    };
    let source = row.source.as_ref().map(|unit| unit.text.as_str()).unwrap_or_default();
    match row.then.as_deref().filter(|then| *then != source) {
        Some(then) => {
            line("-", then);
            line("+", source);
            let words = i18n::diff(then, source).into_iter().map(|(sign, text)| match sign {
                '-' => format!("[-{}-]", text.trim()),
                '+' => format!("{{+{}+}}", text.trim()),
                _ => text.trim().to_owned(),
            });
            line("~", &words.collect::<Vec<_>>().join(" "));
        }
        None => line(" ", source),
    }
    line("=", row.own.as_ref().map(|own| own.text.as_str()).unwrap_or("–"));
    out.push('\n');
    out
}

pub(super) fn accept(args: &AcceptArgs, console: &mut Console) -> io::Result<Outcome> {
    let mut opened = match args.place.open(console)? {
        Ok(opened) => opened,
        Err(outcome) => return Ok(outcome),
    };
    if let Err(outcome) = known(&opened, &args.ids, console)? {
        return Ok(outcome);
    }
    let wanted: BTreeSet<String> = ids(&opened.board)
        .filter(|id| args.ids.iter().any(|asked| is_in(id, asked)))
        .map(str::to_owned)
        .collect();
    let wanted = (!args.all).then_some(&wanted);
    let count = i18n::accept(&opened.board, &mut opened.lock, wanted);
    let outcome = opened.write_lock(console)?;
    if outcome == Outcome::Done {
        let plural = if count == 1 { "" } else { "s" };
        console.say(&format!("{count} piece{plural} recorded in `{LOCK}`"))?;
    }
    Ok(outcome)
}

/// Whether a piece is the one that was asked for, or stands in it.
fn is_in(id: &str, asked: &str) -> bool {
    let asked = asked.trim_end_matches('/');
    id == asked || id.strip_prefix(asked).is_some_and(|rest| rest.starts_with('/'))
}

fn ids(board: &Board) -> impl Iterator<Item = &str> {
    let own = board.langs.iter().flat_map(|lang| &lang.rows).map(|row| row.id.as_str());
    board.pieces.iter().map(|(id, _)| id.as_str()).chain(own)
}

/// Tells of names that no piece has.
fn known(
    opened: &Opened,
    asked: &[String],
    console: &mut Console,
) -> io::Result<Result<(), Outcome>> {
    let mut sink = Sink::default();
    for asked in asked.iter().filter(|asked| !ids(&opened.board).any(|id| is_in(id, asked))) {
        let message = format!("no piece of text is named `{asked}`");
        let fault = Diagnostic::error("unknown-piece", Span::NONE, message);
        sink.push(match near(asked, ids(&opened.board)) {
            Some(near) => fault.with_hint(format!("did you mean `{near}`?")),
            None => fault.with_hint("`warraq i18n status --format json` lists the names"),
        });
    }
    console.report(&opened.sources, FaultFormat::Human, &[&sink])?;
    Ok(sink.check().map_err(|_| Outcome::Trouble))
}

impl Opened {
    /// The source's title.
    fn title(&self) -> &str {
        self.board.pieces.first().map(|(_, unit)| unit.text.as_str()).unwrap_or_default()
    }

    /// Writes the record.
    pub(super) fn write_lock(&mut self, console: &mut Console) -> io::Result<Outcome> {
        let path = self.project.dir.join(LOCK);
        let mut sink = std::mem::take(&mut self.sink);
        let done = batch::write_file(&path, self.lock.written().as_bytes(), &mut sink);
        console.report(&self.sources, FaultFormat::Human, &[&sink])?;
        Ok(if done.is_ok() { Outcome::Done } else { Outcome::Trouble })
    }
}
