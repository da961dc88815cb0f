//! PDF files that swell, and what lies on their pages besides the content.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use warraq::pdf::impose::Imposition;

use super::limited;
use crate::cli::project::Project;
use crate::impose::look::imposed_with_notes;
use crate::impose::maker::{FONT, Maker, plain};

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(vec![], Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[track_caller]
fn refused(pdf: &[u8], id: &str) {
    let project = Project::new();
    project.write("a.pdf", pdf);
    limited(&project, &["impose", "a.pdf"]).expect(1).says(&[&format!("error[{id}]")]);
}

#[test]
fn data_that_is_packed_more_than_once_is_not_unpacked() {
    let bomb = deflate(&deflate(&deflate(&vec![b' '; 64 << 20])));
    let mut maker = Maker::new();
    let filter = "/Filter [/FlateDecode /FlateDecode /FlateDecode]";
    let content = maker.stream(filter, &bomb);
    let page = maker.add(format!("<< /Type /Page /Parent 2 0 R /Contents {content} 0 R >>"));
    maker.tree(&[page], "/MediaBox [0 0 200 300]");
    refused(&maker.finish(), "broken-pdf");
    for entries in ["/N 1 /First 9", "/Type /ObjStm /N 1 /First 9", "/W [1 1 1] /Size 9"] {
        let mut maker = plain(1);
        maker.stream(&format!("{entries} {filter}"), &bomb);
        refused(&maker.finish(), "broken-pdf");
    }
}

#[test]
fn a_file_that_is_full_of_objects_is_read_in_time() {
    for word in ["1 0 obj<<", "obj", "1 0 obj<</A<<"] {
        let mut pdf = b"%PDF-1.6\n".to_vec();
        pdf.extend(word.as_bytes().repeat((2 << 20) / word.len()));
        refused(&pdf, "broken-pdf");
    }
}

#[test]
fn stamps_and_filled_fields_are_drawn_and_what_is_left_is_told() {
    let mut maker = Maker::new();
    let font = maker.add(FONT);
    let content = maker.stream("", "0 g 0 0 10 10 re f");
    let look = "/Type /XObject /Subtype /Form /BBox [0 0 100 50] /Matrix [0 1 -1 0 50 0]";
    let stamp = maker.stream(look, "1 0 0 rg 0 0 100 50 re f");
    let on = maker.stream("/Type /XObject /Subtype /Form /BBox [0 0 10 10]", "0 1 0 rg");
    let annots = [
        format!("<< /Subtype /Stamp /Rect [10 20 60 120] /AP << /N {stamp} 0 R >> /F 4 >>"),
        format!(
            "<< /Subtype /Widget /Rect [0 0 20 20] /AS /Yes /AP << /N << /Yes {on} 0 R >> >> >>"
        ),
        format!("<< /Subtype /Stamp /Rect [0 0 20 20] /AP << /N {stamp} 0 R >> /F 2 >>"),
        "<< /Subtype /Link /Rect [0 0 20 20] >>".into(),
        "<< /Subtype /Text /Rect [0 0 20 20] >>".into(),
        "<< /Subtype /Widget /Rect [0 0 20 20] >>".into(),
    ];
    let page = maker.add(format!(
        "<< /Type /Page /Parent 2 0 R /Contents {content} 0 R /Annots [{}] >>",
        annots.join(" ")
    ));
    let resources = format!("/Resources << /Font << /F1 {font} 0 R >> >>");
    maker.tree(&[page], &format!("/MediaBox [0 0 200 300] {resources}"));
    let (made, notes) = imposed_with_notes(&maker.finish(), &Imposition::BOOKLET);
    let note = notes.diagnostics().iter().find(|note| note.id == "left-out").unwrap();
    assert_eq!(
        note.message,
        "not on the sheets: one link, one form field without an appearance, one comment without an appearance"
    );
    let text = String::from_utf8_lossy(&made.bytes);
    // The stamp is turned by its matrix: its box, 50 by 100, fits its rectangle as it is.
    assert!(text.contains("q 1 0 0 1 10 20 cm /A1 Do Q"), "the stamp at its place");
    assert!(text.contains("q 2 0 0 2 0 0 cm /A2 Do Q"), "the field in its state");
    assert!(!text.contains("/A3 Do"), "what is hidden stays so");
}
