//! The file of sheets: what stands where, what goes along, what stays behind.

use lopdf::{Document, Object};
use warraq::geom::{Abs, Dir, Size};
use warraq::layout::frame::TagKind;
use warraq::pdf::impose::{Binding, Flip, Imposition, Scheme, SheetPlan};
use warraq::text::RunRole;

use super::look::{
    forms, imposed, imposed_with_notes, is_paper, pixels, points, reachable, shows,
};
use super::maker::{FONT, Maker, PAGE, drawing, plain};
use crate::pdf_support::{Pages, Setter, fonts, style, write};

const PLAIN: Size = Size::new(Abs::pt(PAGE.0), Abs::pt(PAGE.1));

/// Checks with the eye that each page of a file stands where a plan puts it, upright.
#[track_caller]
fn all_shown(pdf: &[u8], sizes: &[Size], how: &Imposition, binding: Binding) {
    let made = imposed(pdf, how);
    let plan = SheetPlan::new(sizes, how, binding).unwrap();
    let (width, height) = (plan.sheet.width.to_pt(), plan.sheet.height.to_pt());
    assert_eq!(Document::load_mem(&made.bytes).unwrap().get_pages().len(), plan.sides.len());
    for (nth, side) in plan.sides.iter().enumerate() {
        let mut image = pixels(&made.bytes, nth, width.round() as u32, height.round() as u32);
        if side.turned {
            image = image::imageops::rotate180(&image);
        }
        for page in &side.pages {
            shows(&image, page.page, points(page.trim), plan.scale);
        }
    }
}

#[test]
fn every_page_is_seen_at_its_place() {
    let pdf = plain(8).finish();
    for binding in [Binding::Left, Binding::Right] {
        let how = Imposition { binding: Some(binding), ..Imposition::BOOKLET };
        all_shown(&pdf, &[PLAIN; 8], &how, binding);
        let paper = Some(Size::new(Abs::pt(500.0), Abs::pt(330.0)));
        all_shown(&pdf, &[PLAIN; 8], &Imposition { paper, ..how }, binding);
        let paper = Some(Size::new(Abs::pt(210.0), Abs::pt(330.0)));
        all_shown(&pdf, &[PLAIN; 8], &Imposition { paper, ..how }, binding);
        all_shown(&pdf, &[PLAIN; 8], &Imposition { flip: Some(Flip::Long), ..how }, binding);
        let scheme = Scheme::NUp { pages: 4, gutter: Abs::pt(10.0) };
        all_shown(&pdf, &[PLAIN; 8], &Imposition { scheme, ..how }, binding);
    }
}

#[test]
fn boxes_turns_and_units_are_those_that_a_viewer_shows() {
    let mut maker = Maker::new();
    let font = maker.add(FONT);
    // Size of the page as it lies in the file, the corner that is at the top left once it is
    // turned clockwise by quarter turns, and the boxes.
    let mut kids = vec![];
    for (page, quarters) in [0, 1, 2, 3].into_iter().enumerate() {
        let (w, h) = if quarters % 2 == 0 { (200.0, 300.0) } else { (300.0, 200.0) };
        let corner = [0, 3, 2, 1][quarters];
        let bounds = [50.0, -30.0, 50.0 + w, h - 30.0];
        let content = maker.stream("", drawing(page, bounds, corner, 1.0));
        let [l, b, r, t] = bounds;
        let boxes = match page {
            0 => format!("/MediaBox [{l} {b} {r} {t}]"),
            1 => format!("/MediaBox [0 -90 900 900] /CropBox [{r} {t} {l} {b}]"),
            2 => format!("/MediaBox [-90 -90 900 900] /TrimBox [{l} {b} {r} {t}]"),
            _ => format!("/MediaBox [{l} {b} {r} {t}] /CropBox [-90 -90 900 900]"),
        };
        let rotate = 90 * quarters;
        kids.push(maker.add(format!(
            "<< /Type /Page /Parent 2 0 R /Contents {content} 0 R /Rotate {rotate} {boxes} \
             /Resources << /Font << /F1 {font} 0 R >> >> >>"
        )));
    }
    maker.tree(&kids, "/MediaBox [0 0 10 10] /Rotate 180");
    all_shown(&maker.finish(), &[PLAIN; 4], &Imposition::BOOKLET, Binding::Left);
}

