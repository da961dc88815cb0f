//! Projects in two languages, of all blocks in any order, whose words are numbers.

use std::path::Path;

use serde_json::{Value, json};

use crate::order::dice::Dice;

/// Languages of the same direction, of opposite ones, Nastaliq beside Latin.
pub(super) const PAIRS: [[&str; 2]; 6] =
    [["ar", "en"], ["fr", "ar"], ["ur", "en"], ["ar", "fa"], ["en", "fr"], ["en", "ur"]];
const MANNERS: [&str; 3] = ["facing", "columns", "sides"];
const THEMES: [&str; 4] = ["najma", "kitab", "maktab", "taqrir"];
const FORMATS: [&str; 3] = ["booklet", "a5", "a4"];

/// A project with an edition in two languages.
pub(super) struct Project {
    pub(super) langs: [&'static str; 2],
    pub(super) manner: &'static str,
    pub(super) theme: &'static str,
    pub(super) format: &'static str,
    /// The blocks of each section: what they are, and how long.
    pub(super) sections: Vec<Vec<(usize, usize)>>,
}

/// Writes the blocks of one text.
struct Writer {
    lang: &'static str,
    /// 1 or 2: what its numbers begin with.
    text: u32,
    next: u32,
    /// The numbers that begin something beside its counterpart.
    begins: Vec<u32>,
    titles: Vec<u32>,
    dice: Dice,
}

impl Project {
    /// The numbers in the two titles.
    pub(super) const TITLES: [u32; 2] = [10_001, 20_001];

    /// The project with a number.
    pub(super) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed + 7);
        let sections = (0..2 + dice.below(4))
            .map(|_| {
                (0..1 + dice.below(6)).map(|_| (dice.below(9), 1 + dice.below(60))).collect()
            })
            .collect();
        Self {
            langs: dice.pick(&PAIRS),
            manner: dice.pick(&MANNERS),
            theme: dice.pick(&THEMES),
            format: dice.pick(&FORMATS),
            sections,
        }
    }

    /// A short one.
    pub(super) fn short() -> Self {
        let sections = vec![vec![(0, 30), (2, 12)], vec![(0, 12), (3, 10), (0, 20)]];
        Self { theme: "najma", format: "booklet", sections, ..Self::new(0) }
    }

    /// The name of its edition.
    pub(super) fn edition(&self) -> String {
        self.langs.join("+")
    }

    pub(super) fn write(&self, dir: &Path) {
        std::fs::create_dir_all(dir.join("text")).unwrap();
        let [first, second] = self.langs;
        let brochure = format!(
            "slug: two\nlanguages: [{first}, {second}]\ntheme: {}\nformats: [{}]\npublisher: P\n\
             editions:\n  - {{ languages: [{first}, {second}], as: {} }}\n",
            self.theme, self.format, self.manner
        );
        std::fs::write(dir.join("brochure.yaml"), brochure).unwrap();
        for n in [0, 1] {
            let (text, _) = self.text(n);
            std::fs::write(dir.join(format!("text/{}.yaml", self.langs[n])), text).unwrap();
        }
    }

    /// One of the two texts, a line a block, with the numbers in it.
    fn text(&self, n: usize) -> (String, Writer) {
        let mut writer = Writer {
            lang: self.langs[n],
            text: n as u32 + 1,
            next: 2,
            begins: vec![],
            titles: vec![],
            // Texts of two languages are not equally long.
            dice: Dice::new(n as u64 + 90),
        };
        let mut out =
            format!("title: {}\nsections:\n", json!(writer.words(3, Self::TITLES[n])));
        for (i, section) in self.sections.iter().enumerate() {
            let heading = writer.said(2, true);
            writer.titles.extend(writer.begins.last().copied());
            out += &format!("  - id: s{i}\n    heading: {}\n    body:\n", json!(heading));
            for (kind, length) in section {
                out += &format!("      - {}\n", writer.block(*kind, *length));
            }
        }
        (out, writer)
    }

    /// All numbers of both texts.
    pub(super) fn numbers(&self) -> Vec<u32> {
        let of = |n: usize| {
            let last = self.text(n).1.next;
            (1..last).map(move |i| (n as u32 + 1) * 10_000 + i)
        };
        of(0).chain(of(1)).collect()
    }

    /// The numbers that begin blocks, headings, terms and items, each with its counterpart.
    pub(super) fn counterparts(&self) -> Vec<(u32, u32)> {
        let first = self.text(0).1.begins;
        first.into_iter().map(|number| (number, number + 10_000)).collect()
    }

    /// Those of them that begin sections: their numbers stand level, each above its own title.
    pub(super) fn titles(&self) -> Vec<u32> {
        self.text(0).1.titles
    }
}

impl Writer {
    /// Words with a new number at their beginning.
    fn said(&mut self, count: usize, begins: bool) -> String {
        let number = self.text * 10_000 + self.next;
        self.next += 1;
        if begins {
            self.begins.push(number);
        }
        self.words(count, number)
    }

    fn words(&mut self, count: usize, number: u32) -> String {
        let known: &[&str] = match self.lang {
            "ar" => &["كتاب", "مدرسة", "في", "الحي", "وقت", "طويل", "من", "العمل"],
            "ur" => &["کتاب", "اسکول", "میں", "وقت", "گھر", "سے", "بچے", "کام"],
            "fa" => &["کتاب", "مدرسه", "در", "خانه", "کار", "از", "زمان", "شهر"],
            "fr" => &["livre", "école", "dans", "la", "maison", "temps", "avec", "ville"],
            _ => &["book", "school", "in", "the", "house", "time", "with", "town"],
        };
        let mut out = number.to_string();
        let more = count + self.dice.below(count / 3 + 1);
        for _ in 0..more {
            out.push(' ');
            out.push_str(known[self.dice.below(known.len())]);
        }
        out
    }

    /// A block as a line of YAML.
    fn block(&mut self, kind: usize, length: usize) -> Value {
        let few = 2 + length % 4;
        match kind {
            0 | 1 => json!(self.said(length, true)),
            2 => {
                let rows: Vec<Value> = (0..few)
                    .map(|_| json!({ "term": self.said(1, true), "text": self.said(8, false) }))
                    .collect();
                json!({ "terms": rows })
            }
            3 => {
                let items: Vec<String> =
                    (0..few).map(|_| self.said(length / 3, true)).collect();
                json!({ "list": items })
            }
            4 => {
                let steps: Vec<Value> = (0..few)
                    .map(|_| json!({ "title": self.said(2, false), "text": self.said(8, false) }))
                    .collect();
                json!({ "steps": steps })
            }
            5 => {
                json!({ "callout": { "title": self.said(2, false), "body": [self.said(9, false)] } })
            }
            6 => {
                json!({ "quote": { "text": self.said(length / 2, true), "attribution": self.said(2, false) } })
            }
            7 => {
                let row =
                    |writer: &mut Self| json!([writer.said(0, false), writer.said(1, false)]);
                let rows: Vec<Value> = (0..few).map(|_| row(self)).collect();
                json!({ "table": { "head": row(self), "rows": rows } })
            }
            _ => json!({ "heading": self.said(2, true) }),
        }
    }
}
