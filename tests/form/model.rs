//! Texts of which it is known how they look in form, since they are written twice: as somebody may
//! have typed them, and as they are to be.

use crate::order::dice::Dice;

const FILE: [&str; 6] = ["title", "subtitle", "status", "description", "words", "sections"];
const SECTION: [&str; 4] = ["id", "heading", "style", "body"];
const BLOCKS: [(&str, &[&str]); 6] = [
    ("terms", &["term", "text"]),
    ("quote", &["text", "attribution"]),
    ("steps", &["title", "text"]),
    ("facts", &["number", "label"]),
    ("table", &["caption", "head", "align", "rows", "csv", "row-heads"]),
    ("contact", &["title", "rows", "qr"]),
];
const STRANGE: [&str; 3] = ["zebra", "ملاحظة", "amount"];

/// A text, as it is typed.
pub(super) struct Model(Value);

enum Value {
    /// On the line of its key.
    Word(String),
    /// Below `|`.
    Lines(Vec<String>),
    Map(Vec<Item>),
    List(Vec<Item>),
}

struct Item {
    key: &'static str,
    /// Comments above it.
    above: Vec<String>,
    /// What stands behind it on its line.
    behind: String,
    /// Whether an empty line stands before it.
    blank: bool,
    value: Value,
    /// Where its key stands in form.
    rank: usize,
}

struct Make<'d> {
    dice: &'d mut Dice,
    count: usize,
}

impl Make<'_> {
    fn chance(&mut self, one_in: usize) -> bool {
        self.dice.below(one_in) == 0
    }

    fn name(&mut self, what: &str) -> String {
        self.count += 1;
        format!("{what} {}", self.count)
    }

    fn word(&mut self) -> Value {
        if self.chance(5) {
            let lines = (0..1 + self.dice.below(3)).map(|n| {
                let text = self.name("line: # ");
                format!("{}{text}", " ".repeat(if n == 0 { 0 } else { self.dice.below(3) }))
            });
            return Value::Lines(lines.collect());
        }
        let word = self.name("كلمة");
        let forms =
            ["{}", "\"{}: b\"", "'it''s {}'", "{ a: {}, b: [x,y] }", "[{},  2]", "&n !!str {}"];
        Value::Word(self.dice.pick(&forms).replace("{}", &word))
    }

    fn item(&mut self, key: &'static str, value: Value) -> Item {
        let above = if self.chance(4) {
            vec![self.name("# above"), self.name("# above")]
        } else {
            vec![]
        };
        let behind =
            if self.chance(5) { format!("  {}", self.name("# behind")) } else { String::new() };
        Item { key, above, behind, blank: false, value, rank: 0 }
    }

    /// A map of some keys of an order, and of strange ones, shuffled.
    fn map(
        &mut self,
        order: &[&'static str],
        value: impl Fn(&mut Self, &str) -> Value,
    ) -> Value {
        let mut items: Vec<Item> = vec![];
        for (rank, key) in order.iter().enumerate() {
            if rank == 0 || self.chance(2) {
                let value = value(self, key);
                items.push(Item { rank, ..self.item(key, value) });
            }
        }
        for key in STRANGE {
            if self.chance(8) {
                let word = self.word();
                items.push(Item { rank: usize::MAX, ..self.item(key, word) });
            }
        }
        for at in (1..items.len()).rev() {
            items.swap(at, self.dice.below(at + 1));
        }
        Value::Map(items)
    }

    fn list(&mut self, least: usize, value: impl Fn(&mut Self) -> Value) -> Value {
        let count = least + self.dice.below(3);
        let items = (0..count).map(|number| {
            let value = value(self);
            let mut item = self.item("", value);
            item.blank = number > 0 && self.chance(4);
            // The line of a hyphen has what its first key has.
            if let Value::Map(inner) = &mut item.value {
                item.behind.clear();
                inner[0].above.clear();
            }
            item
        });
        Value::List(items.collect())
    }

    fn body(&mut self) -> Value {
        self.list(1, |make| {
            if make.chance(2) {
                return make.word();
            }
            let (name, keys) = make.dice.pick(&BLOCKS);
            let rows = |make: &mut Self| make.map(keys, |make, _| make.word());
            let is_list = matches!(name, "terms" | "steps" | "facts");
            let inner = if is_list { make.list(1, rows) } else { rows(make) };
            Value::Map(vec![make.item(name, inner)])
        })
    }
}