#[test]
fn a_page_in_large_units_keeps_its_size_on_paper() {
    let mut maker = plain(2);
    let content = maker.stream("", drawing(0, [0.0, 0.0, 100.0, 150.0], 0, 2.0));
    let first = maker.add(format!(
        "<< /Type /Page /Parent 2 0 R /UserUnit 2 /MediaBox [0 0 100 150] \
         /Contents {content} 0 R >>"
    ));
    maker.tree(&[first], "/Resources << /Font << /F1 3 0 R >> >>");
    all_shown(&maker.finish(), &[PLAIN], &Imposition::BOOKLET, Binding::Left);
}

#[test]
fn a_turned_back_is_upside_down_in_the_file() {
    let how = Imposition { flip: Some(Flip::Long), ..Imposition::BOOKLET };
    let made = imposed(&plain(4).finish(), &how);
    let (front, back) = (pixels(&made.bytes, 0, 400, 300), pixels(&made.bytes, 1, 400, 300));
    shows(&front, 3, [0.0, 0.0, 200.0, 300.0], 1.0);
    let upright = image::imageops::rotate180(&back);
    shows(&upright, 1, [0.0, 0.0, 200.0, 300.0], 1.0);
    shows(&upright, 2, [200.0, 0.0, 200.0, 300.0], 1.0);
}

#[test]
fn the_side_of_the_spine_is_the_files_own_unless_it_is_said() {
    let mut maker = plain(4);
    let preferences = "/ViewerPreferences << /Direction /R2L >>";
    maker.set(1, format!("<< /Type /Catalog /Pages 2 0 R {preferences} >>"));
    let arabic = maker.finish();
    let first = [0.0, 0.0, 200.0, 300.0];
    shows(&pixels(&imposed(&arabic, &Imposition::BOOKLET).bytes, 0, 400, 300), 0, first, 1.0);
    let left = Imposition { binding: Some(Binding::Left), ..Imposition::BOOKLET };
    shows(&pixels(&imposed(&arabic, &left).bytes, 0, 400, 300), 3, first, 1.0);
    let latin = plain(4).finish();
    shows(&pixels(&imposed(&latin, &Imposition::BOOKLET).bytes, 0, 400, 300), 3, first, 1.0);
}

#[test]
fn a_page_that_creeps_never_inks_its_neighbour() {
    let scheme = Scheme::Booklet { creep: Abs::pt(20.0) };
    let made = imposed(&plain(8).finish(), &Imposition { scheme, ..Imposition::BOOKLET });
    let inner = pixels(&made.bytes, 2, 400, 300);
    // Page 6 is left of the fold, page 3 right of it; both have moved by 20 points.
    is_paper(&inner, 10.0, 150.0);
    is_paper(&inner, 390.0, 150.0);
    let colour = |x: u32| inner.get_pixel(x, 150).0;
    assert_eq!((colour(196), colour(204)), (colour(100), colour(300)));
    assert_ne!(colour(196), colour(204));
}

