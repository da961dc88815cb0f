//! What styles and lists say of paragraphs: `word/styles.xml` and `word/numbering.xml`.

use std::collections::BTreeMap;

use super::xml::DocxToken;

/// How many styles a style may lean on.
const MOST_BASES: usize = 8;

/// A style of paragraphs.
#[derive(Debug, Default)]
struct DocxStyle {
    level: usize,
    base: Option<String>,
    list: Option<(String, usize)>,
}

/// The styles of a file, and which of its lists are numbered.
#[derive(Debug, Default)]
pub(super) struct DocxStyles {
    styles: BTreeMap<String, DocxStyle>,
    /// The kind of each list.
    lists: BTreeMap<String, String>,
    /// Levels of a kind of list that are numbered.
    numbered: BTreeMap<(String, usize), bool>,
}

impl DocxStyles {
    pub(super) fn new(styles: &[DocxToken], numbering: &[DocxToken]) -> Self {
        let mut out = Self::default();
        out.read_styles(styles);
        out.read_lists(numbering);
        out
    }

    fn read_styles(&mut self, tokens: &[DocxToken]) {
        let mut id = String::new();
        for token in tokens {
            let DocxToken::Open(name, _) = token else { continue };
            if name == "style" {
                id = token.attribute("styleId").unwrap_or_default().to_owned();
            }
            let style = self.styles.entry(id.clone()).or_default();
            let value = token.attribute("val").unwrap_or_default();
            match name.as_str() {
                "name" => style.level = style.level.max(level(value)),
                "basedOn" => style.base = Some(value.to_owned()),
                "outlineLvl" => style.level = style.level.max(outline(value)),
                "numId" => style.list.get_or_insert_default().0 = value.to_owned(),
                "ilvl" => style.list.get_or_insert_default().1 = value.parse().unwrap_or(0),
                _ => {}
            }
        }
    }

    fn read_lists(&mut self, tokens: &[DocxToken]) {
        let (mut kind, mut depth, mut list) = (String::new(), 0, String::new());
        for token in tokens {
            let DocxToken::Open(name, _) = token else { continue };
            let value = token.attribute("val").unwrap_or_default();
            match name.as_str() {
                "abstractNum" => {
                    kind = token.attribute("abstractNumId").unwrap_or_default().to_owned();
                }
                "lvl" => {
                    depth = token.attribute("ilvl").and_then(|n| n.parse().ok()).unwrap_or(0);
                }
                "numFmt" => {
                    let numbered = !matches!(value, "bullet" | "none");
                    self.numbered.insert((kind.clone(), depth), numbered);
                }
                "num" => list = token.attribute("numId").unwrap_or_default().to_owned(),
                "abstractNumId" => drop(self.lists.insert(list.clone(), value.to_owned())),
                _ => {}
            }
        }
    }

    /// The level of a style's heading; 0 where it is none.
    pub(super) fn level(&self, style: &str) -> usize {
        self.along(style, |style| (style.level > 0).then_some(style.level)).unwrap_or(0)
    }

    /// The list that a style belongs to, and how deep.
    pub(super) fn list(&self, style: &str) -> Option<(String, usize)> {
        self.along(style, |style| style.list.clone())
    }

    /// What a style says, or the first that it leans on and that says it.
    fn along<T>(&self, style: &str, said: impl Fn(&DocxStyle) -> Option<T>) -> Option<T> {
        let first = self.styles.get(style);
        let base = |style: &&DocxStyle| self.styles.get(style.base.as_deref()?);
        std::iter::successors(first, base).take(MOST_BASES).find_map(said)
    }

    /// Whether the items of a list are numbered at a depth; `None` where it is no list.
    pub(super) fn numbered(&self, list: &str, depth: usize) -> Option<bool> {
        let kind = self.lists.get(list)?;
        Some(self.numbered.get(&(kind.clone(), depth)).copied().unwrap_or(false))
    }
}

/// The level of a heading by the name of its style, which is English in every language's program.
fn level(name: &str) -> usize {
    let name = name.to_lowercase();
    if name == "title" {
        return 1;
    }
    let number = name.strip_prefix("heading ").and_then(|number| number.parse::<usize>().ok());
    number.map_or(0, |number| (number + 1).min(6))
}

/// The level of an outline that counts from 0; 9 is running text.
pub(super) fn outline(value: &str) -> usize {
    value.parse::<usize>().ok().filter(|level| *level < 9).map_or(0, |level| (level + 2).min(6))
}
