//! `warraq i18n room`: what pages do when texts grow.

use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::Where;
use crate::batch::{self, Matrix, Outcome, Plan};
use crate::cli::console::Console;
use crate::cli::source::{MessageFormat, SourceArgs};
use crate::cli::summary::columns;
use crate::diag::Sink;
use crate::diag::print::FaultFormat;
use crate::diag::print::Voice;

/// Find out what pages do when texts grow: lines, room and size of every block.
#[derive(Debug, Args)]
pub(super) struct RoomArgs {
    #[command(flatten)]
    place: Where,

    /// By how many percent texts grow, with commas between
    #[arg(long, value_name = "PERCENT", value_delimiter = ',', default_value = "30,45,60",
          value_parser = clap::value_parser!(u32).range(1..=300))]
    by: Vec<u32>,

    /// How it is told
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "table")]
    format: RoomFormat,

    /// Write it into a file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RoomFormat {
    /// The pages, and the blocks that do not fit or whose type becomes smaller
    Table,
    /// Every block, for tools
    Json,
    /// A page that shows every block
    Html,
}

/// Lays all languages out at each share, and tells.
pub(super) fn room(args: &RoomArgs, console: &mut Console) -> io::Result<Outcome> {
    let typed = SourceArgs {
        dirs: args.place.project.iter().cloned().collect(),
        lang: args.place.lang.clone(),
        drafts: true,
        jobs: None,
        message_format: MessageFormat::Human,
        deny_warnings: false,
    };
    let mut sink = Sink::default();
    let plan = Plan { allow_stale: true, ..typed.plan(&mut sink) };
    if sink.has_errors() {
        console.report(&crate::diag::Sources::default(), FaultFormat::Human, &[&sink])?;
        return Ok(Outcome::Trouble);
    }
    let (report, matrices) = batch::growth(&plan, &args.by);
    if report.outcome() != Outcome::Done {
        console.report(
            &report.sources,
            FaultFormat::Human,
            &[&report.content, &report.trouble],
        )?;
        return Ok(report.outcome());
    }
    let told = match args.format {
        RoomFormat::Table => table(&args.by, &matrices, &console.voice()),
        RoomFormat::Json => as_json(&args.by, &matrices),
        RoomFormat::Html => {
            batch::growth_page(&plan.project.display().to_string(), &args.by, &matrices)
        }
    };
    let Some(out) = &args.out else {
        console.print(&told)?;
        return Ok(Outcome::Done);
    };
    let written = batch::write_file(out, told.as_bytes(), &mut sink);
    console.report(&report.sources, FaultFormat::Human, &[&sink])?;
    Ok(if written.is_ok() { Outcome::Done } else { Outcome::Trouble })
}

/// A row for the pages of each language and format, and below it one for each block that has a fault
/// or smaller type at some share.
fn table(shares: &[u32], matrices: &[Matrix], voice: &Voice) -> String {
    let mut rows: Vec<[String; 7]> = vec![];
    let steps = || std::iter::once("0".to_owned()).chain(shares.iter().map(u32::to_string));
    for matrix in matrices {
        let lang = matrix.lang.to_string();
        let pages = matrix
            .pages
            .iter()
            .map(|pages| pages.map_or_else(|| "–".into(), |n| n.to_string()));
        let faults: Vec<String> = steps()
            .zip(&matrix.faults)
            .filter(|(_, faults)| !faults.is_empty())
            .map(|(step, faults)| format!("+{step} %: {}", faults.join(", ")))
            .collect();
        let pages: Vec<String> = pages.collect();
        rows.push([
            lang.clone(),
            matrix.format.clone(),
            voice.say("all pages"),
            pages.join(" "),
            String::new(),
            String::new(),
            faults.join("; "),
        ]);
        for block in &matrix.blocks {
            let tried = 1..=shares.len();
            let is_told = tried
                .clone()
                .any(|n| block.smaller(n).is_some() || !block.new_faults(n).is_empty());
            if !is_told {
                continue;
            }
            let each = |show: &dyn Fn(usize, &batch::GrownBlock) -> String| {
                let cells = block.cells.iter().enumerate();
                let cells = cells.map(|(n, cell)| {
                    cell.as_ref().map_or_else(|| "–".into(), |cell| show(n, cell))
                });
                cells.collect::<Vec<_>>().join(" ")
            };
            let faults: Vec<String> = tried
                .zip(shares)
                .filter(|(n, _)| !block.new_faults(*n).is_empty())
                .map(|(n, share)| format!("+{share} %: {}", block.new_faults(n).join(", ")))
                .collect();
            rows.push([
                lang.clone(),
                matrix.format.clone(),
                block.place.clone(),
                each(&|_, cell| cell.lines.to_string()),
                each(&|_, cell| cell.free.to_string()),
                each(&|n, _| format!("{:.0}%", 100.0 - block.smaller(n).unwrap_or_default())),
                faults.join("; "),
            ]);
        }
    }
    let head = ["language", "format", "block", "lines", "free", "size", "faults"];
    columns(head, [false; 7], rows, voice)
}

/// Everything, for tools.
fn as_json(shares: &[u32], matrices: &[Matrix]) -> String {
    let steps: Vec<u32> = std::iter::once(0).chain(shares.iter().copied()).collect();
    let matrix = |matrix: &Matrix| {
        let blocks: Vec<Value> = matrix
            .blocks
            .iter()
            .map(|block| {
                let cells: Vec<Value> = block
                    .cells
                    .iter()
                    .zip(&steps)
                    .map(|(cell, share)| match cell {
                        Some(cell) => json!({
                            "growth": share, "lines": cell.lines, "free": cell.free,
                            "size": (cell.size * 100.0).round() / 100.0, "faults": cell.faults,
                        }),
                        None => json!({ "growth": share, "lines": 0 }),
                    })
                    .collect();
                json!({ "block": block.place, "cells": cells })
            })
            .collect();
        json!({
            "language": matrix.lang.as_str(), "format": matrix.format, "pages": matrix.pages,
            "faults": matrix.faults, "blocks": blocks,
        })
    };
    let all: Vec<Value> = matrices.iter().map(matrix).collect();
    format!("{:#}\n", json!({ "growth": steps, "matrices": all }))
}
