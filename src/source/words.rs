//! Words that the outputs say by themselves, by language.
//!
//! A text file's `words` go before these; a language that has no row here takes that of the nearest
//! language that has one, at last English.

pub(super) mod edition;
mod files;
mod forms;
mod notices;

use super::decode::Str;
use super::schema::text::WordsChange;
use crate::diag::{Diagnostic, Span};
use crate::model::Words;
use crate::model::lang::Lang;

/// A language's words in the order of [`Words`]' fields up to `files`, with `|` between them; those
/// after it lie in [`files`], [`forms`] and [`notices`].
#[rustfmt::skip]
const ROWS: &[(&str, &str)] = &[
    ("ar", "المحتويات|الشكل|الجدول|الحواشي|الغلاف|انتقل إلى النص|اللغات|الصفحة|مسوّدة لم تُراجَع بعد|العودة إلى النص|بيانات النشر|الملفات"),
    ("ckb", "ناوەڕۆک|وێنە|خشتە|تێبینییەکان|بەرگ|بازدان بۆ دەق|زمانەکان|لاپەڕە|ڕەشنووس: هێشتا پێداچوونەوەی بۆ نەکراوە|گەڕانەوە بۆ دەق|زانیاریی بڵاوکردنەوە|پەڕگەکان"),
    ("da", "Indhold|Figur|Tabel|Noter|Omslag|Gå til teksten|Sprog|Side|Kladde: endnu ikke gennemset|Tilbage til teksten|Kolofon|Filer"),
    ("de", "Inhalt|Abbildung|Tabelle|Anmerkungen|Umschlag|Zum Text springen|Sprachen|Seite|Entwurf: noch nicht geprüft|Zurück zum Text|Impressum|Dateien"),
    ("en", "Contents|Figure|Table|Notes|Cover|Skip to the text|Languages|Page|Draft: not yet reviewed|Back to the text|Imprint|Files"),
    ("es", "Índice|Figura|Tabla|Notas|Cubierta|Ir al texto|Idiomas|Página|Borrador: aún sin revisar|Volver al texto|Créditos|Archivos"),
    ("fa", "فهرست|شکل|جدول|پانوشت‌ها|جلد|رفتن به متن|زبان‌ها|صفحه|پیش‌نویس: هنوز بازبینی نشده است|بازگشت به متن|شناسنامه|پرونده‌ها"),
    ("fr", "Sommaire|Figure|Tableau|Notes|Couverture|Aller au texte|Langues|Page|Version provisoire, non relue|Retour au texte|Mentions légales|Fichiers"),
    ("he", "תוכן העניינים|איור|טבלה|הערות|כריכה|דילוג לטקסט|שפות|עמוד|טיוטה: טרם נבדקה|חזרה לטקסט|פרטי ההוצאה|קבצים"),
    ("id", "Daftar Isi|Gambar|Tabel|Catatan|Sampul|Langsung ke teks|Bahasa|Halaman|Draf: belum ditinjau|Kembali ke teks|Data penerbitan|Berkas"),
    ("it", "Indice|Figura|Tabella|Note|Copertina|Vai al testo|Lingue|Pagina|Bozza: non ancora rivista|Torna al testo|Colophon|File"),
    ("nl", "Inhoud|Figuur|Tabel|Noten|Omslag|Naar de tekst|Talen|Pagina|Concept: nog niet nagekeken|Terug naar de tekst|Colofon|Bestanden"),
    ("no", "Innhold|Figur|Tabell|Noter|Omslag|Gå til teksten|Språk|Side|Utkast: ennå ikke gjennomgått|Tilbake til teksten|Kolofon|Filer"),
    ("pl", "Spis treści|Rysunek|Tabela|Przypisy|Okładka|Przejdź do tekstu|Języki|Strona|Szkic: jeszcze niesprawdzony|Wróć do tekstu|Stopka redakcyjna|Pliki"),
    ("pt", "Índice|Figura|Tabela|Notas|Capa|Ir para o texto|Idiomas|Página|Rascunho: ainda não revisto|Voltar ao texto|Ficha técnica|Ficheiros"),
    ("ru", "Содержание|Рисунок|Таблица|Примечания|Обложка|Перейти к тексту|Языки|Страница|Черновик: ещё не проверен|Вернуться к тексту|Выходные данные|Файлы"),
    ("sv", "Innehåll|Figur|Tabell|Noter|Omslag|Gå till texten|Språk|Sida|Utkast: ännu inte granskat|Tillbaka till texten|Kolofon|Filer"),
    ("tr", "İçindekiler|Şekil|Tablo|Notlar|Kapak|Metne geç|Diller|Sayfa|Taslak: henüz gözden geçirilmedi|Metne dön|Künye|Dosyalar"),
    ("uk", "Зміст|Рисунок|Таблиця|Примітки|Обкладинка|Перейти до тексту|Мови|Сторінка|Чернетка: ще не перевірено|Повернутися до тексту|Вихідні дані|Файли"),
    ("ur", "فہرست|شکل|جدول|حواشی|سرورق|متن پر جائیں|زبانیں|صفحہ|مسودہ: ابھی نظرثانی نہیں ہوئی|متن پر واپس جائیں|اشاعتی معلومات|فائلیں"),
];
/// The language of those that are near to none.
const LAST: &str = "en";

