"""An independent reference of `workforce`, written from docs/forecasting.md alone: every figure from single days, nothing
kept between figures."""

from fractions import Fraction as F

from career import last_day, over
from promotion import in_force_on
from values import ONE_DAY, day, put, span_of

ENDED = ("voluntary", "involuntary", "retirement", "other")
LISTED = ("hires", "leavers", "leavers_unknown", "turnover_critical", "internal_mobility")


class Spell:
    """Somebody with the company without a break: holdings, each until the next begins."""

    def __init__(self, employee, holdings):
        self.name = employee["id"]
        self.held = [(day(h["from"]), last_day(h), h) for h in holdings]
        for n, (first, _, h) in enumerate(self.held[:-1]):
            self.held[n] = first, self.held[n + 1][0] - ONE_DAY, h
        self.first, self.last = self.held[0][0], self.held[-1][1]
        self.ended = self.held[-1][2].get("ended")

    def there(self, when):
        """At the end of a day: who ends on it has left."""
        return self.first <= when < self.last

    def holding(self, when):
        return next((h for first, last, h in self.held if first <= when <= last), None)

    def changes(self, first, last):
        for (_, _, old), (when, _, new) in zip(self.held, self.held[1:]):
            if first <= when <= last:
                yield old, new


def is_move(old, new):
    return old["position"] != new["position"] or "unit" in old and "unit" in new and old["unit"] != new["unit"]


def spells(employee):
    held = sorted(employee["positions"], key=lambda h: h["from"])
    found = []
    for h in held:
        if found and (day(h["from"]) - last_day(found[-1][-1])).days - 1 <= 30:
            found[-1].append(h)
        else:
            found.append([h])
    return [Spell(employee, part) for part in found]


class Group:
    def __init__(self, company, name=None, by=None, inside=lambda record: True):
        self.company, self.name, self.by, self.inside = company, name, by, inside
        self.first, self.last = company.first, company.last
        self.days = (self.last - self.first).days + 1
        self.found = []

    def at(self, spell, when):
        h = spell.holding(when)
        return h is not None and self.inside(h)

    def add(self, figure, value, unit, part=None, whole=None, rate=False, who=None):
        if whole is not None and whole == 0 and self.by:
            return
        self.is_empty = self.is_empty and not (value or part or whole and figure != "headcount_average")
        out = {"figure": figure, "unit": unit}
        value = value if whole is None else part / F(whole) if whole else None
        if value is not None:
            put(out, "value", F(value))
        if whole is not None:
            put(out, "part", F(part))
            put(out, "whole", F(whole))
        if rate and value is not None and self.days not in (365, 366):
            put(out, "per_year", value * 365 / self.days)
        if who and figure in LISTED:
            names = [e["id"] for e in self.company.facts.get("employees", [])]
            # As often as counted would be once per person and event; a name stands once.
            out["employees"] = [n for n in names if n in who][:64]
        self.found.append(out)

    def people_days(self, inside):
        total = 0
        for spell in self.company.spells:
            for first, last, h in spell.held:
                if inside(h):
                    total += max(0, (min(last, self.last) - max(first, self.first)).days + 1)
        return total

    def figures(self):
        c, first, last = self.company, self.first, self.last
        before, mine = first - ONE_DAY, c.spells
        critical = lambda record: self.inside(record) and record["position"] in c.critical
        start = [s for s in mine if s.there(before) and self.at(s, before)]
        end = [s for s in mine if s.there(last) and self.at(s, last)]
        average = F(self.people_days(self.inside), self.days)
        hired = [s for s in mine if first <= s.first <= last and self.at(s, s.first)]
        left = [s for s in mine if first <= s.last <= last and self.at(s, s.last)]
        changes = [(s, old, new) for s in mine for old, new in s.changes(first, last)]
        came = [s for s, old, new in changes if self.inside(new) and not self.inside(old)]
        went = [s for s, old, new in changes if self.inside(old) and not self.inside(new)]
        moved = [(s, old, new) for s, old, new in changes if self.inside(old) and is_move(old, new)]
        unknown = [s for s in left if not s.ended]
        self.is_empty = True
        people = lambda group: [s.name for s in group]
        self.add("headcount_start", len(start), "people")
        self.add("headcount_end", len(end), "people")
        self.add("headcount_average", None, "people", self.people_days(self.inside), self.days)
        self.add("hires", len(hired), "people", who=people(hired))
        self.add("leavers", len(left), "people", who=people(left))
        self.add("leavers_unknown", len(unknown), "people", who=people(unknown))
        if self.by:
            self.add("moved_in", len(came), "people")
            self.add("moved_out", len(went), "people")
        self.add("turnover", None, "share", F(len(left)), average, True)
        for how in ENDED:
            self.add("turnover_" + how, None, "share", F(sum(s.ended == how for s in left)), average, True)
        lost = [s for s in left if s.ended == "voluntary" and s.holding(s.last)["position"] in c.critical]
        self.add("turnover_critical", None, "share", F(len(lost)), F(self.people_days(critical), self.days), True, people(lost))
        full = lambda s: over(s.first, 12)
        joined = [s for s in mine if first <= full(s) + ONE_DAY <= last and self.at(s, s.first)]
        self.add("newcomer_turnover", None, "share", F(sum(s.last < full(s) for s in joined)), len(joined))
        self.add("early_leavers", None, "share", F(sum(s.last < full(s) for s in left)), len(left))
        self.add("retention", None, "share", F(sum(s.there(last) for s in start)), len(start))
        year_ago = over(last, -12) + ONE_DAY
        were = [s for s in mine if s.there(year_ago) and self.at(s, year_ago)]
        self.add("stability", None, "share", F(sum(s.there(last) for s in were)), len(were))
        self.add("internal_mobility", None, "share", F(len(moved)), average, True, people(s for s, _, _ in moved))
        rules = {(m["from"], m["to"]) for m in c.policy.get("moves", []) if m.get("kind", "promotion") == "promotion"}
        up = [s for s, old, new in moved if (old["position"], new["position"]) in rules]
        if rules:
            self.add("promotion_rate", None, "share", F(len(up)), average, True)
        self.posts(critical, len(end))
        self.add("tenure_leavers", None, "days", F(sum((s.last - s.first).days + 1 for s in left)), len(left))
        self.add("tenure_holders", None, "days", F(sum((last - s.first).days + 1 for s in end)), len(end))
        present = {s.name for s in mine if s.there(last)}
        led = {e["id"]: e["manager"] for e in c.facts.get("employees", []) if "manager" in e and e["id"] in present}
        bosses = {s.name for s in end}
        led = {name: boss for name, boss in led.items() if boss in bosses}
        self.add("span", None, "ratio", F(len(led)), len(set(led.values())))
        return self.found

    def posts(self, critical, end):
        c = self.company
        filled = [r for r in c.requisitions if self.inside(r) and c.filled(r) and self.first <= c.filled(r) <= self.last]
        self.add("posts_filled", c.count(filled), "posts")
        for suffix, test in (("", self.inside), ("_critical", critical)):
            known = [r for r in filled if test(r) and c.internal(r) is not None]
            self.add("filled_internally" + suffix, None, "share", F(c.count(r for r in known if c.internal(r))), c.count(known))
        for suffix, test in (("", self.inside), ("_critical", critical)):
            done = [r for r in filled if test(r) and "accepted" in r]
            days = sum(F(c.count([r])) * (day(r["accepted"]) - day(r["opened"])).days for r in done)
            self.add("days_to_fill" + suffix, None, "days", days, c.count(done))
        vacant = [r for r in c.requisitions if self.inside(r) and c.is_vacant(r, self.last)]
        self.add("vacancy_rate", None, "share", c.count(vacant), c.count(vacant) + end)
        self.add("vacant_critical", None, "share", c.count(r for r in vacant if critical(r)), c.count(vacant))


