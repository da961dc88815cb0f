//! Files that are no files, that end too soon, that go round in circles, that are bombs.

use std::io::Write;

use flate2::write::ZlibEncoder;
use flate2::{Compress, Compression, FlushCompress};
use warraq::diag::{Severity, Sink};
use warraq::geom::{Abs, Size};
use warraq::pdf::impose::{Imposition, Scheme, impose};

use super::look::{imposed, imposed_with_notes};
use super::maker::{Maker, plain};

/// The only error of a file, as its id and its message.
#[track_caller]
fn fault(pdf: &[u8]) -> (&'static str, String) {
    fault_of(pdf, &Imposition::BOOKLET)
}

#[track_caller]
fn fault_of(pdf: &[u8], how: &Imposition) -> (&'static str, String) {
    let mut sink = Sink::default();
    assert!(impose(pdf, how, &mut sink).is_err());
    let errors: Vec<_> =
        sink.diagnostics().iter().filter(|d| d.severity == Severity::Error).collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
    (errors[0].id, errors[0].message.clone())
}

#[test]
fn what_is_no_pdf_file_is_said_to_be_none() {
    assert_eq!(fault(b""), ("no-pdf", "the file is empty".into()));
    for bytes in [&b"\x89PNG\r\n\x1a\n"[..], b"%PDF", b"PK\x03\x04", &[b'x'; 5000]] {
        assert_eq!(fault(bytes), ("no-pdf", "the file is no PDF file".into()));
    }
    for bytes in [&b"%PDF-1.7"[..], b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7\nstartxref\n99999\n%%EOF"]
    {
        assert_eq!(fault(bytes).0, "broken-pdf");
    }
}

#[test]
fn a_file_that_ends_too_soon_is_never_imposed_in_part() {
    let whole = plain(8).finish();
    for end in (9..whole.len()).step_by(61) {
        let mut sink = Sink::default();
        if let Ok(made) = impose(&whole[..end], &Imposition::BOOKLET, &mut sink) {
            assert_eq!(made.pages, 8, "cut after {end} of {} bytes", whole.len());
        }
    }
    let half = fault(&whole[..whole.len() / 2]);
    assert_eq!(half.0, "broken-pdf");
}

#[test]
fn a_file_without_its_table_is_read_by_its_objects() {
    let mut whole = plain(4).finish();
    let at = whole.windows(9).rposition(|w| w == b"startxref").unwrap();
    whole.splice(at + 10..at + 12, *b"99");
    assert_eq!(imposed(&whole, &Imposition::BOOKLET).pages, 4);
}

#[test]
fn an_encrypted_file_is_refused_with_what_to_do() {
    let mut maker = plain(4);
    let key = "(12345678901234567890123456789012)";
    maker.trailer = format!(
        "/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [(a) (a)]"
    );
    let mut sink = Sink::default();
    assert!(impose(&maker.finish(), &Imposition::BOOKLET, &mut sink).is_err());
    let fault = &sink.diagnostics()[0];
    assert_eq!(fault.id, "encrypted-pdf");
    assert!(fault.hints[0].contains("password"), "{:?}", fault.hints);
}

#[test]
fn a_file_without_pages_is_refused() {
    let mut maker = plain(1);
    maker.tree(&[], "");
    assert_eq!(fault(&maker.finish()).0, "no-pages");
    maker.set(2, "<< /Type /Pages >>");
    assert_eq!(fault(&maker.finish()).0, "broken-pdf");
    maker.set(1, "<< /Type /Catalog >>");
    assert_eq!(fault(&maker.finish()).0, "broken-pdf");
    maker.set(1, "<< /Type /Catalog /Pages 99 0 R >>");
    assert_eq!(fault(&maker.finish()).0, "broken-pdf");
}

#[test]
fn page_trees_that_go_round_in_circles_end() {
    let mut maker = plain(2);
    // The tree holds itself, and a node that holds the tree.
    let node = maker.add("<< /Type /Pages /Kids [2 0 R 5 0 R 7 0 R] /Parent 2 0 R /Count 2 >>");
    maker.set(2, format!("<< /Type /Pages /Kids [2 0 R {node} 0 R] /Parent 2 0 R /Count 2 >>"));
    let made = imposed(&maker.finish(), &Imposition::BOOKLET);
    assert_eq!(made.pages, 2);
    // Nobody above the page has resources, and its parents are each other's.
    let a = maker.add("");
    let b = maker.add(format!("<< /Type /Pages /Parent {a} 0 R >>"));
    maker.set(a, format!("<< /Type /Pages /Parent {b} 0 R >>"));
    maker.set(5, format!("<< /Type /Page /Parent {a} 0 R /Contents 4 0 R >>"));
    maker.tree(&[5], "/MediaBox [0 0 200 300]");
    assert_eq!(imposed(&maker.finish(), &Imposition::BOOKLET).pages, 1);
}

#[test]
fn pages_that_are_missing_are_counted() {
    let mut maker = plain(3);
    maker.set(2, "<< /Type /Pages /Kids [5 0 R 77 0 R 7 0 R] /Count 3 >>");
    let message = "only 2 of the 3 pages can be read".to_owned();
    assert_eq!(fault(&maker.finish()), ("broken-pdf", message));
}

#[test]
fn content_that_is_missing_is_named_by_its_page() {
    let mut maker = plain(3);
    maker.set(7, "<< /Type /Page /Parent 2 0 R /Contents 99 0 R >>");
    let message = "the content of page 2 cannot be read".to_owned();
    assert_eq!(fault(&maker.finish()), ("broken-pdf", message.clone()));
    maker.set(7, "<< /Type /Page /Parent 2 0 R /Contents [4 0 R 99 0 R] >>");
    assert_eq!(fault(&maker.finish()), ("broken-pdf", message));
    maker.set(7, "<< /Type /Page /Parent 2 0 R >>");
    assert_eq!(imposed(&maker.finish(), &Imposition::BOOKLET).pages, 3);
}

#[test]
fn an_object_that_is_missing_is_a_warning() {
    let mut maker = plain(4);
    maker.tree(&[5, 7], "/MediaBox [0 0 200 300] /Resources << /Font << /F1 99 0 R >> >>");
    let (_, sink) = imposed_with_notes(&maker.finish(), &Imposition::BOOKLET);
    let warning = sink.diagnostics().iter().find(|d| d.severity == Severity::Warning).unwrap();
    assert_eq!(warning.id, "missing-objects");
    assert_eq!(warning.message, "one object that the pages refer to cannot be read");
}

#[test]
fn sizes_that_no_paper_has_are_refused() {
    let sized = |size: &str| {
        let mut maker = plain(1);
        maker.tree(&[5], &format!("/MediaBox [{size}]"));
        maker.finish()
    };
    for size in ["0 0 0.5 300", "0 0 200 99999", "0 0 1000000000 1", "5 5 5 5"] {
        assert_eq!(fault(&sized(size)).0, "bad-page-size", "{size}");
    }
    assert_eq!(fault(&sized("0 0 14000 300")).0, "bad-sheet");
    let paper = Some(Size::new(Abs::pt(9.0), Abs::pt(9.0)));
    let how = Imposition { paper, ..Imposition::BOOKLET };
    assert_eq!(fault_of(&sized("0 0 200 300"), &how).0, "bad-sheet");
    let scheme = Scheme::NUp { pages: 4, gutter: Abs::mm(500.0) };
    let how = Imposition { scheme, ..Imposition::BOOKLET };
    assert_eq!(fault_of(&sized("0 0 200 300"), &how).0, "bad-sheet");
}

#[test]
fn nests_without_end_are_refused() {
    let mut maker = plain(1);
    let nest = format!("{}1{}", "[".repeat(400), "]".repeat(400));
    maker.set(5, format!("<< /Type /Page /Parent 2 0 R /Resources << /X {nest} >> >>"));
    let message = "the PDF file nests its values too deeply".to_owned();
    assert_eq!(fault(&maker.finish()), ("broken-pdf", message));
    let nest = "[".repeat(200_000);
    maker.set(5, format!("<< /Type /Page /Parent 2 0 R /Resources << /X {nest} >> >>"));
    assert_eq!(fault(&maker.finish()).0, "broken-pdf");
}

/// Zeros, deflated: a mebibyte takes about a kibibyte.
fn bomb(mebibytes: usize) -> Vec<u8> {
    let mut packed = vec![0; 1 << 16];
    let mut compress = Compress::new(Compression::best(), false);
    compress.compress(&vec![0; 1 << 20], &mut packed, FlushCompress::Full).unwrap();
    packed.truncate(usize::try_from(compress.total_out()).unwrap());
    [vec![0x78, 0xda], packed.repeat(mebibytes)].concat()
}

#[test]
fn a_file_that_swells_is_refused_before_it_does() {
    for entries in ["/Type /ObjStm /N 1 /First 5", "/Type /XRef /W [1 2 1] /Size 9"] {
        let mut maker = plain(4);
        maker.stream(&format!("{entries} /Filter /FlateDecode"), bomb(1 << 10));
        let pdf = maker.finish();
        assert!(pdf.len() < 4 << 20);
        assert_eq!(fault(&pdf).0, "file-too-large");
    }
    let mut maker = plain(4);
    let part = maker.stream("/Filter /FlateDecode", bomb(1 << 8));
    maker.set(5, format!("<< /Type /Page /Parent 2 0 R /Contents [{part} 0 R {part} 0 R] >>"));
    assert_eq!(fault(&maker.finish()).0, "broken-pdf");
}

#[test]
fn a_picture_may_be_large_as_it_is_not_unpacked() {
    let mut maker = Maker::new();
    let picture = "/Type /XObject /Subtype /Image /Width 20000 /Height 20000 \
                   /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode";
    let picture = maker.stream(picture, bomb(1 << 10));
    let content = maker.stream("", "/I Do");
    let page = maker.add(format!(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 300] /Contents {content} 0 R \
         /Resources << /XObject << /I {picture} 0 R >> >> >>"
    ));
    maker.tree(&[page], "");
    assert_eq!(imposed(&maker.finish(), &Imposition::BOOKLET).pages, 1);
}