#[test]
fn bleed_is_printed_with_marks_only() {
    let mut maker = plain(4);
    let boxes = "/MediaBox [0 0 200 300] /BleedBox [10 10 190 290] /TrimBox [20 20 180 280]";
    let resources = "/Resources << /Font << /F1 3 0 R >> >>";
    maker.tree(&[5, 7, 9, 11], &format!("{resources} {boxes}"));
    for (page, content) in [(5, 4), (7, 6), (9, 8), (11, 10)] {
        maker.set(
            page,
            format!("<< /Type /Page /Parent 2 0 R /Contents {content} 0 R {boxes} >>"),
        );
    }
    let pdf = maker.finish();
    let paper = Some(Size::new(Abs::pt(400.0), Abs::pt(320.0)));
    let marked = Imposition { paper, marks: true, ..Imposition::BOOKLET };
    let (marked, plain) =
        (imposed(&pdf, &marked), imposed(&pdf, &Imposition { marks: false, ..marked }));
    let (with, without) =
        (pixels(&marked.bytes, 0, 400, 320), pixels(&plain.bytes, 0, 400, 320));
    // The trimmed spread is 320 by 260 points, in the middle of the sheet.
    for image in [&with, &without] {
        assert_ne!(image.get_pixel(200, 160).0, [255; 3]);
        assert_eq!(image.get_pixel(20, 160).0, [255; 3]);
        assert_eq!(image.get_pixel(120, 15).0, [255; 3]);
    }
    assert_eq!(without.get_pixel(35, 160).0, [255; 3]);
    assert_ne!(with.get_pixel(35, 160).0, [255; 3], "bleed at the fore edge");
    assert_ne!(with.get_pixel(120, 25).0, [255; 3], "bleed at the head");
}

#[test]
fn content_in_parts_and_packed_objects_are_read() {
    let mut maker = plain(4);
    let whole = drawing(0, [0.0, 0.0, PAGE.0, PAGE.1], 0, 1.0);
    let at = whole.find("re f").unwrap() + 4;
    let (a, b) = (maker.stream("", &whole[..at]), maker.stream("", &whole[at..]));
    let parts = maker.add(format!("[{a} 0 R {b} 0 R]"));
    maker.set(5, format!("<< /Type /Page /Parent 2 0 R /Contents {parts} 0 R >>"));
    let loose = maker.finish();
    all_shown(&loose, &[PLAIN; 4], &Imposition::BOOKLET, Binding::Left);
    let mut doc = Document::load_mem(&loose).unwrap();
    let mut packed = vec![];
    doc.compress();
    doc.save_modern(&mut packed).unwrap();
    assert!(!packed.windows(5).any(|w| w == b"/Kids"), "objects are packed");
    all_shown(&packed, &[PLAIN; 4], &Imposition::BOOKLET, Binding::Left);
}

/// A file of warraq's own, a word a page.
fn own(words: &[&str]) -> Vec<u8> {
    let fonts = fonts();
    let mut setter = Setter::new(&fonts, "Amiri", 16.0);
    let plain = style("ar", RunRole::Plain, [0; 3]);
    let mut pages = Pages::new();
    for word in words {
        let lines = setter.paragraph(word, Dir::Rtl, 300.0, false, &plain, &[]);
        pages.add(TagKind::P, lines, 460.0);
    }
    write(&pages.layout, "ar", &fonts)
}

#[test]
fn the_text_of_each_page_stands_in_its_cell() {
    let pdf = own(&["الغلاف", "الفهرس", "التاريخ", "الأهداف", "العمل", "الختام"]);
    let source = Document::load_mem(&pdf).unwrap();
    let texts: Vec<Vec<u8>> =
        source.get_pages().into_values().map(|page| source.get_page_content(page)).collect();
    assert_eq!(texts.len(), 6);
    assert!(texts.windows(2).all(|pair| pair[0] != pair[1]));
    let made = imposed(&pdf, &Imposition::BOOKLET);
    assert_eq!((made.pages, made.blanks, made.sheets), (6, 2, 2));
    let doc = Document::load_mem(&made.bytes).unwrap();
    let mut places = vec![];
    for page in doc.get_pages().into_values() {
        let row: Vec<(usize, f64)> = forms(&doc, page)
            .iter()
            .map(|form| {
                assert_eq!((form.y, form.scale), (0.0, 1.0));
                let text = texts
                    .iter()
                    .position(|text| text.trim_ascii() == form.content.trim_ascii());
                (text.unwrap() + 1, form.x)
            })
            .collect();
        places.push(row);
    }
    // Right-bound, as the file says; pages 7 and 8 are empty.
    let expected = [
        vec![(1, 0.0)],
        vec![(2, 400.0)],
        vec![(3, 0.0), (6, 400.0)],
        vec![(5, 0.0), (4, 400.0)],
    ];
    assert_eq!(places, expected);
}

