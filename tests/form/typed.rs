//! Texts as they are never typed: every kind of value, indented by chance, remarked anywhere.

use crate::order::dice::Dice;

const KEYS: [&str; 10] =
    ["title", "sections", "id", "heading", "body", "text", "zebra", "list", "status", "b"];
const WORDS: [&str; 9] =
    ["word", "كلمة", "it's", "a-b", "x:y", "12", "yes", "a#b", "\u{2067}ن\u{2069}"];

/// A text that is YAML, mostly.
pub(super) fn text(dice: &mut Dice) -> String {
    let mut make = Make { dice, lines: vec![], count: 0 };
    if make.chance(4) {
        make.lines.push("# yaml-language-server: $schema=x".to_owned());
    }
    if make.chance(8) {
        make.lines.push("---".to_owned());
    }
    let column = make.dice.pick(&[0, 0, 0, 2]);
    make.map(column, 0, false);
    let end = make.dice.pick(&["\n", "\n", "\r\n"]);
    // Blanks at the very end may be lines of a text or none, as readers like.
    let is_blank = make.lines.last().is_some_and(|line| line.trim().is_empty());
    let last = if is_blank { end } else { make.dice.pick(&["", end, end]) };
    make.lines.join(end) + last
}

struct Make<'d> {
    dice: &'d mut Dice,
    lines: Vec<String>,
    count: usize,
}

impl Make<'_> {
    fn chance(&mut self, one_in: usize) -> bool {
        self.dice.below(one_in) == 0
    }

    fn name(&mut self, what: &str) -> String {
        self.count += 1;
        format!("{what}{}", self.count)
    }

    fn word(&mut self) -> String {
        let word = self.dice.pick(&WORDS);
        self.name(word)
    }

    fn add(&mut self, text: &str) {
        self.lines.last_mut().unwrap().push_str(text);
    }

    /// A further line, so far in or further.
    fn line(&mut self, least: usize, text: &str) {
        let far = least + self.dice.below(6);
        self.lines.push(format!("{}{text}", " ".repeat(far)));
    }

    fn blanks(&mut self) {
        if self.chance(5) {
            for _ in 0..1 + self.dice.below(3) {
                self.lines.push(self.dice.pick(&["", "  ", "\t", " \t "]).to_owned());
            }
        }
    }

    fn remarks(&mut self, column: usize, what: &str) {
        if self.chance(3) {
            for _ in 0..1 + self.dice.below(2) {
                let remark = self.name(what);
                self.lines.push(format!(
                    "{}# {remark}{}",
                    " ".repeat(column),
                    self.dice.pick(&["", " "])
                ));
            }
        }
    }

    fn behind(&mut self) {
        let remark = self.name("# c");
        let behind = self.dice.pick(&["", "", "  ", " ", "\t"]);
        self.add(&if behind.is_empty() { String::new() } else { format!("{behind}{remark}") });
    }

    fn map(&mut self, column: usize, depth: usize, begun: bool) {
        let (from, step) = (self.dice.below(10), self.dice.pick(&[1, 3, 7]));
        for number in 0..1 + self.dice.below(5) {
            if number > 0 || !begun {
                self.blanks();
                self.remarks(column, "above ");
                self.blanks();
                self.lines.push(" ".repeat(column));
            }
            let quote = self.dice.pick(&["", "", "", "\"", "'"]);
            let space = self.dice.pick(&["", "", " "]);
            self.add(&format!("{quote}{}{quote}{space}:", KEYS[(from + number * step) % 10]));
            self.value(column, depth, false);
        }
        if self.chance(4) {
            self.remarks(column, "end ");
        }
    }

    fn list(&mut self, column: usize, depth: usize, begun: bool) {
        for number in 0..1 + self.dice.below(4) {
            if number > 0 || !begun {
                self.blanks();
                self.remarks(column, "item ");
                self.lines.push(" ".repeat(column));
            }
            self.add("-");
            self.value(column, depth, true);
        }
        if self.chance(4) {
            self.remarks(column + 1, "end ");
        }
    }

    /// What stands behind a colon or a hyphen of the last line.
    fn value(&mut self, owner: usize, depth: usize, is_item: bool) {
        let kind = if depth > 3 { 0 } else { self.dice.below(8) };
        if kind < 4 {
            return self.scalar(owner);
        }
        let is_map = kind < 6;
        let begun = is_item && !self.chance(4);
        let column = if begun {
            let space = 1 + self.dice.below(3);
            self.add(&" ".repeat(space));
            owner + 1 + space
        } else {
            self.behind();
            owner + usize::from(is_map || is_item) + self.dice.below(4)
        };
        match is_map {
            true => self.map(column, depth + 1, begun),
            false => self.list(column, depth + 1, begun),
        }
    }

    fn scalar(&mut self, owner: usize) {
        let (word, far) = (self.word(), owner + 1);
        let space = self.dice.pick(&[" ", "  ", "\t"]);
        match self.dice.below(9) {
            0 => {}
            1 => {
                self.line(far, &format!("below {word}"));
            }
            2 | 3 => {
                let quote = self.dice.pick(&["\"", "'"]);
                let word = word.replace('\'', if quote == "'" { "''" } else { "'" });
                self.add(&format!("{space}{quote}{word}# no: "));
                self.more(far, &["- ", "", "k: ", "# "]);
                self.add(quote);
            }
            4 => {
                self.add(&format!("{space}[{word}, {{x: \"]{word}\"}},"));
                for _ in 0..self.dice.below(3) {
                    let part = self.dice.pick(&["b,", "\"c #x\",", "# d", "'e',"]);
                    self.line(far, part);
                }
                self.line(far, &format!("{word}]"));
            }
            5 | 6 => return self.literal(owner, space),
            7 => {
                self.add(&format!("{space}{word} and"));
                self.more(far, &[""]);
            }
            _ => self.add(&format!("{space}{word}")),
        }
        self.behind();
    }

    /// More lines of a text.
    fn more(&mut self, far: usize, begins: &[&str]) {
        for _ in 0..self.dice.below(4) {
            if self.chance(3) {
                self.lines.push(self.dice.pick(&["", "   "]).to_owned());
            }
            let (begin, word) = (self.dice.pick(begins), self.name("v"));
            let end = self.dice.pick(&["", "  "]);
            self.line(far, &format!("{begin}{word}{end}"));
        }
    }

    fn literal(&mut self, owner: usize, space: &str) {
        let step = 1 + self.dice.below(5);
        let said = if self.chance(3) { step.to_string() } else { String::new() };
        let (sign, chomp) = (self.dice.pick(&["|", ">"]), self.dice.pick(&["", "-", "+"]));
        self.add(&format!("{space}{sign}{said}{chomp}"));
        self.behind();
        let column = " ".repeat(owner + step);
        for number in 0..self.dice.below(5) {
            if number > 0 && self.chance(3) {
                self.lines.push(" ".repeat(self.dice.below(owner + step + 1)));
            }
            let further = if number > 0 || !said.is_empty() { self.dice.below(3) } else { 0 };
            let (begin, word) = (self.dice.pick(&["# ", "- ", "k: ", ""]), self.name("t"));
            let end = self.dice.pick(&["", "  "]);
            self.lines.push(format!("{column}{}{begin}{word}{end}", " ".repeat(further)));
        }
        for _ in 0..self.dice.below(3) {
            self.lines.push(self.dice.pick(&["", &column]).to_owned());
        }
    }
}
