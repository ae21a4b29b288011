//! The people of the company, month by month.
use serde_json::{Value, json};

use super::dice::Dice;
use super::{DRIVER, POSITIONS, UNITS};

/// Months are counted from January 2016 on; of these something is recorded.
const FIRST: u32 = 7 * 12 + 9;
const LAST: u32 = 9 * 12 + 11;
/// So many are there at first, and so many come each month.
const AT_FIRST: u32 = 1150;
const JOIN: u32 = 17;

/// Somebody.
#[derive(Debug)]
pub struct Person {
    number: u32,
    position: usize,
    unit: usize,
    /// Base pay in per cents of that of the position.
    pay: u32,
    /// The month of the first day.
    from: u32,
    /// The month of the last day, and whether it was the employer who ended it.
    end: Option<(u32, bool)>,
    /// Hours of overtime and days absent, from the first month on of which something is recorded.
    months: Vec<(u32, u32)>,
    /// Known to the audit alone.
    pub is_woman: bool,
    /// In years; the same.
    pub age: u32,
}

/// Everybody who was there in the time that is recorded.
pub fn people() -> Vec<Person> {
    let mut dice = Dice(20_251_231);
    let mut people = Vec::new();
    for number in 0..AT_FIRST {
        let from = dice.below(FIRST).max(dice.below(FIRST));
        people.push(Person::new(number, from, &mut dice));
    }
    for month in FIRST..=LAST {
        for _ in 0..JOIN {
            let number = u32::try_from(people.len()).unwrap_or(0);
            people.push(Person::new(number, month, &mut dice));
        }
    }
    people
}

impl Person {
    fn new(number: u32, from: u32, dice: &mut Dice) -> Person {
        let position = [0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5].get(dice.below(12) as usize).copied().unwrap_or(0);
        let unit = dice.below(5) as usize;
        let (habit, absent) = (dice.below(26), dice.below(10));
        let served = FIRST.saturating_sub(from) / 12;
        let mut person = Person {
            number,
            position,
            unit,
            pay: 82 + dice.below(24) + dice.below(14),
            from,
            end: None,
            months: Vec::new(),
            is_woman: dice.below(100) < if position == DRIVER { 12 } else { 46 },
            age: 20 + dice.below(28) + served,
        };
        for month in FIRST.max(from)..=LAST {
            // December and the weeks before it are the season.
            let season = if matches!(month % 12, 9..=11) { 6 } else { 0 };
            let hours = (habit + dice.below(12) + season).saturating_sub(3);
            let days = if dice.below(10) < absent { dice.below(3) } else { 0 } + u32::from(absent > 7) * dice.below(2);
            let risk = person.risk(month - from);
            person.months.push((hours, days));
            let fate = dice.below(1_000_000);
            if fate < risk {
                person.end = Some((month, false));
                break;
            }
            if fate > 1_000_000 - 2_500 {
                person.end = Some((month, true));
                break;
            }
        }
        person
    }

    /// The rule: how likely this person leaves in a month, in millionths.
    fn risk(&self, served: u32) -> u32 {
        // What the three months before had, on average; where there is none, as much as is usual.
        let last = self.months.get(self.months.len().saturating_sub(3)..).unwrap_or_default();
        let (hours, days) = last.iter().fold((0, 0), |sum, month| (sum.0 + month.0, sum.1 + month.1));
        let many = u32::try_from(last.len()).unwrap_or(0);
        let hours = hours.checked_div(many).unwrap_or(16);
        let by_tenure = match served {
            0..=2 => 70,
            3..=14 => 260,
            15..=35 => 110,
            _ => 50,
        };
        let by_hours = match hours {
            0..=17 => 75,
            18..=23 => 110,
            _ => 330,
        };
        let by_pay = match self.pay {
            0..=92 => 170,
            93..=106 => 100,
            _ => 60,
        };
        let by_days = if days >= 3 { 160 } else { 95 };
        let by_position = POSITIONS.get(self.position).map_or(100, |position| position.4);
        let by_unit = UNITS.get(self.unit).map_or(100, |unit| unit.3);
        [by_tenure, by_hours, by_pay, by_days, by_position, by_unit].iter().fold(8_000, |risk, by| risk * by / 100)
    }

