//! The print-shop file of the real brochure, and of small changes to it: boxes, inks, overprint.
//!
//! Content streams are run as a press's software would: which inks each piece of text and each
//! outline is painted in, and whether it overprints (ISO 15930-7; ISO 32000-1 8.6 and 11.7.4).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

use lopdf::content::Content;
use lopdf::{Dictionary, Document as Pdf, Object};
use warraq::diag::{Sink, Sources};
use warraq::layout::frame::FrameItem;
use warraq::layout::{layout, press};
use warraq::model::asset::Pixels;
use warraq::model::lang::Lang;
use warraq::pdf::{Inks, PackedProfile, PdfOptions, Plate, Profile, pdf};
use warraq::source::load;
use warraq::text::font::FontBook;
use warraq::text::{Typesetter, WordCache};

/// The brochure's project with lines added to `brochure.yaml` and `theme.yaml`, as a print file
/// in a language.
fn print_file(lang: &str, brochure: &str, theme: &str) -> Vec<u8> {
    let temp = tempfile::tempdir().unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("source");
    fs::create_dir(temp.path().join("text")).unwrap();
    for name in ["text/ar.yaml", "text/en.yaml"] {
        fs::copy(source.join(name), temp.path().join(name)).unwrap();
    }
    let head = "slug: icmec\nlanguages: [ar, en]\n";
    fs::write(temp.path().join("brochure.yaml"), format!("{head}{brochure}")).unwrap();
    if !theme.is_empty() {
        fs::write(temp.path().join("theme.yaml"), theme).unwrap();
    }
    made(temp.path(), lang, Plate::All)
}

/// A small English project with one body, and the test pictures.
fn small(body: &str, brochure: &str) -> tempfile::TempDir {
    let temp = tempfile::tempdir().unwrap();
    let write = |name: &str, text: String| fs::write(temp.path().join(name), text).unwrap();
    for folder in ["text", "assets"] {
        fs::create_dir(temp.path().join(folder)).unwrap();
    }
    for entry in fs::read_dir(pictures()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap();
        fs::copy(&path, temp.path().join("assets").join(name)).unwrap();
    }
    write("brochure.yaml", format!("slug: small\nlanguages: [en]\n{brochure}"));
    let head = "title: T\nsections:\n  - id: one\n    heading: H\n    body:\n";
    write("text/en.yaml", format!("{head}      - {body}\n"));
    temp
}

fn pictures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pictures")
}

/// A project's print file in a language.
fn made(dir: &Path, lang: &str, plate: Plate) -> Vec<u8> {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = load(dir, &mut sources, &mut sink);
    let project = project.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
    let lang = Lang::parse(lang).unwrap();
    let document = project.document(&lang, &sources, None, &mut sink).unwrap();
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let pages = layout(&document, &setter, &mut sink);
    let sheets = press::sheets(&pages, &document, &setter, "icmec.print.pdf");
    let spots = &document.theme.colors.spots;
    let profile = &PackedProfile::new(&document.print.press);
    let inks = Inks { print: &document.print, profile, spots, plate };
    let options = PdfOptions {
        profile: Profile::PRINT,
        sheets: &sheets,
        inks: Some(inks),
        ..PdfOptions::default()
    };
    let made = pdf(&pages, &document, &book, &options, &mut sink);
    made.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()))
}

/// A colour as the content stream chose it: the space's name and the tints.
#[derive(Debug, Clone, PartialEq, Default)]
struct Fill {
    space: String,
    tints: Vec<f32>,
}

impl Fill {
    fn is_black(&self) -> bool {
        self.space == "DeviceCMYK"
            && matches!(self.tints.as_slice(), [0.0, 0.0, 0.0, k] if *k > 0.0)
    }

    fn is_white(&self) -> bool {
        self.space == "DeviceCMYK" && self.tints.iter().all(|tint| *tint == 0.0)
    }
}

/// Something that was painted.
#[derive(Debug)]
struct Painted {
    operator: String,
    fill: Fill,
    stroke: Fill,
    over: bool,
    /// Whether it lies inside the clip at the bleed.
    inside: bool,
}