/// The tag and the words of the nearest language that has any.
fn nearest(lang: &Lang) -> (&'static str, &'static str) {
    let row = |tag| ROWS.iter().find(|(known, _)| *known == tag);
    lang.kin().find_map(row).or_else(|| row(LAST)).copied().unwrap_or_default()
}

/// The note of a language that the program has no words in: which ones it takes.
pub(super) fn note(lang: &Lang, listed: Span) -> Option<Diagnostic> {
    let (tag, _) = nearest(lang);
    let own = lang.kin().any(|kin| kin == tag) && (lang.primary() == tag || is_form(lang, tag));
    if own {
        return None;
    }
    let language = Lang::parse(tag).map_or_else(String::new, |lang| lang.english_name());
    let message = format!("the outputs' own words in `{lang}` will be in {language}");
    let fault = Diagnostic::note("no-words", listed, message);
    Some(fault.with_hint("say them under `words` in the text file"))
}

/// Whether a language is a written form of another: Bokmål and Nynorsk of Norwegian.
fn is_form(lang: &Lang, tag: &str) -> bool {
    tag == "no" && matches!(lang.primary(), "nb" | "nn")
}

/// The words that the outputs say by themselves, in the nearest language.
pub fn generated_words(lang: &Lang) -> Words {
    words(lang, None)
}

/// The words of `lang`, with the changes of its text file.
pub(super) fn words(lang: &Lang, changes: Option<&WordsChange>) -> Words {
    let none = WordsChange::default();
    let change = changes.unwrap_or(&none);
    let (tag, row) = nearest(lang);
    let about = files::ROWS.iter().find(|(known, _)| *known == tag).map(|(_, about)| *about);
    let form = forms::ROWS.iter().find(|(known, _)| *known == tag).map(|(_, form)| *form);
    let notice = notices::ROWS.iter().find(|(known, _)| *known == tag).map(|(_, words)| *words);
    let rows = [Some(row), about, form, notice].into_iter();
    let mut words = rows.flat_map(|row| row.unwrap_or_default().split('|'));
    let mut say = |change: &Option<Str>| {
        let usual = words.next().unwrap_or_default();
        change.as_ref().map_or_else(|| usual.to_owned(), |said| said.text.clone())
    };
    Words {
        contents: say(&change.contents),
        figure: say(&change.figure),
        table: say(&change.table),
        notes: say(&change.notes),
        cover: say(&change.cover),
        skip: say(&change.skip),
        languages: say(&change.languages),
        page: say(&change.page),
        draft: say(&change.draft),
        back: say(&change.back),
        imprint: say(&change.imprint),
        files: say(&change.files),
        reading: say(&change.reading),
        printing: say(&change.printing),
        web_page: say(&change.web_page),
        ebook: say(&change.ebook),
        print_shop: say(&change.print_shop),
        office: say(&change.office),
        leaflet: say(&change.leaflet),
        pages: say(&change.pages),
        kilobytes: say(&change.kilobytes),
        megabytes: say(&change.megabytes),
        of: say(&change.of),
        section: say(&change.section),
        title: say(&change.title),
        date: say(&change.date),
        copy: say(&change.copy),
        recipient: say(&change.recipient),
        remarks: say(&change.remarks),
        edition: say(&change.edition),
        language: say(&change.language),
        number: say(&change.number),
        pair_do: say(&change.pair_do),
        pair_dont: say(&change.pair_dont),
        closed: say(&change.closed),
        help: say(&change.help),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contents(tag: &str) -> (String, bool) {
        let lang = Lang::parse(tag).expect("a tag");
        (words(&lang, None).contents, note(&lang, Span::NONE).is_none())
    }

    #[test]
    fn rows_ascend_and_say_all_words() {
        assert!(ROWS.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert_eq!(ROWS.len(), files::ROWS.len());
        assert_eq!(ROWS.len(), forms::ROWS.len());
        assert_eq!(ROWS.len(), notices::ROWS.len());
        for (i, (tag, row)) in ROWS.iter().enumerate() {
            let ((same, about), (again, form)) = (files::ROWS[i], forms::ROWS[i]);
            let (last, notice) = notices::ROWS[i];
            assert_eq!((*tag, *tag, *tag), (same, again, last));
            let words: Vec<&str> =
                [row, about, form, notice].iter().flat_map(|r| r.split('|')).collect();
            assert_eq!(words.len(), 36, "{tag}");
            let numbers = words.iter().map(|word| word.matches("{}").count());
            assert!(numbers.eq([0; 20].into_iter().chain([1; 3]).chain([0; 13])), "{tag}");
            assert!(words.iter().all(|word| !word.trim().is_empty()), "{tag}");
            assert!(contents(tag).1, "{tag}");
        }
    }

    #[test]
    fn other_languages_say_those_of_the_nearest_one() {
        for (tag, said, own) in [
            ("ar-MA", "المحتويات", true),
            ("nb", "Innhold", true),
            ("nn", "Innhold", true),
            ("prs", "فهرست", true),
            ("arz", "المحتويات", false),
            ("az-Arab", "فهرست", false),
            ("ms-Arab", "المحتويات", false),
            ("kk", "Содержание", false),
            ("uz-Cyrl", "Содержание", false),
            ("br", "Sommaire", false),
            ("yi", "תוכן העניינים", false),
            ("sw", "Contents", false),
            ("dv", "Contents", false),
            ("xyz", "Contents", false),
        ] {
            assert_eq!(contents(tag), (said.to_owned(), own), "{tag}");
        }
    }
}
