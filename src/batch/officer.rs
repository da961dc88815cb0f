//! One page for whoever answers for accessibility: what each finished file claims, what was checked
//! and by whom, contrasts, words for pictures, and the text as it is heard.
//!
//! What it says of files is read from the files themselves, as they lie on the disk.

mod page;

use std::path::{Path, PathBuf};

use super::plan::{OutputKind, Plan};
use super::report::Report;
use super::write::write_file;
use super::{inspect, open};
use crate::diag::print::Voice;
use crate::diag::{Failed, Severity};
use crate::model::finished::Finished;
use crate::source::{Contrast, Drafts, contrasts};
use page::ReportPage;

/// The name of the page in the output folder.
pub const OFFICER: &str = "accessibility.html";

/// A finished file with what it holds.
struct Account {
    lang: String,
    path: PathBuf,
    found: Finished,
}

/// Writes the page about what a run has made, in the language of `voice`; returns where it lies.
///
/// # Errors
/// [`Failed`], with why in the report.
pub fn officer(
    plan: &Plan,
    built: &Report,
    voice: &Voice,
    report: &mut Report,
) -> Result<PathBuf, Failed> {
    let project = open::project(&plan.project, &Drafts::None, report)?;
    let mut accounts = vec![];
    for edition in &built.editions {
        let made = edition.jobs.iter().filter(|job| job.product.kind != OutputKind::Proof);
        for made in made.filter_map(|job| job.made.as_ref()) {
            let found = inspect(&made.path, report)?;
            let lang = edition.lang.as_str().to_owned();
            accounts.push(Account { lang, path: made.path.clone(), found });
        }
    }
    let mut all: Vec<Contrast> = vec![];
    for format in project.formats() {
        let new = contrasts(&format.theme, format.kind);
        all.extend(new.into_iter().filter(|pair| !all.contains(pair)).collect::<Vec<_>>());
    }
    let mut page = ReportPage::new(voice, project.slug());
    claims(&mut page, &accounts, &plan.out);
    checks(&mut page, built);
    contrast(&mut page, &all);
    pictures(&mut page, &accounts);
    heard(&mut page, &accounts);
    limits(&mut page);
    let path = plan.out.join(OFFICER);
    write_file(&path, page.finish().as_bytes(), &mut report.trouble)?;
    Ok(path)
}

fn claims(page: &mut ReportPage<'_>, accounts: &[Account], out: &Path) {
    page.section("What each file claims");
    page.table_head(
        "Files",
        &["file", "language", "claims", "order", "languages", "direction"],
    );
    for Account { lang, path, found } in accounts {
        let name = path.strip_prefix(out).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let none = page.say("none");
        let list =
            |list: &[String]| if list.is_empty() { none.clone() } else { list.join(", ") };
        let order = page.say(if found.tagged { "structured" } else { "as drawn" });
        page.row(&[
            name,
            lang.clone(),
            list(&found.claims),
            order,
            list(&found.languages),
            found.direction.unwrap_or_default().to_owned(),
        ]);
    }
    page.table_end();
}

fn checks(page: &mut ReportPage<'_>, built: &Report) {
    page.section("What was checked, and by whom");
    let told =
        [Severity::Error, Severity::Warning].map(|severity| built.content.count(severity));
    page.item(&format!("this run of warraq: {} errors, {} warnings", told[0], told[1]));
    page.item("by warraq in each run: words for every picture, one order of reading, languages of all text, letters that every font has, contrast of the theme's colours");
    page.item("by validators in the tests of the program, not on these files: veraPDF, EPUBCheck, Ace, axe-core");
    page.item(
        "by nobody here: whether words say what pictures show, and how a screen reader sounds",
    );
    page.list_end();
}

fn contrast(page: &mut ReportPage<'_>, pairs: &[Contrast]) {
    page.section("Contrast of text and ground (WCAG 2.2, 1.4.3)");
    page.table_head("Contrasts", &["text", "ground", "ratio", "needed", "verdict"]);
    for pair in pairs {
        let verdict = page.say(if pair.holds() { "holds" } else { "too little" });
        page.row(&[
            pair.text.0.clone(),
            pair.ground.0.clone(),
            format!("{:.2} : 1", pair.found()),
            format!("{:.1} : 1", pair.least),
            verdict,
        ]);
    }
    page.table_end();
}

/// The file of each language in which most is said: the first that has a structure.
fn chief(accounts: &[Account]) -> Vec<&Account> {
    let mut out: Vec<&Account> = vec![];
    for account in accounts.iter().filter(|account| account.found.tagged) {
        if !out.iter().any(|known| known.lang == account.lang) {
            out.push(account);
        }
    }
    out
}

fn pictures(page: &mut ReportPage<'_>, accounts: &[Account]) {
    page.section("Words for pictures");
    let mut any = false;
    for Account { lang, found, .. } in chief(accounts) {
        for picture in &found.pictures {
            any = true;
            match picture.alt.as_deref() {
                Some("") => page.item("decoration"),
                Some(words) => page.words(lang, words),
                None => page.item("without words for those who do not see it"),
            }
        }
    }
    if !any {
        page.item("there are no pictures");
    }
    page.list_end();
}

fn heard(page: &mut ReportPage<'_>, accounts: &[Account]) {
    page.section("The text as it is heard");
    for Account { lang, found, .. } in chief(accounts) {
        page.heading(lang);
        for read in &found.text {
            let own = read.language.as_deref().unwrap_or(lang);
            page.heard(own, read.role.as_deref().unwrap_or_default(), &read.text);
        }
        page.list_end();
    }
}

fn limits(page: &mut ReportPage<'_>) {
    page.section("Known limits");
    page.item("no file was read with a screen reader");
    page.item("print files are for presses: they have no structure and are not for reading on screens");
    page.item("readers that turn lines round one by one change the order of lines that mix directions");
    page.list_end();
}
