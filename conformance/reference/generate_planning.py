"""Seeded, valid cases of `plans`, `goals`, `training`, `may` and of scores from plans and training with the answers of the
reference; `generate.py` writes them. Places where the documents leave room are left to cases by hand."""

import json
from datetime import date, timedelta

from evaluate import score
from goals import goals
from jobs import may
from plans import plans
from training import training
from values import load

OFFSETS = ("+08:00", "+08:00", "Z", "-05:00")
WEEKS = ("2025-W22", "2025-W23", "2025-W23", "2025-W24", "2025-06")
POSITIONS = [{"id": "a", "reports_to": "b", "scorecard": "card"}, {"id": "b", "reports_to": "c", "scorecard": "card"},
             {"id": "c"}]
UNITS = [{"id": "all"}, {"id": "east", "parent": "all"}, {"id": "shop", "parent": "east"}, {"id": "west", "parent": "all"}]
FIELDS = ("goal", "goal_from", "actions", "action_people", "due", "due_time", "outcome", "people", "related", "objective")
METRICS = [{"id": "n", "unit": "count", "direction": "higher"}, {"id": "s", "unit": "second", "direction": "lower"},
           {"id": "p", "unit": "percent", "direction": "higher"}]
PLANNED = [{"id": "done", "unit": "percent", "direction": "higher", "plans": {"of": "completion"}},
           {"id": "timely", "unit": "ratio", "direction": "higher", "plans": {"of": "completion", "on_time": True}},
           {"id": "reached", "unit": "percent", "direction": "higher", "plans": {"of": "attainment"}},
           {"id": "trained", "unit": "percent", "direction": "higher", "training": {"of": "completion"}}]


def moment(dice, first=date(2025, 5, 26), days=28):
    """Never on a full hour, so that no two ends meet by chance."""
    when = first + timedelta(dice.below(days))
    return f"{when.isoformat()}T{dice.below(24):02d}:{1 + dice.below(58):02d}:00{dice.one(OFFSETS)}"


