//! Projects of every block, in all sizes that an author may choose: what is in them is decided by
//! a number alone.

use std::path::Path;

use serde_json::{Value, json};

use super::words::{LANGUAGES, Words};
use crate::order::dice::Dice;

pub(super) const THEMES: [&str; 5] = ["najma", "kitab", "maktab", "taqrir", "jari"];
/// Formats, each with how often it is taken.
pub(super) const FORMATS: [&str; 14] = [
    "booklet",
    "booklet",
    "booklet",
    "a4",
    "a4",
    "us-letter",
    "a6",
    "square",
    "a3",
    "leaflet",
    "{ name: z, fold: z-fold }",
    "{ name: gate, fold: gate-fold, paper: a3 }",
    "{ name: wide, fold: letter-fold, paper: a3 }",
    "{ name: two, fold: bifold }",
];

/// A project, and what the checks need to know of it.
pub(super) struct Project {
    pub(super) seed: u64,
    pub(super) lang: &'static str,
    pub(super) theme: &'static str,
    pub(super) format: &'static str,
    brochure: String,
    text: String,
    pictures: Vec<(String, String)>,
}

impl Project {
    /// The project with a number.
    pub(super) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed.wrapping_mul(0x9e37_79b9).wrapping_add(17));
        let words = &LANGUAGES[dice.below(LANGUAGES.len())];
        let (theme, format) = (dice.pick(&THEMES), dice.pick(&FORMATS));
        let mut make = Make { words, dice, pictures: vec![], notes: 0 };
        let text = make.file(format.contains("fold") || format == "leaflet");
        let brochure = format!(
            "slug: shape\nlanguages: [{}]\ndate: 2026-03-21\ntheme: {theme}\nformats: [{format}]\n",
            words.lang
        );
        let pictures = make.pictures;
        Self {
            seed,
            lang: words.lang,
            theme,
            format,
            brochure,
            text: text.to_string(),
            pictures,
        }
    }

    /// Writes the project into a folder.
    pub(super) fn write(&self, dir: &Path) {
        let put = |path: &str, data: &[u8]| {
            let file = dir.join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, data).unwrap();
        };
        put("brochure.yaml", self.brochure.as_bytes());
        put(&format!("text/{}.yaml", self.lang), self.text.as_bytes());
        for (name, drawing) in &self.pictures {
            put(&format!("assets/{name}"), drawing.as_bytes());
        }
        if self.lang == "ja" {
            put("fonts/NotoSansJP.ttf", include_bytes!("../specimen/fonts/NotoSansJP.ttf"));
        }
    }
}

/// Makes texts and blocks.
struct Make {
    words: &'static Words,
    dice: Dice,
    pictures: Vec<(String, String)>,
    notes: usize,
}

/// The blocks, by the names of the functions that make them.
const BLOCKS: [fn(&mut Make) -> Value; 20] = [
    Make::paragraph,
    Make::paragraph,
    Make::paragraph,
    Make::heading,
    Make::list,
    Make::terms,
    Make::facts,
    Make::table,
    Make::callout,
    Make::quote,
    Make::steps,
    Make::checklist,
    Make::pairs,
    Make::hours,
    Make::help,
    Make::timeline,
    Make::contact,
    Make::figure,
    Make::columns,
    Make::note,
];

impl Make {
    fn file(&mut self, folded: bool) -> Value {
        let title = self.some(1, 25);
        let sections = 1 + self.dice.below(if folded { 4 } else { 9 });
        let most = if folded { 3 } else { 7 };
        let sections: Vec<Value> = (0..sections).map(|i| self.section(i, most)).collect();
        let mut file = json!({ "title": title, "sections": sections });
        if self.dice.below(2) == 0 {
            file["subtitle"] = json!(self.some(1, 12));
        }
        if self.dice.below(3) == 0 {
            file["status"] = json!("draft");
        }
        file
    }

    fn section(&mut self, index: usize, most: usize) -> Value {
        let heading = if self.dice.below(4) == 0 { self.some(8, 20) } else { self.some(1, 7) };
        let count = 1 + self.dice.below(most);
        let body: Vec<Value> = (0..count)
            .map(|_| {
                let block = self.dice.pick(&BLOCKS);
                block(self)
            })
            .collect();
        let mut body = body;
        if body.last().is_some_and(|block| block.get("heading").is_some()) {
            body.push(self.paragraph());
        }
        json!({ "id": format!("s{index}"), "heading": heading, "body": body })
    }

