//! A run as many small commands that know nothing of each other but their files, so that another
//! program spreads them over processes and machines.
//!
//! Each edition's outputs are made apart, each into a folder of its own; web pages name the files
//! beside them and come after these. The last command takes them all over into the output folder: it
//! makes what is missing or no longer fits, so that a plan that is out of date costs time alone.

use std::path::{Path, PathBuf};

use super::plan::{Plan, name};
use super::press::{EditionMaker, Stopwatch};
use super::report::Report;
use super::session::Session;
use super::{in_pool, manifest};
use crate::diag::Sink;
use crate::model::lang::Lang;
use crate::source::Output;

/// A command of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// What it makes, in a word that no other command of the batch has.
    pub id: String,
    /// What is typed after the program's name.
    pub arguments: Vec<String>,
    /// The files that it reads, as far as they are known before it runs.
    pub inputs: Vec<PathBuf>,
    /// The file that it writes last.
    pub output: PathBuf,
    /// The commands that have to end before it, by their places in the batch.
    pub after: Vec<usize>,
}

/// The commands that do together what a plan asks for; `first` is the place of the first.
pub fn graph(plan: &Plan, first: usize) -> (Report, Vec<Command>) {
    let mut commands = vec![];
    let report = in_pool(plan, |report| {
        let opened = Session::default().open(plan, report)?;
        let session = opened.session(plan, &report.sources);
        let outputs = match plan.outputs.as_slice() {
            [] => opened.project.outputs(),
            asked => asked.to_vec(),
        };
        let mut batch = Batch { plan, first, commands: vec![] };
        let mut all: Vec<PathBuf> = vec![];
        for lang in &opened.langs {
            // What is wrong with a text is told by the commands that need it.
            let read = (&session).read(lang, &mut Stopwatch::default(), &mut Sink::default());
            let inputs = read.map(|read| (&session).files(&read)).unwrap_or_default();
            all.extend(inputs.iter().cloned());
            batch.edition(lang, &outputs, &inputs);
        }
        all.sort();
        all.dedup();
        batch.whole(&opened.langs, all);
        commands = batch.commands;
        Ok(())
    });
    (report, commands)
}

struct Batch<'a> {
    plan: &'a Plan,
    first: usize,
    commands: Vec<Command>,
}

impl Batch<'_> {
    fn edition(&mut self, lang: &Lang, outputs: &[Output], inputs: &[PathBuf]) {
        let start = self.commands.len();
        // Web pages name the others.
        let (pages, files): (Vec<Output>, Vec<Output>) =
            outputs.iter().partition(|output| **output == Output::Html);
        for output in files {
            self.output(lang, output, inputs, vec![]);
        }
        let files: Vec<usize> = (start..self.commands.len()).collect();
        for output in pages {
            self.output(lang, output, inputs, files.clone());
        }
    }

    fn output(&mut self, lang: &Lang, output: Output, inputs: &[PathBuf], after: Vec<usize>) {
        let word = format!("{lang}-{}", name(output));
        let folder = self.parts().join(&word);
        let mut arguments = self.arguments(&folder);
        arguments.extend(["--lang".into(), lang.to_string()]);
        arguments.extend(["--format".into(), name(output).into()]);
        arguments.extend(self.taken(&after));
        self.push(&word, &folder, arguments, (inputs.to_vec(), after));
    }

    /// The command that puts all together.
    fn whole(&mut self, langs: &[Lang], inputs: Vec<PathBuf>) {
        let folder = &self.plan.out;
        let mut arguments = self.arguments(folder);
        if !self.plan.langs.is_empty() {
            let tags: Vec<&str> = langs.iter().map(Lang::as_str).collect();
            arguments.extend(["--lang".into(), tags.join(",")]);
        }
        if !self.plan.outputs.is_empty() {
            let names: Vec<&str> =
                self.plan.outputs.iter().map(|&output| name(output)).collect();
            arguments.extend(["--format".into(), names.join(",")]);
        }
        let after: Vec<usize> = (0..self.commands.len()).collect();
        arguments.extend(self.taken(&after));
        self.push("all", folder, arguments, (inputs, after));
    }

    fn push(
        &mut self,
        word: &str,
        folder: &Path,
        arguments: Vec<String>,
        (inputs, after): (Vec<PathBuf>, Vec<usize>),
    ) {
        self.commands.push(Command {
            id: format!("{} {word}", text(&self.plan.project)),
            arguments,
            inputs,
            output: folder.join(manifest::PATH),
            after: after.into_iter().map(|place| self.first + place).collect(),
        });
    }

    /// What all commands have in common.
    fn arguments(&self, out: &Path) -> Vec<String> {
        let said = [
            ("--drafts", self.plan.drafts),
            ("--allow-stale", self.plan.allow_stale),
            ("--deny-warnings", self.plan.deny_warnings),
        ];
        let said = said.into_iter().filter(|(_, said)| *said).map(|(name, _)| name.to_owned());
        let project = text(&self.plan.project);
        let places = ["build".to_owned(), project, "--out".to_owned(), text(out)];
        places.into_iter().chain(said).collect()
    }

    /// The folders of earlier commands, as they are taken over.
    fn taken(&self, after: &[usize]) -> Vec<String> {
        let folders =
            after.iter().filter_map(|&place| self.commands.get(place)?.output.parent());
        folders.flat_map(|folder| ["--parts".to_owned(), text(folder)]).collect()
    }

    /// Where the folders of the commands lie, beside that of the whole.
    fn parts(&self) -> PathBuf {
        let mut name = self.plan.out.file_name().unwrap_or_default().to_owned();
        name.push("-parts");
        self.plan.out.with_file_name(name)
    }
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
