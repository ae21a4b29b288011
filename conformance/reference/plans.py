"""An independent reference of `plans`, and of the figures of plans in scores, written from docs/planning.md alone."""

import re
from datetime import datetime, timedelta
from fractions import Fraction as F

from career import clamp01, last_day
from promotion import in_force_on
from values import ONE_DAY, day, number, percentage, put, span

MOST_LISTED, MOST_MANAGERS = 64, 20
WAITING = ("on_time", "at_risk", "overdue")
COUNTED = ("done", "done_late", *WAITING, "cancelled", "returned")
TRACKING = {"behind": 20, "due_soon_hours": 24, "due_soon_percent": 100, "warn_after_days": 1}


def moment(text):
    """A moment in its own offset; parts of a second do not count."""
    return datetime.fromisoformat(text.replace("Z", "+00:00")).replace(microsecond=0)


def written(when):
    return when.isoformat().replace("+00:00", "Z")


def midnight(when, like):
    return datetime(when.year, when.month, when.day, tzinfo=like.tzinfo)


def is_by(when, until):
    """Whether a moment is seen: up to a moment, or up to the end of a day in the moment's own offset."""
    return when <= until if isinstance(until, datetime) else when.date() <= until


def holding_on(employee, when):
    return next((h for h in employee["positions"] if day(h["from"]) <= when <= last_day(h)), None)


def attained(measure, lower, base, target, actual):
    """How much of a goal is reached."""
    if measure == "improvement":
        return clamp01((actual - base) / (target - base))
    if lower:
        return F(1) if actual <= 0 else clamp01(target / actual)
    return clamp01(actual / target)


class Item:
    """An item of a plan, with what became of it as of a moment."""

    def __init__(self, book, plan, stated, order):
        self.book, self.plan, self.stated, self.order, self.id = book, plan, stated, order, stated["id"]
        due = stated.get("due")
        self.is_day = due is None or len(due) == 10
        self.due = day(due) if due and self.is_day else moment(due) if due else plan.last
        self.day = self.due if self.is_day else self.due.date()
        self.weight = F(stated.get("weight", 1))
        self.before, self.after = [], []
        self.status, self.risks = None, []

    def deadline(self, like):
        """When it is over: the end of the day in the offset of another moment, or the moment."""
        return midnight(self.due + ONE_DAY, like) if self.is_day else self.due

    def due_text(self):
        return self.due.isoformat() if self.is_day else written(self.due)

    def follow(self, until):
        """State, progress and attainment at the end of a second, or of a day."""
        updates = [dict(u, at=moment(u["at"])) for u in self.book.updates.get(self.id, [])]
        stated = {key: self.stated[key] for key in ("result",) if key in self.stated}
        if "done" in self.stated:
            updates.append(dict(stated, at=moment(self.stated["done"]), state="done"))
        seen = [stated] + sorted((u for u in updates if is_by(u["at"], until)), key=lambda u: u["at"])
        self.state, self.done, self.blocker = "open", None, None
        for update in seen:
            if "at" in update:
                over = self.state if self.state in ("done", "cancelled") else "open"
                self.state = update.get("state", over)
                self.done = (self.done or update["at"]) if self.state == "done" else None
                self.blocker = update.get("blocker", {}) if self.state == "blocked" else None
        if "done" in self.stated:
            seen = seen[1:]
        self.percents = [percentage(u["percent"]) / 100 for u in seen if "percent" in u]
        self.progress = F(1) if self.done else self.percents[-1] if self.percents else None
        results = [u["result"] for u in seen if "result" in u]
        self.attainment = self.attain(results[-1]) if results and "goal" in self.stated else None

    def attain(self, result):
        goal = self.stated["goal"]
        metric = self.book.metrics.get(goal.get("metric"), {})
        unit = metric.get("unit", goal.get("unit"))
        lower = goal.get("direction", metric.get("direction")) == "lower"
        base = number(goal["from"], unit) if "from" in goal else None
        return attained(goal.get("measure", "ratio"), lower, base, number(goal["to"], unit), number(result, unit))

    def is_in_time(self):
        return self.done.date() <= self.due if self.is_day else self.done <= self.due

    def overdue_days(self, now):
        return (now.date() - self.due).days if self.is_day else (now.astimezone(self.due.tzinfo).date() - self.day).days

    def later_than(self, other, now):
        if self.is_day and other.is_day:
            return self.due > other.due
        return self.deadline(now) > other.deadline(now)

    def stand(self, now):
        """Where it stands; the items before it are settled."""
        if self.plan.is_returned:
            self.status = "returned"
        elif self.state == "cancelled":
            self.status = "cancelled"
        elif self.done:
            self.status = "done" if self.is_in_time() else "done_late"
        elif (self.overdue_days(now) > 0) if self.is_day else now > self.due:
            self.status = "overdue"
        else:
            self.risks = list(self.why_at_risk(now))
            self.status = "at_risk" if self.risks else "on_time"

    def why_at_risk(self, now):
        if self.blocker is not None:
            yield {"code": "blocked"} | {to: self.blocker[key] for to, key in (("note", "text"), ("by", "by"))
                                         if key in self.blocker}
        for other in self.before:
            if other.status in ("overdue", "at_risk") or other.status == "on_time" and other.later_than(self, now):
                yield {"code": "depends_on", "item": other.id, "status": other.status}
        progress, rules = self.progress or F(0), self.book.tracking
        deadline = self.deadline(now)
        start = midnight(self.plan.first, deadline)
        whole = (deadline - start) // timedelta(seconds=1)
        past = (now - start) // timedelta(seconds=1)
        self.expected = clamp01(F(past, whole)) if whole > 0 else F(0)
        if self.expected - progress > F(rules["behind"]) / 100:
            yield {"code": "behind"}
        left = deadline - now
        if left <= timedelta(hours=int(rules["due_soon_hours"])) and progress < F(rules["due_soon_percent"]) / 100:
            yield {"code": "due_soon"}

    def waiting(self):
        """Items that wait for it, by distance, then in the order of the facts."""
        found, near = [], [self]
        while near:
            near = sorted({n.order: n for item in near for n in item.after
                           if n.status in WAITING and n not in found and n is not self}.values(), key=lambda n: n.order)
            found += near
        return found

    def endangers(self):
        waiting = self.waiting()
        listed = waiting[:MOST_LISTED]
        names = {i.stated["milestone"] for i in [self, *listed] if "milestone" in i.stated}
        milestones = sorted((m["date"], m["id"]) for m in self.book.facts.get("milestones", []) if m["id"] in names)
        out = {}
        if listed:
            out["items"] = [{"item": i.id, "employee": i.plan.owner["id"]} for i in listed]
        if milestones:
            out["milestones"] = [{"milestone": name, "date": when} for when, name in milestones]
        if len(waiting) > MOST_LISTED:
            out["more"] = True
        return out

    def shown(self):
        out = {"item": self.id, "status": self.status}
        if self.status == "returned":
            return out
        for name in ("progress", "attainment"):
            if getattr(self, name) is not None:
                put(out, name, getattr(self, name))
        if self.status in ("on_time", "at_risk"):
            put(out, "expected", self.expected)
        if "due" in self.stated:
            out["due"] = self.due_text()
        if self.done:
            out["done"] = written(self.done)
        if self.status == "overdue":
            out["overdue_days"] = self.overdue_days(self.book.now)
        if self.risks:
            out["risks"] = self.risks
        if self.status in ("at_risk", "overdue") and self.endangers():
            out["endangers"] = self.endangers()
        return out


