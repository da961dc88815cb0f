//! SVG files to drawings.
//!
//! In: the file's bytes, packed or not, in whatever encoding. Out: a [`Drawing`] of paths, gradients
//! and layers, from which every output is written anew, so that nothing else of the file passes.
//! Text becomes outlines, in the faces of the project and of the program.
//! Refused: scripts and animations, references to other files, letters that no face has, and what
//! paper cannot show alike: pictures, filters, blend modes. Strokes with dashes, round ends or bent widths are turned into
//! their outlines, so that each output draws them the same. What grows without end on its way is
//! refused before it does.

mod active;
mod budget;
mod encoding;
mod faces;
mod outline;
mod tree;

use std::path::PathBuf;

use usvg::roxmltree::{self, Document, ParsingOptions};

use super::assets::PictureFault;
use crate::geom::{Abs, Size};
use crate::model::drawing::Drawing;
use budget::Excess;
use encoding::UnreadableText;
use tree::{MAX_STEPS, Refusal};

/// Most nodes of a file.
const MAX_NODES: u32 = 1_000_000;
/// Most bytes that entities of a document type add.
const MAX_ENTITIES: usize = 8 << 20;

/// Reads a drawing.
pub(super) fn drawing(
    bytes: &[u8],
    roots: &[PathBuf],
    path: &str,
) -> Result<Drawing, PictureFault> {
    let text = encoding::text(bytes).map_err(|what| unreadable(path, what))?;
    check_entities(&text, path)?;
    let options =
        ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..Default::default() };
    let xml = Document::parse_with_options(&text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => too_large(path),
        error => broken(path, &error.to_string()),
    })?;
    if let Some(active::Refused { what, line }) = active::refused(&xml) {
        let message = format!("{what}, in its line {line}");
        return Err(refused(path, &message, remedy(what)));
    }
    match budget::excess(&xml) {
        Some(Excess::Steps) => return Err(too_large(path)),
        Some(Excess::Depth) => return Err(too_deep(path)),
        None => {}
    }
    let has_text = xml.descendants().any(|node| node.tag_name().name() == "text");
    let options = if has_text { faces::options(roots) } else { usvg::Options::default() };
    let tree = usvg::Tree::from_xmltree(&xml, &options)
        .map_err(|error| broken(path, &error.to_string()))?;
    let length = |n: f32| Abs::pt(f64::from(n));
    let size = Size::new(length(tree.size().width()), length(tree.size().height()));
    let parts = tree::parts(&tree, size).map_err(|refusal| match refusal {
        Refusal::TooLarge => too_large(path),
        Refusal::Content(what, name) => content(&xml, path, what, name),
    })?;
    Ok(Drawing { size, parts })
}

/// The fault of what no output could draw alike.
fn content(xml: &Document<'_>, path: &str, what: &str, name: &str) -> PictureFault {
    let says = |node: &roxmltree::Node<'_, '_>| {
        let style = node.attribute("style").is_some_and(|style| style.contains(name));
        node.tag_name().name() == name || node.attribute(name).is_some() || style
    };
    let line = xml.descendants().find(says).map(|node| active::line(xml, &node));
    let place = line.map(|line| format!(", in its line {line}")).unwrap_or_default();
    refused(path, &format!("{what}{place}"), remedy(what))
}

/// What to do about content that is refused.
fn remedy(what: &str) -> &'static str {
    match what {
        "letters that no font has" => {
            "put a font that has them into `fonts/`, or turn the text into paths"
        }
        "a picture" => "give the picture a figure of its own",
        "a script" | "an animation" | "foreign content" | "a reference to another file" => {
            "save the drawing as plain SVG"
        }
        _ => "in the drawing program, turn it into plain shapes, or export the drawing as PNG",
    }
}

fn refused(path: &str, what: &str, hint: &str) -> PictureFault {
    PictureFault::new("svg-content", format!("`{path}` holds {what}")).hint(hint)
}

fn broken(path: &str, what: &str) -> PictureFault {
    PictureFault::new("broken-picture", format!("`{path}` is not an SVG file: {what}"))
}

fn too_large(path: &str) -> PictureFault {
    let message =
        format!("`{path}` has too many path steps; at most {MAX_STEPS} of them are drawn");
    PictureFault::new("picture-too-large", message).hint(
        "count those of dashes, patterns and markers, too; simplify them in the drawing program, \
         or export the drawing as PNG",
    )
}

fn too_deep(path: &str) -> PictureFault {
    let message = format!("the elements of `{path}` stand too deep in one another");
    PictureFault::new("picture-too-large", message)
        .hint("ungroup what is grouped in the drawing program")
}

fn unreadable(path: &str, what: UnreadableText) -> PictureFault {
    match what {
        UnreadableText::TooLong => too_large(path),
        UnreadableText::Packed => broken(path, "it cannot be unpacked"),
        UnreadableText::Encoding(name) => {
            let message = format!("`{path}` cannot be read in the encoding `{name}`");
            PictureFault::new("broken-picture", message).hint("save the drawing as UTF-8")
        }
    }
}

/// Refuses a document type that calls for other files, or whose short names stand for too much. The
/// declarations that drawing programs write are names of namespaces.
fn check_entities(text: &str, path: &str) -> Result<(), PictureFault> {
    let Some((_, after)) = text.split_once("<!DOCTYPE") else { return Ok(()) };
    let Some((_, inner)) = after.split_once('[').filter(|(head, _)| !head.contains('>')) else {
        return Ok(());
    };
    let inner = inner.split_once(']').map_or(inner, |(inner, _)| inner);
    let entities: Vec<&str> = inner.split("<!ENTITY").skip(1).collect();
    let calls = |entity: &&str| {
        let head = entity.split(['"', '\'']).next().unwrap_or_default();
        head.contains("SYSTEM") || head.contains("PUBLIC")
    };
    if entities.iter().any(calls) {
        let hint = "remove the lines `<!ENTITY …>`";
        return Err(refused(path, "a reference to another file", hint));
    }
    let nested = entities.iter().any(|entity| entity.contains(['&', '%']));
    let uses = text.matches('&').count();
    if !entities.is_empty() && (nested || uses.saturating_mul(inner.len()) > MAX_ENTITIES) {
        let hint = "remove the lines `<!ENTITY …>`";
        return Err(refused(path, "names that stand for too much", hint));
    }
    Ok(())
}
