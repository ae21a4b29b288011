"""An independent reference of `goals`, written from docs/planning.md alone."""

from fractions import Fraction as F
from math import prod

from career import last_day
from facts import Formula, combine
from plans import Book, attained
from promotion import in_force_on
from values import day, number, percentage, put, rounded, span, text

RANGES = (F(0), F(3, 5), F(4, 5), F(1), None)
REVIEW = {"low": 30, "high": 90, "min_group": 5, "behind": 20}
OWNERS = ("employee", "position", "unit")


class Objective:
    def __init__(self, tree, stated):
        self.tree, self.stated, self.id = tree, stated, stated["id"]
        self.metric = tree.metrics.get(stated.get("metric"), {})
        self.unit = self.metric.get("unit", stated.get("unit_of_measure", "number"))
        self.currency = self.metric.get("currency", stated.get("currency"))
        self.lower = stated.get("direction", self.metric.get("direction")) == "lower"
        self.first, self.last = span(stated["period"])
        self.weight = F(stated.get("weight", 1))
        self.base = number(stated["from"], self.unit) if "from" in stated else None
        self.growth = number(stated["growth"], "percent") if "growth" in stated else None
        self.target = number(stated["target"], self.unit) if "target" in stated else None
        if self.growth is not None and self.base is not None:
            self.target = self.base * (1 + self.growth)
        self.children, self.served = [], []

    def factor(self):
        """The growth that it states, as a factor."""
        if self.growth is not None:
            return 1 + self.growth
        return self.target / self.base if self.target is not None and self.base is not None and self.base > 0 else None

    def update(self):
        seen = [u for u in self.tree.updates.get(self.id, []) if day(u["date"]) <= self.tree.as_of]
        return sorted(seen, key=lambda u: day(u["date"]))[-1] if seen else {}

    def measured(self):
        """The metric's value for the owner, of what is known by the day."""
        owner = next((o for o in OWNERS if o in self.stated), "company")
        level = self.metric.get("level", "employee")
        if level not in (owner, "employee"):
            return None
        whose = self.stated.get(owner)

        def belongs(record):
            if level != "employee":
                return owner == "company" or record.get(owner) == whose
            return self.tree.belongs(record.get("employee"), owner, whose, self.first, self.last)

        def of(name):
            metric = self.tree.metrics[name]
            if "formula" in metric:
                return Formula(metric["formula"], of).worth()
            inside = lambda o: self.first <= span(o["period"])[0] <= self.tree.as_of and span(o["period"])[1] <= self.last
            return combine(metric, [o for o in self.tree.facts.get("observations", [])
                                    if o["metric"] == name and inside(o) and belongs(o)])

        state, value = of(self.metric["id"])
        return value if state == "value" else None

    def follow(self):
        """Actual and progress; those below it are settled."""
        update = self.update()
        self.actual = number(update["actual"], self.unit) if "actual" in update else \
            self.measured() if self.metric else None
        known = [c for c in self.children if c.progress is not None]
        weights = sum(c.weight for c in self.children)
        mean = sum(c.weight * c.progress for c in known) / weights if self.children else None
        self.rolled_up = mean if len(known) == len(self.children) else None
        self.at_least = mean if self.children and self.rolled_up is None else None
        self.progress, self.source = None, None
        if self.actual is not None and self.target is not None:
            measure = self.stated.get("measure", "ratio")
            self.progress = attained(measure, self.lower, self.base, self.target, self.actual)
            self.source = "actual"
        elif "percent" in update:
            self.progress, self.source = percentage(update["percent"]) / 100, "update"
        elif self.children:
            # One of them is not known: what serves this one directly is not the whole of it.
            self.progress, self.source = self.rolled_up, None if self.rolled_up is None else "below"
        elif self.served and not self.children:
            self.progress = sum(i.weight * (i.progress or 0) for i in self.served) / sum(i.weight for i in self.served)
            self.source = "items"
        days, past = (self.last - self.first).days + 1, (min(self.last, self.tree.as_of) - self.first).days + 1
        self.expected = max(F(0), F(past, days))

    def state(self):
        if self.progress == 1:
            return "reached"
        if self.first > self.tree.as_of:
            return "not_started"
        if self.progress is None:
            return "unknown"
        if self.last <= self.tree.as_of:
            return "missed"
        return "behind" if self.expected - self.progress > F(self.tree.review["behind"]) / 100 else "on_track"

    def below(self):
        found = [self]
        for objective in found:
            found += objective.children
        return found[1:]

    def put(self, out, name, value):
        """A figure in the objective's unit; all currencies of the cases have two places."""
        if value is None:
            return
        if self.unit == "money":
            shown = rounded(value, 2)
            cents = abs(shown.numerator * (100 // shown.denominator))
            out[name] = f"{'-' if shown < 0 else ''}{cents // 100}.{cents % 100:02d}"
            if shown != value:
                out[name + "_exact"] = text(value)
        else:
            put(out, name, value * 100 if self.unit == "percent" else value)

    def cascade(self):
        kind = self.stated["drivers"]["kind"]
        parts = [(self.tree.by_id[d["objective"]], d.get("share")) for d in self.stated["drivers"]["of"]]
        drivers = [d for d, _ in parts]
        out = {"kind": kind, "drivers": [{"objective": d.id} for d in drivers]}
        known = [(r, d.id) for d in drivers if (r := d.reached()) is not None]
        for entry, driver in zip(out["drivers"], drivers):
            if driver.reached() is not None:
                put(entry, "reached", driver.reached())
        if known and min(known)[0] < 1:
            out["weakest"] = [name for r, name in known if r == min(known)[0]]
        found = (product if kind == "product" else total)(self, parts)
        if isinstance(found, str):
            return out | {"state": "unknown", "why": found}, None
        by, needed, planned, gap, closes = found
        is_short = planned > needed if self.lower else planned < needed
        out |= {"by": by, "state": "short" if is_short else "reaches"}
        shown = {"needed": needed, "planned": planned} | ({"gap": gap} if is_short else {})
        for entry, driver, closes_at in zip(out["drivers"], drivers, closes):
            if is_short and by == "growth":
                put(entry, "closes_at_growth", closes_at)
            elif is_short:
                driver.put(entry, "closes_at", closes_at)
        for name, value in shown.items():
            put(out, name, value) if by == "growth" or name == "gap" and kind == "product" else self.put(out, name, value)
        return out, is_short

    def reached(self):
        """Actual over target, and the other way round where lower is better."""
        if self.actual is None or self.target is None:
            return None
        above, below = (self.target, self.actual) if self.lower else (self.actual, self.target)
        return above / below if below and not (self.lower and below < 0) else None

    def planned_sum(self):
        if self.base is None or self.target is None:
            return None
        alike = [o for o in [self, *self.below()] if (o.unit, o.currency) == (self.unit, self.currency)]
        items = [(o, i.stated["contribution"]) for o in alike for i in o.served if "contribution" in i.stated]
        if not items:
            return None
        needed = self.base - self.target if self.lower else self.target - self.base
        planned = sum(of.base * number(given) if str(given).endswith("%") else number(given, of.unit) for of, given in items)
        out = {"items": len(items), "state": "reaches" if planned >= needed else "short"}
        self.put(out, "needed", needed)
        self.put(out, "planned", planned)
        if planned < needed:
            self.put(out, "gap", needed - planned)
        if needed > 0:
            put(out, "share", planned / needed)
        return out

    def shown(self):
        out = {"objective": self.id, "period": self.stated["period"], "state": self.state(), "items": len(self.served)}
        out |= {"parent": self.stated["parent"]} if "parent" in self.stated else {}
        for name, value in (("from", self.base), ("target", self.target), ("actual", self.actual)):
            self.put(out, name, value)
        for name, value in (("growth", self.growth), ("progress", self.progress), ("rolled_up", self.rolled_up),
                            ("at_least", self.at_least), ("expected", self.expected)):
            if value is not None:
                put(out, name, value)
        if self.source:
            out["progress_from"] = self.source
        if "drivers" in self.stated:
            out["cascade"] = self.cascade()[0]
        if planned := self.planned_sum():
            out["plans"] = planned
        return out


def product(objective, parts):
    """Growth factors multiply, else targets do."""
    drivers = [d for d, _ in parts]
    factors = [d.factor() for d in drivers]
    needed = objective.factor()
    by = "growth"
    if needed is None or None in factors:
        factors, needed, by = [d.target for d in drivers], objective.target, "target"
        if needed is None or None in factors:
            return "target_missing"
    planned = prod(factors, start=F(1))
    gap = needed / planned
    return by, needed, planned, gap, [f * gap - (1 if by == "growth" else 0) for f in factors]


def total(objective, parts):
    """Targets add up, else growths by their shares do."""
    targets = [d.target for d, _ in parts]
    if objective.target is not None and None not in targets:
        if any((d.unit, d.currency) != (objective.unit, objective.currency) for d, _ in parts):
            return "unit_mismatch"
        gap = objective.target - sum(targets)
        return "target", objective.target, sum(targets), gap, [t + gap for t in targets]
    if any(share is None for _, share in parts):
        return "share_missing"
    factors = [d.factor() for d, _ in parts]
    if objective.factor() is None or None in factors:
        return "growth_missing"
    shares = [percentage(share) / 100 for _, share in parts]
    needed, planned = objective.factor() - 1, sum(s * (f - 1) for s, f in zip(shares, factors))
    gap = needed - planned
    return "growth", needed, planned, gap, [f - 1 + gap / s for s, f in zip(shares, factors)]


class Tree:
    def __init__(self, policy, facts, as_of):
        self.policy, self.facts, self.as_of = policy, facts, as_of
        self.metrics = {m["id"]: m for m in policy["metrics"]}
        self.review = REVIEW | policy.get("goal_review", {})
        self.updates = {}
        for update in facts.get("objective_updates", []):
            self.updates.setdefault(update["objective"], []).append(update)
        self.objectives = [Objective(self, stated) for stated in facts.get("objectives", [])]
        self.by_id = {o.id: o for o in self.objectives}
        self.items = [i for i in Book(policy, facts).follow(as_of).items
                      if not i.plan.is_returned and i.state != "cancelled"]
        for item in self.items:
            if item.stated.get("objective") in self.by_id:
                self.by_id[item.stated["objective"]].served.append(item)
        for objective in self.objectives:
            if "parent" in objective.stated:
                self.by_id[objective.stated["parent"]].children.append(objective)
        settled = []
        while len(settled) < len(self.objectives):
            for objective in self.objectives:
                if objective not in settled and all(c in settled for c in objective.children):
                    objective.follow()
                    settled.append(objective)

    def belongs(self, name, owner, whose, first, last):
        """Whether someone counts for an owner in a period."""
        if owner == "employee":
            return name == whose
        employee = next((e for e in self.facts.get("employees", []) if e["id"] == name), None)
        if not employee:
            return False
        held = [h for h in employee["positions"] if day(h["from"]) <= last and last_day(h) >= first]
        if owner == "company":
            return True
        if owner == "position":
            return any(h["position"] == whose for h in held)
        parents = {u["id"]: u.get("parent") for u in self.policy.get("units", [])}

        def within(unit):
            while unit is not None and unit != whose:
                unit = parents.get(unit)
            return unit is not None

        return any(within(h.get("unit")) for h in held)


def advice(tree, objectives, known, reached, leaves, unaligned):
    review = tree.review
    if known and known >= int(review["min_group"]):
        share = F(reached, known) * 100
        if share < F(review["low"]):
            yield {"code": "targets_too_high"}
        if share > F(review["high"]):
            yield {"code": "targets_too_low"}
    if 2 * known < leaves:
        yield {"code": "not_measured"}
    for objective in objectives:
        if "drivers" in objective.stated and objective.cascade()[1]:
            yield {"code": "cascade_short", "objective": objective.id}
        if (objective.planned_sum() or {}).get("state") == "short":
            yield {"code": "plans_short", "objective": objective.id}
        if is_idle(objective):
            yield {"code": "idle", "objective": objective.id}
    if unaligned:
        yield {"code": "unaligned"}


def is_idle(objective):
    return not any(o.served for o in [objective, *objective.below()])


def goals(policy, facts, request):
    as_of = day(request["as_of"])
    version = in_force_on(policy, request)
    tree = Tree(version, facts, as_of)
    first, last = span(request["period"]) if "period" in request else (day("0001-01-01"), day("9999-12-31"))
    inside = lambda part: first <= part.first and part.last <= last
    objectives = [o for o in tree.objectives if inside(o)]
    items = [i for i in tree.items if inside(i.plan)]
    unaligned = [i for i in items if "objective" not in i.stated]
    coverage = {"items": len(items), "aligned": len(items) - len(unaligned)}
    if items:
        put(coverage, "share", F(coverage["aligned"], len(items)))
    if unaligned:
        coverage["unaligned"] = [{"item": i.id, "employee": i.plan.owner["id"]} for i in unaligned]
    if idle := [o.id for o in objectives if is_idle(o)]:
        coverage["idle"] = idle
    leaves = [o for o in objectives if not o.children and o.last <= as_of]
    known = [o.progress for o in leaves if o.progress is not None]
    reached = known.count(1)
    distribution = {"objectives": len(leaves), "known": len(known), "reached": reached}
    if known:
        put(distribution, "share", F(reached, len(known)))
        put(distribution, "mean", sum(known) / len(known))
    distribution["ranges"] = []
    for low, high in zip(RANGES, RANGES[1:]):
        count = sum(low <= p and (high is None or p < high) for p in known)
        distribution["ranges"].append({"from": text(low), "count": count} | ({"to": text(high)} if high else {}))
    out = {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]},
           "as_of": request["as_of"], "objectives": [o.shown() for o in objectives], "coverage": coverage,
           "distribution": distribution}
    told = list(advice(tree, objectives, len(known), reached, len(leaves), unaligned))
    return out | ({"advice": told} if told else {}) | {"problems": []}
