//! What people are, which no driver may say.

use crate::gather::Gather as _;
use crate::values::Text;

/// Words that are protected by themselves.
const WORDS: &[&str] = &[
    "age",
    "ages",
    "sex",
    "sexes",
    "gender",
    "genders",
    "marital",
    "maritalstatus",
    "pregnancy",
    "pregnancies",
    "pregnant",
    "maternity",
    "paternity",
    "race",
    "races",
    "racial",
    "ethnicity",
    "ethnic",
    "religion",
    "religious",
    "disability",
    "disabilities",
    "disabled",
    "nationality",
    "nationalities",
    "unionmember",
    "unionmembership",
    "politics",
    "political",
];

/// Words that are protected one behind the other. A union alone may be a card or a customer.
const PAIRS: &[(&str, &str)] = &[
    ("union", "member"),
    ("union", "members"),
    ("union", "membership"),
    ("trade", "union"),
    ("labor", "union"),
    ("labour", "union"),
];

/// The same in Chinese, where words stand without spaces; in both scripts.
const TERMS: &[&str] = &[
    "年龄",
    "年齡",
    "性别",
    "性別",
    "婚姻",
    "婚育",
    "怀孕",
    "懷孕",
    "孕期",
    "生育",
    "产假",
    "產假",
    "种族",
    "種族",
    "民族",
    "宗教",
    "残疾",
    "殘疾",
    "国籍",
    "國籍",
    "籍贯",
    "籍貫",
    "户籍",
    "戶籍",
    "户口",
    "戶口",
    "工会",
    "工會",
    "党派",
    "黨派",
    "党员",
    "黨員",
    "政治面貌",
];

/// What a text says of what people are, if it does.
pub(super) fn protected(text: &str) -> Option<String> {
    let folded: Vec<char> = text.chars().map(fold).gather();
    let mut before = String::new();
    for word in words(&folded) {
        if WORDS.contains(&word.as_str()) {
            return Some(word);
        }
        if PAIRS.contains(&(before.as_str(), word.as_str())) {
            return Some(format!("{before} {word}"));
        }
        before = word;
    }
    TERMS.iter().find(|term| text.contains(**term)).map(|term| (*term).to_owned())
}

/// The same of a name, in any of its languages.
pub(super) fn protected_name(name: &Text) -> Option<String> {
    match name {
        Text::Same(text) => protected(text),
        Text::Translated(texts) => {
            [&texts.en, &texts.zh].into_iter().find_map(|text| text.as_deref().and_then(protected))
        }
    }
}

/// Full width letters as those of ASCII.
fn fold(c: char) -> char {
    match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The English words of a text in lower case: of `snake_case`, `camelCase`, `kebab-case` and prose.
fn words(text: &[char]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for (at, c) in text.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| text.get(at));
        let follows = text.get(at + 1).is_some_and(char::is_ascii_lowercase);
        // `unionMember` parts before the M, `HRAge` before the A.
        let begins = c.is_ascii_uppercase()
            && before.is_some_and(|before| before.is_ascii_lowercase() || (before.is_ascii_uppercase() && follows));
        if (begins || !c.is_ascii_alphabetic()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::protected;

    #[test]
    fn words_count_as_a_whole_in_every_case() {
        let refused = [
            "age",
            "Age",
            "AGE",
            "employee_age",
            "employeeAge",
            "employee-age",
            "HRAge",
            "age2",
            "age of the employee",
            "ａｇｅ",
            "Ｇｅｎｄｅｒ",
            "sex",
            "sexes",
            "maternity_leave",
            "gender",
            "marital_status",
            "maritalStatus",
            "pregnancy",
            "race",
            "ethnicity",
            "religion",
            "disability",
            "nationality",
            "union_membership",
            "unionMember",
            "trade union",
            "politics",
            "年age",
        ];
        for text in refused {
            assert!(protected(text).is_some(), "{text}");
        }
        let fine = [
            "average",
            "averageHandle",
            "wages",
            "wage",
            "package",
            "stage",
            "agent",
            "sexta",
            "engender",
            "trace",
            "racer",
            "union_pay",
            "credit union",
            "a_g_e",
            "policy",
            "",
        ];
        for text in fine {
            assert_eq!(protected(text), None, "{text}");
        }
    }

    #[test]
    fn chinese_terms_count_wherever_they_stand() {
        for text in [
            "年龄",
            "员工性别",
            "婚姻状况",
            "是否怀孕",
            "民族成分",
            "残疾等级",
            "籍贯",
            "户籍所在地",
            "是否党员",
            "产假天数",
            "工会会员",
            "政治面貌",
            "員工年齡",
        ] {
            assert!(protected(text).is_some(), "{text}");
        }
        for text in ["司龄", "加班时长", "性能", "年度", "会员工时"] {
            assert_eq!(protected(text), None, "{text}");
        }
    }

    #[test]
    fn what_was_found_is_said() {
        assert_eq!(protected("unionMembership").as_deref(), Some("union membership"));
        assert_eq!(protected("员工年龄").as_deref(), Some("年龄"));
        assert_eq!(protected("avg_age").as_deref(), Some("age"));
    }
}
