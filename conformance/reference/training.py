"""An independent reference of `training`, and of the figures of training in scores, written from docs/planning.md
alone. Gates are judged by the reference of conditions."""

import re
from datetime import datetime, time, timedelta, timezone
from fractions import Fraction as F

from career import ACHIEVED, Asked, over
from evaluate import Position, held_in
from plans import Book
from promotion import Decision, in_force_on, tests_in
from values import day, previous, put, span_of

GATES = {True: "open", False: "closed", None: "unknown"}
STATES = ("overdue", "open", "complete")


class Record:
    """Someone's courses on a day."""

    def __init__(self, policy, facts, employee, as_of):
        self.policy, self.facts, self.employee, self.as_of = policy, facts, employee, as_of
        self.courses = {c["id"]: c for c in policy.get("courses", [])}

    def of(self, course):
        """Every record of a course with whether it was passed, and the last day on which it is valid."""
        rule = self.courses[course]
        for record in self.facts.get("achievements", []):
            mine = record["employee"] == self.employee["id"] and day(record["date"]) <= self.as_of
            if record.get("course") != course or not mine:
                continue
            passed = record.get("result", "passed") == "passed" and not (
                "pass_mark" in rule and "mark" in record and F(record["mark"]) < F(rule["pass_mark"]))
            done = day(record["date"])
            until = day(record["expires"]) if "expires" in record else \
                over(done, int(rule["valid_months"])) if "valid_months" in rule else None
            yield record, passed, until

    def is_done(self, course, since=None):
        """Done and valid; where it has to be done in a period, done since that began."""
        return any(passed and (day(r["date"]) >= since if since else until is None or until >= self.as_of)
                   for r, passed, until in self.of(course))

    def shown(self, course, since=None):
        records = list(self.of(course))
        out = {"course": course, "state": "open"}
        if self.is_done(course, since):
            out["state"] = "done"
        elif any(passed and until and until < self.as_of for _, passed, until in records):
            out["state"] = "expired"
        elif records:
            last = max(records, key=lambda r: day(r[0]["date"]))[0]
            out["state"] = last.get("result", "open").replace("passed", "open")
        waits = [c for c in self.courses[course].get("prerequisites", []) if not self.is_done(c)]
        return out | ({"waits_for": waits} if waits and out["state"] != "done" else {})


class Requirement:
    """What is required of someone: so many of some courses by a day."""

    def __init__(self, record, courses, need, since=None, due=None, name=None, period=None):
        self.courses, self.need, self.due, self.name, self.period = courses, need, due, name, period
        self.listed = [record.shown(course, since) for course in courses]
        self.done = min(need, sum(c["state"] == "done" for c in self.listed))
        late = due is not None and due <= record.as_of
        self.state = "complete" if self.done == need else "overdue" if late else "open"

    def shown(self):
        out = {"need": self.need, "done": self.done, "state": self.state, "courses": self.listed}
        out |= {"requirement": self.name} if self.name else {}
        out |= {"period": self.period} if self.period else {}
        return out | ({"due": self.due.isoformat()} if self.due else {})


def rules_of(policy, position):
    return [t for t in policy.get("training", []) if not t.get("positions") or position in t["positions"]]


def need_of(rule):
    return int(rule.get("at_least", len(rule["courses"])))


def required(policy, facts, employee, as_of):
    """What is required now, in the order of the policy, then of the facts."""
    asked, record = Asked(policy, facts, employee, as_of), Record(policy, facts, employee, as_of)
    for rule in rules_of(policy, asked.holding["position"]) if asked.holding else []:
        if "every" in rule:
            period = asked.period_of(as_of, rule["every"])
            first, last = span_of(period, policy)
            yield Requirement(record, rule["courses"], need_of(rule), first, last, rule["id"], period)
        else:
            due = asked.start + timedelta(int(rule["within_days"])) if "within_days" in rule else None
            yield Requirement(record, rule["courses"], need_of(rule), None, due, rule["id"])
    for stated in facts.get("required_courses", []):
        if stated["employee"] == employee["id"]:
            due = day(stated["due"]) if "due" in stated else None
            yield Requirement(record, [stated["course"]], 1, None, due)


def measured(worth, rule):
    """What the completion of training is worth in a period: courses done over courses required."""
    policy, facts = worth.policy, worth.facts
    employee = next(e for e in facts["employees"] if e["id"] == worth.employee)
    asked = Asked(policy, facts, employee, worth.last)
    found = []
    for stated in rules_of(policy, asked.holding["position"]) if asked.holding else []:
        if rule.get("requirement", stated["id"]) != stated["id"]:
            continue
        if "every" not in stated:
            record = Record(policy, facts, employee, worth.last)
            due = asked.start + timedelta(int(stated["within_days"])) if "within_days" in stated else None
            if due is None or due <= worth.last:
                found.append(Requirement(record, stated["courses"], need_of(stated)))
            continue
        period = asked.period_of(worth.first, stated["every"])
        while (span := span_of(period, policy))[1] <= worth.last:
            held = asked.held_on(span[1])
            if held and held["position"] == asked.holding["position"]:
                record = Record(policy, facts, employee, span[1])
                found.append(Requirement(record, stated["courses"], need_of(stated), span[0]))
            period = asked.next(period, stated["every"])
    for stated in facts.get("required_courses", []) if "requirement" not in rule else []:
        if stated["employee"] == employee["id"] and "due" in stated and worth.first <= day(stated["due"]) <= worth.last:
            found.append(Requirement(Record(policy, facts, employee, worth.last), [stated["course"]], 1))
    need = sum(r.need for r in found)
    return ("value", F(sum(r.done for r in found), need)) if need else ("not_applicable", None)


