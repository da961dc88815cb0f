//! What translators get and bring back.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::{Opened, Where};
use crate::batch::{self, Outcome};
use crate::cli::console::Console;
use crate::diag::print::FaultFormat;
use crate::diag::{Diagnostic, Failed, FileId, Sink, Sources, Span};
use crate::i18n::{self, Imported, Packet, Tool};
use crate::model::lang::Lang;
use crate::model::limits::PICTURE_BYTES;
use crate::source::{input, named_text};

/// Write texts for translators, a file a language.
#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    #[command(flatten)]
    place: Where,

    /// The format of the translators' tool
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "po")]
    to: ToolArg,

    /// Where the files go
    #[arg(long, value_name = "FOLDER", default_value = "translate")]
    out: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ToolArg {
    /// gettext, Poedit, Weblate
    Po,
    /// CAT tools (XLIFF 2.1)
    Xliff,
    /// A spreadsheet
    Xlsx,
    /// A table in a word processor's document
    DocxTable,
}

/// Take what translators bring back into the texts.
#[derive(Debug, Args)]
pub(super) struct ImportArgs {
    #[command(flatten)]
    place: Where,

    /// Files, as `export` wrote them
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// Begin a language with a copy of the source, to be translated.
#[derive(Debug, Args)]
pub(super) struct NewArgs {
    #[command(flatten)]
    place: Where,

    /// The language's tag
    language: String,
}

impl From<ToolArg> for Tool {
    fn from(tool: ToolArg) -> Self {
        match tool {
            ToolArg::Po => Self::Po,
            ToolArg::Xliff => Self::Xliff,
            ToolArg::Xlsx => Self::Xlsx,
            ToolArg::DocxTable => Self::DocxTable,
        }
    }
}

pub(super) fn export(args: &ExportArgs, console: &mut Console) -> io::Result<Outcome> {
    let opened = match args.place.open(console)? {
        Ok(opened) => opened,
        Err(outcome) => return Ok(outcome),
    };
    let (tool, mut sink) = (Tool::from(args.to), Sink::default());
    for lang in &opened.board.langs {
        let name = format!("{}.{}.{}", opened.project.slug(), lang.lang, tool.ending());
        let path = args.out.join(name);
        let bytes = i18n::export(&opened.board, lang, tool);
        if batch::write_file(&path, &bytes, &mut sink).is_ok() {
            console.say(&format!("wrote `{}`", path.display()))?;
        }
    }
    console.report(&opened.sources, FaultFormat::Human, &[&sink])?;
    Ok(if sink.has_errors() { Outcome::Trouble } else { Outcome::Done })
}

pub(super) fn import(args: &ImportArgs, console: &mut Console) -> io::Result<Outcome> {
    let mut outcome = Outcome::Done;
    for file in &args.files {
        // Each changes what the next is compared with.
        let mut opened = match args.place.all().open(console)? {
            Ok(opened) => opened,
            Err(outcome) => return Ok(outcome),
        };
        let mut sink = Sink::default();
        let asked = args.place.lang.first().and_then(|tag| Lang::parse(tag));
        let taken = opened.take(file, asked.as_ref(), &mut sink);
        console.report(&opened.sources, FaultFormat::Human, &[&sink])?;
        if let Ok(taken) = taken {
            let done = opened.keep(&taken, console)?;
            console.say(&told(file, &taken))?;
            outcome = if done == Outcome::Done { outcome } else { done };
        }
        if sink.has_errors() {
            outcome = Outcome::Faults;
        }
    }
    Ok(outcome)
}

fn told(file: &Path, taken: &Imported) -> String {
    let Imported { lang, changed, recorded, left, .. } = taken;
    let file = file.display();
    format!(
        "`{file}` ({lang}): {changed} changed, {recorded} recorded, {left} without translation"
    )
}

impl Opened {
    fn take(
        &mut self,
        path: &Path,
        asked: Option<&Lang>,
        sink: &mut Sink,
    ) -> Result<Imported, Failed> {
        let name = path.to_string_lossy();
        let tool = Tool::of(&name).ok_or_else(|| {
            let message = format!("`{name}` is of no format that is read");
            let known = Tool::ALL.map(|tool| format!("`.{}`", tool.ending()));
            let fault = Diagnostic::error("bad-exchange", Span::NONE, message);
            sink.tell(fault.with_hint(format!("files end in {}", known.join(", "))))
        })?;
        let (bytes, text, file) = read(tool, path, &mut self.sources, sink)?;
        let packet = Packet { tool, bytes: &bytes, text: &text, file };
        let sources = &self.sources;
        let text_of = |file: FileId| Some(sources.get(file)?.text.to_string());
        i18n::import(&self.board, &mut self.lock, packet, asked, text_of, sink)
    }

