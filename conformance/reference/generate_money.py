"""Seeded, valid cases of `payouts`, `payout_curve`, `compare_payouts`, `points`, `alerts`, `cycle` and `appeal` with the
answers of the reference; `generate.py` writes them. Places where the contract leaves room are left to cases by hand."""

import json
from datetime import date, timedelta

from alerts import alerts
from cycle import appeal, cycle
from generate_planning import OFFSETS, Found
from payouts import payouts
from points import points
from values import load
from whatif import compare_payouts, payout_curve

UNITS = [{"id": "all"}, {"id": "east", "parent": "all"}, {"id": "west", "parent": "all"}]
EXAM = {"exam": "x", "at_least": 80}  # unknown where a record has no mark
TIERS = ([(None, "2%")], [("1000", "2%"), (None, "3%")], [("1000", "1%"), ("3000", "2.5%"), (None, "4%")],
         [("500", "5%"), ("2000", "3%"), (None, "1%")], [("800", "0"), (None, "10%")])
SCORED = {
    "metrics": [{"id": "n", "unit": "count", "direction": "higher"}],
    "rating_scales": [{"id": "s", "bands": [{"id": "top", "from": 90, "coefficient": "1.2"}, {"id": "mid", "from": 60, "to": 90},
                                            {"id": "low", "to": 60, "coefficient": "0.8"}]}],
    "scorecards": [{"id": "card", "sections": [{"id": "all", "lines": [
        {"id": "n", "metric": "n", "weight": 100, "target": 100, "method": {"kind": "ratio"}}]}]}]}


def june(dice, first=1, days=30):
    return f"2025-06-{first + dice.below(days):02d}"


def policy(**parts):
    return {"schema_version": "1.3", "id": "generated", "version": "1", "effective_from": "2020-01-01", "metrics": [],
            "scorecards": [], "positions": [{"id": "a"}, {"id": "b"}]} | parts


