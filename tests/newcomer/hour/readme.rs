//! What the README tells a newcomer to type.

use std::fs;

/// The code of the README's first screen.
pub(super) struct Readme {
    /// Language and lines of each block.
    blocks: Vec<(String, String)>,
}

/// The heading under which all of it stands.
const HEADING: &str = "## Your own, in ten minutes";

impl Readme {
    pub(super) fn new() -> Self {
        let text = fs::read_to_string("README.md").unwrap();
        let (_, rest) = text.split_once(HEADING).unwrap();
        let section = rest.split("\n## ").next().unwrap();
        let mut parts = section.split("```");
        parts.next();
        let mut blocks = vec![];
        while let (Some(code), Some(_)) = (parts.next(), parts.next()) {
            let (lang, lines) = code.split_once('\n').unwrap();
            blocks.push((lang.to_owned(), lines.to_owned()));
        }
        Self { blocks }
    }

    /// The lines for the shell that call the program, without remarks.
    pub(super) fn commands(&self) -> Vec<String> {
        let lines = self.blocks.iter().filter(|(lang, _)| lang == "sh");
        let lines = lines.flat_map(|(_, code)| code.lines());
        let lines = lines.map(|line| line.split('#').next().unwrap().trim().to_owned());
        lines
            .filter(|line| line.starts_with("warraq ") && !line.starts_with("warraq watch"))
            .collect()
    }

    /// What goes into a file, whose path stands in the first line of its block.
    pub(super) fn yaml(&self, path: &str) -> String {
        let named = |code: &&String| code.lines().next().unwrap().contains(path);
        let blocks = self.blocks.iter().filter(|(lang, _)| lang == "yaml");
        let code = blocks.map(|(_, code)| code).find(named);
        let code = code.unwrap_or_else(|| panic!("the README has no YAML for {path}"));
        code.split_once('\n').unwrap().1.to_owned()
    }
}