def gates(policy, asked):
    position = asked.holding["position"] if asked.holding else None
    for action in policy.get("actions", []):
        if "requires" in action and position and (not action.get("positions") or position in action["positions"]):
            yield "action", action
    for move in policy.get("moves", []):
        if move["from"] == position and any({"course", "exam"} & set(t) for _, t, _ in tests_in(move["requires"])):
            yield "move", move


def gate(kind, stated, asked):
    decision = Decision(stated["requires"], asked)
    out = {"kind": kind, "id": stated["id"], "state": GATES[decision.state]}
    out["condition"] = decision.shown(stated["requires"])
    missing = [next(t[k] for k in ACHIEVED if k in t) for _, t, _ in tests_in(stated["requires"])
               if {"course", "exam"} & set(t) and asked.test(t).state is False]
    if missing and decision.state is not True:
        out["missing"] = list(dict.fromkeys(missing))
    return out


def read_by(policy, metric):
    """A metric and those that it is computed from."""
    metrics = {m["id"]: m for m in policy["metrics"]}
    found = [metric]
    for name in found:
        stated = metrics[name]
        below = re.findall(r"[^\W\d]\w*", stated.get("formula", "")) + [stated.get("growth", {}).get("of")]
        found += [n for n in below if n in metrics and n not in found]
    return found


def weak_lines(policy, facts, employee, period):
    held = list(held_in(employee, *span_of(period, policy)))
    scored = {p["id"] for p in policy["positions"] if "scorecard" in p}
    for one in held:
        if one[0]["position"] not in scored:
            continue
        position = Position(policy, facts, employee, one, [h[0] for h in held], period, 1)
        for source, shown in zip(position.lines, position.shown()["lines"]):
            if shown.get("met") is False and "applied" in source:
                lost = max(F(0), source["applied"] - source.get("contribution", F(0)))
                yield {"metric": shown["metric"], "line": shown["line"], "lost": lost}


def weak_items(policy, facts, employee, period, as_of):
    first, last = span_of(period, policy)
    end = datetime.combine(as_of, time(23, 59, 59), timezone.utc)
    for item in Book(policy, facts).stand(end).items:
        if item.plan.owner["id"] == employee["id"] and first <= item.day <= last and (
                item.status in ("overdue", "done_late", "returned")
                or item.status != "cancelled" and item.attainment is not None and item.attainment < 1):
            yield item


def needs(policy, facts, employee, period, as_of):
    record = Record(policy, facts, employee, as_of)
    lines = list(weak_lines(policy, facts, employee, period))
    items = list(weak_items(policy, facts, employee, period, as_of))
    now = {c for r in required(policy, facts, employee, as_of) for c in r.courses}
    found = []
    for course in policy.get("courses", []):
        improves, areas = course.get("improves", []), course.get("areas", [])
        helps = lambda metric: any(m in improves for m in read_by(policy, metric))
        because = [w for w in lines if helps(w["metric"])]
        behind = [i for i in items if i.stated.get("area") in areas
                  or "metric" in i.stated.get("goal", {}) and helps(i.stated["goal"]["metric"])]
        if (because or behind) and not record.is_done(course["id"]):
            points = sum((w["lost"] for w in because), F(0))
            found.append((points, len(behind), course["id"], because))
    found.sort(key=lambda n: (-n[0], -n[1]))
    for points, count, course, because in found:
        out = {"course": course, "points_exactly": points, "items": count}
        put(out, "points", points)
        if course in now:
            out["required"] = True
        if because:
            out["because"] = [{"metric": w["metric"], "line": w["line"]} for w in because]
            for entry, w in zip(out["because"], because):
                put(entry, "points", w["lost"])
        yield out


def base_period(policy, as_of):
    """The last base period that ended on or before a day."""
    every = policy.get("appraisal_period", {}).get("every", "month")
    asked = Asked(policy, {}, {"id": "", "positions": []}, as_of)
    running = asked.period_of(as_of, every)
    return running if span_of(running, policy)[1] == as_of else previous(running)


def training(policy, facts, request):
    as_of = day(request["as_of"])
    version = in_force_on(policy, request)
    period = request.get("period") or base_period(version, as_of)
    out = {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]},
           "as_of": request["as_of"], "period": period, "results": []}
    total = {}
    for employee in facts.get("employees", []):
        if employee["id"] not in request.get("employees", [employee["id"]]):
            continue
        asked = Asked(version, facts, employee, as_of)
        wanted = list(required(version, facts, employee, as_of))
        need, done = sum(r.need for r in wanted), sum(r.done for r in wanted)
        entry = {"employee": employee["id"], "required": need, "done": done, "open": need - done}
        if asked.holding:
            entry["position"] = asked.holding["position"]
        if need:
            put(entry, "completion", F(done, need))
        entry["state"] = min((r.state for r in wanted), key=STATES.index, default="nothing_required")
        short = list(needs(version, facts, employee, period, as_of))
        lists = {"requirements": [r.shown() for r in wanted], "needs": short,
                 "gates": [gate(kind, stated, asked) for kind, stated in gates(version, asked)]}
        out["results"].append(entry | {key: value for key, value in lists.items() if value})
        for need in short:
            sums = total.setdefault(need["course"], [F(0), 0, []])
            sums[0] += need.pop("points_exactly")
            sums[1] += need["items"]
            sums[2].append(employee["id"])
    order = [c["id"] for c in version.get("courses", [])]
    ranked = sorted(total.items(), key=lambda t: (-t[1][0], -t[1][1], order.index(t[0])))
    if ranked:
        out["needs"] = [{"course": course, "items": items, "employees": people, "count": len(people)}
                        for course, (_, items, people) in ranked]
        for entry, (_, (points, _, _)) in zip(out["needs"], ranked):
            put(entry, "points", points)
    return out | {"problems": []}
