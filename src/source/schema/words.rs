//! `words` in a text file: what the outputs say by themselves, said otherwise.

use schemars::JsonSchema;

use crate::source::decode::{Str, record};

/// Words that the outputs say by themselves.
#[derive(Debug, Clone, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct WordsChange {
    /// Heading of the contents.
    pub contents: Option<Str>,
    /// Label of a figure.
    pub figure: Option<Str>,
    /// Label of a table.
    pub table: Option<Str>,
    /// Heading of the footnotes on the web.
    pub notes: Option<Str>,
    /// The cover.
    pub cover: Option<Str>,
    /// First link of a web page.
    pub skip: Option<Str>,
    /// Label of the language switcher.
    pub languages: Option<Str>,
    /// Label of a page number.
    pub page: Option<Str>,
    /// What a draft edition says of itself.
    pub draft: Option<Str>,
    /// Label of a link back from a note.
    pub back: Option<Str>,
    /// Label of the closing page.
    pub imprint: Option<Str>,
    /// Label of a list of files.
    pub files: Option<Str>,
    /// Heading of the files that are for reading.
    pub reading: Option<Str>,
    /// Heading of the files that are for printing.
    pub printing: Option<Str>,
    /// The edition as a page of the web.
    pub web_page: Option<Str>,
    /// The edition as an e-book.
    pub ebook: Option<Str>,
    /// The file for a print shop, among those for printing.
    pub print_shop: Option<Str>,
    /// The file for an office's printer, among those for printing.
    pub office: Option<Str>,
    /// A sheet that is folded.
    pub leaflet: Option<Str>,
    /// Label of a number of pages.
    pub pages: Option<Str>,
    /// A size in kilobytes; `{}` stands for the number.
    pub kilobytes: Option<Str>,
    /// A size in megabytes; `{}` stands for the number.
    pub megabytes: Option<Str>,
    /// The number of all pages, after a page's own; `{}` stands for the number.
    pub of: Option<Str>,
    /// Head over the numbers of sections.
    pub section: Option<Str>,
    /// Head over the titles of sections.
    pub title: Option<Str>,
    /// The date, on a form.
    pub date: Option<Str>,
    /// The number of a copy, on a form.
    pub copy: Option<Str>,
    /// Who is given a copy, on a form.
    pub recipient: Option<Str>,
    /// Head over lines that are left for the pen.
    pub remarks: Option<Str>,
    /// Label of an edition statement, on a title sheet.
    pub edition: Option<Str>,
    /// Label of the language, on a title sheet.
    pub language: Option<Str>,
    /// Label of the number of the document.
    pub number: Option<Str>,
    /// Head over what to do.
    pub pair_do: Option<Str>,
    /// Head over what not to do.
    pub pair_dont: Option<Str>,
    /// What opening hours say of a day without any.
    pub closed: Option<Str>,
    /// What a number to call for help is.
    pub help: Option<Str>,
}

record!(WordsChange {
    contents,
    figure,
    table,
    notes,
    cover,
    skip,
    languages,
    page,
    draft,
    back,
    imprint,
    files,
    reading,
    printing,
    web_page,
    ebook,
    print_shop,
    office,
    leaflet,
    pages,
    kilobytes,
    megabytes,
    of,
    section,
    title,
    date,
    copy,
    recipient,
    remarks,
    edition,
    language,
    number,
    pair_do,
    pair_dont,
    closed,
    help,
});
