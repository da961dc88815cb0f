//! The words that the outputs say by themselves.

/// Generated words of an edition, in its own language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// Heading of the contents ("Contents").
    pub contents: String,
    /// Label of a figure ("Figure").
    pub figure: String,
    /// Label of a table, for readers that announce it ("Table").
    pub table: String,
    /// Heading of the footnotes on the web ("Notes").
    pub notes: String,
    /// The cover ("Cover").
    pub cover: String,
    /// First link of a web page ("Skip to the text").
    pub skip: String,
    /// Label of the language switcher ("Languages").
    pub languages: String,
    /// Label of a page number in a page list ("Page").
    pub page: String,
    /// What a draft edition says of itself ("Draft: not yet reviewed").
    pub draft: String,
    /// Label of a link back from a note ("Back to the text").
    pub back: String,
    /// Label of the closing page ("Imprint").
    pub imprint: String,
    /// Label of a downloads list ("Files").
    pub files: String,
    /// Heading of the files that are for reading ("To read").
    pub reading: String,
    /// Heading of the files that are for printing ("To print").
    pub printing: String,
    /// The edition as a page of the web ("Web page").
    pub web_page: String,
    /// The edition as an e-book ("E-book").
    pub ebook: String,
    /// The file for a print shop, under [`printing`](Self::printing) ("At a print shop").
    pub print_shop: String,
    /// The file for an office's printer, under [`printing`](Self::printing) ("On an office
    /// printer").
    pub office: String,
    /// A sheet that is folded ("Leaflet").
    pub leaflet: String,
    /// Label of a number of pages ("Pages").
    pub pages: String,
    /// A size, `{}` being a number ("about {} KB").
    pub kilobytes: String,
    /// A size a thousand times as large ("about {} MB").
    pub megabytes: String,
    /// The number of all pages, after a page's own; `{}` being a number ("of {}").
    pub of: String,
    /// Head over the numbers of sections ("Section").
    pub section: String,
    /// Head over the titles of sections ("Title").
    pub title: String,
    /// The date, on a form ("Date").
    pub date: String,
    /// The number of a copy, on a form ("Copy number").
    pub copy: String,
    /// Who is given a copy, on a form ("Issued to").
    pub recipient: String,
    /// Head over lines that are left for the pen ("Notes").
    pub remarks: String,
    /// Label of an edition statement, on a title sheet ("Edition").
    pub edition: String,
    /// Label of the language, on a title sheet ("Language").
    pub language: String,
    /// Label of the number of the document ("Document").
    pub number: String,
    /// Head over what to do ("Do").
    pub pair_do: String,
    /// Head over what not to do ("Don’t").
    pub pair_dont: String,
    /// What opening hours say of a day without any ("Closed").
    pub closed: String,
    /// What a number to call for help is ("Help line").
    pub help: String,
}
