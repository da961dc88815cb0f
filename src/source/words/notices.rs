//! Words of notices: what to do and not to do, a closed door, a number to call.

/// A language's words in the order of the fields of [`Words`](crate::model::Words) from `pair_do`
/// on, with `|` between them.
#[rustfmt::skip]
pub(super) const ROWS: &[(&str, &str)] = &[
    ("ar", "افعل|لا تفعل|مغلق|خط المساعدة"),
    ("ckb", "بیکە|مەیکە|داخراوە|هێڵی یارمەتی"),
    ("da", "Gør|Gør ikke|Lukket|Hjælpelinje"),
    ("de", "Tun|Nicht tun|Geschlossen|Hilfetelefon"),
    ("en", "Do|Don’t|Closed|Help line"),
    ("es", "Haga|No haga|Cerrado|Línea de ayuda"),
    ("fa", "انجام دهید|انجام ندهید|تعطیل|خط کمک"),
    ("fr", "À faire|À ne pas faire|Fermé|Numéro d’aide"),
    ("he", "לעשות|לא לעשות|סגור|קו סיוע"),
    ("id", "Lakukan|Jangan lakukan|Tutup|Nomor bantuan"),
    ("it", "Da fare|Da non fare|Chiuso|Linea di aiuto"),
    ("nl", "Doen|Niet doen|Gesloten|Hulplijn"),
    ("no", "Gjør|Ikke gjør|Stengt|Hjelpetelefon"),
    ("pl", "Rób|Nie rób|Zamknięte|Telefon pomocy"),
    ("pt", "Faça|Não faça|Fechado|Linha de apoio"),
    ("ru", "Делайте|Не делайте|Закрыто|Телефон помощи"),
    ("sv", "Gör|Gör inte|Stängt|Hjälplinje"),
    ("tr", "Yapın|Yapmayın|Kapalı|Yardım hattı"),
    ("uk", "Робіть|Не робіть|Зачинено|Телефон допомоги"),
    ("ur", "یہ کریں|یہ نہ کریں|بند|مدد کا نمبر"),
];