class Shop:
    """People who sell in teams."""

    def __init__(self, dice):
        self.dice = dice
        self.currency = dice.one(("CNY", "CNY", "CNY", "JPY", "KWD"))
        self.digits = {"CNY": 2, "JPY": 0, "KWD": 3}[self.currency]
        self.people = [self.person(f"e{n}") for n in range(2 + dice.below(2))]
        self.policy = policy(units=UNITS)
        self.facts = {"employees": self.people}

    def amount(self, most):
        value = self.dice.below(most * 10**self.digits)
        return f"{value // 10**self.digits}.{value % 10**self.digits:0{self.digits}d}" if self.digits else str(value)

    def person(self, name):
        dice = self.dice
        held = {"position": dice.one("aaab"), "unit": dice.one(("east", "east", "west", "all")), "from": "2025-01-15"}
        if dice.chance(15):
            held["from"] = june(dice)
        elif dice.chance(15):
            held["to"] = june(dice, 5, 20)
            if dice.chance(60):
                after = (date.fromisoformat(held["to"]) + timedelta(1)).isoformat()
                return {"id": name, "positions": [held, {"position": dice.one("ab"), "unit": dice.one(("east", "west")),
                                                         "from": after}]}
        return {"id": name, "positions": [held]}

    def tiers(self):
        steps = [{"upto": upto, "rate": rate} if upto else {"rate": rate} for upto, rate in self.dice.one(TIERS)]
        return {"apply": self.dice.one(("whole", "marginal", "ramp")), "steps": steps}

    def only(self):
        return {"positions": ["a"]} if self.dice.chance(60) else {}

    def commission(self, name):
        dice = self.dice
        rule = {"id": name, "currency": self.currency, "tiers": self.tiers()} | self.only()
        rule |= dice.one(({}, {}, {"per": "sale"}, {"per": "team"}))
        if rule.get("per") == "team":
            rule |= dice.one(({}, {"split": "equal"}, {"split": "days"}))
        else:
            rule |= dice.one(({}, {}, {"guarantee": 40}, {"draw": {"amount": 50}},
                              {"draw": {"amount": 30, "recoverable": False}}, {"guarantee": 20, "draw": {"amount": 30}}))
        rule |= dice.one(({}, {}, {"cap": 60}, {"floor": 25}, {"floor": 10, "cap": 100}))
        if dice.chance(35):
            rule["returns"] = "when_sold"
        if dice.chance(40):
            rule["modifiers"] = [{"id": "m1", "when": EXAM, "factor": dice.one(("1.1", "0.85"))} | dice.one(
                ({}, {"on_unknown": "skip"}))]
            if dice.chance(40):
                rule["modifiers"].append({"id": "m2", "when": {"tenure": "position", "months": 4}, "factor": "1.5"})
        return rule

    def sold(self):
        dice, sales = self.dice, []
        for n in range(2 + dice.below(5)):
            sale = {"id": f"s{n}", "date": june(dice) if dice.chance(75) else f"2025-05-{1 + dice.below(31):02d}",
                    "amount": self.amount(2500), "currency": self.currency}
            if dice.chance(30):
                first = dice.below(99) + 1
                sale["shares"] = [{"employee": who["id"], "percent": part}
                                  for who, part in zip(self.people, (first, 100 - first))]
            else:
                sale["employee"] = dice.one(self.people)["id"]
            sales.append(sale)
            if dice.chance(30) and sale["amount"].strip("0."):
                back = {"id": f"r{n}", "date": june(dice) if sale["date"] < "2025-06" else "2025-06-30", "returns": sale["id"],
                        "currency": self.currency,
                        "amount": "-" + (sale["amount"] if dice.chance(30) else dice.one(("0.5", "0.25", "1")))}
                if self.digits == 0 and "." in back["amount"]:
                    back["amount"] = "-1"
                if float(back["amount"]) + float(sale["amount"]) >= 0:
                    sales.append(back)
        self.facts["sales"] = sorted(sales, key=lambda _: dice.below(100))

    def learned(self):
        records = [{"employee": p["id"], "exam": "x", "date": "2025-05-05"} | self.dice.one(({"mark": 90}, {"mark": 70}, {}))
                   for p in self.people if self.dice.chance(75)]
        if records:
            self.facts["achievements"] = records
        self.policy["exams"] = [{"id": "x"}]

    def bonuses(self):
        dice = self.dice
        found = []
        for n in range(1 + dice.below(3)):
            bonus = {"id": f"b{n}", "amount": dice.one((20, 35, 50)), "currency": self.currency,
                     "when": dice.one((EXAM, {"exam": "x"}, {"tenure": "position", "days": 20}))} | self.only()
            bonus |= {"goal": "g"} if dice.chance(45) else {}
            bonus |= {"once": "ever"} if dice.chance(20) else {}
            found.append(bonus | ({"attendance": True} if dice.chance(25) and "goal" not in bonus else {}))
        self.policy["bonuses"] = found

    def pay(self):
        dice = self.dice
        self.policy |= SCORED | {"positions": [{"id": "a", "scorecard": "card"}, {"id": "b"}]}
        kinds = [{"kind": "rating", "ratings": [{"band": "top", "percent": "10%"}, {"band": "low", "percent": -5}]},
                 {"kind": "coefficient"}, {"kind": "coefficient", "of": "base", "attendance": True},
                 {"kind": "overtime", "rate": dice.one(("150%", 200))}, {"kind": "absence"}, {"kind": "absence", "rate": 50}]
        rules = [kind for kind in kinds if dice.chance(40)] or kinds[3:4]
        self.policy["pay_rules"] = [{"id": f"p{n}", "currency": self.currency, "positions": ["a"], "pays": pays}
                                    for n, pays in enumerate(rules)]
        self.facts["observations"] = [{"metric": "n", "employee": p["id"], "period": "2025-06", "value": dice.one((50, 70, 95))}
                                      for p in self.people for h in p["positions"] if h["position"] == "a" and dice.chance(90)][:3]
        seen = [o["employee"] for o in self.facts["observations"]]
        self.facts["observations"] = [o for n, o in enumerate(self.facts["observations"]) if o["employee"] not in seen[:n]]
        self.facts["pay"] = [{"employee": p["id"], "from": dice.one(("2025-01-01", "2025-06-30", "2025-07-01")),
                              "currency": self.currency, "base": self.amount(900), "bonus_base": self.amount(300)}
                             | ({"hours": 174} if dice.chance(80) else {}) for p in self.people if dice.chance(90)]

    def attended(self):
        self.facts["attendance"] = [
            {"employee": p["id"], "period": "2025-06", "days_due": self.dice.one((20, 21, "21.75")),
             "days_absent": self.dice.one((0, 1, "2.5")), "overtime_hours": self.dice.one((0, 3, "7.5"))}
            for p in self.people if self.dice.chance(80)]

    def paid(self):
        dice = self.dice
        rules = [r for key in ("bonuses", "commissions", "pay_rules") for r in self.policy.get(key, [])]
        found = []
        for _ in range(dice.below(4)):
            rule = dice.one(rules)
            found.append({"rule": rule["id"], "employee": dice.one(self.people)["id"], "amount": self.amount(60),
                          "period": dice.one(("2025-06", "2025-06", "2025-05")), "currency": self.currency}
                         | ({"unit": dice.one(("east", "west"))} if rule.get("per") == "team" else {}))
        if found:
            self.facts["payments"] = found
        owed = [{"rule": r["id"], "employee": p["id"], "amount": self.amount(40), "currency": self.currency}
                for r in rules if "draw" in r for p in self.people if dice.chance(50)]
        if owed:
            self.facts["draw_balances"] = owed

    def budgets(self):
        dice = self.dice
        rules = [r["id"] for key in ("bonuses", "commissions", "pay_rules") for r in self.policy.get(key, [])]
        self.policy["budgets"] = [
            {"id": f"pot{n}", "rules": [r for r in rules if dice.chance(70)] or rules[:1], "amount": dice.one((20, 50, 90)),
             "currency": self.currency} | dice.one(({}, {}, {"unit": "east"}, {"unit": "all"})) for n in range(1 + dice.below(2))]


