//! Words of forms and registers: what their cells and columns are for.

/// A language's words in the order of the fields of [`Words`](crate::model::Words) from `of` on,
/// with `|` between them.
#[rustfmt::skip]
pub(super) const ROWS: &[(&str, &str)] = &[
    ("ar", "من {}|القسم|العنوان|التاريخ|رقم النسخة|سُلّمت إلى|ملاحظات|الطبعة|اللغة|وثيقة رقم"),
    ("ckb", "لە {}|بەش|ناونیشان|ڕێکەوت|ژمارەی دانە|درا بە|تێبینی|چاپ|زمان|بەڵگەنامەی ژمارە"),
    ("da", "af {}|Afsnit|Titel|Dato|Eksemplar nr.|Udleveret til|Bemærkninger|Udgave|Sprog|Dokument nr."),
    ("de", "von {}|Abschnitt|Titel|Datum|Exemplar Nr.|Ausgehändigt an|Notizen|Ausgabe|Sprache|Dokument Nr."),
    ("en", "of {}|Section|Title|Date|Copy number|Issued to|Remarks|Edition|Language|Document"),
    ("es", "de {}|Sección|Título|Fecha|Ejemplar n.º|Entregado a|Observaciones|Edición|Idioma|Documento n.º"),
    ("fa", "از {}|بخش|عنوان|تاریخ|شمارهٔ نسخه|تحویل به|یادداشت‌ها|ویراست|زبان|سند شمارهٔ"),
    ("fr", "sur {}|Partie|Titre|Date|Exemplaire n°|Remis à|Remarques|Édition|Langue|Document n°"),
    ("he", "מתוך {}|פרק|כותרת|תאריך|מספר עותק|נמסר ל|רשימות|מהדורה|שפה|מסמך מס׳"),
    ("id", "dari {}|Bagian|Judul|Tanggal|Nomor salinan|Diserahkan kepada|Keterangan|Edisi|Bahasa|Dokumen nomor"),
    ("it", "di {}|Sezione|Titolo|Data|Copia n.|Consegnato a|Annotazioni|Edizione|Lingua|Documento n."),
    ("nl", "van {}|Deel|Titel|Datum|Exemplaar nr.|Uitgereikt aan|Opmerkingen|Uitgave|Taal|Document nr."),
    ("no", "av {}|Avsnitt|Tittel|Dato|Eksemplar nr.|Utlevert til|Merknader|Utgave|Språk|Dokument nr."),
    ("pl", "z {}|Część|Tytuł|Data|Egzemplarz nr|Wydano|Uwagi|Wydanie|Język|Dokument nr"),
    ("pt", "de {}|Secção|Título|Data|Exemplar n.º|Entregue a|Observações|Edição|Idioma|Documento n.º"),
    ("ru", "из {}|Раздел|Название|Дата|Экземпляр №|Выдано|Заметки|Издание|Язык|Документ №"),
    ("sv", "av {}|Avsnitt|Titel|Datum|Exemplar nr|Utlämnat till|Anmärkningar|Utgåva|Språk|Dokument nr"),
    ("tr", "/ {}|Bölüm|Başlık|Tarih|Nüsha no.|Teslim edilen|Düşünceler|Baskı|Dil|Belge no."),
    ("uk", "з {}|Розділ|Назва|Дата|Примірник №|Видано|Нотатки|Видання|Мова|Документ №"),
    ("ur", "از {}|حصہ|عنوان|تاریخ|نسخہ نمبر|بنام|ملاحظات|اشاعت|زبان|دستاویز نمبر"),
];