class Plan:
    """A plan, accepted or returned."""

    def __init__(self, book, stated, place):
        self.stated, self.id, self.place = stated, stated["id"], place
        self.owner = book.people[stated["employee"]]
        self.first, self.last = span(stated["period"])
        here = [h for h in self.owner["positions"] if day(h["from"]) <= self.last and self.first <= last_day(h)]
        held = min(here, key=lambda h: h["from"], default=None)
        self.template = next((t for t in book.policy.get("plan_templates", []) if t["id"] == stated.get("template")
                              or "template" not in stated and held and held["position"] in t["positions"]
                              and t.get("every") in (None, length_of(stated["period"]))), None)
        self.findings = list(self.wrong())
        self.is_returned = bool(self.findings)

    def wrong(self):
        at = f"/plans/{self.place}"
        items = self.stated["items"]
        if not self.template:
            return
        need = int(self.template.get("min_items", 1))
        if len(items) < need:
            yield {"code": "too_few_items", "have": len(items), "need": need}
        for n, item in enumerate(items):
            told = {"item": item["id"]}
            if not item["text"].strip():
                yield {"code": "text_empty", "pointer": f"{at}/items/{n}", "field": "text"} | told
            for m, action in enumerate(item.get("actions", [])):
                if not action["text"].strip():
                    yield {"code": "text_empty", "pointer": f"{at}/items/{n}/actions/{m}", "field": "actions"} | told
            for rule in self.template["requires"]:
                if finding := self.lacks(item, rule["field"], int(rule.get("min", 1))):
                    yield finding | {"pointer": f"{at}/items/{n}", "field": rule["field"]} | told

    def lacks(self, item, field, need):
        actions = item.get("actions", [])
        others = lambda names: {name for name in names if name != self.owner["id"]}
        with_others = [a for a in actions if others(a.get("with", []))]
        due = item.get("due")
        if field == "due_time" and due and len(due) == 10:
            return {"code": "no_time"}
        have = {
            "goal": "goal" in item, "goal_from": "from" in item.get("goal", {}), "due": due is not None,
            "due_time": due is not None, "outcome": "outcome" in item, "objective": "objective" in item,
        }.get(field)
        if have is not None:
            return None if have else {"code": "field_missing"}
        have = {
            "actions": len(actions), "action_people": len(with_others), "related": len(item.get("related", [])),
            "action_due": sum("due" in a for a in actions),
            "people": len(others([*item.get("people", []), *(w for a in actions for w in a.get("with", []))])),
        }[field]
        if have == 0:
            return {"code": "field_missing"}
        return {"code": "too_few", "have": have, "need": need} if have < need else None

    def shown(self, items):
        out = {"plan": self.id, "period": self.stated["period"], "state": "returned" if self.is_returned else "accepted"}
        if self.template:
            out["template"] = self.template["id"]
        if self.findings:
            out["findings"] = self.findings
        if items:
            out["items"] = [item.shown() for item in items]
        return out