/// Runs the content of all pages.
fn run(file: &[u8]) -> Vec<Painted> {
    let doc = Pdf::load_mem(file).unwrap();
    let mut painted = vec![];
    for page in doc.get_pages().into_values() {
        let content = Content::decode(&doc.get_page_content(page)).unwrap();
        let black = Fill { space: "DeviceGray".into(), tints: vec![0.0] };
        let mut state = (black.clone(), black, false);
        let mut kept = vec![];
        for op in content.operations {
            let numbers = || op.operands.iter().filter_map(|o| o.as_float().ok()).collect();
            let name =
                || String::from_utf8(op.operands[0].as_name().unwrap().to_vec()).unwrap();
            match op.operator.as_str() {
                "q" => kept.push(state.clone()),
                "Q" => state = kept.pop().unwrap(),
                "k" => state.0 = Fill { space: "DeviceCMYK".into(), tints: numbers() },
                "K" => state.1 = Fill { space: "DeviceCMYK".into(), tints: numbers() },
                "cs" => state.0 = Fill { space: name(), tints: vec![] },
                "CS" => state.1 = Fill { space: name(), tints: vec![] },
                "scn" => state.0.tints = numbers(),
                "SCN" => state.1.tints = numbers(),
                "gs" => state.2 = name() == "Over",
                "rg" | "RG" | "g" | "G" => panic!("{} in print", op.operator),
                "f" | "f*" | "B" | "B*" | "S" | "TJ" | "Tj" | "Do" => painted.push(Painted {
                    operator: op.operator.clone(),
                    fill: state.0.clone(),
                    stroke: state.1.clone(),
                    over: state.2,
                    inside: !kept.is_empty(),
                }),
                _ => {}
            }
        }
    }
    painted
}

fn page_box(page: &Dictionary, key: &[u8]) -> [f32; 4] {
    let sides = page.get(key).unwrap().as_array().unwrap();
    std::array::from_fn(|i| sides[i].as_float().unwrap())
}

fn within(inner: [f32; 4], outer: [f32; 4]) -> bool {
    inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3]
}

#[test]
fn boxes_nest_and_nothing_but_the_page_stands_on_it() {
    for lang in ["ar", "en"] {
        let doc = Pdf::load_mem(&print_file(lang, "", "")).unwrap();
        assert_eq!(doc.version, "1.6");
        let pages = doc.get_pages();
        assert_eq!(pages.len(), 12);
        for page in pages.into_values() {
            let page = doc.get_dictionary(page).unwrap();
            let [media, bleed, trim] =
                [&b"MediaBox"[..], b"BleedBox", b"TrimBox"].map(|key| page_box(page, key));
            assert!(within(trim, bleed) && within(bleed, media));
            let size = [trim[2] - trim[0], trim[3] - trim[1]];
            assert!((size[0] - 419.53).abs() < 0.01 && (size[1] - 595.28).abs() < 0.01);
            assert!((trim[0] - bleed[0] - 8.504).abs() < 0.01, "3 mm");
            for key in [&b"Annots"[..], b"CropBox", b"ArtBox", b"StructParents"] {
                assert!(!page.has(key));
            }
        }
        let catalog = doc.catalog().unwrap();
        for key in
            [&b"StructTreeRoot"[..], b"Outlines", b"OpenAction", b"AcroForm", b"MarkInfo"]
        {
            assert!(!catalog.has(key));
        }
    }
}

