//! Mends the package document (EPUB 3.3, section 5): language and direction of the package,
//! manifest properties, the navigation in the spine, no NCX, no guide.

use std::collections::BTreeSet;
use std::io;

use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};

use crate::model::Document;

/// What the package document must say.
pub(super) struct Shape<'a> {
    /// Content of the `metadata` element.
    pub(super) metadata: String,
    /// The files that hold drawings.
    pub(super) with_svg: BTreeSet<&'a str>,
}

const PREFIX: &str =
    "ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/";

/// The mended package document.
pub(super) fn mend(opf: &str, doc: &Document, shape: &Shape<'_>) -> io::Result<Vec<u8>> {
    let mut reader = Reader::from_str(opf);
    reader.config_mut().trim_text(true);
    let mut writer = Writer::new_with_indent(vec![], b' ', 2);
    loop {
        let event = reader.read_event().map_err(io::Error::other)?;
        match event {
            Event::Eof => break,
            Event::Start(start) => match start.name().as_ref() {
                "package" => writer.write_event(Event::Start(package(doc)))?,
                "metadata" => {
                    reader.read_to_end(start.name()).map_err(io::Error::other)?;
                    metadata(&mut writer, &shape.metadata)?;
                }
                "spine" => {
                    let dir = doc.lang.dir().as_str();
                    let spine = BytesStart::new("spine")
                        .with_attributes([("page-progression-direction", dir)]);
                    writer.write_event(Event::Start(spine))?;
                }
                "guide" => {
                    reader.read_to_end(start.name()).map_err(io::Error::other)?;
                }
                _ => writer.write_event(Event::Start(start))?,
            },
            Event::Empty(empty) => entry(&mut writer, empty, shape)?,
            other => writer.write_event(other)?,
        }
    }
    let mut out = writer.into_inner();
    out.push(b'\n');
    Ok(out)
}

fn package(doc: &Document) -> BytesStart<'static> {
    BytesStart::new("package").with_attributes([
        ("xmlns", "http://www.idpf.org/2007/opf"),
        ("version", "3.0"),
        ("unique-identifier", "pub-id"),
        ("xml:lang", doc.lang.as_str()),
        ("dir", doc.lang.dir().as_str()),
        ("prefix", PREFIX),
    ])
}

fn metadata(writer: &mut Writer<Vec<u8>>, content: &str) -> io::Result<()> {
    let start = BytesStart::new("metadata")
        .with_attributes([("xmlns:dc", "http://purl.org/dc/elements/1.1/")]);
    let end = start.to_end().into_owned();
    writer.write_event(Event::Start(start.clone()))?;
    writer.write_event(Event::Text(BytesText::from_escaped(content)))?;
    writer.write_event(Event::End(end))
}

/// An entry of manifest or spine.
fn entry(
    writer: &mut Writer<Vec<u8>>,
    mut empty: BytesStart<'_>,
    shape: &Shape<'_>,
) -> io::Result<()> {
    let value = |name: &str| {
        let found = empty.try_get_attribute(name).ok().flatten();
        found.map(|a| a.value.into_owned()).unwrap_or_default()
    };
    let (id, href, idref) = (value("id"), value("href"), value("idref"));
    if id == "ncx" {
        return Ok(());
    }
    if shape.with_svg.contains(href.as_str()) {
        empty.push_attribute(("properties", "svg"));
    }
    writer.write_event(Event::Empty(empty))?;
    if idref == "id_cover.xhtml" {
        let nav = BytesStart::new("itemref").with_attributes([("idref", "nav")]);
        writer.write_event(Event::Empty(nav))?;
    }
    Ok(())
}
