//! `warraq explain`: blocks with their keys and examples, and faults with their remedies.

use std::io;

use clap::Args;

use super::console::Console;
use super::faults::{FAULTS, FaultEntry};
use super::source::near;
use crate::batch::Outcome;
use crate::diag::print::{FaultFormat, Voice};
use crate::diag::{Diagnostic, Sink, Sources, Span};
use crate::source::{Explained, ExplainedKey, beside, explained};

const EXAMPLES: &str = "\
Examples:
  warraq explain              what there is to explain
  warraq explain terms        the keys of a block, and how it is written
  warraq explain wrong-type   what a fault means, and how it is mended";

/// Explain a block of a text, or a fault.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ExplainArgs {
    /// A block, such as `terms`, or what stands between brackets before a fault
    name: Option<String>,
}

/// Says what is known of a name, or all names.
pub(super) fn run(args: &ExplainArgs, console: &mut Console) -> io::Result<Outcome> {
    let blocks = explained();
    let Some(name) = &args.name else {
        console.print(&all(&blocks, &console.voice()))?;
        return Ok(Outcome::Done);
    };
    match found(name, &blocks, &console.voice()) {
        Some(text) => {
            console.print(&text)?;
            Ok(Outcome::Done)
        }
        None => {
            let mut sink = Sink::default();
            sink.push(unknown(name, &blocks));
            console.report(&Sources::default(), FaultFormat::Human, &[&sink])?;
            Ok(Outcome::Trouble)
        }
    }
}

/// What is known under a name, however it is written.
fn found(name: &str, blocks: &[Explained], voice: &Voice) -> Option<String> {
    let name = name.trim_matches(['[', ']']).to_lowercase().replace('_', "-");
    let is_named = |block: &&Explained| block.name == name || block.also.contains(&name);
    let block = blocks.iter().find(is_named).map(|found| block(found, voice));
    block.or_else(|| {
        FAULTS.iter().find(|fault| fault.id == name).map(|found| fault(found, voice))
    })
}

fn unknown(name: &str, blocks: &[Explained]) -> Diagnostic {
    let names = blocks.iter().map(|block| block.name).chain(FAULTS.iter().map(|f| f.id));
    let message = format!("`{name}` is neither a block nor a fault that is explained");
    let fault = Diagnostic::error("unknown-name", Span::NONE, message);
    match near(name, names) {
        Some(near) => fault.with_hint(format!("did you mean `{near}`?")),
        None => fault.with_hint("`warraq explain` lists both"),
    }
}

/// The names of all.
fn all(blocks: &[Explained], voice: &Voice) -> String {
    let width = blocks.iter().map(|block| block.name.len()).max().unwrap_or(0);
    let mut out = voice.say("Blocks of a body, in `text/<language>.yaml`:") + "\n";
    for block in blocks {
        out += &format!("  {:<width$}  {}\n", block.name, voice.say(&block.about));
    }
    out += &format!("\n{}\n", voice.say("Keys that may stand beside a block's name:"));
    beside().iter().for_each(|key| out += &self::key(key, voice));
    out += &format!("\n{}\n", voice.say("Faults:"));
    for row in FAULTS.chunks(3) {
        let names: Vec<String> = row.iter().map(|fault| format!("{:<22}", fault.id)).collect();
        out += &format!("  {}\n", names.concat().trim_end());
    }
    out + &format!("\n{}\n", voice.say("`warraq explain NAME` says more."))
}

fn fault(fault: &FaultEntry, voice: &Voice) -> String {
    let mend = voice.say(&format!("What to do: {}", fault.mend));
    format!("{}\n\n{}\n\n{mend}\n", fault.id, voice.say(fault.means))
}

/// A block with its keys and examples.
fn block(block: &Explained, voice: &Voice) -> String {
    let mut out = format!("{}: {}\n", block.name, voice.say(&block.about));
    let mut line = |text: &str| out.push_str(&format!("{text}\n"));
    line(&voice.say(&format!("Takes {}.", block.takes)));
    if !block.also.is_empty() {
        line(&voice.say(&format!("Also known as {}.", block.also.join(", "))));
    }
    if !block.keys.is_empty() {
        line("");
        line(&voice.say("Keys (* must be there):"));
        block.keys.iter().for_each(|key| line(self::key(key, voice).trim_end()));
    }
    for (index, example) in block.examples.iter().enumerate() {
        let head = if index == 0 { "Written so, under `body:`:" } else { "Or so:" };
        line("");
        line(&voice.say(head));
        line("");
        example.lines().for_each(|text| line(format!("  {text}").trim_end()));
    }
    out
}

fn key(key: &ExplainedKey, voice: &Voice) -> String {
    let mark = if key.needed { "*" } else { " " };
    let name = format!("{:indent$}{mark} {}", "", key.name, indent = 2 + 2 * key.depth);
    let about = if key.about.is_empty() { String::new() } else { voice.say(&key.about) };
    format!("{name:<20}  {about}\n{:22}{}\n", "", voice.say(&key.takes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_stand_in_order_and_once() {
        let ids: Vec<_> = FAULTS.iter().map(|fault| fault.id).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
        for FaultEntry { id, means, mend } in FAULTS {
            assert!(means.ends_with('.') && mend.ends_with('.'), "{id}");
        }
    }

    #[test]
    fn names_are_known_as_they_are_copied() {
        let blocks = explained();
        for name in ["terms", "Terms", "glossary", "[wrong-type]", "wrong_type"] {
            assert!(found(name, &blocks, &Voice::default()).is_some(), "{name}");
        }
        assert_eq!(unknown("wrongtype", &blocks).hints, ["did you mean `wrong-type`?"]);
    }
}