#[test]
fn the_file_says_what_it_is_for() {
    let file = print_file("ar", "", "");
    let doc = Pdf::load_mem(&file).unwrap();
    let catalog = doc.catalog().unwrap();
    let intents = catalog.get_deref(b"OutputIntents", &doc).unwrap().as_array().unwrap();
    assert_eq!(intents.len(), 1);
    let intent = doc.dereference(&intents[0]).unwrap().1.as_dict().unwrap();
    assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFX");
    let condition = intent.get(b"OutputConditionIdentifier").unwrap().as_str().unwrap();
    assert_eq!(condition, b"FOGRA39");
    let profile = intent.get_deref(b"DestOutputProfile", &doc).unwrap().as_stream().unwrap();
    assert_eq!(profile.dict.get(b"N").unwrap().as_i64().unwrap(), 4);
    assert_eq!(profile.decompressed_content().unwrap(), warraq::color::COATED);
    let info = doc.trailer.get_deref(b"Info", &doc).unwrap().as_dict().unwrap();
    assert_eq!(info.get(b"Trapped").unwrap().as_name().unwrap(), b"False");
    let xmp = catalog.get_deref(b"Metadata", &doc).unwrap().as_stream().unwrap();
    let xmp = String::from_utf8(xmp.content.clone()).unwrap();
    for said in [
        "<pdfxid:GTS_PDFXVersion>PDF/X-4<",
        "<pdf:Trapped>False<",
        "<xmpMM:DocumentID>uuid:",
        "<xmpMM:VersionID>1<",
        "<xmpMM:RenditionClass>default<",
    ] {
        assert!(xmp.contains(said), "{said} in {xmp}");
    }
    assert_eq!(file, print_file("ar", "", ""), "the same bytes each time");
}

#[test]
fn black_text_overprints_and_nothing_else_does() {
    for lang in ["ar", "en"] {
        let painted = run(&print_file(lang, "", ""));
        let texts = painted.iter().filter(|p| p.operator == "TJ").count();
        assert!(texts > 200, "{texts}");
        for item in &painted {
            let is_text = item.operator == "TJ";
            assert_eq!(item.over, is_text && item.fill.is_black(), "{item:?}");
            assert!(!(item.over && item.fill.is_white()));
        }
        let black = painted.iter().filter(|p| p.over).count();
        assert!(black * 2 > texts, "most text is black: {black} of {texts}");
        assert!(painted.iter().any(|p| p.operator == "TJ" && p.fill.is_white()));
    }
}

/// A light text that is black ink alone would let the ground's inks through.
#[test]
fn light_greys_knock_out() {
    let theme = "colors:\n  paper: { rgb: \"#F4F4F4\" }\n";
    let painted = run(&print_file("ar", "", theme));
    let light = |p: &&Painted| p.fill.is_black() && p.fill.tints[3] < 0.5 && p.operator == "TJ";
    let light: Vec<_> = painted.iter().filter(light).collect();
    assert!(!light.is_empty() && light.iter().all(|p| !p.over));
    assert!(
        painted.iter().any(|p| p.over && p.fill.tints[3] > 0.7),
        "running heads do overprint"
    );
}

#[test]
fn a_spot_ink_mixes_with_inks_alone() {
    // Stars fade from one colour to the other; one of them is known for screens alone.
    let theme = "colors:\n  saffron: { spot: Gold, cmyk: [0, 45, 94, 0], rgb: \"#F3AE3A\" }\n  \
                 veil: { rgb: \"#255867\" }\n";
    for item in run(&print_file("ar", "", theme)).iter().filter(|p| p.inside) {
        let ink: f32 = item.stroke.tints.iter().sum();
        assert!(ink < 2.3, "the gold is not laid twice: {item:?}");
        let is_spot = item.stroke.space.starts_with('S') && item.stroke.space != "SAll";
        assert!(!is_spot || item.stroke.tints.len() == 1, "{item:?}");
    }
}

#[test]
fn small_text_in_a_dark_colour_is_carried_by_the_black_plate() {
    // English: folio, third-level heads and statement are below 15 pt, titles above.
    let painted = run(&print_file("en", "", ""));
    let has =
        |tints: [f32; 4]| painted.iter().any(|p| p.operator == "TJ" && p.fill.tints == tints);
    assert!(has([0.7, 0.3, 0.25, 0.75]), "night-text");
    assert!(has([0.92, 0.56, 0.44, 0.5]), "night, in titles");
}