    fn some(&mut self, least: usize, most: usize) -> String {
        let count = least + self.dice.below(most - least + 1);
        self.words.phrase(count, &mut self.dice)
    }

    fn prose(&mut self, least: usize, most: usize) -> String {
        let count = least + self.dice.below(most - least + 1);
        self.words.text(count, &mut self.dice)
    }

    /// A number as large as it likes to be, as people write them.
    fn number(&mut self) -> String {
        let dice = &mut self.dice;
        match dice.below(7) {
            0 => dice.digits(1),
            1 => format!("{}%", dice.some(1, 2)),
            2 => format!("{},{}", dice.some(1, 3), dice.digits(3)),
            3 => format!("{},{},{}", dice.some(1, 3), dice.digits(3), dice.digits(3)),
            4 => format!("{}.{}%", dice.some(1, 2), dice.digits(1)),
            5 => format!("{}/7", dice.digits(2)),
            _ => dice.digits(4),
        }
    }

    fn paragraph(&mut self) -> Value {
        json!(self.prose(3, 140))
    }

    fn note(&mut self) -> Value {
        self.notes += 1;
        let (text, note) = (self.prose(10, 60), self.prose(2, 50));
        json!(format!("{text}[^n{0}]\n\n[^n{0}]: {note}", self.notes))
    }

    fn heading(&mut self) -> Value {
        json!({ "heading": self.some(1, 14) })
    }

    fn list(&mut self) -> Value {
        let depth = 1 + self.dice.below(4);
        json!({ "list": self.items(depth) })
    }

    fn items(&mut self, depth: usize) -> Value {
        let count = 1 + self.dice.below(8);
        let items: Vec<Value> = (0..count)
            .map(|i| {
                let text = self.prose(1, 30);
                if depth > 1 && i == 0 {
                    json!({ "text": text, "list": self.items(depth - 1) })
                } else {
                    json!(text)
                }
            })
            .collect();
        json!({ "numbered": self.dice.below(2) == 0, "items": items })
    }

    fn terms(&mut self) -> Value {
        let count = 1 + self.dice.below(10);
        let longest = 1 + self.dice.below(6);
        let rows: Vec<Value> = (0..count)
            .map(|_| json!({ "term": self.some(1, longest), "text": self.prose(2, 70) }))
            .collect();
        json!({ "terms": rows })
    }

    fn facts(&mut self) -> Value {
        let count = 1 + self.dice.below(12);
        let facts: Vec<Value> = (0..count)
            .map(|_| json!({ "number": self.number(), "label": self.some(1, 8) }))
            .collect();
        json!({ "facts": facts })
    }

    fn table(&mut self) -> Value {
        let columns = 2 + self.dice.below(13);
        let rows =
            1 + if self.dice.below(4) == 0 { self.dice.below(60) } else { self.dice.below(12) };
        let longest = if columns > 5 { 2 } else { 9 };
        let numbers: Vec<bool> =
            (0..columns).map(|i| i > 0 && self.dice.below(3) > 0).collect();
        let head: Vec<String> = (0..columns).map(|_| self.some(1, 2)).collect();
        let rows: Vec<Vec<String>> = (0..rows)
            .map(|_| {
                let cell =
                    |&number: &bool| if number { self.number() } else { self.some(1, longest) };
                numbers.iter().map(cell).collect()
            })
            .collect();
        let mut table = json!({ "head": head, "rows": rows });
        if self.dice.below(2) == 0 {
            table["caption"] = json!(self.some(1, 12));
        }
        json!({ "table": table })
    }

    fn callout(&mut self) -> Value {
        let most = if self.dice.below(5) == 0 { 900 } else { 90 };
        let mut body = vec![json!(self.prose(1, most))];
        if self.dice.below(3) == 0 {
            body.push(self.list());
        }
        let mut callout = json!({ "body": body });
        if self.dice.below(2) == 0 {
            callout["title"] = json!(self.some(1, 12));
        }
        json!({ "callout": callout })
    }

    fn quote(&mut self) -> Value {
        json!({ "quote": { "text": self.prose(2, 60), "attribution": self.some(1, 8) } })
    }

    fn steps(&mut self) -> Value {
        let count = 1 + self.dice.below(9);
        let steps: Vec<Value> = (0..count)
            .map(|_| json!({ "title": self.some(1, 9), "text": self.prose(2, 60) }))
            .collect();
        json!({ "steps": steps })
    }