class Book:
    """All plans of the facts."""

    def __init__(self, policy, facts):
        self.policy, self.facts = policy, facts
        self.people = {e["id"]: e for e in facts.get("employees", [])}
        self.metrics = {m["id"]: m for m in policy["metrics"]}
        self.tracking = TRACKING | policy.get("plan_tracking", {})
        self.updates = {}
        for update in facts.get("plan_updates", []):
            self.updates.setdefault(update["item"], []).append(update)
        self.plans = [Plan(self, stated, n) for n, stated in enumerate(facts.get("plans", []))]
        self.items = []
        for plan in self.plans:
            plan.items = [Item(self, plan, stated, (plan.place, n)) for n, stated in enumerate(plan.stated["items"])]
            self.items += plan.items
        by_id = {item.id: item for item in self.items}
        for item in self.items:
            item.before = [by_id[name] for name in item.stated.get("depends_on", [])]
            for other in item.before:
                other.after.append(item)

    def follow(self, until):
        for item in self.items:
            item.follow(until)
        return self

    def stand(self, now):
        """Settles every item, those first on which others depend."""
        self.follow(now).now = now
        settled = set()
        while len(settled) < len(self.items):
            for item in self.items:
                if item.id not in settled and all(other.id in settled for other in item.before):
                    item.stand(now)
                    settled.add(item.id)
        return self

    def holders(self, position, when, unit, but):
        """Who holds a position on a day: those of the unit, else of the nearest unit above, else all."""
        units = {u["id"]: u for u in self.policy.get("units", [])}
        held = [(e["id"], h) for e in self.people.values() if e["id"] != but
                and (h := holding_on(e, when)) and h["position"] == position]
        while unit is not None:
            if near := [who for who, h in held if h.get("unit") == unit]:
                return near
            unit = units.get(unit, {}).get("parent")
        return [who for who, _ in held]

    def managers(self, employee, when, held_last=None):
        """Whom an employee reports to on a day; of one who holds nothing, as of the holding given."""
        if employee.get("manager") in self.people and employee["manager"] != employee["id"]:
            return [employee["manager"]]
        positions = {p["id"]: p for p in self.policy["positions"]}
        held = holding_on(employee, when) or held_last
        above = positions[held["position"]].get("reports_to") if held else None
        while above is not None:
            if found := self.holders(above, when, held.get("unit"), employee["id"]):
                return found[:MOST_MANAGERS]
            above = positions[above].get("reports_to")
        return []


def notices_of(book, item):
    def told(kind, code, to):
        out = {"id": f"{kind}/{code}/{item.due_text()}/{item.id}", "kind": kind, "code": code,
               "employee": item.plan.owner["id"], "plan": item.plan.id, "item": item.id}
        if to:
            out["to"] = to
        if "due" in item.stated:
            out["due"] = item.due_text()
        if item.status == "overdue":
            out["overdue_days"] = item.overdue_days(book.now)
        if kind == "warning" and item.endangers():
            out["endangers"] = item.endangers()
        return out

    own, managers = [item.plan.owner["id"]], book.managers(item.plan.owner, book.now.date())
    codes = [risk["code"] for risk in item.risks]
    if item.status == "overdue":
        yield told("reminder", "overdue", own)
    if "due_soon" in codes:
        yield told("reminder", "due_soon", own)
    if item.status == "overdue" and item.overdue_days(book.now) >= int(book.tracking["warn_after_days"]):
        yield told("warning", "overdue", managers)
    if "blocked" in codes:
        yield told("warning", "blocked", managers)
    elif {"behind", "depends_on"} & set(codes):
        yield told("warning", "at_risk", managers)
    held_up = sorted((i for i in item.after if i.status in WAITING), key=lambda i: i.order)
    others = list(dict.fromkeys(i.plan.owner["id"] for i in held_up if i.plan.owner is not item.plan.owner))
    if others:
        yield told("reminder", "waits", others)


