//! Documents for the tests of the web outputs: the real brochure and a specimen that holds
//! every kind of block.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use warraq::diag::{Sink, Sources, Span};
use warraq::geom::{Abs, Dir, Path as Outline, PictureTurn, Rect, Size};
use warraq::model::asset::{Asset, AssetKind, Drawing, Pixels, Resolution};
use warraq::model::drawing::{DrawingPart, DrawnPath, Paint};
use warraq::model::lang::{Digits, Lang};
use warraq::model::pdf::TextLayer;
use warraq::model::print::FormatKind;
use warraq::model::style::{Rgb, Theme};
use warraq::model::*;
use warraq::prose::{ProseSetting, finish};
use warraq::source;

/// The repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The real brochure in a language.
pub(crate) fn brochure(tag: &str) -> Document {
    project("source", tag)
}

/// The specimen of all writings in a language.
pub(crate) fn shipped(tag: &str) -> Document {
    project("tests/specimen", tag)
}

fn project(dir: &str, tag: &str) -> Document {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = source::load(&root().join(dir), &mut sources, &mut sink)
        .unwrap_or_else(|_| panic!("{:?}", sink.diagnostics()));
    project
        .document(&lang(tag), &sources, Some(1_795_392_000), &mut sink)
        .unwrap_or_else(|_| panic!("{:?}", sink.diagnostics()))
}

/// The theme of the real brochure.
pub(crate) fn theme() -> Arc<Theme> {
    brochure("ar").theme
}

pub(crate) fn lang(tag: &str) -> Lang {
    Lang::parse(tag).expect("a known language")
}

/// Counts texts in reading order.
#[derive(Default)]
struct Pen {
    next: u32,
}

fn chars(text: &str) -> Inline {
    Inline::Text { text: text.to_owned(), span: Span::NONE }
}

fn isolate(tag: Option<&str>, dir: Dir, text: &str) -> Inline {
    let kind = IsolateKind::Phrase;
    Inline::Isolate { lang: tag.map(lang), dir, kind, content: vec![chars(text)] }
}

impl Pen {
    fn rich(&mut self, inlines: Vec<Inline>) -> Text {
        let id = TextId(self.next);
        self.next += 1;
        let setting = ProseSetting { lang: &lang("ar"), digits: None, link: &|_, _| None };
        let inlines = finish(inlines, &setting, &mut Sink::default());
        Text { id, inlines, span: Span::NONE }
    }

    fn text(&mut self, text: &str) -> Text {
        self.rich(vec![chars(text)])
    }

    fn paragraph(&mut self, text: &str) -> Block {
        let text = self.text(text);
        block(BlockKind::Paragraph(text))
    }
}

fn block(kind: BlockKind) -> Block {
    Block { id: None, kind, lines: LineChange::default(), span: Span::NONE }
}

fn named(id: &str, kind: BlockKind) -> Block {
    Block { id: Some(id.to_owned()), kind, lines: LineChange::default(), span: Span::NONE }
}

/// A small PNG of one colour.
pub(crate) fn png() -> Vec<u8> {
    // 1 × 1, grey, made by hand: signature, IHDR, IDAT, IEND.
    const BYTES: [u8; 67] = [
        0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52,
        0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 0x0a, 0x49,
        0x44, 0x41, 0x54, 0x08, 0xd7, 0x63, 0x68, 0, 0, 0, 0x82, 0, 0x81, 0xdd, 0x43, 0x6a,
        0xf4, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
    ];
    BYTES.to_vec()
}

const DRAWING: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"80\" height=\"20\" \
     viewBox=\"0 0 80 20\"><rect width=\"80\" height=\"20\" fill=\"#0E3F4E\"/></svg>";

