//! Words of five languages, from which texts of any length are made.

use crate::order::dice::Dice;

/// What texts of a language are made of.
pub(super) struct Words {
    pub(super) lang: &'static str,
    words: &'static str,
    stop: &'static str,
    gap: &'static str,
}

pub(super) const LANGUAGES: [Words; 5] = [
    Words {
        lang: "ar",
        words: "تهدف المنظمة إلى حماية الأطفال من العنف والاستغلال وتعمل مع المدارس والأسر على \
                نشر الوعي بحقوقهم في التعليم والصحة والمأوى كما تقدم المشورة القانونية للضحايا \
                والمتضررين وتتعاون مع المؤسسات الحكومية والإقليمية لإعادة المفقودين إلى بيوتهم \
                وتدريب العاملين في المراكز الاجتماعية على الاستجابة للأزمات الطارئة",
        stop: ".",
        gap: " ",
    },
    Words {
        lang: "en",
        words: "the organisation protects children from violence and exploitation and works with \
                schools and families to raise awareness of their rights to education health and \
                shelter it offers legal advice to victims cooperates with international and \
                regional institutions brings missing children home and trains professionals in \
                social services to respond to emergencies",
        stop: ".",
        gap: " ",
    },
    Words {
        lang: "ur",
        words: "مرکز اپنے مقاصد کے لیے کئی میدانوں میں کام کرتا ہے اور بچوں کے تحفظ کی خاطر \
                حکومتوں اور تنظیموں کے ساتھ مل کر تربیت آگاہی تحقیقات میں مدد دیتا ہے تاکہ ہر بچہ \
                محفوظ رہے اپنے گھر میں سکون سے زندگی گزار سکے ہنگامی حالتوں میں فوری تعاون \
                استحصال زدہ لاپتہ خاندانوں کی بین الاقوامی پالیسیاں",
        stop: "۔",
        gap: " ",
    },
    Words {
        lang: "fa",
        words: "این مرکز برای هماهنگ کردن تلاش‌های جهانی در راه حمایت از کودکان بنیاد نهاده شد و \
                با خانواده‌ها آموزگاران دولت‌ها نهادهای مدنی هم‌کاری می‌کند تا دانسته‌ها و \
                تجربه‌ها میان کشورها دست‌به‌دست شود پیشگیری از بهره‌کشی خشونت آموزش پشتیبانی \
                حقوقی روانی آسیب‌دیدگان پژوهش آگاهی‌رسانی",
        stop: ".",
        gap: " ",
    },
    Words {
        lang: "ja",
        words: "センターは 世界の 子どもを 守る 取り組みを まとめるために 設立されました 家庭と \
                学校での 教育を 通じて 子どもに 対する 搾取と 暴力を 防ぎます 政府 市民団体 企業を \
                結び 知識と 経験を 国々の 間で 分かち 合います",
        stop: "。",
        gap: "",
    },
];

impl Words {
    /// A phrase of so many words.
    pub(super) fn phrase(&self, count: usize, dice: &mut Dice) -> String {
        let words: Vec<&str> = self.words.split_whitespace().collect();
        let first = dice.below(words.len());
        let mut phrase: Vec<&str> =
            words.iter().cycle().skip(first).take(count).copied().collect();
        if count > 6 {
            let (a, b) = (dice.below(count), dice.below(count));
            phrase.swap(a, b);
        }
        phrase.join(self.gap)
    }

    /// Sentences of so many words together.
    pub(super) fn text(&self, count: usize, dice: &mut Dice) -> String {
        let (mut left, mut sentences) = (count, vec![]);
        while left > 0 {
            let most = left.min(6 + dice.below(18));
            sentences.push(self.phrase(most, dice) + self.stop);
            left -= most;
        }
        sentences.join(self.gap)
    }
}