def summary(plans):
    items = [item for plan in plans for item in plan.items]
    out = {"items": len(items)} | {word: sum(i.status == word for i in items) for word in COUNTED}
    if out["items"] > out["cancelled"]:
        put(out, "completion", F(out["done"] + out["done_late"], out["items"] - out["cancelled"]))
    return out


def length_of(period):
    return next(word for form, word in ((r"\d{4}-W\d\d", "week"), (r"\d{4}-\d\d", "month"), (r"\d{4}-Q\d", "quarter"),
                                        (r"\d{4}-H\d", "half"), (r"\d{4}", "year")) if re.fullmatch(form, period))


def owed(book, people, period):
    for employee in people:
        held = holding_on(employee, span(period)[1])
        template = held and next((t for t in book.policy.get("plan_templates", []) if held["position"] in t["positions"]
                                  and t.get("every") == length_of(period)), None)
        written = any(p.owner is employee and p.stated["period"] == period for p in book.plans)
        if template and not written:
            yield {"employee": employee["id"], "position": held["position"], "template": template["id"], "period": period}


def plans(policy, facts, request):
    now = moment(request["as_of"])
    version = in_force_on(policy, request | {"as_of": now.date().isoformat()})
    book = Book(version, facts).stand(now)
    chosen = [e for e in book.people.values() if e["id"] in request.get("employees", book.people)]
    asked = [p for p in book.plans if p.owner in chosen]
    if "period" in request:
        first, last = span(request["period"])
        asked = [p for p in asked if first <= p.first and p.last <= last]
    detail = request.get("detail", "full")
    out = {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]},
           "summary": summary(asked), "results": []}
    for employee in chosen:
        mine = [p for p in asked if p.owner is employee]
        if not mine:
            continue
        held = holding_on(employee, now.date())
        entry = {"employee": employee["id"], "summary": summary(mine)} | ({"position": held["position"]} if held else {})
        listed = []
        for plan in mine:
            items = [i for i in plan.items if detail == "full" or i.status in ("at_risk", "overdue")]
            if detail == "full" or detail == "attention" and (plan.is_returned or items):
                listed.append(plan.shown(items))
        out["results"].append(entry | ({"plans": listed} if listed else {}))
    told = []
    for plan in asked:
        if plan.is_returned:
            handed_in = f"{written(moment(plan.stated['submitted']))}/" if "submitted" in plan.stated else ""
            told.append({"id": f"reminder/returned/{handed_in}{plan.id}", "kind": "reminder", "code": "returned",
                         "to": [plan.owner["id"]], "employee": plan.owner["id"], "plan": plan.id})
        for item in plan.items:
            if item.status in ("at_risk", "overdue"):
                told += notices_of(book, item)
    missing = list(owed(book, chosen, request["period"])) if "period" in request else []
    out |= {key: value for key, value in (("notices", told), ("owed", missing)) if value}
    return out | {"problems": []}


def measured(worth, rule):
    """What a metric from plans is worth to a holder of a position in a period."""
    book = Book(worth.policy, worth.facts).follow(worth.last)
    held = worth.holding
    # Of someone with several positions in the period, what is due while this one is held.
    own = lambda when: len(worth.holdings) < 2 or day(held["from"]) <= when <= last_day(held)
    mine = [i for i in book.items
            if i.plan.owner["id"] == worth.employee and worth.first <= i.day <= worth.last and own(i.day)
            and rule.get("area", i.stated.get("area")) == i.stated.get("area")
            and ("goal" not in rule or i.stated.get("goal", {}).get("metric") == rule["goal"])]
    mine = [i for i in mine if i.state != "cancelled" or i.plan.is_returned]
    if rule["of"] == "attainment":
        mine = [i for i in mine if "goal" in i.stated]
    if not mine:
        owes = any(held["position"] in t["positions"] and "every" in t for t in worth.policy.get("plan_templates", []))
        return ("missing" if owes else "not_applicable", None)
    if rule["of"] == "attainment":
        reached = [F(0) if i.plan.is_returned else i.attainment for i in mine]
        if None in reached:
            return ("missing", None)
        return ("value", sum(i.weight * a for i, a in zip(mine, reached)) / sum(i.weight for i in mine))
    done = [i for i in mine if i.done and not i.plan.is_returned and (i.is_in_time() or not rule.get("on_time"))]
    return ("value", F(len(done), len(mine)))