impl Model {
    pub(super) fn new(dice: &mut Dice) -> Self {
        let mut make = Make { dice, count: 0 };
        Self(make.map(&FILE, |make, key| match key {
            "sections" => make.list(1, |make| {
                make.map(&SECTION, |make, key| match key {
                    "body" => make.body(),
                    _ => make.word(),
                })
            }),
            "words" => make.map(&["contents", "figure", "table"], |make, _| make.word()),
            _ => make.word(),
        }))
    }

    /// As somebody may have typed it.
    pub(super) fn typed(&self, dice: &mut Dice) -> String {
        let mut out = String::new();
        typed(&self.0, 0, false, dice, &mut out);
        out
    }

    /// As it is to be.
    pub(super) fn clean(&self) -> String {
        let mut out = String::new();
        clean(&self.0, 0, false, &mut out);
        out
    }
}

fn pad(count: usize) -> String {
    " ".repeat(count)
}

fn typed(value: &Value, column: usize, begun: bool, dice: &mut Dice, out: &mut String) {
    let (Value::Map(items) | Value::List(items)) = value else { unreachable!() };
    let is_list = matches!(value, Value::List(_));
    for (number, item) in items.iter().enumerate() {
        if number > 0 || !begun {
            let blanks = if item.blank { 1 + dice.below(3) } else { 0 };
            (0..blanks).for_each(|_| *out += dice.pick(&["\n", "  \n", "\t\n"]));
            item.above.iter().for_each(|line| *out += &format!("{}{line}  \n", pad(column)));
            *out += &pad(column);
        }
        *out += &if is_list {
            "-".to_owned()
        } else {
            format!("{}{}:", item.key, dice.pick(&["", " "]))
        };
        let space = pad(1 + dice.below(3));
        let behind = &item.behind;
        match &item.value {
            Value::Word(word) => {
                *out += &format!("{space}{word}{behind}{}\n", dice.pick(&["", " ", "\t"]));
            }
            Value::Lines(lines) => {
                let far = column + 1 + dice.below(5);
                *out += &format!("{space}|{behind}\n");
                lines.iter().for_each(|line| *out += &format!("{}{line}\n", pad(far)));
            }
            inner if is_list => {
                *out += &space;
                typed(inner, column + 1 + space.len(), true, dice, out);
            }
            inner => {
                *out += &format!("{behind}\n");
                let least = usize::from(matches!(inner, Value::Map(_)));
                typed(inner, column + least + dice.below(5), false, dice, out);
            }
        }
    }
}

/// The entries in their order.
fn sorted(items: &[Item]) -> Vec<&Item> {
    let mut out: Vec<&Item> = items.iter().collect();
    out.sort_by_key(|item| item.rank);
    out
}

fn clean(value: &Value, column: usize, begun: bool, out: &mut String) {
    let (Value::Map(items) | Value::List(items)) = value else { unreachable!() };
    let is_list = matches!(value, Value::List(_));
    for (number, item) in sorted(items).into_iter().enumerate() {
        if number > 0 || !begun {
            *out += if item.blank { "\n" } else { "" };
            let inner = match &item.value {
                Value::Map(inner) if is_list => sorted(inner)[0].above.as_slice(),
                _ => &[],
            };
            item.above
                .iter()
                .chain(inner)
                .for_each(|line| *out += &format!("{}{line}\n", pad(column)));
            *out += &pad(column);
        }
        *out += &if is_list { "-".to_owned() } else { format!("{}:", item.key) };
        let behind = &item.behind;
        match &item.value {
            Value::Word(word) => *out += &format!(" {word}{behind}\n"),
            Value::Lines(lines) => {
                *out += &format!(" |{behind}\n");
                lines.iter().for_each(|line| *out += &format!("{}{line}\n", pad(column + 2)));
            }
            inner if is_list => {
                *out += " ";
                clean(inner, column + 2, true, out);
            }
            inner => {
                *out += &format!("{behind}\n");
                clean(inner, column + 2, false, out);
            }
        }
    }
}