#[test]
fn text_in_black_alone_leaves_the_other_plates_bare() {
    let painted = run(&print_file("ar", "print: { text: k-only }\n", ""));
    let mut light = 0;
    for item in painted.iter().filter(|p| p.operator == "TJ" && p.inside) {
        // White on night, and the cover's other name, are knocked out.
        if !item.fill.is_black() {
            let ink: f32 = item.fill.tints.iter().sum();
            assert!(ink < 0.45, "{item:?}");
            light += 1;
        }
    }
    assert!((1..40).contains(&light), "covers only: {light}");
}

#[test]
fn marks_can_be_chosen_and_stand_in_every_ink() {
    let all = run(&print_file("ar", "", ""));
    let marks: Vec<_> = all.iter().filter(|p| !p.inside).collect();
    let crosses = marks.iter().filter(|p| p.operator == "S").count();
    assert!(marks.iter().all(|p| p.operator != "S" || p.stroke.space == "SAll"));
    // A page has 8 crop marks and 4 crosses of 3 strokes.
    assert_eq!(crosses, 12 * (8 + 12));
    let none = run(&print_file("ar", "print: { marks: none }\n", ""));
    assert_eq!(none.iter().filter(|p| !p.inside).count(), 0);
    let crop = run(&print_file("ar", "print: { marks: [crop] }\n", ""));
    assert_eq!(crop.iter().filter(|p| !p.inside).count(), 12 * 8);
}

#[test]
fn without_marks_the_sheet_ends_at_the_bleed() {
    let doc = Pdf::load_mem(&print_file("ar", "print: { marks: none, bleed: 5mm }\n", ""));
    let doc = doc.unwrap();
    for page in doc.get_pages().into_values() {
        let page = doc.get_dictionary(page).unwrap();
        let (media, bleed) = (page_box(page, b"MediaBox"), page_box(page, b"BleedBox"));
        assert!(media.iter().zip(bleed).all(|(a, b)| (a - b).abs() < 0.01));
        assert!((page_box(page, b"TrimBox")[0] - 14.173).abs() < 0.01, "5 mm");
    }
}

