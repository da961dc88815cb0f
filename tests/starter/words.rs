//! The words of a file and those of the document that was made of it: found apart from one another.

use unicode_normalization::UnicodeNormalization;
use warraq::diag::{Diagnostic, FileId, Severity, Sink, Sources};
use warraq::model::lang::Lang;
use warraq::model::{Block, BlockKind, Document, Text};
use warraq::source::load;
use warraq::starter::import::{Draft, markdown, plain};
use warraq::starter::{Template, Wanted, files};

/// What the brochure is called where its text does not say.
pub(super) const NAME: &str = "zzz";
/// The heading of text that has none.
const INTRODUCTION: &str = "مقدمة";

/// The words of a text, without signs that layout says in another way: quotation marks, bullets,
/// the colons of terms, the signs after numbers.
pub(super) fn words(text: &str) -> Vec<String> {
    let dropped = |c: char| {
        c.is_control() && !c.is_whitespace()
            || "\"'«»‹›“”‘’„:.()-–—•۔".contains(c)
            || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
            || matches!(c, '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
    };
    let words = text.split_whitespace().map(|word| {
        let word: String = word.nfkc().filter(|&c| !dropped(c)).collect();
        word.chars().map(latin).collect::<String>()
    });
    words.filter(|word| word.contains(char::is_alphanumeric)).collect()
}

/// A digit of any Arabic script as a Latin one.
fn latin(c: char) -> char {
    let zero = match c {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return c,
    };
    char::from_digit(u32::from(c) - u32::from(zero), 10).unwrap()
}

/// The document of a plain text, by way of the files of a new project.
#[track_caller]
pub(super) fn document(text: &str) -> Document {
    made(text, plain)
}

/// The document of a Markdown text.
#[track_caller]
pub(super) fn from_markdown(text: &str) -> Document {
    made(text, markdown)
}

#[track_caller]
fn made(
    text: &str,
    import: fn(&str, FileId, &str, &Lang) -> Result<Draft, Diagnostic>,
) -> Document {
    let mut sources = Sources::default();
    let file = sources.add("x.txt", text);
    let lang = Lang::parse("ar").unwrap();
    let draft = import(text, file, NAME, &lang).unwrap_or_else(|fault| panic!("{fault:?}"));
    loaded(&draft, &lang, text)
}

#[track_caller]
pub(super) fn loaded(draft: &Draft, lang: &Lang, text: &str) -> Document {
    let folder = tempfile::tempdir().unwrap();
    let wanted = Wanted {
        template: Template::Booklet,
        langs: std::slice::from_ref(lang),
        theme: "najma",
        own_theme: false,
        slug: "x",
        draft: Some(draft),
    };
    for file in files(&wanted).iter().filter(|file| !file.path.starts_with('.')) {
        let path = folder.path().join(&file.path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        // A section without text stays in the file alone: something is put into it to see it.
        let seen = file.text.replace("\n    body: []\n", &format!("\n    body: [{NAME}]\n"));
        std::fs::write(path, seen).unwrap();
    }
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = load(folder.path(), &mut sources, &mut sink);
    let document = project.ok().and_then(|p| p.document(lang, &sources, None, &mut sink).ok());
    let errors: Vec<_> =
        sink.diagnostics().iter().filter(|fault| fault.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{text:?}\n{errors:#?}");
    document.unwrap()
}

/// The words of a document in the order of reading, without those that were made up for it.
pub(super) fn of_document(document: &Document) -> Vec<String> {
    let mut said = Said(vec![]);
    let title = document.title.to_plain();
    said.0.extend(Some(title).filter(|title| title != NAME));
    said.texts(&document.subtitle);
    for section in &document.sections {
        let heading = section.heading.to_plain();
        said.0.extend(Some(heading).filter(|heading| heading != INTRODUCTION));
        said.blocks(&section.body);
    }
    for note in &document.notes {
        said.texts(&note.body);
    }
    said.0.iter().filter(|text| *text != NAME).flat_map(|text| words(text)).collect()
}

struct Said(Vec<String>);

impl Said {
    fn texts<'t>(&mut self, texts: impl IntoIterator<Item = &'t Text>) {
        self.0.extend(texts.into_iter().map(Text::to_plain));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(text) | BlockKind::Heading { text, .. } => {
                    self.texts([text]);
                }
                BlockKind::Terms(rows) => rows.iter().for_each(|row| {
                    self.texts([&row.term]);
                    self.texts(&row.text);
                }),
                BlockKind::List(list) => {
                    for (index, item) in (0..).zip(&list.items) {
                        self.0.extend(list.start.map(|start| (start + index).to_string()));
                        self.blocks(item);
                    }
                }
                BlockKind::Table(table) => {
                    self.texts(&table.head);
                    self.texts(table.rows.iter().flatten());
                }
                BlockKind::Quote { body, attribution } => {
                    self.texts(body);
                    self.texts(attribution);
                }
                other => panic!("no text is taken for {other:?}"),
            }
        }
    }
}
