//! Words of forms and registers: what their cells and columns are for.

/// A language's words in the order of the fields of [`Words`](crate::model::Words) from `of` on,
/// with `|` between them.
#[rustfmt::skip]
pub(super) const ROWS: &[(&str, &str)] = &[
    ("ar", "من {}|القسم|العنوان|التاريخ|رقم النسخة|سُلّمت إلى|ملاحظات"),
    ("ckb", "لە {}|بەش|ناونیشان|ڕێکەوت|ژمارەی دانە|درا بە|تێبینی"),
    ("da", "af {}|Afsnit|Titel|Dato|Eksemplar nr.|Udleveret til|Bemærkninger"),
    ("de", "von {}|Abschnitt|Titel|Datum|Exemplar Nr.|Ausgehändigt an|Notizen"),
    ("en", "of {}|Section|Title|Date|Copy number|Issued to|Remarks"),
    ("es", "de {}|Sección|Título|Fecha|Ejemplar n.º|Entregado a|Observaciones"),
    ("fa", "از {}|بخش|عنوان|تاریخ|شمارهٔ نسخه|تحویل به|یادداشت‌ها"),
    ("fr", "sur {}|Partie|Titre|Date|Exemplaire n°|Remis à|Remarques"),
    ("he", "מתוך {}|פרק|כותרת|תאריך|מספר עותק|נמסר ל|רשימות"),
    ("id", "dari {}|Bagian|Judul|Tanggal|Nomor salinan|Diserahkan kepada|Keterangan"),
    ("it", "di {}|Sezione|Titolo|Data|Copia n.|Consegnato a|Annotazioni"),
    ("nl", "van {}|Deel|Titel|Datum|Exemplaar nr.|Uitgereikt aan|Opmerkingen"),
    ("no", "av {}|Avsnitt|Tittel|Dato|Eksemplar nr.|Utlevert til|Merknader"),
    ("pl", "z {}|Część|Tytuł|Data|Egzemplarz nr|Wydano|Uwagi"),
    ("pt", "de {}|Secção|Título|Data|Exemplar n.º|Entregue a|Observações"),
    ("ru", "из {}|Раздел|Название|Дата|Экземпляр №|Выдано|Заметки"),
    ("sv", "av {}|Avsnitt|Titel|Datum|Exemplar nr|Utlämnat till|Anmärkningar"),
    ("tr", "/ {}|Bölüm|Başlık|Tarih|Nüsha no.|Teslim edilen|Düşünceler"),
    ("uk", "з {}|Розділ|Назва|Дата|Примірник №|Видано|Нотатки"),
    ("ur", "از {}|حصہ|عنوان|تاریخ|نسخہ نمبر|بنام|ملاحظات"),
];