    fn checklist(&mut self) -> Value {
        let (count, most) = (1 + self.dice.below(16), self.dice.pick(&[4, 12, 40]));
        let items: Vec<String> = (0..count).map(|_| self.some(1, most)).collect();
        json!({ "checklist": items })
    }

    fn pairs(&mut self) -> Value {
        let (count, most) = (1 + self.dice.below(4), self.dice.pick(&[6, 20, 120]));
        let pairs: Vec<Value> = (0..count)
            .map(|_| json!({ "do": self.prose(1, most), "dont": self.prose(1, most) }))
            .collect();
        json!({ "pairs": pairs })
    }

    fn hours(&mut self) -> Value {
        let (count, most) = (1 + self.dice.below(14), self.dice.pick(&[2, 7]));
        let rows: Vec<Value> = (0..count)
            .map(|_| {
                let hours = match self.dice.below(4) {
                    0 => "closed".to_owned(),
                    1 => "8:00 – 16:30".to_owned(),
                    _ => self.some(1, most),
                };
                json!({ "days": self.some(1, most), "hours": hours })
            })
            .collect();
        json!({ "hours": rows })
    }

    fn help(&mut self) -> Value {
        const NUMBERS: [&str; 4] =
            ["112", "+966 50 123 4567", "٠٦ ٥٥٥ ٠١٣٤", "+44 (0)20 7946 0958"];
        let mut help = json!({ "number": self.dice.pick(&NUMBERS) });
        if self.dice.below(3) > 0 {
            help["label"] = json!(self.some(1, 16));
        }
        json!({ "help": help })
    }

    fn timeline(&mut self) -> Value {
        let (count, most) = (1 + self.dice.below(12), self.dice.pick(&[5, 40]));
        let rows: Vec<Value> = (0..count)
            .map(|_| json!({ "when": self.some(1, 5), "what": self.prose(1, most) }))
            .collect();
        json!({ "timeline": rows })
    }

    fn contact(&mut self) -> Value {
        let address = format!("https://www.example.org/{}", "reporting-centre/".repeat(4));
        let values = ["+966 50 123 4567".to_owned(), "info@example.org".to_owned(), address];
        let mut rows = vec![];
        for value in values.iter().take(1 + self.dice.below(3)) {
            rows.push(json!({ "label": self.some(1, 4), "value": value }));
        }
        rows.push(json!({ "label": self.some(1, 2), "value": self.some(2, 14) }));
        let mut contact = json!({ "title": self.some(1, 9), "rows": rows });
        if self.dice.below(2) == 0 {
            contact["qr"] = json!({ "data": "https://example.org/", "alt": self.some(2, 4) });
        }
        json!({ "contact": contact })
    }

    fn figure(&mut self) -> Value {
        const SIDES: [(u32, u32); 7] = [(1, 5), (1, 2), (3, 4), (1, 1), (3, 2), (3, 1), (5, 1)];
        let (width, height) = self.dice.pick(&SIDES);
        let name = format!("p{}.svg", self.pictures.len());
        let drawing = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {0} {1}'>\
             <rect width='{0}' height='{1}' fill='#8aa'/></svg>",
            width * 100,
            height * 100
        );
        self.pictures.push((name.clone(), drawing));
        let mut figure = json!({
            "file": format!("assets/{name}"),
            "alt": self.some(2, 6),
        });
        if self.dice.below(4) == 0 {
            let blocks: [fn(&mut Self) -> Value; 3] =
                [Self::paragraph, Self::list, Self::heading];
            let mut beside: Vec<Value> =
                (0..1 + self.dice.below(2)).map(|_| self.dice.pick(&blocks)(self)).collect();
            beside.push(self.paragraph());
            figure["beside"] = json!(beside);
            figure["side"] = json!(self.dice.pick(&["start", "end"]));
        } else {
            figure["width"] = json!(self.dice.pick(&["column", "text", "bleed", "page"]));
        }
        if self.dice.below(2) == 0 {
            figure["caption"] = json!(self.prose(1, 25));
        }
        json!({ "figure": figure })
    }

    fn columns(&mut self) -> Value {
        let columns: Vec<Value> =
            (0..2 + self.dice.below(2)).map(|_| json!([self.prose(1, 40)])).collect();
        json!({ "columns": columns })
    }
}