    /// The id.
    pub fn id(&self) -> String {
        format!("e{:04}", self.number)
    }

    /// Whose name it is: nobody's.
    fn name(&self) -> [String; 2] {
        const FAMILY: [(&str, &str); 24] = [
            ("Zhao", "赵"),
            ("Qian", "钱"),
            ("Sun", "孙"),
            ("Li", "李"),
            ("Zhou", "周"),
            ("Wu", "吴"),
            ("Zheng", "郑"),
            ("Wang", "王"),
            ("Feng", "冯"),
            ("Chen", "陈"),
            ("Chu", "褚"),
            ("Wei", "卫"),
            ("Jiang", "蒋"),
            ("Shen", "沈"),
            ("Han", "韩"),
            ("Yang", "杨"),
            ("Zhu", "朱"),
            ("Qin", "秦"),
            ("Xu", "许"),
            ("He", "何"),
            ("Shi", "施"),
            ("Zhang", "张"),
            ("Kong", "孔"),
            ("Cao", "曹"),
        ];
        const GIVEN: [[(&str, &str); 9]; 2] = [
            [
                ("Xiao", "晓"),
                ("Jia", "佳"),
                ("Zhi", "志"),
                ("Wen", "文"),
                ("Guo", "国"),
                ("Yu", "宇"),
                ("Si", "思"),
                ("Hai", "海"),
                ("Jian", "建"),
            ],
            [
                ("min", "敏"),
                ("hua", "华"),
                ("ping", "平"),
                ("jun", "军"),
                ("feng", "峰"),
                ("ling", "玲"),
                ("bo", "波"),
                ("xin", "欣"),
                ("long", "龙"),
            ],
        ];
        let pick = |names: &[(&'static str, &'static str)], at: u32| {
            names.get(at as usize % names.len()).copied().unwrap_or_default()
        };
        let family = pick(&FAMILY, self.number);
        let [first, second] = &GIVEN;
        let (first, second) = (pick(first, self.number / 24), pick(second, self.number / 216));
        [format!("{} {}{}", family.0, first.0, second.0), format!("{}{}{}", family.1, first.1, second.1)]
    }

    /// As the facts have it.
    pub fn record(&self) -> Value {
        let position = POSITIONS.get(self.position).map_or("", |position| position.0);
        let unit = UNITS.get(self.unit).map_or("", |unit| unit.0);
        let mut held = json!({ "position": position, "unit": unit, "from": format!("{}-01", month(self.from)) });
        if let (Some((end, is_employer)), Some(fields)) = (self.end, held.as_object_mut()) {
            fields.insert("to".to_owned(), json!(format!("{}-15", month(end))));
            fields.insert("ended".to_owned(), json!(if is_employer { "involuntary" } else { "voluntary" }));
        }
        let [en, zh] = self.name();
        json!({ "id": self.id(), "name": { "en": en, "zh": zh }, "positions": [held] })
    }

    /// What is paid in a month.
    pub fn pay(&self) -> Value {
        let base = POSITIONS.get(self.position).map_or(0, |position| position.3) * self.pay / 100;
        json!({ "employee": self.id(), "from": format!("{}-01", month(self.from)), "base": base, "currency": "CNY" })
    }

    /// Hours and days, month by month.
    pub fn attendance(&self) -> Vec<Value> {
        let months = (FIRST.max(self.from)..).zip(&self.months);
        months
            .map(|(at, (hours, days))| {
                json!({ "employee": self.id(), "period": month(at), "days_due": 21, "days_absent": days, "overtime_hours": hours })
            })
            .collect()
    }
}

fn month(number: u32) -> String {
    format!("{}-{:02}", 2016 + number / 12, 1 + number % 12)
}