/// Small numbers that look random, the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }
}

#[test]
fn spoilt_files_give_faults_and_never_a_panic() {
    let plain = plain(3).finish();
    let mut doc = lopdf::Document::load_mem(&plain).unwrap();
    let mut packed = vec![];
    doc.save_modern(&mut packed).unwrap();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let words: [&[u8]; 8] =
        [b"<<", b">>", b"[", b"(", b" 2 0 R ", b"-99999999999", b"stream\n", b"/Length 7 "];
    let mut made = 0;
    for round in 0..3000 {
        let mut bytes = if round % 2 == 0 { plain.clone() } else { packed.clone() };
        for _ in 0..=dice.roll(6) {
            let at = dice.roll(bytes.len());
            match dice.roll(4) {
                0 => bytes[at] = u8::try_from(dice.roll(256)).unwrap(),
                1 => bytes[at] = b'0' + u8::try_from(dice.roll(10)).unwrap(),
                2 => {
                    let word = words[dice.roll(words.len())];
                    let end = (at + word.len()).min(bytes.len());
                    bytes.splice(at..end, word.iter().copied());
                }
                _ => {
                    let end = (at + dice.roll(200)).min(bytes.len());
                    bytes.drain(at..end);
                }
            }
        }
        let mut sink = Sink::default();
        let result = impose(&bytes, &Imposition::BOOKLET, &mut sink);
        assert_eq!(result.is_err(), sink.has_errors(), "round {round}");
        made += usize::from(result.is_ok());
    }
    assert!((100..2900).contains(&made), "some are still read, some are not: {made}");
}

#[test]
fn content_that_is_deflated_in_parts_is_joined() {
    let mut maker = plain(1);
    let packed = |text: &str| {
        let mut encoder = ZlibEncoder::new(vec![], Compression::fast());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    };
    let a = maker.stream("/Filter /FlateDecode", packed("1 0 0 rg 0 0 200"));
    let b = maker.stream("/Filter [/ASCIIHexDecode]", "33303020726520660a>");
    maker.set(5, format!("<< /Type /Page /Parent 2 0 R /Contents [{a} 0 R {b} 0 R] >>"));
    let made = imposed(&maker.finish(), &Imposition::BOOKLET);
    let image = super::look::pixels(&made.bytes, 0, 400, 300);
    assert_eq!(image.get_pixel(300, 150).0, [255, 0, 0]);
}
