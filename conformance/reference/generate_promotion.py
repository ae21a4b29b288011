"""Seeded, valid cases of `eligibility` with the answers of the reference; `generate.py` writes them.

Half of the cases have equal costs, so that remainders and the order of the policy decide between changes; the others
have costs whose sums are all different, and `not`. Places where the contract leaves room are left to cases by hand."""

import json

from promotion import eligibility, parts_of, tests_in
from values import ONE_DAY, day, load

EVERY_DAY = ("2025-06-30", "2025-06-30", "2025-07-14", "2025-02-28", "2025-01-01", "2024-12-31")
BANDS = [{"id": "excellent", "from": 85}, {"id": "good", "from": 60, "to": 85}, {"id": "poor", "to": 60}]
FIELDS = [{"id": "roi", "unit": "multiple"}, {"id": "team", "unit": "count"}]
STATES = ("missing", "undefined", "not_applicable", "too_new")


def months_to(as_of, count):
    """The last months that are over, and the running one."""
    index = as_of.year * 12 + as_of.month - 1
    return [f"{n // 12}-{n % 12 + 1:02d}" for n in range(index - count, index + 1)]


class Case:
    """One person in full, or with `people` above 1 as many decisions by one condition."""

    def __init__(self, number, dice, people=1):
        self.number, self.dice, self.wild = number, dice, number % 2 == 1
        self.people = [f"e{n + 1}" for n in range(people)]
        self.as_of = day(dice.one(EVERY_DAY))
        self.suffix = "@26" if dice.chance(15) else ""
        self.months = months_to(self.as_of, 14)
        self.moves = dice.chance(30)
        self.lists = {}
        drawn = [self.test(kind) for kind in self.kinds()]
        self.tests = [test for n, test in enumerate(drawn) if test not in drawn[:n]]
        self.price()
        self.requires = self.tree(3)
        self.stated = [test for _, test, _ in tests_in(self.requires)]
        self.employees = [{"id": who, "positions": self.held()} for who in self.people]
        for who in self.people:
            self.happen({"employee": who})

    def kinds(self):
        dice = self.dice
        often = ("value", "value", "growth", "growth", "streak", "of_last", "aggregate", "rating", "event", "course", "exam")
        seldom = ("award", "tenure", "vacancy", "case_free")
        return [dice.one(seldom if dice.chance(15) else often) for _ in range(3 + dice.below(4))]

    def held(self):
        """One position, or another one before, changed on the first of a month."""
        if not self.moves:
            return [{"position": "a", "from": "2022-03-31"}]
        start = day(self.dice.one(self.months[3:-1]) + "-01")
        return [{"position": "z", "from": "2023-02-28", "to": (start - ONE_DAY).isoformat()},
                {"position": "a", "from": start.isoformat()}]

    def window(self):
        dice = self.dice
        window = {"consecutive": 1 + dice.below(5)}
        if dice.chance(35):
            window |= {"on_missing": "pause", "max_gap": 1 + dice.below(2)}
        if dice.chance(20):
            window["ending"] = "ever"
        if dice.chance(30):
            window["across_positions"] = True
        if not self.moves and not self.suffix and dice.chance(15):
            window["every"] = dice.one(("quarter", "half"))
        return window

    def test(self, kind):
        dice = self.dice
        metric, mark = dice.one((("m", 100), ("n", 100), ("r", 30)))
        value = {"metric": metric, "at_least": mark}
        grown = {"metric": metric, "at_least": dice.one((10, "15%", 20)),
                 "growth": {"versus": dice.one(("previous", "previous", "same_period_last_year", "at_position_start")),
                            "change": "relative"}}
        if kind == "value":
            return dice.one((value, value, {"metric": "low", "at_most": 40}))
        if kind == "growth":
            if dice.chance(25):
                period = dice.one(self.months[:-1]) + self.suffix
                grown["growth"]["versus"] = dice.one(({"value": mark}, {"period": period}))
            if metric == "r" and dice.chance(50):
                grown |= {"at_least": dice.one((1, 3)), "growth": grown["growth"] | {"change": "points"}}
            return grown | ({"window": self.window()} if dice.chance(60) else {})
        if kind == "streak":
            return value | {"window": self.window()}
        if kind == "of_last":
            last = 2 + dice.below(5)
            window = {"of_last": last, "at_least": 1 + dice.below(last)}
            return value | {"window": window | ({"on_missing": "unknown"} if dice.chance(30) else {})}
        if kind == "aggregate":
            if self.moves:
                return value
            count = 2 + dice.below(3)
            goal = 30 if metric == "r" else 100 * count
            on_missing = dice.one(({}, {"on_missing": "unknown"}, {"on_missing": "pause", "max_gap": 3}))
            return {"metric": metric, "at_least": goal, "window": {"aggregate": count} | on_missing}
        if kind == "rating":
            window = {"window": {"consecutive": 1 + dice.below(3)}}
            return dice.one(({"rating": "excellent"}, {"rating": "good"}, {"total": True, "at_least": 80})) | window
        since = dice.one(({}, {}, {"since": "position_start"}, {"since": {"months": 6}}))
        if kind == "event":
            role = {"role": "lead"} if dice.chance(50) else {}
            filters = {"filters": [{"field": "roi", "at_least": 2}, {"field": "team", "more_than": 1}][: 1 + dice.below(2)]}
            return {"event": "campaign", "at_least": 1 + dice.below(3)} | role | (filters if dice.chance(60) else {}) | since
        if kind == "award":
            return {"award": "w", "at_least": 1 + dice.below(2)} | since
        if kind == "tenure":
            term = dice.one(({"months": 6}, {"months": 12}, {"months": 30}, {"days": 200}))
            return {"tenure": dice.one(("position", "company"))} | term
        mark = {"at_least": 80} if dice.chance(50) else {}
        return {"course": {"course": dice.one(("c", "d"))}, "exam": {"exam": "x"} | mark,
                "vacancy": {"vacancy": "b"}, "case_free": {"case_free": {"months": dice.one((0, 6))}}}[kind]

    def price(self):
        """Powers of two in any order: no two sets of changes cost the same."""
        costs = [2 ** n for n in range(len(self.tests))]
        for test in self.tests:
            if self.wild:
                test["cost"] = costs.pop(self.dice.below(len(costs)))
            if self.dice.chance(12):
                test["changeable"] = self.dice.chance(60)

    def tree(self, depth, tests=None):
        """A test stands either below `not` or above it, never both: which of the two a change names is left open."""
        dice = self.dice
        above, below = (self.tests[2:], self.tests[:2]) if self.wild and self.tests[2:] else (self.tests, None)
        tests = tests or above
        if depth == 0 or depth < 3 and dice.chance(55):
            return dict(dice.one(tests))
        if below and tests == above and dice.chance(20):
            return {"not": self.tree(depth - 1, below)}
        parts = [self.tree(depth - 1, tests) for _ in range(2 + dice.below(2))]
        word = "all" if depth == 3 and dice.chance(50) else dice.one(("all", "all", "any", "of"))
        return {word: parts} | ({"at_least": 1 + dice.below(len(parts))} if word == "of" else {})

    def value(self, around, before):
        """Near the mark, exactly on it, or exactly a growth of 10, 15, 20 % over the month before."""
        dice = self.dice
        if before and dice.chance(55):
            return before * dice.one((110, 115, 115, 120, 90)) // 100
        return around * dice.one((100, 100, 105, 120, 99, 80)) // 100

    def happen(self, who):
        dice, lists = self.dice, self.lists
        for metric, around in (("m", 100), ("n", 100), ("low", 40)):
            before = 0
            for month in self.months:
                record = {"metric": metric} | who | {"period": month + self.suffix}
                if dice.chance(13):
                    state, before = dice.one(STATES), 0
                    if state != "missing" or dice.chance(50):
                        lists.setdefault("observations", []).append(record | {"state": state})
                    continue
                before = 0 if dice.chance(3) else self.value(around, before)
                lists.setdefault("observations", []).append(record | {"value": before})
        for month in self.months:
            whole = 100 * dice.below(6)
            if dice.chance(93):
                lists["observations"].append({"metric": "r"} | who | {"period": month + self.suffix, "value": {
                    "part": whole * dice.one((30, 30, 33, 36, 29, 25)) // 100, "whole": whole}})
            if dice.chance(30):
                band, total = dice.one((("excellent", 85), ("good", 80), ("good", "79.5"), ("poor", 20)))
                lists.setdefault("appraisals", []).append(who | {"period": month + self.suffix, "band": band, "total": total})
        days = [f"{dice.one(self.months)}-{1 + dice.below(28):02d}" for _ in range(14)]
        for when in days[:6]:
            values = [{"field": "roi", "value": dice.one((2, "1.99", 3))}, {"field": "team", "value": 1 + dice.below(3)}]
            lists.setdefault("events", []).append({"kind": "campaign"} | who | {
                "date": when, "role": dice.one(("lead", "member")), "values": values,
                "record": f"v{len(lists.get('events', ()))}"})
        for when, what in zip(days[6:], ("c", "d", "x", "x", "w", "w")):
            if dice.chance(55):
                kind = {"x": "exam", "w": "award"}.get(what, "course")
                record = who | {kind: what, "date": when, "record": f"a{len(lists.get('achievements', ()))}"}
                if kind != "award":
                    record |= dice.one(({}, {}, {}, {"result": "failed"}, {"result": "in_progress"}))
                if kind == "exam":
                    record |= dice.one(({"mark": 80}, {"mark": 59}, {"mark": "79.5"}, {}))
                lists.setdefault("achievements", []).append(record)
        if dice.chance(70) and "vacancies" not in lists:
            when = dice.one(({}, {"to": days[12]}, {"from": days[13]}, {"from": "2025-09-01"}))
            lists["vacancies"] = [{"position": "b"} | when]
        if dice.chance(30):
            end = dice.one(({}, {"closed": max(days[12:])}))
            lists["cases"] = lists.get("cases", []) + [who | {"opened": min(days[12:])} | end]

    def looked_back(self, test):
        """The months before the running one at which a test can look, and two more that it has to leave alone."""
        window, versus = test.get("window", {}), test.get("growth", {}).get("versus")
        at_start = versus == "at_position_start" and self.moves
        if at_start or versus == "same_period_last_year" or window.get("ending") == "ever":
            return len(self.months)
        count = window.get("consecutive") or window.get("of_last") or window.get("aggregate") or 1
        if window.get("on_missing") == "pause":
            count *= 1 + window["max_gap"]
        # One period more for the one that has begun, and one for the base of a growth.
        count = (count + 1 + (versus == "previous")) * {"quarter": 3, "half": 6}.get(window.get("every"), 1)
        if isinstance(versus, dict) and "period" in versus:
            count = max(count, len(self.months) - self.months.index(versus["period"].removesuffix(self.suffix)))
        return count + 2

    def asked_for(self):
        """The records that the condition could read; others would only make the file long."""
        reach = {}
        for test in self.stated:
            # A total without an appraisal is computed from `n`.
            metric = "n" if {"rating", "total"} & set(test) else test.get("metric")
            reach[metric] = max(reach.get(metric, 0), self.looked_back(test))
        since = {metric: self.months[max(0, len(self.months) - 1 - months)] for metric, months in reach.items()}
        filtered = any("filters" in test for test in self.stated)
        wanted = {
            "observations": lambda o: o["metric"] in reach and o["period"] >= since[o["metric"]],
            "appraisals": lambda a: self.reads("rating", "total") and a["period"] >= since["n"],
            "events": lambda e: self.reads("event"),
            "achievements": lambda a: any(kind in a and self.reads(kind) for kind in ("course", "exam", "award")),
            "vacancies": lambda v: self.reads("vacancy"),
            "cases": lambda c: self.reads("case_free")}
        lists = {name: [record for record in records if wanted[name](record)] for name, records in self.lists.items()}
        if not filtered:
            lists["events"] = [{key: event[key] for key in event if key != "values"} for event in lists["events"]]
        return {name: records for name, records in lists.items() if records}

    def reads(self, *kinds):
        return any(kind in test for test in self.stated for kind in kinds)

    def policy(self):
        """What the condition refers to, and what that needs."""
        line = {"id": "n", "metric": "n", "weight": 100, "target": 100, "method": {"kind": "ratio"}}
        card = {"id": "card", "sections": [{"id": "all", "lines": [line]}]}
        metric = lambda name, unit, direction="higher": {"id": name, "unit": unit, "direction": direction}
        metrics = [metric("m", "number") | {"aggregation": "sum"}, metric("n", "count"), metric("low", "number", "lower"),
                   metric("r", "percent")]
        scored = self.reads("rating", "total")
        used = {test.get("metric") for test in self.stated} | ({"n"} if scored else set())
        position = {"scorecard": "card"} if scored else {}
        declared = {
            "metrics": [each for each in metrics if each["id"] in used],
            "rating_scales": [{"id": "scale", "bands": BANDS}] if scored else [],
            "scorecards": [card] if scored else [],
            "courses": [{"id": "c"}, {"id": "d", "valid_months": 6}] if self.reads("course") else [],
            "exams": [{"id": "x", "pass_mark": 60}] if self.reads("exam") else [],
            "awards": [{"id": "w"}] if self.reads("award") else [],
            "event_kinds": [{"id": "campaign", "roles": [{"id": "lead"}, {"id": "member"}], "fields": FIELDS}]
            if self.reads("event") else [],
            "positions": [{"id": "a"} | position, {"id": "b"}] + ([{"id": "z"} | position] if self.moves else []),
            "moves": [{"id": "up", "from": "a", "to": "b", "requires": self.requires}]}
        start = {"appraisal_period": {"every": "month", "start_day": 26}} if self.suffix else {}
        head = {"schema_version": "1.1", "id": "generated", "version": str(self.number), "effective_from": "2020-01-01"}
        # These two are required.
        return head | start | {name: what for name, what in declared.items() if what or name in ("metrics", "scorecards")}

    def written(self):
        policy, request = self.policy(), {"as_of": self.as_of.isoformat()}
        facts = {"schema_version": "1.1", "employees": self.employees} | self.asked_for()
        parse = lambda document: load(json.dumps(document))
        results = eligibility(parse(policy), parse(facts), request)["results"]
        name = "promotion"
        if len(results) == 1:
            expect, absent = expectations(results[0]["moves"][0], parse(self.requires))
        else:
            name, request["detail"] = "decision", "decision"
            expect = {f"/results/{n}/moves/0/state": result["moves"][0]["state"] for n, result in enumerate(results)}
            absent = ["/results/0/moves/0/condition", f"/results/{len(results)}"]
        return {"id": f"generated-{name}-{self.number:03d}", "requires": ["P2", "P4"], "title": title(self.requires),
                "question": "eligibility", "policy": policy, "facts": facts, "request": request, "expect": expect,
                "absent": absent, "problems": [], "by": "reference", "arithmetic": "reference"}


def title(condition):
    word, parts = parts_of(condition)
    if word is None:
        return next(iter(condition)) + (" " + next(iter(condition["window"])) if "window" in condition else "")
    return f"{word}({', '.join(title(part) for _, part in parts)})"


def expectations(move, requires):
    at = "/results/0/moves/0"
    expect = {f"{at}/state": move["state"]}
    absent = []

    def put(key, name, source):
        if name in source:
            expect[f"{key}/{name}"] = source[name]
        elif name != "progress_exact":
            absent.append(f"{key}/{name}")

    def node(shown, condition, key):
        """Asserts a part and those in it; says whether its progress is beyond doubt."""
        expect[f"{key}/state"] = shown["state"]
        word, parts = parts_of(condition)
        clear = True
        for n, (_, part) in enumerate(parts):
            clear &= node(shown["parts"][n], part, f"{key}/parts/{n}") if word != "not" else True
        # `of` with a part unknown leaves room: which are the best?
        doubtful = word == "of" and shown["state"] != "met" and any("progress" not in p for p in shown["parts"])
        clear = clear and not doubtful
        if clear:
            for name in ("progress", "progress_exact"):
                put(key, name, shown)
        put(key, "earliest", shown)
        # Of several attempts at an examination any may be named.
        for name in ("code", "have", "need"):
            if name in shown.get("missing", {}) and shown["kind"] != "exam":
                expect[f"{key}/missing/{name}"] = shown["missing"][name]
        return clear

    node(move["condition"], requires, f"{at}/condition")
    for name in ("smallest_change", "cheapest_changes"):
        put(at, name, move)
    return expect, absent


def cases(seed, dice, single=240, many=60):
    return [Case(number, dice(seed + number)).written() for number in range(single)] + [
        Case(number, dice(seed + 1000 + number), 6).written() for number in range(many)]