    /// Writes the text of a language, then the record.
    fn keep(&mut self, taken: &Imported, console: &mut Console) -> io::Result<Outcome> {
        let board = self.board.langs.iter().find(|lang| lang.lang == taken.lang);
        let file =
            board.and_then(|b| b.rows.iter().find_map(|row| row.own.as_ref()?.span.file));
        let path = file.and_then(|file| self.sources.path(file)).map(Path::to_path_buf);
        let mut sink = Sink::default();
        if let Some(path) = path.filter(|_| taken.changed > 0)
            && batch::write_file(&path, taken.text.as_bytes(), &mut sink).is_err()
        {
            console.report(&self.sources, FaultFormat::Human, &[&sink])?;
            return Ok(Outcome::Trouble);
        }
        self.write_lock(console)
    }
}

/// All of a file, and its text where it is one.
fn read(
    tool: Tool,
    path: &Path,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<(Vec<u8>, Arc<str>, FileId), Failed> {
    if tool.is_text() {
        let (file, text) = named_text(path, sources).map_err(|fault| sink.tell(*fault))?;
        return Ok((vec![], text, file));
    }
    let bytes = input::read(path, PICTURE_BYTES).map_err(|refused| {
        let message = format!("`{}` {}", path.display(), refused.what());
        sink.tell(Diagnostic::error(refused.id(), Span::NONE, message))
    })?;
    Ok((bytes, "".into(), sources.add(path, "")))
}

pub(super) fn begin(args: &NewArgs, console: &mut Console) -> io::Result<Outcome> {
    let opened = match args.place.open(console)? {
        Ok(opened) => opened,
        Err(outcome) => return Ok(outcome),
    };
    let mut sink = Sink::default();
    let begun = opened.begin(&args.language, &mut sink);
    console.report(&opened.sources, FaultFormat::Human, &[&sink])?;
    match begun {
        Ok(path) => {
            console.say(&format!(
                "wrote `{}`, a copy of the source to be translated",
                path.display()
            ))?;
            Ok(Outcome::Done)
        }
        Err(Failed) => Ok(Outcome::Trouble),
    }
}

impl Opened {
    fn begin(&self, tag: &str, sink: &mut Sink) -> Result<PathBuf, Failed> {
        let lang = Lang::parse(tag)
            .ok_or_else(|| sink.tell(crate::source::unknown_language(tag, Span::NONE)))?;
        let path = self.project.dir.join(format!("text/{lang}.yaml"));
        let listed = self.project.editions();
        if path.exists() || listed.iter().any(|edition| edition.lang == lang) {
            let message = format!("the project has a text in `{lang}` already");
            let fault = Diagnostic::error("text-exists", Span::NONE, message);
            return Err(sink.tell(fault.with_hint("`warraq i18n export` writes what it lacks")));
        }
        let file_text = |span: Span| Some(&self.sources.get(span.file?)?.text);
        let source = self.board.pieces.first().and_then(|(_, unit)| file_text(unit.span));
        let last = listed.last().map(|edition| edition.listed);
        let brochure = last.and_then(file_text);
        let (Some(source), Some(last), Some(brochure)) = (source, last, brochure) else {
            return Err(Failed);
        };
        let list = i18n::listed(brochure, last.range(), &lang);
        batch::write_file(&path, i18n::begun(source).as_bytes(), sink)?;
        batch::write_file(&self.project.dir.join("brochure.yaml"), list.as_bytes(), sink)?;
        Ok(path)
    }
}