fn assets() -> Vec<Asset> {
    let rect = Rect::new(Abs::ZERO, Abs::ZERO, Abs::pt(80.0), Abs::pt(20.0));
    let drawn = DrawnPath {
        path: Outline::rect(rect),
        fill: Some(Paint::Flat(Rgb([14, 63, 78]))),
        even_odd: false,
        stroke: None,
        opacity: 1.0,
    };
    let size = Size::new(Abs::pt(80.0), Abs::pt(20.0));
    let drawing = Drawing { size, parts: vec![DrawingPart::Path(drawn)] };
    let asset = |path: &str, bytes: &[u8], kind| {
        let (path, bytes) = (path.to_owned(), bytes.into());
        Asset { path, bytes, screen: None, kind, profile: None, span: Span::NONE }
    };
    let grey = Pixels { width: 1, height: 1, channels: 1, ..Pixels::default() };
    let turn = PictureTurn::from_exif(6).expect("a quarter turn");
    let turned = Pixels { width: 32, height: 48, channels: 3, turn, ..Pixels::default() };
    let webp = fs::read(root().join("tests/data/pictures/turned.webp")).expect("a picture");
    vec![
        asset("assets/grey.png", &png(), AssetKind::Png(grey)),
        asset("assets/bar.svg", DRAWING.as_bytes(), AssetKind::Svg(drawing)),
        asset("assets/turned.webp", &webp, AssetKind::Webp(turned)),
    ]
}

/// A document in Arabic that holds every kind of block and of inline content.
pub(crate) fn specimen() -> Document {
    let mut pen = Pen::default();
    let title = pen.text("عيّنة من كل شيء");
    let subtitle =
        Some(pen.rich(vec![isolate(Some("en"), Dir::Ltr, "A specimen of everything")]));
    let sections =
        vec![inlines_section(&mut pen), lists_section(&mut pen), boxes_section(&mut pen)];
    let mut sections = sections;
    sections.push(pictures_section(&mut pen));
    sections.push(closing_section(&mut pen));
    let notes = vec![
        Note {
            label: "a".into(), body: vec![pen.text("حاشية أولى.")], span: Span::NONE
        },
        Note {
            label: "b".into(),
            body: vec![pen.text("حاشية ثانية."), pen.text("وفيها فقرتان.")],
            span: Span::NONE,
        },
    ];
    let mut meta = brochure("ar").meta;
    meta.publisher = Some("دار التجربة & Sons".into());
    meta.date = Some("2026-11-23".into());
    meta.licence = Some("CC BY 4.0".into());
    meta.isbn = Some("978-0-306-40615-7".into());
    meta.edition = Some("الطبعة الأولى".into());
    meta.identifier = "urn:x-warraq:specimen:ar".into();
    let aside = |inlines| Text { id: TextId(u32::MAX), inlines, span: Span::NONE };
    let foreign = |said| aside(vec![isolate(Some("en"), Dir::Ltr, said)]);
    meta.imprint = vec![
        (
            ImprintLine::Publisher,
            aside(vec![chars("دار التجربة "), isolate(Some("en"), Dir::Ltr, "& Sons")]),
        ),
        (ImprintLine::Edition, aside(vec![chars("الطبعة الأولى")])),
        (ImprintLine::Date, aside(vec![chars("٢٣ نوفمبر ٢٠٢٦")])),
        (ImprintLine::Licence, foreign("CC BY 4.0")),
        (ImprintLine::Isbn, foreign("ISBN 978-0-306-40615-7")),
    ];
    Document {
        lang: lang("ar"),
        digits: Digits::Arab,
        slug: "specimen".into(),
        meta,
        status: Status::Draft,
        title,
        subtitle,
        sections,
        notes,
        assets: assets(),
        face: Identity::default(),
        resolution: Resolution::default(),
        allow: vec![],
        text_layer: TextLayer::default(),
        theme: theme(),
        places: Arc::default(),
        format: FormatKind::Booklet,
        format_span: Span::NONE,
        print: Arc::new(source::shipped_print()),
        siblings: vec![(lang("en"), "A specimen".into()), (lang("ur"), "نمونہ".into())],
        text_count: pen.next,
        second: None,
    }
}

