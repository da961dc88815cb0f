//! Lines as text references, and what holds of the lines of any text.

mod text_support;

use std::sync::Arc;

use text_support::{config, rich, style};
use warraq::diag::Sink;
use warraq::geom::Dir;
use warraq::text::font::FontBook;
use warraq::text::{Alignment, Typesetter, WordCache};

#[test]
fn a_first_paragraph() {
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let style = Arc::new(style(&book, "ar", 13.5));
    let text = rich(
        "تأسس المركز الدولي للأطفال المفقودين والمستغلين استجابةً للحاجة الملحة إلى تنسيق الجهود العالمية لحماية الأطفال. تهدف ICMEC (و غيرها) إلى تحقيق ٪٢٠ من الأهداف التالية: \u{2066}+966 50 123 4567\u{2069} تمّ.",
        &style,
    );
    let mut sink = Sink::default();
    let lines = setter.set(&text, &config(226.77, Dir::Rtl, Alignment::Start), &mut sink);
    println!("{:?}", sink.diagnostics());
    for line in &lines {
        println!(
            "{:?} w {:.2} off {:.2} {}",
            line.range,
            line.width.to_pt(),
            line.offset.to_pt(),
            &text.text[line.range.clone()]
        );
        for p in line.pieces.iter() {
            print!("[{}:{}:{}]", p.shaped.text, p.shaped.font.0, p.level);
        }
        println!();
    }
    assert_eq!(lines.len(), 4);
}
