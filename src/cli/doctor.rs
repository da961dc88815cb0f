//! `warraq doctor`: what a project can be made into here, and what to type for the rest.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::console::Console;
use crate::batch::{self, Health, LanguageHealth, Outcome, OutputHealth, Plan, Report};
use crate::diag::print::{FaultFormat, Voice, one_line};
use crate::text::font::FontBook;

const EXAMPLES: &str = "\
Examples:
  warraq doctor            this program, its fonts, and the project in `source` or here
  warraq doctor brochure   the same for the project in `brochure`";

/// Say what can be made of a project, and what is missing for the rest.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DoctorArgs {
    /// Folder with `brochure.yaml` [default: `source` if there is one, else this folder]
    dir: Option<PathBuf>,
}

/// Tells of the program, and of a project where there is one.
pub(super) fn run(args: &DoctorArgs, console: &mut Console) -> io::Result<Outcome> {
    let voice = console.voice();
    console.print(&program(&voice))?;
    let source = Path::new("source");
    let here = if source.is_dir() { source } else { Path::new(".") };
    if args.dir.is_none() && !here.join("brochure.yaml").is_file() {
        let none = voice.say("no project here: `warraq new library` begins one");
        console.print(&format!("\n{none}\n"))?;
        return Ok(Outcome::Done);
    }
    let plan = Plan::of(args.dir.as_deref().unwrap_or(here));
    let mut report = Report::default();
    let health = batch::doctor(&plan, &mut report);
    console.report(&report.sources, FaultFormat::Human, &[&report.content, &report.trouble])?;
    if let Ok(health) = health {
        console.print(&project(&health, &voice))?;
    }
    Ok(report.outcome())
}

/// The version, and the scripts that the program itself can set.
fn program(voice: &Voice) -> String {
    let book = FontBook::bundled();
    let mut scripts: Vec<&str> = vec![];
    for (script, _) in book.ids().flat_map(|id| book.face(id).scripts()) {
        if !scripts.contains(&script.full_name()) {
            scripts.push(script.full_name());
        }
    }
    let families = voice.say(&format!("fonts in the program: {}", book.families().len()));
    let covers = voice.say("scripts that they cover");
    format!(
        "warraq {}\n{families}\n{covers}: {}\n",
        env!("CARGO_PKG_VERSION"),
        scripts.join(", ")
    )
}

fn project(health: &Health, voice: &Voice) -> String {
    let mut out = format!("\n{}: {}\n", voice.say("languages"), one_line(&health.slug));
    health.languages.iter().for_each(|lang| out += &language(lang, voice));
    out += &format!("\n{}:\n", voice.say("outputs"));
    health.outputs.iter().for_each(|output| out += &self::output(output, voice));
    out
}

fn language(health: &LanguageHealth, voice: &Voice) -> String {
    let LanguageHealth { lang, script, families, missing } = health;
    let names = families.join(", ");
    match missing {
        None => format!("  + {lang}  {script}: {}\n", one_line(&names)),
        Some((says, hint)) => {
            format!("  – {lang}  {}\n      {}\n", voice.say(says), voice.say(hint))
        }
    }
}

fn output(health: &OutputHealth, voice: &Voice) -> String {
    let OutputHealth { name, made, says, types } = health;
    let sign = if *made { '+' } else { '–' };
    let line = format!("  {sign} {name:<8} {}\n", voice.say(says));
    let write = |types: &String| {
        format!("      {}\n", voice.say(&format!("write in `brochure.yaml`: `{types}`")))
    };
    line + &types.as_ref().map(write).unwrap_or_default()
}
