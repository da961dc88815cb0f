//! Words about the files of an edition: what they are for, what they are, how large.

/// A language's words in the order of the fields of [`Words`](crate::model::Words) from `reading`
/// on, with `|` between them.
#[rustfmt::skip]
pub(super) const ROWS: &[(&str, &str)] = &[
    ("ar", "للقراءة|للطباعة|صفحة ويب|كتاب إلكتروني|في المطبعة|على طابعة المكتب|مطوية|الصفحات|نحو {} كيلوبايت|نحو {} ميغابايت"),
    ("ckb", "بۆ خوێندنەوە|بۆ چاپکردن|پەڕەی وێب|کتێبی ئەلیکترۆنی|لە چاپخانە|بە چاپکەری نووسینگە|نامیلکە|لاپەڕەکان|نزیکەی {} کیلۆبایت|نزیکەی {} مێگابایت"),
    ("da", "Til læsning|Til tryk|Webside|E-bog|På et trykkeri|På en kontorprinter|Folder|Sider|ca. {} kB|ca. {} MB"),
    ("de", "Zum Lesen|Zum Drucken|Webseite|E-Book|In der Druckerei|Auf dem Bürodrucker|Faltblatt|Seiten|etwa {} KB|etwa {} MB"),
    ("en", "To read|To print|Web page|E-book|At a print shop|On an office printer|Leaflet|Pages|about {} KB|about {} MB"),
    ("es", "Para leer|Para imprimir|Página web|Libro electrónico|En una imprenta|En una impresora de oficina|Folleto plegado|Páginas|unos {} KB|unos {} MB"),
    ("fa", "برای خواندن|برای چاپ|صفحهٔ وب|کتاب الکترونیکی|در چاپخانه|با چاپگر اداری|برگهٔ تاشده|صفحه‌ها|حدود {} کیلوبایت|حدود {} مگابایت"),
    ("fr", "À lire|À imprimer|Page web|Livre numérique|Chez un imprimeur|Sur une imprimante de bureau|Dépliant|Pages|environ {} Ko|environ {} Mo"),
    ("he", "לקריאה|להדפסה|דף אינטרנט|ספר אלקטרוני|בבית דפוס|במדפסת משרדית|עלון מקופל|עמודים|כ־{} קילובייט|כ־{} מגה־בייט"),
    ("id", "Untuk dibaca|Untuk dicetak|Halaman web|Buku elektronik|Di percetakan|Dengan pencetak kantor|Leaflet|Halaman|sekitar {} KB|sekitar {} MB"),
    ("it", "Da leggere|Da stampare|Pagina web|E-book|In tipografia|Con una stampante da ufficio|Pieghevole|Pagine|circa {} kB|circa {} MB"),
    ("nl", "Om te lezen|Om af te drukken|Webpagina|E-boek|Bij een drukkerij|Op een kantoorprinter|Vouwblad|Pagina’s|ongeveer {} kB|ongeveer {} MB"),
    ("no", "For lesing|For trykk|Nettside|E-bok|På et trykkeri|På en kontorskriver|Brosjyreark|Sider|ca. {} kB|ca. {} MB"),
    ("pl", "Do czytania|Do druku|Strona internetowa|E-book|W drukarni|Na drukarce biurowej|Ulotka składana|Strony|około {} kB|około {} MB"),
    ("pt", "Para ler|Para imprimir|Página web|Livro eletrónico|Numa gráfica|Numa impressora de escritório|Desdobrável|Páginas|cerca de {} kB|cerca de {} MB"),
    ("ru", "Для чтения|Для печати|Веб-страница|Электронная книга|В типографии|На офисном принтере|Буклет|Страницы|около {} КБ|около {} МБ"),
    ("sv", "Att läsa|Att trycka|Webbsida|E-bok|På ett tryckeri|På en kontorsskrivare|Folder|Sidor|ca {} kB|ca {} MB"),
    ("tr", "Okumak için|Basmak için|Web sayfası|E-kitap|Matbaada|Ofis yazıcısında|Katlanmış broşür|Sayfalar|yaklaşık {} KB|yaklaşık {} MB"),
    ("uk", "Для читання|Для друку|Вебсторінка|Електронна книга|У друкарні|На офісному принтері|Буклет|Сторінки|близько {} КБ|близько {} МБ"),
    ("ur", "پڑھنے کے لیے|چھاپنے کے لیے|ویب صفحہ|برقی کتاب|چھاپہ خانے میں|دفتر کے پرنٹر پر|تہہ دار ورق|صفحات|تقریباً {} کلوبائٹ|تقریباً {} میگابائٹ"),
];
