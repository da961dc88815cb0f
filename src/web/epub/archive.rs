//! The finished archive (EPUB 3.3, section 6): `mimetype` first and stored, fixed times, the
//! mended package and navigation in their places, nothing of EPUB 2.

use std::borrow::Cow;
use std::io::{self, Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::package::{Shape, mend};
use crate::model::Document;

const MIMETYPE: &str = "mimetype";
const PACKAGE: &str = "OEBPS/content.opf";
const NAV: &str = "OEBPS/nav.xhtml";
const NCX: &str = "OEBPS/toc.ncx";

/// The archive again, mended and the same from run to run.
pub(super) fn finish(
    packed: &[u8],
    doc: &Document,
    shape: &Shape<'_>,
    nav: &str,
) -> io::Result<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(packed))?;
    let names: Result<Vec<String>, _> =
        archive.file_names().map(|name| name.map(Cow::into_owned)).collect();
    let mut names = names?;
    names.retain(|name| name != NCX);
    names.sort_by_key(|name| (rank(name), name.clone()));
    let mut writer = ZipWriter::new(Cursor::new(vec![]));
    for name in names {
        let mut bytes = vec![];
        archive.by_name(&name)?.read_to_end(&mut bytes)?;
        match name.as_str() {
            PACKAGE => bytes = mend(&String::from_utf8_lossy(&bytes), doc, shape)?,
            NAV => bytes = nav.as_bytes().to_vec(),
            _ => {}
        }
        writer.start_file(&name, options(&name))?;
        writer.write_all(&bytes)?;
    }
    Ok(writer.finish()?.into_inner())
}

/// The order of the files: what a reader opens first comes first.
fn rank(name: &str) -> u8 {
    match name {
        MIMETYPE => 0,
        _ if name.starts_with("META-INF/") => 1,
        PACKAGE => 2,
        NAV => 3,
        _ => 4,
    }
}

/// How a file is packed; what is packed already is stored.
fn options(name: &str) -> SimpleFileOptions {
    let stored =
        name == MIMETYPE || [".png", ".jpg", ".webp"].iter().any(|ext| name.ends_with(ext));
    let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
    SimpleFileOptions::default()
        .compression_method(method)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}
