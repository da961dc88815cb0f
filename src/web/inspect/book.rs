//! What an EPUB file holds (EPUB 3.3, and 2.0.1 as far as it is the same).

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use super::markup::{MarkupToken, tokens};
use super::page;
use crate::diag::{Diagnostic, Span};
use crate::model::finished::{Finished, FinishedFont};

/// Most bytes of one part of the file, and of all parts that are read.
const PART: u64 = 64 << 20;
const ALL: u64 = 512 << 20;

/// Looks into a book.
///
/// # Errors
/// A fault where it is no EPUB file, or broken.
pub fn book(bytes: &[u8]) -> Result<Finished, Diagnostic> {
    let archive = ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| broken("the EPUB file is torn: its list of parts cannot be read"))?;
    let mut parts = ArchiveFiles { archive, left: ALL };
    let container = parts.text("META-INF/container.xml").map_err(|_| foreign())?;
    let root = tokens(&container).iter().find_map(|token| match token {
        MarkupToken::Open(name, ..) if local(name) == "rootfile" => {
            token.attribute("full-path").map(str::to_owned)
        }
        _ => None,
    });
    let root = root.ok_or_else(|| broken("the EPUB file names no package"))?;
    let package = Package::read(&parts.text(&root)?, folder(&root));
    let mut found = package.facts(bytes.len());
    for path in &package.spine {
        let text = parts.text(path)?;
        let page = page::read(&text);
        found.text.extend(page.text);
        found.pictures.extend(page.pictures);
        found.links.extend(page.links);
        for lang in page.languages {
            if !found.languages.contains(&lang) {
                found.languages.push(lang);
            }
        }
    }
    Ok(found)
}

fn broken(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("broken-book", Span::NONE, message)
        .with_hint("copy it again from where it comes from, or make it anew")
}

fn foreign() -> Diagnostic {
    Diagnostic::error("foreign-file", Span::NONE, "the archive is no EPUB file")
        .with_hint("unpack it and name a PDF, EPUB or HTML file in it")
}

/// The files of the archive.
struct ArchiveFiles<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl ArchiveFiles<'_> {
    fn text(&mut self, path: &str) -> Result<String, Diagnostic> {
        let file = self.archive.by_name(path).map_err(|error| match error {
            ZipError::FileNotFound => broken(format!("the EPUB file has no part `{path}`")),
            _ => broken(format!("the part `{path}` of the EPUB file cannot be read")),
        })?;
        let most = PART.min(self.left);
        let mut bytes = vec![];
        file.take(most + 1).read_to_end(&mut bytes).map_err(|_| {
            broken(format!("the part `{path}` of the EPUB file cannot be read"))
        })?;
        self.left = self
            .left
            .checked_sub(bytes.len() as u64)
            .filter(|_| bytes.len() as u64 <= most)
            .ok_or_else(|| {
                let message = format!("the part `{path}` of the EPUB file is too large");
                Diagnostic::error("file-too-large", Span::NONE, message)
            })?;
        super::text(&bytes)
    }
}

/// What the package document says.
#[derive(Default)]
struct Package {
    version: Option<String>,
    metadata: Vec<(String, String)>,
    direction: Option<&'static str>,
    fonts: Vec<FinishedFont>,
    /// Paths of the pages, in the order in which they are read.
    spine: Vec<String>,
}

impl Package {
    fn read(text: &str, base: &str) -> Self {
        let (mut package, mut items) = (Self::default(), vec![]);
        let tokens = tokens(text);
        for (index, token) in tokens.iter().enumerate() {
            let MarkupToken::Open(name, ..) = token else { continue };
            let value = |key: &str| token.attribute(key).unwrap_or_default().to_owned();
            let words = || match tokens.get(index + 1) {
                Some(MarkupToken::Text(words)) => words.trim().to_owned(),
                _ => String::new(),
            };
            match local(name) {
                "package" => package.version = Some(value("version")).filter(|v| !v.is_empty()),
                "meta" if token.attribute("refines").is_none() => {
                    package.metadata.push((value("property"), words()));
                }
                "item" => {
                    let path = format!("{base}{}", decoded(&value("href")));
                    if value("media-type").contains("font")
                        || value("media-type").contains("opentype")
                    {
                        package.fonts.push(face(&path, &value("media-type")));
                    }
                    items.push((value("id"), path));
                }
                "spine" => {
                    package.direction = match value("page-progression-direction").as_str() {
                        "rtl" => Some("rtl"),
                        "ltr" => Some("ltr"),
                        _ => None,
                    };
                }
                "itemref" => {
                    let id = value("idref");
                    let found = items.iter().find(|(known, _)| *known == id);
                    package.spine.extend(found.map(|(_, path)| path.clone()));
                }
                other => package.metadata.push((other.to_owned(), words())),
            }
        }
        package
    }

    fn all(&self, name: &str) -> impl Iterator<Item = String> {
        let found =
            self.metadata.iter().filter(move |(key, value)| key == name && !value.is_empty());
        found.map(|(_, value)| value.clone()).collect::<Vec<_>>().into_iter()
    }

    fn facts(&self, bytes: usize) -> Finished {
        let claims = self.all("dcterms:conformsTo");
        let version = self.version.iter().map(|version| format!("EPUB {version}"));
        Finished {
            kind: "EPUB",
            version: self.version.clone(),
            bytes,
            title: self.all("title").next(),
            author: self.all("creator").next().or_else(|| self.all("publisher").next()),
            program: self.all("generator").next(),
            claims: version.chain(claims).collect(),
            tagged: true,
            languages: self.all("language").collect(),
            direction: self.direction,
            fonts: self.fonts.clone(),
            ..Finished::default()
        }
    }
}

fn face(path: &str, kind: &str) -> FinishedFont {
    let name = path.rsplit('/').next().unwrap_or(path).to_owned();
    let kind = kind.rsplit('/').next().unwrap_or(kind).to_owned();
    FinishedFont { name, kind, embedded: true, says_text: true }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The folder of a file inside the archive, with its slash.
fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |at| &path[..=at])
}

/// A path whose percent signs are read (RFC 3986, 2.1).
fn decoded(path: &str) -> String {
    let (mut out, bytes) = (vec![], path.as_bytes());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let hex = || {
            let digits = std::str::from_utf8(bytes.get(at + 1..at + 3)?).ok()?;
            u8::from_str_radix(digits, 16).ok()
        };
        match hex().filter(|_| byte == b'%') {
            Some(read) => {
                out.push(read);
                at += 3;
            }
            None => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_as_they_are_packed() {
        assert_eq!(decoded("a%20b%D8%A8%"), "a bب%");
        assert_eq!((folder("OEBPS/content.opf"), folder("content.opf")), ("OEBPS/", ""));
    }

    #[test]
    fn an_archive_of_something_else_is_told() {
        let empty = zip::ZipWriter::new(Cursor::new(vec![])).finish().unwrap().into_inner();
        assert_eq!(book(&empty).unwrap_err().id, "foreign-file");
        assert_eq!(book(b"PK\x03\x04torn").unwrap_err().id, "broken-book");
    }
}