class Company:
    """People with plans, objectives and courses."""

    def __init__(self, dice, kind):
        self.dice = dice
        self.people = [{"id": f"e{n}", "positions": [{"position": dice.one("aaabbc"), "unit": dice.one(UNITS)["id"],
                                                      "from": f"2025-0{1 + dice.below(5)}-15"}]}
                       for n in range({"plans": 4, "may": 5}.get(kind) or (2 if dice.chance(30) else 1))]
        for person in self.people:
            if dice.chance(15):
                person["manager"] = dice.one(self.people)["id"]
                if person["manager"] == person["id"]:
                    del person["manager"]
        self.policy = {"schema_version": "1.2", "id": "generated", "version": "1", "effective_from": "2020-01-01",
                       "metrics": METRICS, "scorecards": [],
                       "positions": [{k: v for k, v in p.items() if k != "scorecard"} for p in POSITIONS]}
        if kind in ("plans", "may"):
            self.policy["units"] = UNITS
        else:
            for person in self.people:
                del person["positions"][0]["unit"]
        self.facts = {"employees": self.people}
        self.asked = set()

    def scored(self, lines):
        self.policy["positions"] = POSITIONS
        self.policy["scorecards"] = [{"id": "card", "sections": [{"id": "all", "lines": lines}]}]

    def templates(self):
        dice = self.dice
        rules = [{"field": field} for field in FIELDS if dice.chance(14)]
        for rule in rules:
            if rule["field"] in ("actions", "action_people", "people", "related") and dice.chance(40):
                rule["min"] = 2
        self.asked = {rule["field"] for rule in rules}
        self.policy["plan_templates"] = [{"id": "t", "positions": [dice.one("ab")], "requires": rules} | (
            {"every": "week"} if dice.chance(50) else {}) | ({"min_items": 2} if dice.chance(20) else {})]

    def due(self):
        dice = self.dice
        if dice.chance(25):
            return {}
        return {"due": (date(2025, 5, 28) + timedelta(dice.below(24))).isoformat() if dice.chance(50) else moment(dice)}

    def goal(self):
        dice = self.dice
        goal = dice.one(({"metric": "n", "to": 100}, {"metric": "s", "to": 40}, {"unit": "percent", "to": "5%"},
                         {"unit": "number", "direction": "lower", "to": 30}))
        if dice.chance(50):
            start = {"n": 50, "s": 60, "percent": 2, "number": 45}
            goal = goal | {"from": start[goal.get("metric") or goal["unit"]]}
            if dice.chance(50):
                goal["measure"] = "improvement"
        return goal

    def result(self, goal):
        around = {"n": 100, "s": 40}.get(goal.get("metric")) or (5 if goal["unit"] == "percent" else 30)
        return around * self.dice.one((40, 80, 100, 120, 130, 150)) // 100

    def item(self, name):
        dice = self.dice
        item = {"id": name, "text": "do it"} | self.due()
        others = lambda: [dice.one(self.people)["id"] for _ in range(1 + dice.below(2))]
        if dice.chance(40):
            item["goal"] = self.goal()
            if dice.chance(70):
                item["result"] = self.result(item["goal"])
        if self.asked & {"actions", "action_people", "people"} and dice.chance(70):
            item["actions"] = [{"text": "a"} | ({"with": others()} if dice.chance(60) else {})
                               for _ in range(1 + dice.below(2))]
        for field, value in (("outcome", "o"), ("people", others()), ("related", ["r"])):
            if field in self.asked and dice.chance(70):
                item[field] = value
        if dice.chance(20):
            item["weight"] = dice.one((2, 3, "0.5"))
        return item

    def plan(self, count, depend=True):
        dice = self.dice
        order, updates = [], []
        self.facts["plans"] = []
        for n in range(count):
            items = [self.item(f"i{n}{m}") for m in range(1 + dice.below(3 if depend else 2))]
            order += items
            self.facts["plans"].append({"id": f"p{n}", "employee": dice.one(self.people)["id"],
                                        "period": dice.one(WEEKS), "items": items})
        shuffled = sorted(order, key=lambda _: dice.below(1000))
        for n, item in enumerate(shuffled):
            if depend and n and dice.chance(55):
                names = {dice.one(shuffled[:n])["id"] for _ in range(1 + dice.below(2))}
                item["depends_on"] = sorted(names)
            if depend and dice.chance(20):
                item["milestone"] = dice.one(("m1", "m2"))
            if dice.chance(30):
                item["done"] = moment(dice)
            else:
                updates += self.told(item)
        if depend:
            self.facts["milestones"] = [{"id": "m1", "date": "2025-06-18"}, {"id": "m2", "date": "2025-06-12"}]
        if updates:
            self.facts["plan_updates"] = sorted(updates, key=lambda _: dice.below(1000))

    def told(self, item):
        dice = self.dice
        times = sorted({moment(dice) for _ in range(dice.below(3))}, key=lambda t: t[:19])
        for n, when in enumerate(times):
            update = {"item": item["id"], "at": when}
            if dice.chance(70):
                update["percent"] = dice.one((10, 50, 80, "95%", 100))
            state = dice.one(("open", "open", "blocked", "cancelled", "done")) if n + 1 == len(times) else "open"
            if state != "open":
                update["state"] = state
            if state == "blocked":
                update["blocker"] = {"text": "no"} | ({"by": "e0"} if dice.chance(50) else {})
            if "goal" in item and dice.chance(30):
                update["result"] = self.result(item["goal"])
            yield update


class Found:
    """What an answer must hold, and at which places nothing."""

    def __init__(self):
        self.expect, self.absent = {}, []

    def fields(self, answer, names, at="", gone=None):
        """The fields of an object; those that are not there must be absent, where they are among `gone`."""
        for name in names:
            if name in answer:
                self.expect[f"{at}/{name}"] = answer[name]
            elif gone is None or name in gone:
                self.absent.append(f"{at}/{name}")

    def nothing(self, *pointers):
        self.absent += pointers