fn inlines_section(pen: &mut Pen) -> Section {
    let rich = pen.rich(vec![
        chars("نصّ فيه "),
        Inline::Emphasis(vec![chars("تأكيد")]),
        chars(" و"),
        Inline::Strong(vec![chars("تشديد "), isolate(Some("en"), Dir::Ltr, "ICMEC")]),
        chars(" و"),
        Inline::Code { text: "a < b && c".into(), span: Span::NONE },
        chars(" و"),
        Inline::Link {
            url: "https://example.org/?a=1&b=2".into(),
            content: vec![chars("وصلة خارجية")],
            span: Span::NONE,
        },
        chars(" و"),
        Inline::Link {
            url: "#tall-table".into(),
            content: vec![chars("وصلة داخلية")],
            span: Span::NONE,
        },
        Inline::NoteMark { note: 0, span: Span::NONE },
        Inline::Break,
        chars("وسطر جديد فيه "),
        isolate(Some("en"), Dir::Ltr, "UNICEF"),
        chars(" معزولة، ونسبة 25٪، وهاتف "),
        isolate(None, Dir::Ltr, "+966 50 123 4567"),
        chars("."),
        Inline::NoteMark { note: 1, span: Span::NONE },
        Inline::NoteMark { note: 0, span: Span::NONE },
    ]);
    let heading = pen.text("كل ما في السطر");
    let h3 = pen.text("عنوان ثالث");
    let after = pen.paragraph("فقرة أولى تحت العنوان الثالث.");
    let h4 = pen.text("عنوان رابع");
    let last = pen.paragraph("فقرة فيها \"علامات\" و<أقواس> & شيء من [كل] (نوع).");
    Section {
        id: "inlines".into(),
        heading,
        style: SectionStyle::Auto,
        brief: false,
        body: vec![
            named("first", BlockKind::Paragraph(rich)),
            block(BlockKind::Heading { level: 3, text: h3 }),
            after,
            block(BlockKind::Heading { level: 4, text: h4 }),
            last,
            block(BlockKind::PageBreak),
            block(BlockKind::Toc),
        ],
        span: Span::NONE,
    }
}

fn lists_section(pen: &mut Pen) -> Section {
    let heading = pen.text("القوائم");
    let lead = pen.paragraph("تشمل هذه القوائم:");
    let mut row = |term: &str, texts: &[&str]| TermRow {
        term: pen.text(term),
        text: texts.iter().map(|t| pen.text(t)).collect(),
        span: Span::NONE,
    };
    let terms = BlockKind::Terms(vec![
        row("الوقاية", &["العمل على منع استغلال الأطفال."]),
        row("التوعية", &["رفع الوعي العام.", "وتثقيف المجتمعات."]),
    ]);
    let inner =
        List {
            start: None, marker: None, items: vec![vec![pen.paragraph("بند داخلي")]]
        };
    let bullets = List {
        start: None,
        marker: None,
        items: vec![
            vec![pen.paragraph("بند أول"), block(BlockKind::List(inner))],
            vec![pen.paragraph("بند ثانٍ")],
        ],
    };
    let numbers = List {
        start: Some(3),
        marker: None,
        items: vec![
            vec![pen.paragraph("بند ثالث")],
            vec![pen.paragraph("بند رابع"), pen.paragraph("وفقرة ثانية")],
        ],
    };
    let opening = [("السبت", "٩ صباحًا – ١ ظهرًا", false), ("الجمعة", "مغلق", true)]
        .map(|(days, hours, closed)| Opening {
            days: pen.text(days),
            hours: pen.text(hours),
            closed,
        })
        .to_vec();
    let pair = DoDont {
        good: vec![pen.text("اتّصل بنا فورًا.")],
        bad: vec![pen.text("لا تنتظر يومًا كاملًا.")],
    };
    let checks = ["معي رقم الطوارئ", "معي صورة حديثة"].map(|line| pen.text(line)).to_vec();
    let steps = ["توسيع نطاق عملها", "تطوير التقنيات الجديدة", "تعزيز الشراكات"]
        .map(|title| Step {
            title: pen.text(title),
            text: vec![pen.text(
                "زيادة نطاق وصولها إلى الأطفال المعرضين للخطر من خلال توسيع شبكة الشركاء.",
            )],
        })
        .to_vec();
    Section {
        id: "lists".into(),
        heading,
        style: SectionStyle::Auto,
        brief: false,
        body: vec![
            lead,
            named("goals", terms),
            block(BlockKind::List(bullets)),
            block(BlockKind::List(numbers)),
            block(BlockKind::Steps(steps)),
            block(BlockKind::Checklist(checks)),
            block(BlockKind::Pairs(vec![pair])),
            block(BlockKind::Hours(opening)),
        ],
        span: Span::NONE,
    }
}

