//! gettext's PO, as Poedit, Weblate and `msgmerge` write it.
//!
//! The name of a piece is its context. What nobody has reviewed is `fuzzy`; what its source was
//! when it was translated stands behind `#|`.

use super::super::board::TranslationState;
use super::super::markup::{self, written};
use super::{Back, Backs, Job, broken};
use crate::diag::{FileId, Sink, Span};
use crate::model::lang::Lang;

/// The file of a job.
pub(super) fn write(job: &Job<'_>) -> String {
    let lang = job.lang.as_str().replace('-', "_");
    let mut out = format!("# {}\n", job.title.replace('\n', " "));
    // No clock: the same texts give the same file.
    let head = [
        format!("Project-Id-Version: {}\n", job.title.replace('\n', " ")),
        "POT-Creation-Date: 1970-01-01 00:00+0000\n".to_owned(),
        "PO-Revision-Date: 1970-01-01 00:00+0000\n".to_owned(),
        "Last-Translator: warraq <warraq@localhost>\n".to_owned(),
        format!("Language-Team: {lang}\n"),
        format!("Language: {lang}\n"),
        "MIME-Version: 1.0\n".to_owned(),
        "Content-Type: text/plain; charset=UTF-8\n".to_owned(),
        "Content-Transfer-Encoding: 8bit\n".to_owned(),
        format!("X-Source-Language: {}\n", job.source),
    ];
    out.push_str("msgid \"\"\nmsgstr \"\"\n");
    head.iter().for_each(|line| out.push_str(&format!("{}\n", quoted(line))));
    for row in &job.rows {
        out.push('\n');
        let marks = (1..).map_while(|n| Some((n, row.marks.get(n)?)));
        for (number, mark) in marks {
            out.push_str(&format!("#. <{number}> {}\n", mark.replace('\n', " ")));
        }
        if matches!(row.state, TranslationState::Stale | TranslationState::Draft) {
            out.push_str("#, fuzzy\n");
        }
        if let Some(then) = row.then {
            out.push_str(&format!("#| msgid {}\n", quoted(&row.marks.encode(then))));
        }
        out.push_str(&format!("msgctxt {}\n", quoted(row.id)));
        out.push_str(&format!("msgid {}\n", quoted(&written(&row.source))));
        out.push_str(&format!("msgstr {}\n", quoted(&written(&row.own))));
    }
    out
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// An entry while its lines are read.
#[derive(Default)]
struct OpenEntry {
    context: Option<String>,
    id: Option<String>,
    text: Option<String>,
    fuzzy: bool,
    plural: bool,
    span: Option<Span>,
}

/// Which string goes on in the next line.
#[derive(Clone, Copy)]
enum Last {
    None,
    Context,
    Id,
    Text,
}

/// Reads a file; each line that is none is told.
pub(super) fn read(text: &str, file: FileId, sink: &mut Sink) -> Option<Backs> {
    let mut reader =
        PoReader { open: OpenEntry::default(), last: Last::None, lang: None, rows: vec![] };
    let mut start = 0;
    let mut sound = true;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim();
        let span = Span::new(file, start..start + whole.trim_end().len());
        start += whole.len();
        if let Err(message) = reader.line(line, span) {
            sink.push(broken(span, message));
            sound = false;
        }
    }
    if let Err(message) = reader.close() {
        sink.push(broken(Span::new(file, text.len()..text.len()), message));
        sound = false;
    }
    sound.then_some(Backs { lang: reader.lang, rows: reader.rows })
}

struct PoReader {
    open: OpenEntry,
    last: Last,
    lang: Option<Lang>,
    rows: Vec<Back>,
}

impl PoReader {
    fn line(&mut self, line: &str, span: Span) -> Result<(), String> {
        if ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark)) {
            return Err("version control left the mark of a conflict here".to_owned());
        }
        if line.is_empty() || line.starts_with('#') && self.open.text.is_some() {
            self.close()?;
        }
        if let Some(flags) = line.strip_prefix("#,") {
            self.open.fuzzy |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
        }
        if line.is_empty() || line.starts_with('#') {
            self.last = Last::None;
            return Ok(());
        }
        if line.starts_with('"') {
            let more = unquoted(line)?;
            let open = match self.last {
                Last::None => None,
                Last::Context => self.open.context.as_mut(),
                Last::Id => self.open.id.as_mut(),
                Last::Text => self.open.text.as_mut(),
            };
            open.ok_or("a string stands here that belongs to nothing")?.push_str(&more);
            return Ok(());
        }
        let (key, value) = line.split_once([' ', '\t']).unwrap_or((line, ""));
        if self.open.text.is_some() && matches!(key, "msgctxt" | "msgid") {
            self.close()?;
        }
        let value = unquoted(value.trim())?;
        self.open.span.get_or_insert(span);
        let (place, last) = match key {
            "msgctxt" => (&mut self.open.context, Last::Context),
            "msgid" => (&mut self.open.id, Last::Id),
            "msgstr" => (&mut self.open.text, Last::Text),
            "msgid_plural" => {
                self.open.plural = true;
                return Err("texts of a brochure have no plural forms".to_owned());
            }
            _ if key.starts_with("msgstr[") && self.open.plural => return Ok(()),
            _ => return Err(format!("`{key}` is no key of a PO file")),
        };
        self.last = last;
        match place.replace(value) {
            Some(_) => Err(format!("`{key}` stands twice in one entry")),
            None => Ok(()),
        }
    }

    /// Ends an entry.
    fn close(&mut self) -> Result<(), String> {
        let open = std::mem::take(&mut self.open);
        self.last = Last::None;
        let OpenEntry {
            context,
            id: Some(source),
            text: Some(own),
            fuzzy,
            span: Some(span),
            ..
        } = open
        else {
            let begun = open.id.is_some() || open.context.is_some();
            return match begun && !open.plural {
                true => Err("the entry before this line has no `msgstr`".to_owned()),
                false => Ok(()),
            };
        };
        if source.is_empty() && context.is_none() {
            return self.head(&own);
        }
        self.rows.push(Back {
            id: context.unwrap_or_default(),
            source: markup::read(&source),
            own: markup::read(&own),
            reviewed: Some(!fuzzy),
            span,
            row: None,
        });
        Ok(())
    }

    fn head(&mut self, head: &str) -> Result<(), String> {
        for line in head.lines() {
            let Some((key, value)) = line.split_once(':') else { continue };
            let value = value.trim();
            match key {
                "Language" => self.lang = Lang::parse(&value.replace('_', "-")),
                "Content-Type" if value.to_lowercase().contains("charset=") => {
                    let charset = value.to_lowercase();
                    let charset = charset.rsplit("charset=").next().unwrap_or_default();
                    if !matches!(charset, "utf-8" | "utf8" | "us-ascii" | "ascii") {
                        return Err(format!(
                            "the file says that it is in `{charset}`, not in UTF-8"
                        ));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn unquoted(text: &str) -> Result<String, String> {
    let bad = || "a string begins and ends with `\"`".to_owned();
    let inner = text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).ok_or_else(bad)?;
    let (mut out, mut chars) = (String::new(), inner.chars());
    while let Some(c) = chars.next() {
        match c {
            '"' => return Err("a `\"` inside of a string is written `\\\"`".to_owned()),
            '\\' => out.push(match chars.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                Some(c @ ('"' | '\\')) => c,
                _ => {
                    return Err(
                        "a `\\` stands before something that it does not escape".to_owned()
                    );
                }
            }),
            c => out.push(c),
        }
    }
    Ok(out)
}