class Cases:
    def __init__(self, seed, dice):
        self.seed, self.dice = seed, dice

    def written(self, kind, number, company, request, question, requires, find):
        parse = lambda document: load(json.dumps(document))
        answer = question(parse(company.policy), parse(company.facts), parse(request))
        found = Found()
        find(answer, found)
        # What is not asked for would only make the file long.
        used = json.dumps([company.facts, company.policy["scorecards"], company.policy.get("courses")])
        company.policy["metrics"] = [m for m in company.policy["metrics"] if f'"{m["id"]}"' in used]
        return {"id": f"generated-{kind}-{number:02d}", "requires": requires, "title": f"{kind} by chance",
                "question": question.__name__, "policy": company.policy, "facts": company.facts, "request": request,
                "expect": found.expect, "absent": found.absent, "problems": [], "by": "reference", "arithmetic": "reference"}

    def plans(self, number):
        dice = self.dice(self.seed + number)
        company = Company(dice, "plans")
        if dice.chance(60):
            company.templates()
        if dice.chance(30):
            company.policy["plan_tracking"] = dice.one(({"behind": 40}, {"due_soon_hours": 48}, {"due_soon_percent": 80},
                                                        {"warn_after_days": 3}))
        company.plan(3)
        request = {"as_of": moment(dice, date(2025, 6, 2), 14)}
        if dice.chance(20):
            request["period"] = dice.one(("2025-06", "2025-W23"))
        if dice.chance(15):
            request["employees"] = ["e1", "e3"]

        def find(answer, found):
            found.fields(answer, ("summary", "owed"))
            for n, person in enumerate(answer["results"]):
                for m, plan in enumerate(person["plans"]):
                    at = f"/results/{n}/plans/{m}"
                    found.fields(plan, ("state",), at)
                    for k, finding in enumerate(plan.get("findings", [])):
                        found.fields(finding, ("code", "field", "have", "need"), f"{at}/findings/{k}")
                    found.nothing(f"{at}/findings/{len(plan.get('findings', []))}")
                    for k, item in enumerate(plan["items"]):
                        names = ["status", "overdue_days", "risks", "endangers"]
                        if item["status"] not in ("returned", "cancelled"):
                            names += ["progress", "attainment", "expected"]
                        gone = ("risks", "endangers") if item["status"] in ("at_risk", "overdue") else ()
                        found.fields(item, names, f"{at}/items/{k}", gone)
            told = answer.get("notices", [])
            for n, notice in enumerate(told):
                found.fields(notice, ("id", "to"), f"/notices/{n}")
            found.nothing(f"/notices/{len(told)}", f"/results/{len(answer['results'])}")

        return self.written("plans", number, company, request, plans, ["L1", "L2"], find)

    def goals(self, number):
        dice = self.dice(self.seed + 100 + number)
        company = Company(dice, "goals")
        company.plan(2, False)
        names = [f"o{n}" for n in range(3 + dice.below(3))]
        objectives, updates = [], []
        for n, name in enumerate(names):
            objective = {"id": name, "period": dice.one(("2025-Q2", "2025-05", "2025-06", "2025"))}
            if n and dice.chance(70):
                objective["parent"] = dice.one(names[:n])
            measured = dice.one(({"unit_of_measure": "number"}, {"unit_of_measure": "money", "currency": "CNY"},
                                 {"metric": "s"}, {"metric": "p"}, {}))
            objective |= measured
            around = {"s": 40, "p": 5}.get(measured.get("metric"), 100)
            lower = measured.get("metric") == "s"
            if dice.chance(75):
                objective["target"] = around
                if dice.chance(50):
                    objective["from"] = around * (15 if lower else 8) // 10
                    if objective["from"] != around and dice.chance(40):
                        objective["measure"] = "improvement"
            elif dice.chance(60):
                objective["growth"] = dice.one(("10%", "20%", "50%", 25))
                if not lower and dice.chance(40):
                    objective["from"] = around
            if dice.chance(30):
                objective["weight"] = dice.one((2, "0.5", 5))
            if n + 1 < len(names) and dice.chance(35):
                of = [{"objective": m} for m in names[n + 1:n + 3]]
                if dice.chance(50):
                    for driver, share in zip(of, (60, "40%") if len(of) == 2 else (100,)):
                        driver["share"] = share
                objective["drivers"] = {"kind": dice.one(("product", "sum")), "of": of}
            objectives.append(objective)
            for _ in range(dice.below(3)):
                update = {"objective": name, "date": (date(2025, 5, 20) + timedelta(dice.below(60))).isoformat()}
                updates.append(update | ({"actual": around * dice.one((50, 80, 100, 110, 130)) // 100} if dice.chance(65)
                                         else {"percent": dice.one((25, 50, "90%", 100))}))
        company.facts |= {"objectives": objectives} | ({"objective_updates": updates} if updates else {})
        for plan in company.facts["plans"]:
            for item in plan["items"]:
                if dice.chance(75):
                    item["objective"] = dice.one(names)
                    of = next(o for o in objectives if o["id"] == item["objective"])
                    if dice.chance(50):
                        item["contribution"] = dice.one((5, 10, 2))
                    elif "from" in of and dice.chance(70):
                        item["contribution"] = "10%"
        request = {"as_of": dice.one(("2025-05-31", "2025-06-10", "2025-06-30", "2025-07-15"))}

        def find(answer, found):
            found.fields(answer, ("coverage", "distribution"))
            told = answer.get("advice", [])
            for n, advice in enumerate(told):
                found.fields(advice, ("code", "objective"), f"/advice/{n}", ())
            found.nothing(f"/advice/{len(told)}")
            for n, objective in enumerate(answer["objectives"]):
                at = f"/objectives/{n}"
                names = ["actual", "progress", "progress_from", "at_least", "rolled_up", "state", "items", "plans"]
                found.fields(objective, names, at, ("progress", "plans"))
                if cascade := objective.get("cascade"):
                    found.fields(cascade, ("by", "state", "needed", "planned", "gap", "weakest"), f"{at}/cascade")
                    for k, driver in enumerate(cascade["drivers"]):
                        names = ("closes_at", "closes_at_growth", "reached")
                        found.fields(driver, names, f"{at}/cascade/drivers/{k}", ())

        return self.written("goals", number, company, request, goals, ["G1", "G2", "L4"], find)

    def learned(self, company, courses, exams=()):
        dice = company.dice
        for person in company.people:
            for name, kind in [(c, "course") for c in courses] + [(x, "exam") for x in exams]:
                for _ in range(dice.one((0, 0, 1, 1, 2))):
                    record = {"employee": person["id"], kind: name,
                              "date": (date(2025, 3, 20) + timedelta(dice.below(110))).isoformat()}
                    record |= dice.one(({}, {}, {}, {"result": "failed"}, {"result": "in_progress"}, {"mark": 80},
                                        {"mark": 59}))
                    # Of several attempts on one day any may be the last.
                    company.facts.setdefault("achievements", [])
                    if not any(r["date"] == record["date"] for r in company.facts["achievements"]):
                        company.facts["achievements"].append(record)

    def courses(self, company, asks=False):
        dice = company.dice
        courses = []
        for n in range(3):
            course = {"id": f"c{n}"}
            if n and dice.chance(40):
                course["prerequisites"] = [f"c{dice.below(n)}"]
            course |= dice.one(({}, {}, {"valid_months": 2}, {"pass_mark": 60}))
            course |= dice.one(({}, {"improves": ["n"]}, {"improves": ["s", "p"]}, {"areas": ["x"]},
                                {"areas": ["y"], "improves": ["s"]}))
            courses.append(course)
            if not company.policy["scorecards"] and not asks:
                course.pop("improves", None)
                course.pop("areas", None)
        rules = []
        for n in range(1 + dice.below(3)):
            listed = [c["id"] for c in courses if dice.chance(55)] or ["c0"]
            rule = {"id": f"r{n}", "courses": listed}
            if dice.chance(60):
                rule["positions"] = [dice.one("ab")]
            if len(listed) > 1 and dice.chance(50):
                rule["at_least"] = 1 + dice.below(len(listed))
            rules.append(rule | dice.one(({}, {"every": "month"}, {"every": "quarter"}, {"within_days": 60})))
        company.policy |= {"courses": courses, "training": rules}
        self.learned(company, [c["id"] for c in courses], ["x"] if asks else ())
        if dice.chance(40):
            company.facts["required_courses"] = [{"employee": "e0", "course": "c1"} | dice.one(
                ({}, {"due": "2025-06-10"}, {"due": "2025-07-20"}))]

    def training(self, number):
        dice = self.dice(self.seed + 200 + number)
        company = Company(dice, "training")
        self.courses(company, True)
        tests = [{"course": "c0"}, {"course": "c1"}, {"exam": "x"}, {"tenure": "position", "months": 2}]
        drawn = lambda: [t for t in tests if dice.chance(60)] or tests[:1]
        actions = [{"id": "act0", "requires": {"all": drawn()}},
                   {"id": "act1", "requires": {dice.one(("any", "all")): drawn()}, "positions": ["a"]}]
        company.policy |= {"exams": [{"id": "x", "pass_mark": 60}], "actions": actions,
                           "moves": [{"id": "up", "from": "a", "to": "b", "requires": {"all": drawn()}}]}
        ratio = {"kind": "ratio"}
        company.scored([{"id": "n", "metric": "n", "weight": 50, "target": 100, "method": ratio},
                        {"id": "s", "metric": "s", "weight": 30, "target": 40, "method": ratio},
                        {"id": "p", "metric": "p", "weight": 20, "target": 5, "method": ratio}])
        company.facts["observations"] = [
            {"metric": m, "employee": person["id"], "period": period,
             "value": around * dice.one((50, 80, 90, 100, 110, 125)) // 100}
            for person in company.people for period in ("2025-05", "2025-06")
            for m, around in (("n", 100), ("s", 40), ("p", 100))]
        for record in company.facts["observations"]:
            if record["metric"] == "p":
                record["value"] = {"part": record["value"], "whole": 2000}
        if dice.chance(60):
            company.plan(1, False)
            for item in company.facts["plans"][0]["items"]:
                item["area"] = dice.one("xyz")
                item["due"] = dice.one(("2025-05-20", "2025-06-05", "2025-06-20"))
        request = {"as_of": dice.one(("2025-06-30", "2025-06-25", "2025-07-10"))}

        def find(answer, found):
            found.fields(answer, ("period",))
            for n, person in enumerate(answer["results"]):
                at = f"/results/{n}"
                found.fields(person, ("required", "done", "open", "state", "completion"), at)
                for k, wanted in enumerate(person.get("requirements", [])):
                    found.fields(wanted, ("need", "done", "state", "due"), f"{at}/requirements/{k}")
                    for j, course in enumerate(wanted["courses"]):
                        found.fields(course, ("waits_for",), f"{at}/requirements/{k}/courses/{j}", ())
                for k, gate in enumerate(person.get("gates", [])):
                    names = ("id", "state") + (("missing",) if gate["state"] == "closed" else ())
                    found.fields(gate, names, f"{at}/gates/{k}")
                for k, need in enumerate(person.get("needs", [])):
                    names = ("course", "points", "points_exact", "items", "required")
                    found.fields(need, names, f"{at}/needs/{k}")
                found.nothing(*(f"{at}/{name}/{len(person.get(name, []))}" for name in ("requirements", "gates", "needs")))
            found.fields({f"needs/{k}": need for k, need in enumerate(answer.get("needs", []))},
                         [f"needs/{k}" for k in range(len(answer.get("needs", [])) + 1)])

        return self.written("training", number, company, request, training, ["T1", "T2", "T3", "T4"], find)

    def may(self, number):
        dice = self.dice(self.seed + 300 + number)
        company = Company(dice, "may")
        unit = dice.one(({"unit": "money", "currency": "CNY"}, {"unit": "percent"}, {"unit": "count"}))
        limits = lambda: dice.one(({}, {"at_most": 10}, {"at_most": 20}, {"within": 5}, {"at_least": 10},
                                   {"at_least": 5, "at_most": 15}))
        action = {"id": "act"} | unit
        if dice.chance(40):
            action["requires"] = {dice.one(("all", "any")): [{"course": "c0"}, {"tenure": "position", "days": 60}]}
        if dice.chance(10):
            action["needs_authority"] = False
        for position in company.policy["positions"]:
            if dice.chance(70):
                position["authority"] = [{"action": "act"} | limits()]
        company.policy |= {"actions": [action], "courses": [{"id": "c0"}]}
        self.learned(company, ["c0"])
        request = {"as_of": "2025-06-15", "employee": "e0", "action": "act",
                   "amount": dice.one((5, 10, 15, 20, 21, -5, -6, "9.99"))}
        find = lambda answer, found: found.fields(answer, ("decision", "reasons", "to", "position", "amount"))
        return self.written("may", number, company, request, may, ["J2", "T3"], find)

    def score(self, number):
        dice = self.dice(self.seed + 400 + number)
        company = Company(dice, "score")
        company.policy["metrics"] = METRICS[:2] + PLANNED
        if dice.chance(60):
            company.templates()
        self.courses(company)
        company.plan(3, False)
        lines = [{"id": m["id"], "metric": m["id"], "weight": 25, "target": 1 if m["unit"] == "ratio" else 100,
                  "method": {"kind": "ratio"}, "on_missing": dice.one(("unknown", "zero", "redistribute"))} for m in PLANNED]
        company.scored(lines)
        if dice.chance(30):
            held = company.people[0]["positions"]
            held[0]["to"] = "2025-06-11"
            held.append({"position": "b" if held[0]["position"] != "b" else "a", "from": "2025-06-12"})
        request = {"period": "2025-06"}

        def find(answer, found):
            for n, person in enumerate(answer["results"]):
                found.fields(person, ("state", "total"), f"/results/{n}")
                for k, position in enumerate(person.get("positions", [])):
                    for j, line in enumerate(position["lines"]):
                        found.fields(line, ("state", "actual", "score"), f"/results/{n}/positions/{k}/lines/{j}")

        return self.written("planned", number, company, request, score, ["L3", "T2"], find)


def cases(seed, dice):
    made = Cases(seed, dice)
    counts = ((made.plans, 32), (made.goals, 23), (made.training, 18), (made.may, 42), (made.score, 16))
    return [write(n) for write, count in counts for n in range(count)]