class Cases:
    def __init__(self, seed, dice):
        self.seed, self.dice = seed, dice

    def written(self, kind, number, policy, facts, request, question, requires, find):
        parse = lambda document: load(json.dumps(document))
        answer = question(parse(policy), parse(facts), parse(request))
        found = Found()
        find(answer, found)
        case = {"id": f"generated-{kind}-{number:02d}", "requires": requires, "title": f"{kind} by chance",
                "question": question.__name__, "policy": policy, "facts": facts, "request": request,
                "expect": found.expect, "absent": found.absent, "problems": answer.get("problems", []), "by": "reference",
                "arithmetic": "reference"}
        return {key: value for key, value in case.items() if value or key not in ("facts", "absent")}

    def drawn(self, number, make):
        """What the reference leaves open is drawn anew."""
        for attempt in range(50):
            try:
                return make(self.dice(self.seed + 1000 * attempt + number))
            except NotImplementedError:
                continue
        raise ValueError("nothing that the reference answers")

    def payouts(self, number):
        def make(dice):
            shop = Shop(dice)
            shop.learned()
            what = number % 3
            if what != 1:
                shop.policy["commissions"] = [shop.commission(f"c{n}") for n in range(1 + dice.below(2))]
                shop.sold()
            if what != 0:
                shop.bonuses()
            if what == 1:
                shop.pay()
            if what != 0:
                shop.attended()
            shop.paid()
            if dice.chance(40):
                shop.budgets()
            request = {"period": "2025-06"} | ({"employees": ["e1"]} if dice.chance(10) else {})

            def find(answer, found):
                for n, line in enumerate(answer["lines"]):
                    found.fields(line, ("employee", "rule", "posting", "unit", "amount", "due", "paid_before", "before_budget"),
                                 f"/lines/{n}", ("paid_before", "before_budget", "unit"))
                    inputs = line.get("inputs", {})
                    found.fields(inputs, ("tier", "before", "bound", "owed_after", "days"), f"/lines/{n}/inputs", ("bound", "days"))
                for n, open_one in enumerate(answer.get("undecided", [])):
                    found.fields(open_one, ("employee", "rule", "unit", "why", "modifier"), f"/undecided/{n}", ())
                for n, budget in enumerate(answer.get("budgets", [])):
                    found.fields(budget, ("asked", "paid", "lines", "scaled", "undecided"), f"/budgets/{n}")
                found.fields(answer, ("totals",))
                found.nothing(f"/lines/{len(answer['lines'])}", f"/undecided/{len(answer.get('undecided', []))}",
                              f"/not_earned/{len(answer.get('not_earned', []))}")

            return self.written("payouts", number, shop.policy, shop.facts, request, payouts, ["I1", "I2", "I4"], find)

        return self.drawn(number, make)

    def curve(self, number):
        dice = self.dice(self.seed + 100 + number)
        shop = Shop(dice)
        rule = {"id": "c", "currency": shop.currency, "tiers": shop.tiers()} | dice.one(({}, {"cap": 60}, {"floor": 15}))
        low = dice.one((0, 0, 250, -100))
        request = {"rule": "c", "from": low, "to": low + dice.one((1000, 2500, 5000)), "points": 2 + dice.below(5),
                   "as_of": "2025-06-30"}

        def find(answer, found):
            for n, point in enumerate(answer["points"]):
                found.fields(point, ("base", "pays", "border"), f"/points/{n}")
            found.nothing(f"/points/{len(answer['points'])}")

        return self.written("curve", number, policy(commissions=[rule]), {}, request, payout_curve, ["I2"], find)

    def compare(self, number):
        def make(dice):
            shop = Shop(dice)
            shop.learned()
            shop.sold()
            versions = [shop.policy | {"commissions": [shop.commission("c")], "version": str(n + 1),
                                       "effective_from": f"202{n + 4}-01-01"} for n in (0, 1)]
            request = {"period": "2025-06", "version": "2", "against": "1"}

            def find(answer, found):
                found.fields(answer, ("people", "totals"))

            return self.written("compare", number, versions, shop.facts, request, compare_payouts, ["I2"], find)

        return self.drawn(number + 150, make)

    def points(self, number):
        dice = self.dice(self.seed + 200 + number)
        day = lambda: (date(2025, 1, 20) + timedelta(dice.below(110))).isoformat()
        people = [{"id": "e0", "positions": [{"position": "a", "from": "2025-01-01"}]},
                  {"id": "e1", "positions": [{"position": dice.one("ab"), "from": "2025-02-15"}]}]
        who = lambda: dice.one(("e0", "e0", "e1"))
        achieved = [{"employee": who(), "course": dice.one("kl"), "date": day(), "record": f"t{n}"}
                    | dice.one(({}, {}, {"mark": 50}, {"result": "failed"})) for n in range(2 + dice.below(4))]
        entries = []
        for n in range(3 + dice.below(4)):
            kind = dice.one(("redeem", "grant"))
            entries.append({"id": f"p{n}", "employee": who(), "date": day(), "kind": kind} | {
                "redeem": {"reward": dice.one(("mug", "leave"))}, "grant": {"points": dice.one((15, 40, 60))}}[kind])
        for n in range(dice.below(4)):
            done = dice.one(achieved + entries[:4])
            when = date.fromisoformat(done["date"]) + timedelta(dice.one((0, 3, 20, 60)))
            entries.append({"id": f"q{n}", "employee": done["employee"], "date": when.isoformat(), "kind": "reverse",
                            "of": done.get("record") or done["id"]})
        entries.sort(key=lambda _: dice.below(100))
        scheme = {"earn": [{"id": "k", "course": "k", "points": 40}, {"id": "l", "course": "l", "points": 30, "positions": ["a"]}],
                  "rewards": [{"id": "mug", "cost": 15, "gives": "gift"}, {"id": "leave", "cost": 40, "gives": "leave"}]}
        scheme |= {"expire_months": 1 + dice.below(3)} if dice.chance(60) else {}
        rules = policy(courses=[{"id": "k", "pass_mark": 60}, {"id": "l"}], points=scheme)

        def find(answer, found):
            for n, account in enumerate(answer["accounts"]):
                found.fields(account, ("employee", "balance", "earned", "granted", "redeemed", "expired", "reversed", "next_expiry",
                                       "affordable"), f"/accounts/{n}")
                found.expect[f"/accounts/{n}/entries"] = account["entries"]
            found.nothing(f"/accounts/{len(answer['accounts'])}")

        facts = {"employees": people, "achievements": achieved, "point_entries": entries}
        return self.written("points", number, rules, facts, {"as_of": "2025-05-31"}, points, ["I3"], find)

    def alerts(self, number):
        dice = self.dice(self.seed + 300 + number)
        people = [{"id": f"e{n}", "positions": [{"position": "a", "from": dice.one(("2025-01-15", "2025-06-04"))}]} for n in (0, 1)]
        window = {"consecutive": 1 + dice.below(3), "every": "day"} | dice.one(
            ({}, {"on_missing": "pause", "max_gap": 1 + dice.below(2)}, {"on_missing": "unknown"}))
        if dice.chance(25):
            window = {"of_last": 4, "at_least": 2, "every": "day"}
        rule = {"id": "slow", "audience": ["employee"], "when": {"metric": "s", "more_than": 30, "window": window},
                "clears_after": 1 + dice.below(3)}
        batch = {"id": "batch", "kind": "record", "metric": "s", "more_than": 33, "audience": ["employee"], "within_days": 5}
        facts = {"employees": people, "observations": [
            {"metric": "s", "employee": p["id"], "period": f"2025-06-{n:02d}", "value": dice.one((20, 31, 32, 34)), "record": f"d{n}"}
            for p in people for n in range(2, 15) if dice.chance(85)]}
        rules = policy(metrics=[{"id": "s", "unit": "second", "direction": "lower"}],
                       alerts=[rule] + ([batch] if dice.chance(40) else []))
        parse = lambda document: load(json.dumps(document))
        if dice.chance(60):
            before = alerts(parse(rules), parse(facts), {"as_of": f"2025-06-{9 + dice.below(5):02d}"})["alerts"]
            told = [{"id": a["id"]} for a in before if a["state"] != "cleared" and dice.chance(80)]
            facts |= {"alert_states": told} if told else {}

        def find(answer, found):
            for n, alert in enumerate(answer["alerts"]):
                found.fields(alert, ("id", "state", "is_new", "since", "cleared"), f"/alerts/{n}")
            found.nothing(f"/alerts/{len(answer['alerts'])}")

        return self.written("alerts", number, rules, facts, {"as_of": "2025-06-14"}, alerts, ["A1"], find)

    def cycle(self, number):
        dice = self.dice(self.seed + 400 + number)
        moment = lambda month, day: f"2025-{month:02d}-{day:02d}T{dice.below(24):02d}:{dice.below(60):02d}:30{dice.one(OFFSETS)}"
        steps = [{"id": "say", "kind": "announce", "by": "hr", "day": 1 + dice.below(3)},
                 {"id": "look", "kind": dice.one(("progress", "feedback")), "by": "boss", "every_days": dice.one((7, 10, 13))},
                 {"id": "settle", "kind": "result", "by": "boss", "days_after": dice.below(3)},
                 {"id": "tell", "kind": "publish", "by": "hr", "days_after": 2 + dice.below(3)}]
        record = [{"step": "say", "at": moment(6, 1 + dice.below(4)), "by": "hr"}] if dice.chance(80) else []
        record += [{"step": "look", "at": moment(6, 2 + dice.below(28)), "by": dice.one(("boss", "boss", "boss", "hr"))}
                   for _ in range(dice.below(5))]
        settled = [{"step": "settle", "at": moment(*dice.one(((6, 28), (6, 30), (6, 30), (7, 1), (7, 1)))), "by": "boss"}]
        told = [{"step": "tell", "at": moment(7, 2 + dice.below(4)), "by": "hr"}]
        record += (settled if dice.chance(90) else []) + (told if dice.chance(90) else [])
        # In the order of time, as a host keeps it.
        record.sort(key=lambda e: e["at"][:16])
        filed = [{"id": f"f{n}", "employee": "e0", "at": moment(7, 4 + dice.below(5))} for n in range(1 + dice.below(2))]
        for one in filed:
            if dice.chance(50):
                day = int(one["at"][8:10]) + 1
                one["answered_at"] = moment(7, day + dice.below(2))[:19] + one["at"][19:]
                one["answered_by"] = "hr"
        rules = policy(cycle={"steps": steps, "appeal": {"within": dice.one(({"days": 3}, {"hours": 60})),
                                                         "answer": {"hours": 24}, "by": "hr"}})
        request = {"period": "2025-06", "as_of": moment(*dice.one(((6, 12), (6, 29), (7, 3), (7, 12), (7, 12), (7, 20), (7, 20)))), "record": record}
        if request["as_of"] >= "2025-07-12" and filed:
            request["appeals"] = filed

        def find(answer, found):
            found.fields(answer, ("state", "published_at", "appeals_until"))
            for n, step in enumerate(answer["steps"]):
                found.fields(step, ("state", "due", "done_at", "slots"), f"/steps/{n}")
            for n, one in enumerate(answer.get("appeals", [])):
                found.fields(one, ("state", "answer_due"), f"/appeals/{n}")

        return self.written("cycle", number, rules, {}, request, cycle, ["A2", "A3"], find)

    def appeal(self, number):
        dice = self.dice(self.seed + 500 + number)
        lines = [{"id": m, "metric": m, "weight": w, "target": 100, "method": {"kind": "ratio"}} for m, w in (("n", 70), ("m", 30))]
        rules = policy(metrics=[{"id": m, "unit": "count", "direction": "higher"} for m in "nm"],
                       rating_scales=SCORED["rating_scales"],
                       scorecards=[{"id": "card", "sections": [{"id": "all", "lines": lines}]}],
                       positions=[{"id": "a", "scorecard": "card"}])
        value = lambda: dice.one((20, 30, 45, 50, 90))
        record = lambda m, n: {"metric": m, "employee": "e0", "period": "2025-06", "value": value(), "record": f"{m}{n}"}
        facts = {"employees": [{"id": "e0", "positions": [{"position": "a", "from": "2025-01-15"}]}],
                 "observations": [record(m, n) for m in "nm" for n in range(1 + dice.below(2))]}
        corrections = {"observations": [record(dice.one("nm"), n) for n in range(1 + dice.below(2))]}
        if dice.chance(30):
            used = {o["record"] for o in corrections["observations"]}
            free = [o["record"] for o in facts["observations"] if o["record"] not in used]
            corrections |= {"remove": free[:1]} if free else {}

        def find(answer, found):
            found.fields(answer, ("total", "band", "coefficient", "corrections"))
            for which in ("before", "after"):
                found.fields(answer[which], ("state", "total", "band"), f"/{which}")
            for n, change in enumerate(answer["changes"]):
                found.fields(change, ("line", "before", "after"), f"/changes/{n}")
            found.nothing(f"/changes/{len(answer['changes'])}")

        request = {"period": "2025-06", "employee": "e0", "corrections": corrections}
        return self.written("appeal", number, rules, facts, request, appeal, ["A2"], find)


def cases(seed, dice):
    made = Cases(seed, dice)
    counts = ((made.payouts, 63), (made.curve, 12), (made.compare, 8), (made.points, 20), (made.alerts, 16), (made.cycle, 20),
              (made.appeal, 8))
    return [write(n) for write, count in counts for n in range(count)]
