//! What a project says of its printing, completed: the press's profile read and checked.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::assets::among;
use super::decode::Str;
use super::input;
use super::schema::brochure::Brochure;
use super::schema::print::{BookletKeys, PrintKeys};
use crate::color::{BadProfile, COATED, UNCOATED, check_press};
use crate::diag::{Diagnostic, FileId, Sink, Span};
use crate::geom::Abs;
use crate::model::limits::PROFILE_BYTES;
use crate::model::print::{Marks, Office, Press, Print, PrintPictures, PrintText};

/// Least resolution where a project says nothing: below it, softness shows at reading distance.
const RESOLUTION: f64 = 200.0;
/// How far text keeps from trim and folds (docs/spec/pages.md, 12).
const TRIM_SAFE: Abs = Abs::mm(5.0);
const FOLD_SAFE: Abs = Abs::mm(4.0);
/// Most ink where the profile is the print shop's own.
const INK_LIMIT: f64 = 300.0;

/// What the brochure says of its printing, with what holds where it says nothing; a profile that
/// is of no use goes into `sink`.
pub(super) fn print(
    roots: &[PathBuf],
    brochure: &Brochure,
    file: FileId,
    sink: &mut Sink,
) -> Print {
    let office = brochure.booklet.as_ref().map(office).unwrap_or_default();
    let usual = Print { span: Span::new(file, 0..0), office, ..shipped_print() };
    let Some(keys) = &brochure.print else { return usual };
    let (press, limit) = press(roots, keys, sink);
    if let (Some(condition), false) = (&keys.condition, own_profile(keys).is_some()) {
        let message = "`condition` names what the print shop's own profile describes";
        let fault = Diagnostic::error("condition-without-profile", condition.span, message);
        sink.push(
            fault.with_hint("add its profile, `profile: assets/press.icc`, or remove it"),
        );
    }
    Print {
        press,
        ink_limit: keys.ink_limit.unwrap_or(limit),
        marks: keys.marks.unwrap_or(usual.marks),
        text: keys.text.unwrap_or_default(),
        urls: keys.urls.unwrap_or_default(),
        pictures: keys.pictures.unwrap_or_default(),
        resolution: keys.resolution.unwrap_or(RESOLUTION),
        trim_safe: keys.trim_safe.unwrap_or(TRIM_SAFE),
        fold_safe: keys.fold_safe.unwrap_or(FOLD_SAFE),
        binding: keys.binding,
        office: usual.office,
        levels: keys.preflight.clone().unwrap_or_default().0,
        span: keys.span,
    }
}

/// The sheets of an office printer.
fn office(keys: &BookletKeys) -> Office {
    Office {
        sheet: keys.sheet.map(|sheet| sheet.size),
        flip: keys.flip,
        paper: keys.paper.unwrap_or_default(),
        marks: keys.marks.unwrap_or_default(),
    }
}

/// How a project is printed that says nothing of it, and what belongs to no project.
pub fn shipped_print() -> Print {
    let (press, ink_limit) = coated();
    Print {
        press,
        ink_limit,
        marks: Marks::ALL,
        text: PrintText::default(),
        urls: false,
        pictures: PrintPictures::default(),
        resolution: RESOLUTION,
        trim_safe: TRIM_SAFE,
        fold_safe: FOLD_SAFE,
        binding: None,
        office: Office::default(),
        levels: BTreeMap::new(),
        span: Span::NONE,
    }
}

/// The press for coated paper, and the most ink that it takes.
fn coated() -> (Press, f64) {
    (shipped(COATED, "FOGRA39", "Coated FOGRA39L"), 300.0)
}

/// The path of the profile, where it is a file of the project.
pub(super) fn own_profile(keys: &PrintKeys) -> Option<&str> {
    let said = keys.profile.as_ref().map(|said| said.text.as_str());
    said.filter(|said| !["coated", "uncoated"].contains(said))
}

/// The press, and the most ink that its paper takes.
fn press(roots: &[PathBuf], keys: &PrintKeys, sink: &mut Sink) -> (Press, f64) {
    let Some(said) = &keys.profile else { return coated() };
    match said.text.as_str() {
        "coated" => coated(),
        "uncoated" => (shipped(UNCOATED, "FOGRA47", "Uncoated FOGRA47L"), 280.0),
        path => match own(roots, path, said.span, keys.condition.as_ref()) {
            Ok(press) => (press, INK_LIMIT),
            Err(fault) => {
                sink.push(*fault);
                coated()
            }
        },
    }
}

fn shipped(profile: &[u8], condition: &str, name: &str) -> Press {
    Press {
        profile: profile.into(),
        condition: condition.to_owned(),
        name: name.to_owned(),
        registered: true,
    }
}

/// The print shop's own profile.
fn own(
    roots: &[PathBuf],
    path: &str,
    span: Span,
    condition: Option<&Str>,
) -> Result<Press, Box<Diagnostic>> {
    let refuse = |message: String, hint: &str| {
        Box::new(Diagnostic::error("bad-profile", span, message).with_hint(hint))
    };
    let words =
        "write `coated`, `uncoated`, or the path of an `.icc` file in the project's folder";
    let (_, full) = among(roots, path).map_err(|fault| refuse(fault.message, words))?;
    let bytes: Arc<[u8]> = input::read(&full, PROFILE_BYTES)
        .map_err(|refused| refuse(format!("`{path}` {}", refused.what()), words))?
        .into();
    check_press(&bytes).map_err(|bad| {
        let ask = "ask the print shop for the profile of its press: class `prtr`, CMYK";
        refuse(format!("`{path}` {}", what(bad)), ask)
    })?;
    let stem = Path::new(path).file_stem().and_then(|stem| stem.to_str()).unwrap_or("custom");
    Ok(Press {
        profile: bytes,
        condition: condition.map_or_else(|| stem.to_owned(), |said| said.text.clone()),
        name: stem.to_owned(),
        registered: false,
    })
}

/// What a profile is, instead of one of a press.
fn what(bad: BadProfile) -> String {
    let text = |bytes: [u8; 4]| String::from_utf8_lossy(&bytes).trim().to_owned();
    match bad {
        BadProfile::NotIcc => "is not an ICC profile".to_owned(),
        BadProfile::Class(class) => {
            let kind = match &class {
                b"mntr" => "of a screen",
                b"scnr" => "of a scanner or camera",
                b"link" => "of a link between two devices",
                _ => "of something else",
            };
            format!("is the profile {kind} (class `{}`), not that of a press", text(class))
        }
        BadProfile::Space(space) => {
            format!("is for a device in `{}`, not in CMYK", text(space))
        }
        BadProfile::Broken => "is broken: its tables cannot be read".to_owned(),
    }
}
