"""An independent reference of `goal_forecast`, written from docs/forecasting.md alone: what is certain, the pace of updates,
items in hand, objectives below, and sums of months of short histories. What targets and actual values are, `goals` says."""

from math import inf, prod, sqrt

from chances import student_below, student_quantile
from facts import AGGREGATION
from forecast import OWNERS, Metrics, Outlook, last_over, later
from goals import Tree
from promotion import in_force_on
from values import ONE_DAY, day, number, percentage, span

LEAST, MOST, TOGETHER = 0.001, 0.999, 0.6
STUDENT, NARROWED = 3, 0.66  # of fewer than 24 months


def estimate(mean, scale, freedom=inf, low=-inf, high=inf):
    at = lambda p: min(high, max(low, mean + scale * student_quantile(p, freedom) if scale else mean))
    return {"mean": min(high, max(low, mean)), "lo80": at(0.1), "hi80": at(0.9), "lo95": at(0.025), "hi95": at(0.975)}


class Told:
    """An objective foretold."""

    def __init__(self, objective, tree):
        self.o, self.tree, self.as_of = objective, tree, tree.as_of
        self.days_left = (objective.last - max(self.as_of, objective.first - ONE_DAY)).days
        self.probability = self.outcome = self.certain = None
        self.method, self.source, self.n = "none", None, 0
        o = objective
        updates = [u for u in tree.updates.get(o.id, []) if day(u["date"]) <= self.as_of]
        self.by_day = {u["date"]: u for u in updates}
        self.last_update = self.by_day[max(self.by_day)] if self.by_day else {}
        self.adds_up = self.is_sum(o.metric.get("id")) if o.metric else o.unit in ("count", "money")
        # Where a metric adds up, nothing yet is nothing.
        self.actual = 0 if o.actual is None and self.adds_up else o.actual
        self.is_metric = bool(o.metric) and not o.update() and self.actual is not None
        # In this order.
        for way in (self.over, self.done, self.series, self.updates, self.below, self.items):
            if way():
                break

    def is_sum(self, name):
        metric = self.tree.metrics[name]
        if "formula" in metric:
            raise NotImplementedError("formulas")
        if "growth" in metric or "plans" in metric or "training" in metric:
            return False
        return metric.get("aggregation", AGGREGATION.get(metric["unit"], "mean")) == "sum"

    def target(self):
        return None if self.o.target is None else float(self.o.target)

    def be_certain(self, reached):
        self.method, self.certain, self.probability = "certain", reached, float(reached)
        return True

    def over(self):
        return self.o.last <= self.as_of and self.o.progress is not None and self.be_certain(self.o.progress == 1)

    def done(self):
        o = self.o
        if o.source == "update" and percentage(self.last_update.get("percent", 0)) == 100:
            return self.be_certain(True)
        if o.source == "items" and all(i.done for i in o.served):
            return self.be_certain(True)
        if self.is_metric and self.adds_up and o.target is not None:
            if not o.lower and self.actual >= o.target:
                return self.be_certain(True)
            if o.lower and self.actual > o.target:
                return self.be_certain(False)
        return False

    def history(self):
        owner = next((w for w in OWNERS if w in self.o.stated), "company")
        self.values = Metrics(self.tree.policy, self.tree.facts, owner, self.o.stated.get(owner))
        self.until = last_over(self.as_of, self.tree.policy, "month")
        return self.values.series(self.o.metric["id"], 120, self.until)

    def series(self):
        """What has come, and the forecasts of the days that are left."""
        if not self.is_metric:
            return False
        if not self.adds_up:
            raise NotImplementedError("levels")
        history = self.history()
        seen = [v for p, v in history if v is not None]
        if len(seen) < 3 or len(seen) >= 24 or None in [v for _, v in history]:
            raise NotImplementedError("few months, or many, or gaps")
        ahead = later(self.until, 120)
        outlook = Outlook(self.tree.policy, history, ahead, "month", self.tree.season, self.tree.events)
        mean, deviations = float(self.actual), []
        for point in outlook.points:
            first, last = span(point["period"])
            nothing_seen = self.values.of(self.o.metric["id"], point["period"])[0] != "value"
            begin = max(first, self.o.first) if nothing_seen else max(first, self.o.first, self.as_of + ONE_DAY)
            share = ((min(last, self.o.last) - begin).days + 1) / ((last - first).days + 1)
            if share > 0:
                mean += point["mean"] * share
                deviations.append(point["deviation"] * sqrt(share))
        scale = NARROWED * sqrt((1 - TOGETHER) * sum(d * d for d in deviations) + TOGETHER * sum(deviations) ** 2)
        self.method, self.figures = "series", "value"
        self.settle(mean, scale, STUDENT, low=float(self.actual))
        return True

    def settle(self, mean, scale, freedom, target=None, low=-inf, high=inf):
        target = self.target() if target is None else target
        self.outcome = estimate(mean, scale, freedom, low, high)
        if target is None:
            return
        ahead = (mean - target) / scale if scale else inf * (1 if mean >= target else -1)
        self.probability = min(MOST, max(LEAST, student_below(-ahead if self.o.lower and high != 1 else ahead, freedom)))

    def updates(self):
        if not self.last_update or self.is_metric:
            return False
        o, is_value = self.o, "actual" in self.last_update
        key = "actual" if is_value else "percent"
        read = (lambda u: float(number(u[key], o.unit))) if is_value else (lambda u: float(percentage(u[key])) / 100)
        points = [(day(d), read(u)) for d, u in sorted(self.by_day.items()) if key in u]
        start = None
        if not is_value or self.adds_up:
            start = 0.0
        elif o.base is not None:
            start = float(o.base)
        count = len(points)
        if start is not None and points[0][0] < o.first:
            if points[-1][0] < o.first:
                return False
            raise NotImplementedError("updates from before it began")
        if start is not None:
            points.insert(0, (o.first - ONE_DAY, start))
        if len(points) < 2:
            raise NotImplementedError("one update alone")
        target = (self.target() if is_value else 1.0)
        whole = (points[-1][0] - points[0][0]).days
        pace = (points[-1][1] - points[0][1]) / whole
        left = (o.last - points[-1][0]).days
        planned = (target - points[0][1]) / ((o.last - o.first).days + 1)
        doubt = max(abs(pace), abs(planned)) / 2 * left
        mean, steps = points[-1][1] + pace * left, len(points) - 1
        if count < 3:
            scale, freedom, self.source = doubt, inf, "prior"
        else:
            pairs = [(b[1] - a[1], (b[0] - a[0]).days) for a, b in zip(points, points[1:])]
            daily = sum((c - pace * d) ** 2 / d for c, d in pairs) / (steps - 1)
            scale, freedom = sqrt(daily * left * (1 + left / whole) + doubt**2 / (1 + steps)), steps - 1
        self.method, self.n, self.figures = "updates", count, "value" if is_value else "progress"
        rose = is_value and self.adds_up and all(b[1] >= a[1] for a, b in zip(points, points[1:]))
        self.settle(mean, scale, freedom, target, low=0.0 if not is_value else points[-1][1] if rose else -inf,
                    high=inf if is_value else 1.0)
        return True

    def below(self):
        if not self.o.children or self.o.source not in ("below", None):
            return False
        parts = [self.tree.told(c) for c in self.o.children]
        if all(p.certain for p in parts) or any(p.certain is False for p in parts):
            return self.be_certain(all(p.certain for p in parts))
        if any(p.probability is None for p in parts):
            return False
        self.n, self.method = len(parts), "below"
        self.probability = min(MOST, max(LEAST, prod(p.probability for p in parts)))
        return True

    def items(self):
        if self.o.source != "items":
            return False
        every = [i for i in self.tree.items if i.day <= self.as_of]
        in_time = sum(bool(i.done and i.is_in_time()) for i in every)
        a, b = 2 + in_time, 1 + len(every) - in_time
        opened = [i for i in self.o.served if not i.done]
        late = any(i.day > self.o.last for i in opened)
        self.probability = 0.0 if late else prod((a + k) / (a + b + k) for k in range(len(opened)))
        self.probability = min(MOST, max(LEAST, self.probability))
        self.method, self.n = "items", len(every)
        return True

    def recorded(self):
        """The last day that records of the metric tell of: those of days theirs, those of longer periods the last of their month."""
        ends = []
        for record in self.tree.facts.get("observations", []):
            start, end = span(record["period"])
            if record["metric"] == self.o.stated.get("metric") and self.o.first <= start <= self.as_of:
                if start < end:
                    end = span(end.isoformat()[:7])[1]
                ends.append(min(end, self.as_of))
        return max(ends, default=self.as_of)

    def shown(self):
        full = self.o.shown()
        out = {key: full[key] for key in ("objective", "period", "target", "actual", "progress", "progress_exact") if key in full}
        out |= {"days_left": self.days_left, "method": self.method}
        if self.probability is not None:
            out["probability"] = self.probability
        if self.outcome:
            out |= {"outcome": self.outcome, "figures": self.figures}
        out |= {"n": self.n} if self.method in ("updates", "items") else {}
        recorded = self.recorded() if self.method == "series" else self.as_of
        past = (recorded - self.o.first).days + 1
        if self.method == "series" and past > 0:
            if recorded < self.as_of:
                out["recorded_until"] = recorded.isoformat()
            if self.o.actual is not None:
                out["pace"] = float(self.actual) / past
            if self.target() is not None:
                out["pace_needed"] = max(0.0, self.target() - float(self.actual)) / (self.o.last - recorded).days
        return out


class Forest(Tree):
    def told(self, objective):
        if objective.id not in self.kept:
            self.kept[objective.id] = Told(objective, self)
        return self.kept[objective.id]


def goal_forecast(policy, facts, request):
    version, as_of = in_force_on(policy, request), day(request["as_of"])
    tree = Forest(version, facts, as_of)
    tree.kept, tree.season, tree.events = {}, request.get("season"), request.get("events", ())
    asked = [o for o in tree.objectives if o.id in request["objectives"]] if "objectives" in request else \
        [o for o in tree.objectives if o.last > as_of]
    if "period" in request:
        first, last = span(request["period"])
        asked = [o for o in asked if first <= o.first and o.last <= last]
    return {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]},
            "as_of": request["as_of"], "objectives": [tree.told(o).shown() for o in asked], "problems": []}
