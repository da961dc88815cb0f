//! Words of forms and registers: what their cells and columns are for.

/// A language's words in the order of the fields of [`Words`](crate::model::Words) from `of` on,
/// with `|` between them.
#[rustfmt::skip]
pub(super) const ROWS: &[(&str, &str)] = &[
    ("ar", "من {}|القسم|العنوان|التاريخ|رقم النسخة|سُلّمت إلى|ملاحظات|الطبعة|اللغة"),
    ("ckb", "لە {}|بەش|ناونیشان|ڕێکەوت|ژمارەی دانە|درا بە|تێبینی|چاپ|زمان"),
    ("da", "af {}|Afsnit|Titel|Dato|Eksemplar nr.|Udleveret til|Bemærkninger|Udgave|Sprog"),
    ("de", "von {}|Abschnitt|Titel|Datum|Exemplar Nr.|Ausgehändigt an|Notizen|Ausgabe|Sprache"),
    ("en", "of {}|Section|Title|Date|Copy number|Issued to|Remarks|Edition|Language"),
    ("es", "de {}|Sección|Título|Fecha|Ejemplar n.º|Entregado a|Observaciones|Edición|Idioma"),
    ("fa", "از {}|بخش|عنوان|تاریخ|شمارهٔ نسخه|تحویل به|یادداشت‌ها|ویراست|زبان"),
    ("fr", "sur {}|Partie|Titre|Date|Exemplaire n°|Remis à|Remarques|Édition|Langue"),
    ("he", "מתוך {}|פרק|כותרת|תאריך|מספר עותק|נמסר ל|רשימות|מהדורה|שפה"),
    ("id", "dari {}|Bagian|Judul|Tanggal|Nomor salinan|Diserahkan kepada|Keterangan|Edisi|Bahasa"),
    ("it", "di {}|Sezione|Titolo|Data|Copia n.|Consegnato a|Annotazioni|Edizione|Lingua"),
    ("nl", "van {}|Deel|Titel|Datum|Exemplaar nr.|Uitgereikt aan|Opmerkingen|Uitgave|Taal"),
    ("no", "av {}|Avsnitt|Tittel|Dato|Eksemplar nr.|Utlevert til|Merknader|Utgave|Språk"),
    ("pl", "z {}|Część|Tytuł|Data|Egzemplarz nr|Wydano|Uwagi|Wydanie|Język"),
    ("pt", "de {}|Secção|Título|Data|Exemplar n.º|Entregue a|Observações|Edição|Idioma"),
    ("ru", "из {}|Раздел|Название|Дата|Экземпляр №|Выдано|Заметки|Издание|Язык"),
    ("sv", "av {}|Avsnitt|Titel|Datum|Exemplar nr|Utlämnat till|Anmärkningar|Utgåva|Språk"),
    ("tr", "/ {}|Bölüm|Başlık|Tarih|Nüsha no.|Teslim edilen|Düşünceler|Baskı|Dil"),
    ("uk", "з {}|Розділ|Назва|Дата|Примірник №|Видано|Нотатки|Видання|Мова"),
    ("ur", "از {}|حصہ|عنوان|تاریخ|نسخہ نمبر|بنام|ملاحظات|اشاعت|زبان"),
];
