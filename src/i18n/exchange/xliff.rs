//! XLIFF 2.1 (OASIS), for CAT tools: placeholders are elements with the marks that they stand for.

use super::super::board::TranslationState;
use super::super::markup::MarkupPart;
use super::xml::{XmlToken, attribute, escaped, tokens};
use super::{Back, Backs, Job, broken};
use crate::diag::{FileId, Sink, Span};
use crate::model::lang::Lang;

/// The file of a job.
pub(super) fn write(job: &Job<'_>) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <xliff xmlns=\"urn:oasis:names:tc:xliff:document:2.0\" version=\"2.1\" srcLang=\"{}\" trgLang=\"{}\">\n\
         <file id=\"text\" original=\"text/{}.yaml\" xml:space=\"preserve\" canResegment=\"no\">\n",
        job.source, job.lang, job.source
    );
    for (n, row) in job.rows.iter().enumerate() {
        out.push_str(&format!("<unit id=\"u{}\" name=\"{}\">\n", n + 1, escaped(row.id)));
        if let Some(then) = row.then {
            let note = escaped(&row.marks.encode(then));
            out.push_str(&format!(
                "<notes><note category=\"made-from\">{note}</note></notes>\n"
            ));
        }
        let marks: Vec<(usize, &str)> =
            (1..).map_while(|n| Some((n, row.marks.get(n)?))).collect();
        if !marks.is_empty() {
            let data = marks
                .iter()
                .map(|(n, mark)| format!("<data id=\"d{n}\">{}</data>", escaped(mark)));
            out.push_str(&format!(
                "<originalData>{}</originalData>\n",
                data.collect::<String>()
            ));
        }
        let state = match row.state {
            TranslationState::Fresh => "final",
            TranslationState::Missing | TranslationState::Extra => "initial",
            TranslationState::Stale | TranslationState::Draft => "translated",
        };
        out.push_str(&format!(
            "<segment state=\"{state}\"><source>{}</source>",
            inner(&row.source)
        ));
        if !row.own.is_empty() {
            out.push_str(&format!("<target>{}</target>", inner(&row.own)));
        }
        out.push_str("</segment>\n</unit>\n");
    }
    out + "</file>\n</xliff>\n"
}

fn inner(parts: &[MarkupPart]) -> String {
    let part = |part: &MarkupPart| match part {
        MarkupPart::Words(words) => escaped(words),
        MarkupPart::Mark(n) => {
            format!("<ph id=\"{n}\" dataRef=\"d{n}\" canDelete=\"no\" canCopy=\"no\"/>")
        }
    };
    parts.iter().map(part).collect()
}

/// A unit while it is read.
struct OpenUnit {
    id: String,
    span: Span,
    source: Vec<MarkupPart>,
    own: Vec<MarkupPart>,
    states: Vec<String>,
}

/// Reads a file.
pub(super) fn read(text: &str, file: FileId, sink: &mut Sink) -> Option<Backs> {
    let tokens = match tokens(text) {
        Ok(tokens) => tokens,
        Err((at, message)) => {
            sink.push(broken(Span::new(file, at..at), format!("this is no XML: {message}")));
            return None;
        }
    };
    let mut reader =
        XliffReader { file, lang: None, rows: vec![], open: None, into: None, seen: false };
    let mut sound = true;
    for token in tokens {
        if let Err((at, message)) = reader.token(token) {
            sink.push(broken(Span::new(file, at..at), message));
            sound = false;
        }
    }
    if sound && !reader.seen {
        sink.push(broken(Span::new(file, 0..0), "this is no XLIFF file"));
        return None;
    }
    sound.then_some(Backs { lang: reader.lang, rows: reader.rows })
}

struct XliffReader {
    file: FileId,
    lang: Option<Lang>,
    rows: Vec<Back>,
    open: Option<OpenUnit>,
    /// Whether text goes into the source or into the translation.
    into: Option<bool>,
    seen: bool,
}

impl XliffReader {
    fn token(&mut self, token: XmlToken) -> Result<(), (usize, String)> {
        match token {
            XmlToken::Open(name, attributes, at) => return self.open(&name, &attributes, at),
            XmlToken::Close(name) => match name.as_str() {
                "source" | "target" => self.into = None,
                "unit" => self.close(),
                _ => {}
            },
            XmlToken::Text(text) => {
                if let Some(parts) = self.parts() {
                    match parts.last_mut() {
                        Some(MarkupPart::Words(words)) => words.push_str(&text),
                        _ => parts.push(MarkupPart::Words(text)),
                    }
                }
            }
        }
        Ok(())
    }

    fn parts(&mut self) -> Option<&mut Vec<MarkupPart>> {
        let source = self.into?;
        let open = self.open.as_mut()?;
        Some(if source { &mut open.source } else { &mut open.own })
    }

    fn open(
        &mut self,
        name: &str,
        attributes: &[(String, String)],
        at: usize,
    ) -> Result<(), (usize, String)> {
        match name {
            "xliff" => {
                let version = attribute(attributes, "version").unwrap_or_default();
                if !version.starts_with("2.") {
                    return Err((
                        at,
                        format!("this is XLIFF {version}; versions 2.0 and 2.1 are read"),
                    ));
                }
                self.seen = true;
                self.lang = attribute(attributes, "trgLang").and_then(Lang::parse);
            }
            "unit" => {
                let id = attribute(attributes, "name").unwrap_or_default().to_owned();
                let span = Span::new(self.file, at..at);
                self.open =
                    Some(OpenUnit { id, span, source: vec![], own: vec![], states: vec![] });
            }
            "segment" => {
                let state = attribute(attributes, "state").unwrap_or("initial").to_owned();
                self.open.iter_mut().for_each(|open| open.states.push(state.clone()));
            }
            "source" => self.into = Some(true),
            "target" => self.into = Some(false),
            "ph" if self.into.is_some() => {
                let number = attribute(attributes, "id").and_then(|id| id.parse().ok());
                let number = number.ok_or((at, "a placeholder without a number".to_owned()))?;
                self.parts().into_iter().for_each(|parts| parts.push(MarkupPart::Mark(number)));
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let done = |state: &String| matches!(state.as_str(), "reviewed" | "final");
        self.rows.push(Back {
            id: open.id,
            source: open.source,
            own: open.own,
            reviewed: open.states.iter().all(done).then_some(true),
            span: open.span,
            row: None,
        });
    }
}