#[test]
fn fonts_and_pictures_are_there_once_and_nothing_else_is() {
    let pdf = own(&["الغلاف", "الفهرس", "التاريخ", "الأهداف"]);
    let count = |doc: &Document, key: &[u8]| {
        let dicts = doc.objects.values().filter_map(|object| object.as_dict().ok());
        dicts.filter(|dict| dict.has(key)).count()
    };
    let made = imposed(&pdf, &Imposition::BOOKLET);
    let (before, after) =
        (Document::load_mem(&pdf).unwrap(), Document::load_mem(&made.bytes).unwrap());
    assert_eq!(count(&after, b"FontFile2"), count(&before, b"FontFile2"));
    assert!(count(&after, b"FontFile2") > 0);
    let used = reachable(&after);
    let written: Vec<u32> = after
        .objects
        .iter()
        .filter(|(_, object)| {
            let stream = object.as_stream().ok();
            let kind = stream.and_then(|s| s.dict.get(b"Type").and_then(Object::as_name).ok());
            !matches!(kind, Some(b"ObjStm" | b"XRef"))
        })
        .map(|((id, _), _)| *id)
        .collect();
    assert_eq!(written, used, "every object is needed");
}

#[test]
fn no_claim_and_no_tag_goes_along() {
    let pdf = own(&["الغلاف", "الفهرس", "التاريخ", "الأهداف"]);
    let made = imposed(&pdf, &Imposition::BOOKLET);
    let doc = Document::load_mem(&made.bytes).unwrap();
    let mut keys: Vec<String> = doc
        .catalog()
        .unwrap()
        .iter()
        .map(|(key, _)| String::from_utf8_lossy(key).into_owned())
        .collect();
    keys.sort();
    assert_eq!(keys, ["Lang", "PageLayout", "Pages", "Type", "ViewerPreferences"]);
    let unwanted: [&[u8]; 7] = [
        b"Metadata",
        b"OutputIntents",
        b"StructTreeRoot",
        b"StructParents",
        b"Annots",
        b"MarkInfo",
        b"Outlines",
    ];
    for object in doc.objects.values() {
        let dict = object.as_dict().or_else(|_| object.as_stream().map(|s| &s.dict));
        for key in unwanted {
            assert!(dict.is_err() || !dict.as_ref().unwrap().has(key), "{key:?}");
        }
    }
    let preferences = doc.catalog().unwrap().get(b"ViewerPreferences").unwrap();
    let preferences = preferences.as_dict().unwrap();
    let name = |key: &[u8]| preferences.get(key).and_then(Object::as_name).unwrap();
    assert_eq!(name(b"PrintScaling"), b"None");
    assert_eq!(name(b"Duplex"), b"DuplexFlipShortEdge");
    let info = doc.trailer.get(b"Info").unwrap().as_reference().unwrap();
    let info = doc.get_dictionary(info).unwrap();
    let text = |key: &[u8]| info.get(key).and_then(Object::as_str).unwrap();
    assert_eq!(text(b"Producer"), concat!("warraq ", env!("CARGO_PKG_VERSION")).as_bytes());
    assert_eq!(text(b"CreationDate"), b"D:20231114221320+00'00'");
    let title: Vec<u8> = [0xfe, 0xff]
        .into_iter()
        .chain("عنوان".encode_utf16().flat_map(u16::to_be_bytes))
        .collect();
    assert_eq!(text(b"Title"), title);
}

#[test]
fn the_same_file_gives_the_same_bytes_on_any_number_of_threads() {
    let pdf = own(&["الغلاف", "الفهرس", "التاريخ", "الأهداف"]);
    let how = Imposition { marks: true, ..Imposition::BOOKLET };
    let once = imposed(&pdf, &how).bytes;
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert!(pool.install(|| imposed(&pdf, &how).bytes) == once, "with {threads} threads");
    }
}