fn boxes_section(pen: &mut Pen) -> Section {
    let heading = pen.text("الصناديق");
    let callout = BlockKind::Callout {
        title: Some(pen.text("تمكين المجتمعات")),
        body: vec![pen.paragraph("تمكين المجتمعات من حماية أطفالها من خلال التوعية والتعليم.")],
    };
    let quote = BlockKind::Quote {
        body: vec![pen.text("تسعى جاهدة لبناء عالم أكثر أمانًا للأطفال.")],
        attribution: Some(pen.text("خاتمة")),
    };
    let bare_quote = BlockKind::Quote {
        body: vec![pen.text("«قول بلا قائل»")],
        attribution: None,
    };
    let facts = [("٥", "أهداف"), ("٦", "مجالات عمل"), ("٥", "برامج ومبادرات")]
        .map(|(number, label)| Fact { number: pen.text(number), label: pen.text(label) })
        .to_vec();
    let contact = BlockKind::Contact(Contact {
        title: Some(pen.text("للتواصل")),
        rows: vec![
            (pen.text("هاتف"), pen.rich(vec![isolate(None, Dir::Ltr, "+966 50 123 4567")])),
            (
                pen.text("بريد"),
                pen.rich(vec![Inline::Link {
                    url: "mailto:info@example.org".into(),
                    content: vec![isolate(None, Dir::Ltr, "info@example.org")],
                    span: Span::NONE,
                }]),
            ),
        ],
        qr: Some(qr()),
    });
    let columns = BlockKind::Columns {
        columns: vec![vec![pen.paragraph("العمود الأول")], vec![pen.paragraph("العمود الثاني")]],
        wide: false,
    };
    Section {
        id: "boxes".into(),
        heading,
        style: SectionStyle::Plain,
        brief: false,
        body: [callout, quote, bare_quote, BlockKind::Facts(facts), contact, columns]
            .map(block)
            .to_vec(),
        span: Span::NONE,
    }
}

fn qr() -> Qr {
    let dark = |x: usize, y: usize| (x * 7 + y * 3 + x * y).is_multiple_of(3);
    Qr {
        data: "https://example.org".into(),
        alt: "رمز يفتح موقع المركز".into(),
        modules: (0..21).map(|y| (0..21).map(|x| dark(x, y)).collect()).collect(),
    }
}