const SPOTS: &str = "colors:
  night: { spot: PANTONE 3165 C, cmyk: [100, 16, 33, 66], rgb: \"#0E3F4E\" }
  veil: { spot: PANTONE 3165 C, tint: 80, rgb: \"#255867\" }
  saffron: { spot: PANTONE 1375 C, cmyk: [0, 45, 94, 0], rgb: \"#F3AE3A\" }
";

#[test]
fn spot_inks_have_plates_of_their_own_and_mix_on_both() {
    let file = print_file("ar", "", SPOTS);
    let doc = Pdf::load_mem(&file).unwrap();
    let page = doc.get_pages()[&1];
    let (resources, ids) = doc.get_page_resources(page).unwrap();
    let resources = resources.unwrap_or_else(|| doc.get_dictionary(ids[0]).unwrap());
    let spaces = resources.get_deref(b"ColorSpace", &doc).unwrap().as_dict().unwrap();
    let mut kinds = vec![];
    for (_, space) in spaces {
        let space = space.as_array().unwrap();
        let kind = space[0].as_name().unwrap().to_vec();
        let names = match &space[1] {
            Object::Name(name) => vec![name.clone()],
            Object::Array(names) => {
                names.iter().map(|n| n.as_name().unwrap().to_vec()).collect()
            }
            other => panic!("{other:?}"),
        };
        kinds.push((kind, names));
        assert_eq!(space[2].as_name().unwrap(), b"DeviceCMYK");
    }
    let (night, saffron) = (b"PANTONE 3165 C".to_vec(), b"PANTONE 1375 C".to_vec());
    let separation = |ink: &[u8]| (b"Separation".to_vec(), vec![ink.to_vec()]);
    assert!(kinds.contains(&separation(&night)) && kinds.contains(&separation(&saffron)));
    assert!(kinds.contains(&(b"DeviceN".to_vec(), vec![night, saffron])), "the field's light");
    assert!(kinds.contains(&separation(b"All")));
    // Nothing but text in black and grey, tints of paper and rules is left to the process inks.
    let cover = run(&file);
    assert!(!cover.iter().any(|p| p.fill.tints == [0.92, 0.56, 0.44, 0.5]));
}

#[test]
fn colours_without_inks_are_separated_and_greys_are_black_ink() {
    let theme = "colors:\n  night: { rgb: \"#0E3F4E\" }\n  soft: { rgb: \"#646463\" }\n";
    let painted = run(&print_file("ar", "print: { ink-limit: 200 }\n", theme));
    for item in painted.iter().filter(|p| p.inside) {
        let ink: f32 = item.fill.tints.iter().sum();
        let authored = [[0.82, 0.42, 0.37, 0.4], [0.7, 0.3, 0.25, 0.75]];
        assert!(ink <= 2.005 || authored.iter().any(|a| *a == item.fill.tints[..]), "{item:?}");
    }
    let grey = |p: &&Painted| p.operator == "TJ" && p.over && p.fill.tints[3] < 0.9;
    assert!(painted.iter().filter(grey).count() > 1, "running heads");
}

/// The one picture of a print file: its dictionary, its filter and its stream.
struct Picture {
    dict: Dictionary,
    space: String,
    bytes: Vec<u8>,
}

impl Picture {
    fn new(figure: &str, brochure: &str, plate: Plate) -> Self {
        let figure = format!("figure: {{ file: assets/{figure}, alt: corners }}");
        let file = made(small(&figure, brochure).path(), "en", plate);
        let doc = Pdf::load_mem(&file).unwrap();
        let is_picture = |o: &&Object| {
            o.as_stream().is_ok_and(|s| {
                s.dict
                    .get(b"Subtype")
                    .is_ok_and(|kind| kind == &Object::Name(b"Image".to_vec()))
            })
        };
        let all: Vec<&Object> = doc.objects.values().filter(is_picture).collect();
        assert_eq!(all.len(), 1, "no soft mask beside the picture");
        let stream = all[0].as_stream().unwrap();
        let space = match stream.dict.get(b"ColorSpace").unwrap() {
            Object::Name(name) => name.clone(),
            Object::Array(space) => space[0].as_name().unwrap().to_vec(),
            other => panic!("{other:?}"),
        };
        let is_jpeg = stream.dict.get(b"Filter").unwrap().as_name().unwrap() == b"DCTDecode";
        let bytes = match is_jpeg {
            true => stream.content.clone(),
            false => stream.decompressed_content().unwrap(),
        };
        Self { dict: stream.dict.clone(), space: String::from_utf8(space).unwrap(), bytes }
    }

    fn is_file(&self, name: &str) -> bool {
        self.bytes == fs::read(pictures().join(name)).unwrap()
    }

    fn is_inverted(&self) -> bool {
        self.dict.get(b"Decode").is_ok_and(|decode| {
            let sides: Vec<i64> =
                decode.as_array().unwrap().iter().map(|o| o.as_i64().unwrap()).collect();
            sides == [1, 0, 1, 0, 1, 0, 1, 0]
        })
    }

    /// The inks of the upper left corner, 255 is solid.
    fn corner(&self) -> [u8; 4] {
        let (width, height) = (self.side(b"Width"), self.side(b"Height"));
        let inks = match self.dict.get(b"Filter").unwrap().as_name().unwrap() {
            b"DCTDecode" => {
                let is_inverted = self.is_inverted();
                let pixels =
                    Pixels { width, height, channels: 4, is_inverted, ..Pixels::default() };
                warraq::color::inks(&self.bytes, &pixels).unwrap()
            }
            _ => self.bytes.clone(),
        };
        inks[..4].try_into().unwrap()
    }

    fn side(&self, key: &[u8]) -> u32 {
        u32::try_from(self.dict.get(key).unwrap().as_i64().unwrap()).unwrap()
    }
}

#[test]
fn jpeg_in_inks_goes_to_the_press_untouched() {
    for (name, is_inverted) in [("adobe.jpg", true), ("plain.jpg", false), ("ycck.jpg", true)] {
        let picture = Picture::new(name, "", Plate::All);
        assert!(picture.is_file(name), "{name}");
        assert_eq!(
            (picture.space.as_str(), picture.is_inverted()),
            ("DeviceCMYK", is_inverted)
        );
    }
    let other = Picture::new("press.jpg", "", Plate::All);
    assert!(other.is_file("press.jpg") && other.space == "DeviceCMYK");
    let kept = Picture::new("press.jpg", "print: { pictures: keep }\n", Plate::All);
    assert!(kept.is_file("press.jpg") && kept.space == "ICCBased", "its profile is another");
}

#[test]
fn pictures_in_rgb_become_inks_and_jpeg_becomes_jpeg() {
    for name in ["turned-1.jpg", "lossy.webp", "corners.webp", "srgb.png"] {
        let picture = Picture::new(name, "", Plate::All);
        assert_eq!(picture.space, "DeviceCMYK", "{name}");
        assert!(!picture.is_file(name));
        let [c, m, y, k] = picture.corner();
        assert!(m > 200 && y > 200 && c < 60 && k < 60, "{name} is red: {c} {m} {y} {k}");
    }
}

#[test]
fn pictures_can_stay_in_rgb_with_a_profile() {
    for name in ["turned-1.jpg", "swapped.jpg", "swapped.png"] {
        let kept = Picture::new(name, "print: { pictures: keep }\n", Plate::All);
        assert_eq!(kept.space, "ICCBased", "{name}");
        assert_eq!(kept.is_file(name), name.ends_with("jpg"), "{name}");
    }
}

#[test]
fn the_colours_of_a_picture_are_those_of_its_profile() {
    // Red and blue are exchanged in the profile: what is stored as red looks blue.
    for name in ["swapped.png", "swapped.jpg", "swapped.webp"] {
        let [c, m, y, _] = Picture::new(name, "", Plate::All).corner();
        assert!(c > 200 && m > 150 && y < 40, "{name}: {c} {m} {y}");
    }
}

#[test]
fn grey_pictures_are_black_ink_alone() {
    assert_eq!(Picture::new("grey.png", "", Plate::All).space, "DeviceGray");
}

#[test]
fn what_shows_through_lies_on_the_paper() {
    let picture = Picture::new("corners.webp", "", Plate::All);
    assert_eq!(picture.space, "DeviceCMYK");
    assert!(!picture.dict.has(b"SMask"));
    // Transparent pixels are bare paper.
    assert!(picture.bytes.chunks_exact(4).any(|pixel| pixel == [0; 4]));
}

#[test]
fn each_plate_has_its_part_of_a_picture() {
    let black = Picture::new("turned-1.jpg", "", Plate::Black);
    assert_eq!(black.space, "DeviceGray");
    let art = Picture::new("srgb.png", "", Plate::Art);
    assert_eq!(art.space, "DeviceCMYK");
    assert!(art.bytes.chunks_exact(4).all(|pixel| pixel[3] == 0));
    assert!(art.bytes.chunks_exact(4).any(|pixel| pixel[1] > 200));
}

#[test]
fn addresses_are_printed_after_their_links_where_the_project_asks() {
    let body = "See [our page](https://example.org/help/) and <https://example.org/b>.";
    let text = |brochure: &str| {
        let dir = small(body, brochure);
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let project = load(dir.path(), &mut sources, &mut sink).unwrap();
        let lang = Lang::parse("en").unwrap();
        let document = project.document(&lang, &sources, None, &mut sink).unwrap();
        let (book, words) = (FontBook::bundled(), WordCache::new());
        let pages = layout(&document, &Typesetter::new(&book, &words), &mut sink);
        let items = pages.pages.iter().flat_map(|page| &page.items);
        let pieces = items.flat_map(|item| match item {
            FrameItem::Text { line, .. } => line.pieces.as_slice(),
            _ => &[],
        });
        pieces.map(|piece| piece.shaped.text.to_string()).collect::<String>()
    };
    let (with, without) = (text("print: { urls: yes }\n"), text(""));
    assert!(with.contains("page (example.org/help)"), "{with}");
    assert_eq!(with.matches("example.org/b").count(), 1, "no address twice: {with}");
    assert!(!without.contains("example.org/help"), "{without}");
}