class Company:
    def __init__(self, policy, facts, first, last):
        self.policy, self.facts, self.first, self.last = policy, facts, first, last
        self.spells = [s for e in facts.get("employees", []) for s in spells(e)]
        self.critical = policy.get("workforce", {}).get("critical_positions", [])
        self.requisitions = facts.get("requisitions", [])

    def count(self, records):
        return F(sum(int(r.get("count", 1)) for r in records))

    def filled(self, r):
        if "withdrawn" in r:
            return None
        when = r.get("accepted", r.get("starts"))
        return day(when) if when else None

    def is_vacant(self, r, when):
        begin = r.get("starts", r.get("accepted"))
        gone = "withdrawn" in r and day(r["withdrawn"]) <= when
        return day(r["opened"]) <= when and not gone and not (begin and day(begin) <= when)

    def internal(self, r):
        if "employee" in r:
            dates = [day(r[key]) for key in ("accepted", "starts") if key in r]
            before = min(dates) - ONE_DAY
            return any(s.name == r["employee"] and s.first <= before <= s.last for s in self.spells)
        return r.get("internal")

    def groups(self, by):
        yield Group(self)
        for kind in by:
            for record in self.policy.get(kind + "s", []):
                names = {record["id"]}
                while kind == "unit" and (more := {u["id"] for u in self.policy["units"] if u.get("parent") in names} - names):
                    names |= more
                yield Group(self, record["id"], kind, lambda h, names=names, kind=kind: h.get(kind) in names)


def workforce(policy, facts, request):
    versions = policy if isinstance(policy, list) else [policy]
    version = versions[0] if len(versions) == 1 else in_force_on(policy, request)
    first, last = span_of(request["period"], version)
    if "as_of" in request:
        last = min(last, day(request["as_of"]))
    groups = []
    for group in Company(version, facts, first, last).groups(request.get("by", [])):
        figures = group.figures()
        if not (group.by and group.is_empty):
            groups.append({key: value for key, value in (("by", group.by), ("id", group.name)) if value} | {"figures": figures})
    return {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]},
            "period": request["period"], "from": first.isoformat(), "until": last.isoformat(), "groups": groups, "problems": []}