#[test]
fn layers_that_are_hidden_stay_hidden() {
    let mut maker = plain(4);
    let layer = maker.add("<< /Type /OCG /Name (notes) >>");
    let catalog = format!(
        "<< /Type /Catalog /Pages 2 0 R \
         /OCProperties << /OCGs [{layer} 0 R] /D << /OFF [{layer} 0 R] >> >> >>"
    );
    maker.set(1, catalog);
    let content = maker.stream("", "/OC /L BDC 0 g 0 0 200 300 re f EMC");
    maker.set(
        5,
        format!(
            "<< /Type /Page /Parent 2 0 R /Contents {content} 0 R \
             /Resources << /Properties << /L {layer} 0 R >> >> >>"
        ),
    );
    let made = imposed(&maker.finish(), &Imposition::BOOKLET);
    is_paper(&pixels(&made.bytes, 0, 400, 300), 300.0, 150.0);
}

#[test]
fn numbers_lose_nothing_that_is_seen() {
    let mut maker = plain(4);
    let state =
        "<< /ExtGState << /G << /CA 0.12345 /LW 0.00048828125 /D [[1 16777215] -0.5] >> >> >>";
    maker.set(5, format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources {state} >>"));
    let made = imposed(&maker.finish(), &Imposition::BOOKLET);
    let doc = Document::load_mem(&made.bytes).unwrap();
    let found = doc.objects.values().find_map(|object| {
        let resources = object.as_stream().ok()?.dict.get(b"Resources").ok()?.as_dict().ok()?;
        let states = resources.get(b"ExtGState").ok()?.as_dict().ok()?;
        states.get(b"G").ok()?.as_dict().ok().cloned()
    });
    let found = found.unwrap();
    let number = |key: &[u8]| found.get(key).and_then(Object::as_float).unwrap();
    assert_eq!((number(b"CA"), number(b"LW")), (0.12345, 1.0 / 2048.0));
    let dash = found.get(b"D").unwrap().as_array().unwrap();
    assert_eq!(dash[0].as_array().unwrap()[1], Object::Integer(16_777_215));
}

#[test]
fn pages_of_unlike_sizes_are_told_with_the_room_that_each_gets() {
    let mut maker = plain(2);
    maker.set(5, "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 400 200] >>");
    let (_, sink) = imposed_with_notes(&maker.finish(), &Imposition::BOOKLET);
    let note = sink.diagnostics().iter().find(|d| d.id == "uneven-pages").unwrap();
    let expected = "the pages differ in size; each gets the room of 141.1 × 105.8 mm";
    assert_eq!(note.message, expected);
}

#[test]
fn what_was_done_to_the_pages_is_told() {
    let ids = |pages: usize, how: &Imposition| {
        let (_, sink) = imposed_with_notes(&plain(pages).finish(), how);
        let told = sink.diagnostics().iter();
        told.map(|d| (d.id, d.message.clone())).collect::<Vec<_>>()
    };
    assert_eq!(ids(8, &Imposition::BOOKLET), []);
    let padded = ("padded-pages", "2 blank pages are added at the end".to_owned());
    assert_eq!(ids(6, &Imposition::BOOKLET), [padded]);
    let padded = ("padded-pages", "a blank page is added at the end".to_owned());
    assert_eq!(ids(7, &Imposition::BOOKLET), [padded]);
    let paper = Some(Size::new(Abs::pt(200.0), Abs::pt(300.0)));
    let small = Imposition { paper, marks: true, ..Imposition::BOOKLET };
    let reduced = "the pages are reduced to 66.7 % to fit the sheet".to_owned();
    let told = ids(4, &Imposition { marks: false, ..small });
    assert_eq!(told, [("reduced-pages", reduced)]);
    let full = Imposition { marks: true, ..Imposition::BOOKLET };
    let room = "the sheet has no room for marks".to_owned();
    assert_eq!(ids(4, &full), [("no-room-for-marks", room)]);
}