fn pictures_section(pen: &mut Pen) -> Section {
    let heading = pen.text("الصور والجداول");
    let figure =
        |pen: &mut Pen, asset, alt: Option<&str>, caption: Option<&str>, width, number| {
            let caption = caption.map(|c| pen.text(c));
            let credit = caption.is_some().then(|| pen.text("تصوير: فلان"));
            let alt = alt.map(str::to_owned);
            block(BlockKind::Figure(Figure {
                asset: AssetId(asset),
                alt,
                caption,
                credit,
                width,
                crop: None,
                focus: Focus::Center,
                mirrored: false,
                place: FigurePlace::default(),
                number,
                span: Span::NONE,
            }))
        };
    let first =
        figure(pen, 1, Some("شريط داكن"), Some("شبكة النجمة والصليب"), FigureWidth::Column, 1);
    let second = figure(pen, 0, Some("مربع رمادي"), Some("مربع"), FigureWidth::Text, 2);
    let third = figure(pen, 1, None, None, FigureWidth::Bleed, 0);
    let mut cut = figure(pen, 1, Some("نصف الشريط"), None, FigureWidth::Column, 0);
    let mut turned = figure(pen, 2, Some("أربعة ألوان"), None, FigureWidth::Text, 0);
    let mut decor = figure(pen, 2, None, None, FigureWidth::Text, 0);
    for (block, crop, focus) in [
        (&mut cut, Some(2.0), Focus::Left),
        (&mut turned, None, Focus::Center),
        (&mut decor, Some(1.0), Focus::TopRight),
    ] {
        let BlockKind::Figure(figure) = &mut block.kind else { continue };
        (figure.crop, figure.focus, figure.mirrored) = (crop, focus, crop.is_some());
    }
    let mut row = |cells: [&str; 3]| cells.map(|cell| pen.text(cell)).to_vec();
    let table = Table {
        head: row(["الشريك", "مجال التعاون", "صفحة"]),
        align: vec![CellAlign::Start, CellAlign::Center, CellAlign::End],
        rows: vec![
            row(["الحكومات", "تعزيز التشريعات", "٥"]),
            row(["القطاع الخاص", "حلول", "٦"]),
        ],
        row_heads: true,
        caption: None,
    };
    let captioned = Table {
        caption: Some(pen.text("الجدول الثاني")),
        head: vec![pen.rich(vec![]), pen.text("عدد")],
        align: vec![],
        rows: vec![vec![pen.text("أ"), pen.text("١")]],
        row_heads: false,
    };
    let code = block(BlockKind::Qr(qr()));
    Section {
        id: "pictures".into(),
        heading,
        style: SectionStyle::Auto,
        brief: false,
        body: vec![
            first,
            second,
            third,
            cut,
            turned,
            decor,
            named("tall-table", BlockKind::Table(table)),
            block(BlockKind::Table(captioned)),
            code,
        ],
        span: Span::NONE,
    }
}

fn closing_section(pen: &mut Pen) -> Section {
    let heading = pen.text("خاتمة");
    let said = pen
        .paragraph("تبقى ICMEC ملتزمة بحماية الأطفال، وتسعى جاهدة لبناء عالم أكثر أمانًا لهم.");
    Section {
        id: "closing".into(),
        heading,
        style: SectionStyle::Auto,
        brief: false,
        body: vec![said],
        span: Span::NONE,
    }
}

/// Pages as a layout might give them: cover, contents, each section's heading, a break inside
/// the first long paragraph, a blank, the back cover.
pub(crate) fn pages(doc: &Document) -> PageMap {
    let digits = doc.lang.digits();
    let mut begins = vec![PageStart::Cover, PageStart::Contents];
    for section in &doc.sections {
        begins.push(PageStart::Text { id: section.heading.id, offset: 0 });
        let inside = section.body.iter().find_map(|b| match &b.kind {
            BlockKind::Paragraph(text) => Some(text),
            BlockKind::Terms(rows) => rows.last().and_then(|row| row.text.first()),
            _ => None,
        });
        if let Some(text) = inside {
            let plain = text.to_plain();
            if let Some((offset, _)) = plain.match_indices(' ').nth(4) {
                begins.push(PageStart::Text { id: text.id, offset: offset + 1 });
            }
        }
    }
    begins.push(PageStart::Blank);
    begins.push(PageStart::Closing);
    let pages = begins
        .into_iter()
        .enumerate()
        .map(|(i, begins)| PageEntry { label: digits.format(i + 1), begins })
        .collect();
    PageMap { pages, second: None }
}

/// Writes an output for a closer look, where `WARRAQ_KEEP` names a folder.
pub(crate) fn keep(name: &str, bytes: &[u8]) {
    if let Some(dir) = std::env::var_os("WARRAQ_KEEP") {
        let path = Path::new(&dir).join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        fs::write(path, bytes).expect("the file");
    }
}
