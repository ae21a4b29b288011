"""Months of single people for `attrition`: who was at risk, what was known of them before, and whether they left. Month by
month and person by person, each number looked up anew."""

from fractions import Fraction as F

from evaluate import Position, held_in
from facts import Worth
from values import ONE_DAY, day, days_between, month_start, span
from workforce import spells

CATEGORIES = ("position", "unit")
GROWING = ("tenure", "position_tenure")


def index(when):
    return when.year * 12 + when.month - 1


def first_of(month):
    return month_start(month // 12, month % 12 + 1, 1)


def last_of(month):
    return first_of(month + 1) - ONE_DAY


def named(month):
    return f"{month // 12}-{month % 12 + 1:02d}"


def asked_way(leaving, ended):
    """Whether an end counts as the leaving that is asked; without a statement it is by the employee."""
    return leaving == "any" or (ended or "voluntary") == leaving


class Row:
    def __init__(self, who, spell, month, left, otherwise):
        self.who, self.spell, self.month, self.left, self.otherwise = who, spell, month, left, otherwise
        self.cells = {}


class Panel:
    def __init__(self, policy, facts, as_of, window, leaving):
        self.policy, self.facts, self.as_of, self.leaving = policy, facts, as_of, leaving
        self.people = [(employee, spells(employee)) for employee in facts.get("employees", [])]
        self.next = index(as_of) + ((as_of + ONE_DAY).month != as_of.month)
        months = list(range(self.next - window, self.next))
        while months and not self.at_risk(months[0]):
            del months[0]
        self.months, self.kept, self.rows = months, {}, []
        for employee, own in self.people:
            for month in months:
                for spell in own:
                    if spell.first <= first_of(month) <= spell.last:
                        gone = spell.last <= last_of(month)
                        asked = gone and asked_way(leaving, spell.ended)
                        self.rows.append(Row(employee, spell, month, asked, gone and not asked))

    def at_risk(self, month):
        """Everybody with the company on the first day of a month."""
        return [(e, s) for e, own in self.people for s in own if s.first <= first_of(month) <= s.last]

    def once(self, key, make):
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    # What was known before a month.

    def value(self, driver, employee, spell, month, ahead=0):
        """A driver's number for a month, or the id of a position or unit; None where it is not known."""
        kind, view = driver["source"]["kind"], driver.get("view", "last")
        begin = max(first_of(month), spell.first)
        held = spell.holding(begin)
        if kind == "tenure":
            return F(max(0, month - index(spell.first)) + ahead)
        if kind == "position_tenure":
            return F(max(0, month - index(self.taken_up(spell, begin))) + ahead)
        if kind in CATEGORIES:
            return held.get(kind)
        if kind == "pay_position":
            return self.pay_position(employee, held, month)
        if kind == "achievements":
            mine = (a for a in self.facts.get("achievements", []) if a["employee"] == employee["id"])
            inside = lambda a: first_of(month - 12) <= day(a["date"]) < first_of(month)
            return F(sum(inside(a) and a.get("result", "passed") == "passed" for a in mine))
        if kind == "team_leavers":
            return self.team_leavers(employee, held, month)
        past = lambda back: self.once((id(employee), month - back, str(driver["source"])),
                                      lambda: self.monthly(driver["source"], employee, month - back))
        return seen_as(view, past)

    def taken_up(self, spell, when):
        """Since when the position of a day is held without another between."""
        since = None
        for first, _, holding in spell.held:
            if first <= when:
                same = since is not None and holding["position"] == before
                since, before = since if same else first, holding["position"]
        return since

    def monthly(self, source, employee, month):
        """The value of one month that is over."""
        name, last = named(month), last_of(month)
        if source["kind"] == "metric":
            held = [h for h, _, _ in held_in(employee, first_of(month), last)]
            # Whatever was held: nothing is attributed to one of several positions.
            return Worth(self.policy, self.facts, employee["id"], held[-1] if held else {}, [], name).of(source["metric"])[1]
        if source["kind"] == "score":
            return self.total(employee, month)
        records = []
        for record in self.facts.get("attendance", []):
            begin, end = span(record["period"])
            if record["employee"] == employee["id"] and first_of(month) <= end <= last:
                # Weeks count in the month of their last day; longer periods have no month.
                if begin >= first_of(month) or (end - begin).days == 6:
                    records.append(record)
        if source["kind"] == "overtime":
            return sum(F(r.get("overtime_hours", 0)) for r in records) if records else None
        due = sum(F(r["days_due"]) for r in records)
        return sum(F(r.get("days_absent", 0)) for r in records) / due if due else None

    def total(self, employee, month):
        """The total on the card of the position that is held at the month's end."""
        last = last_of(month)
        own = next(own for e, own in self.people if e is employee)
        # The days of a short break are of the position before it.
        at_end = next((spell.holding(last)["position"] for spell in own if spell.first <= last <= spell.last), None)
        scored = {p["id"] for p in self.policy["positions"] if "scorecard" in p}
        held = list(held_in(employee, first_of(month), last))
        if held and at_end in scored and held[-1][0]["position"] == at_end and days_between(*held[-1][1:], self.policy):
            return Position(self.policy, self.facts, employee, held[-1], [h for h, _, _ in held], named(month), 1).total
        return None

    def pay(self, employee, when):
        """Base and currency in force on a day."""
        mine = [p for p in self.facts.get("pay", []) if p["employee"] == employee["id"] and day(p["from"]) <= when]
        found = max(mine, key=lambda p: p["from"], default={})
        return (F(found["base"]), found["currency"]) if "base" in found else (None, None)

    def pay_position(self, employee, held, month):
        begin = first_of(month)
        own, currency = self.pay(employee, begin)
        if own is None:
            return None
        alike = []
        for other, spell in self.at_risk(month):
            base, paid_in = self.pay(other, begin)
            if spell.holding(begin)["position"] == held["position"] and paid_in == currency:
                alike.append(base)
        alike.sort()
        middle = len(alike) // 2
        median = (alike[middle] + alike[-middle - 1]) / 2 if len(alike) >= 3 else None
        return own / median if median else None

    def team_leavers(self, employee, held, month):
        by = "unit" if any("unit" in h for e, _ in self.people for h in e["positions"]) else "position"
        if by not in held:
            return None
        others, gone = set(), set()
        for back in (1, 2, 3):
            for other, spell in self.once(("at risk", month - back), lambda: self.at_risk(month - back)):
                there = spell.holding(first_of(month - back))
                if other is not employee and there.get(by) == held[by]:
                    others.add(other["id"])
                    gone |= {other["id"]} if spell.last <= last_of(month - back) else set()
        return F(len(gone), len(others)) if others else None

    # How old all of it is.

    def is_old(self):
        """Whether the last record lies more than three months before the last that is over; twelve, where nothing is recorded
        by quarters or less."""
        spans = [span(r["period"]) for name in ("observations", "ratings", "attendance") for r in self.facts.get(name, [])]
        spans = [(begin, end) for begin, end in spans if end <= self.as_of]
        days = [end for _, end in spans]
        days += [day(p["from"]) for p in self.facts.get("pay", [])]
        days += [day(a["date"]) for a in self.facts.get("achievements", [])]
        for employee, _ in self.people:
            for held in employee["positions"]:
                days += [day(held[key]) for key in ("from", "to") if key in held]
        days = [when for when in days if when <= self.as_of]
        months = 3 if any((end - begin).days < 92 for begin, end in spans) else 12
        return bool(days) and self.next - 1 - index(max(days)) > months

    # Now.

    def today(self):
        """Everybody who is with the company on the day after, or is to come: employee, employment, whether it is to come."""
        tomorrow = self.as_of + ONE_DAY
        for employee, own in self.people:
            here = [s for s in own if s.first <= tomorrow <= s.last]
            later = [s for s in own if s.first > tomorrow]
            if here or later:
                yield employee, (here or later)[0], not here


def seen_as(view, past):
    """A view of the months before; `past(1)` is the last one."""
    if view == "last":
        return past(1)
    if view == "mean3":
        known = [v for v in map(past, (1, 2, 3)) if v is not None]
        return F(sum(known), len(known)) if known else None
    if view == "slope":
        known = [(-back, past(back)) for back in range(6, 0, -1) if past(back) is not None]
        if len(known) < 3:
            return None
        mean_x, mean_y = (F(sum(part), len(known)) for part in zip(*known))
        return sum((x - mean_x) * (y - mean_y) for x, y in known) / sum((x - mean_x) ** 2 for x, _ in known)
    return next((F(back) for back in range(1, 25) if (past(back) or 0) > 0), None)
