//! Words that the outputs say by themselves, by language.
//!
//! A text file's `words` go before these; a language that has no row here says them in
//! English.

use super::schema::text::WordsChange;
use crate::model::Words;
use crate::model::lang::Lang;

/// The words of one language, in the order of [`Words`]' fields.
struct Row {
    tag: &'static str,
    words: [&'static str; 12],
}

const ROWS: &[Row] = &[
    Row {
        tag: "ar",
        words: [
            "المحتويات",
            "الشكل",
            "الجدول",
            "الحواشي",
            "الغلاف",
            "انتقل إلى النص",
            "اللغات",
            "الصفحة",
            "مسوّدة لم تُراجَع بعد",
            "العودة إلى النص",
            "بيانات النشر",
            "الملفات",
        ],
    },
    Row {
        tag: "ckb",
        words: [
            "ناوەڕۆک",
            "وێنە",
            "خشتە",
            "تێبینییەکان",
            "بەرگ",
            "بازدان بۆ دەق",
            "زمانەکان",
            "لاپەڕە",
            "ڕەشنووس: هێشتا پێداچوونەوەی بۆ نەکراوە",
            "گەڕانەوە بۆ دەق",
            "زانیاریی بڵاوکردنەوە",
            "پەڕگەکان",
        ],
    },
    Row {
        tag: "de",
        words: [
            "Inhalt",
            "Abbildung",
            "Tabelle",
            "Anmerkungen",
            "Umschlag",
            "Zum Text springen",
            "Sprachen",
            "Seite",
            "Entwurf: noch nicht geprüft",
            "Zurück zum Text",
            "Impressum",
            "Dateien",
        ],
    },
    Row {
        tag: "en",
        words: [
            "Contents",
            "Figure",
            "Table",
            "Notes",
            "Cover",
            "Skip to the text",
            "Languages",
            "Page",
            "Draft: not yet reviewed",
            "Back to the text",
            "Imprint",
            "Files",
        ],
    },
    Row {
        tag: "es",
        words: [
            "Índice",
            "Figura",
            "Tabla",
            "Notas",
            "Cubierta",
            "Ir al texto",
            "Idiomas",
            "Página",
            "Borrador: aún sin revisar",
            "Volver al texto",
            "Créditos",
            "Archivos",
        ],
    },
    Row {
        tag: "fa",
        words: [
            "فهرست",
            "شکل",
            "جدول",
            "پانوشت‌ها",
            "جلد",
            "رفتن به متن",
            "زبان‌ها",
            "صفحه",
            "پیش‌نویس: هنوز بازبینی نشده است",
            "بازگشت به متن",
            "شناسنامه",
            "پرونده‌ها",
        ],
    },
    Row {
        tag: "fr",
        words: [
            "Sommaire",
            "Figure",
            "Tableau",
            "Notes",
            "Couverture",
            "Aller au texte",
            "Langues",
            "Page",
            "Version provisoire, non relue",
            "Retour au texte",
            "Mentions légales",
            "Fichiers",
        ],
    },
    Row {
        tag: "he",
        words: [
            "תוכן העניינים",
            "איור",
            "טבלה",
            "הערות",
            "כריכה",
            "דילוג לטקסט",
            "שפות",
            "עמוד",
            "טיוטה: טרם נבדקה",
            "חזרה לטקסט",
            "פרטי ההוצאה",
            "קבצים",
        ],
    },
    Row {
        tag: "ru",
        words: [
            "Содержание",
            "Рисунок",
            "Таблица",
            "Примечания",
            "Обложка",
            "Перейти к тексту",
            "Языки",
            "Страница",
            "Черновик: ещё не проверен",
            "Вернуться к тексту",
            "Выходные данные",
            "Файлы",
        ],
    },
    Row {
        tag: "tr",
        words: [
            "İçindekiler",
            "Şekil",
            "Tablo",
            "Notlar",
            "Kapak",
            "Metne geç",
            "Diller",
            "Sayfa",
            "Taslak: henüz gözden geçirilmedi",
            "Metne dön",
            "Künye",
            "Dosyalar",
        ],
    },
    Row {
        tag: "ur",
        words: [
            "فہرست",
            "شکل",
            "جدول",
            "حواشی",
            "سرورق",
            "متن پر جائیں",
            "زبانیں",
            "صفحہ",
            "مسودہ: ابھی نظرثانی نہیں ہوئی",
            "متن پر واپس جائیں",
            "اشاعتی معلومات",
            "فائلیں",
        ],
    },
];

/// Whether the program has words in this language.
pub(super) fn has(lang: &Lang) -> bool {
    ROWS.iter().any(|row| row.tag == lang.primary())
}

/// The words that the outputs say by themselves, in a language or else in English.
pub fn generated_words(lang: &Lang) -> Words {
    words(lang, None)
}

/// The words of `lang`, with the changes of its text file.
pub(super) fn words(lang: &Lang, changes: Option<&WordsChange>) -> Words {
    let find = |tag: &str| ROWS.iter().find(|row| row.tag == tag);
    let words = find(lang.primary()).or_else(|| find("en")).map(|row| row.words);
    let none = WordsChange::default();
    let change = changes.unwrap_or(&none);
    let mut words = words.unwrap_or_default().into_iter();
    let mut say = |change: &Option<super::decode::Str>| {
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
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_ascend_and_are_of_known_languages() {
        assert!(ROWS.windows(2).all(|pair| pair[0].tag < pair[1].tag));
        assert!(ROWS.iter().all(|row| Lang::parse(row.tag).is_some()));
        assert!(ROWS.iter().all(|row| row.words.iter().all(|word| !word.trim().is_empty())));
    }

    #[test]
    fn other_languages_speak_english() {
        let lang = Lang::parse("sw").expect("a known language");
        assert!(!has(&lang));
        assert_eq!(words(&lang, None).contents, "Contents");
    }
}
