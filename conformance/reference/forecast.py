"""An independent reference of `forecast`, written from docs/forecasting.md alone: short histories, which the page states in
closed form, and series that are constant or repeat exactly, where every method of the combination must say the same."""

from math import exp, inf, log, sqrt

from career import last_day
from facts import Formula, combine
from promotion import in_force_on
from values import ONE_DAY, day, following, number, previous, span

LEVEL_OF, SPREAD, STRENGTH = 6, 0.2, 3
QUANTILES = (("80", 1.08), ("95", 2.12))
SEASONS = {"month": 12, "quarter": 4, "half": 2, "year": 1, "week": 1}
OWNERS = ("employee", "position", "unit")


def next_period(period):
    """The period after one; its predecessor is the one given."""
    if "W" in period:
        return "{}-W{:02d}".format(*(span(period)[1] + ONE_DAY).isocalendar()[:2])
    if "Q" in period or "H" in period:
        year, letter, part = int(period[:4]), period[5], int(period[6])
        return f"{year}-{letter}{part + 1}" if part < {"Q": 4, "H": 2}[letter] else f"{year + 1}-{letter}1"
    if len(period) == 4:
        return str(int(period) + 1)
    year, month = following(int(period[:4]), int(period[5:7]))
    return f"{year}-{month:02d}{period[7:]}"


def last_over(as_of, policy, every):
    """The last period of a length that is over."""
    start = int(policy.get("appraisal_period", {}).get("start_day", 1))
    period = {"month": f"{as_of.year}-{as_of.month:02d}" + (f"@{start}" if start > 1 else ""), "year": str(as_of.year),
              "quarter": f"{as_of.year}-Q{(as_of.month + 2) // 3}", "half": f"{as_of.year}-H{(as_of.month + 5) // 6}",
              "week": "{}-W{:02d}".format(*as_of.isocalendar()[:2])}[every]
    while span(next_period(period))[1] <= as_of:
        period = next_period(period)
    while span(period)[1] > as_of:
        period = previous(period)
    return period


class Metrics:
    """What a metric was worth for an owner in a period."""

    def __init__(self, policy, facts, owner="company", whose=None):
        self.policy, self.facts, self.owner, self.whose = policy, facts, owner, whose
        self.metrics = {m["id"]: m for m in policy["metrics"]}
        self.parents = {u["id"]: u.get("parent") for u in policy.get("units", [])}

    def within(self, unit):
        while unit is not None and unit != self.whose:
            unit = self.parents.get(unit)
        return unit is not None

    def belongs(self, record, first, last):
        if self.owner == "company":
            return True
        if self.owner == "employee":
            return record.get("employee") == self.whose
        held = [h for e in self.facts.get("employees", []) if e["id"] == record.get("employee") for h in e["positions"]
                if day(h["from"]) <= last and last_day(h) >= first]
        return any(self.within(h.get("unit")) if self.owner == "unit" else h["position"] == self.whose for h in held)

    def of(self, name, period):
        metric = self.metrics[name]
        first, last = span(period)
        if "formula" in metric:
            return Formula(metric["formula"], lambda part: self.of(part, period)).worth()
        records = [o for o in self.facts.get("observations", [])
                   if o["metric"] == name and first <= span(o["period"])[0] and span(o["period"])[1] <= last]
        own = [o for o in records if not any(key in o for key in OWNERS if key != self.owner)
               and (self.owner == "company" or o.get(self.owner) == self.whose)]
        return combine(metric, own or [o for o in records if "employee" in o and self.belongs(o, first, last)])

    def series(self, name, periods_back, last):
        """(period, value or None), from the first with a value on."""
        found = []
        for _ in range(periods_back):
            state, value = self.of(name, last)
            found.insert(0, (last, float(value) if state == "value" else None))
            last = previous(last)
        while found and found[0][1] is None:
            found.pop(0)
        return found


class Outlook:
    """What comes after a series; `ahead` are periods to come."""

    def __init__(self, policy, series, ahead, every="month", season=None, events=()):
        self.caveats, self.uplifts = [], []
        self.left_out = self.without_past = False
        self.history, self.points, self.method, self.source = [], [], "none", "local"
        values = [v for _, v in series]
        self.n = sum(v is not None for v in values)
        if self.n < 3:
            self.caveats = ["too_short"]
            return
        if 3 * (len(values) - self.n) > len(values):
            self.caveats = ["too_many_missing"]
            return
        periods = [p for p, _ in series] + ahead
        self.m = SEASONS[every]
        self.place = lambda p: (span(p)[1].month - 1) % 12
        borrowed = None
        if season:
            factors = [float(number(f)) for f in next(s for s in policy["seasons"] if s["id"] == season)["factors"]]
            borrowed = [f * 12 / sum(factors) for f in factors]
        self.effects = {p: 1.0 for p in periods}
        self.events_of = {p: [] for p in periods}
        for name in events:
            event = next(e for e in policy["dated_events"] if e["id"] == name)
            if event.get("learn"):
                raise NotImplementedError("learning")
            self.add_event(event, periods)
        factor = lambda p: borrowed[self.place(p)] if borrowed else 1.0
        clean = [None if v is None else v / self.effects[p] for p, v in series]
        if len(values) < max(2 * self.m, 8):
            self.short(series, clean, factor, ahead)
        else:
            self.repeats(series, clean, ahead, borrowed)
        if borrowed and len(values) < 48:
            self.caveats.insert(1 if "short_history" in self.caveats else 0, "season_borrowed")
        for event in policy.get("dated_events", []):
            seen = [p for p, _ in series if p in event["months"]]
            if every != "month" or not set(event["months"]) & set(ahead):
                continue
            if event["id"] not in events:
                self.left_out = True
            elif len(series) >= 12 and not seen:
                self.without_past = True
        self.caveats += ["events_left_out"] * self.left_out + ["event_without_past"] * self.without_past

    def add_event(self, event, periods):
        touched = {}
        for month in event["months"]:
            touched.setdefault(month, 1.0)
            touched[month] *= float(number(event["uplift"]))
            for key, step in (("before", previous), ("after", next_period)):
                at = month
                for uplift in event.get(key, []):
                    at = step(at)
                    touched[at] = touched.get(at, 1.0) * float(number(uplift))
        for p in periods:
            if p[:7] in touched:
                self.effects[p] *= touched[p[:7]]
                self.events_of[p].append(event["id"])
        shown = {"event": event["id"], "uplift": float(number(event["uplift"])), "learned_from": 0}
        self.uplifts.append(shown | {key: [float(number(u)) for u in event[key]] for key in ("before", "after") if event.get(key)})

    def filled(self, series, flat, factor):
        """The line between the neighbours, of values without season and events."""
        known = [n for n, v in enumerate(flat) if v is not None]
        out = []
        for n, v in enumerate(flat):
            if v is None:
                left, right = max((k for k in known if k < n), default=None), min((k for k in known if k > n), default=None)
                v = flat[left] if right is None else self.between(flat[left], flat[right], (n - left) / (right - left))
            out.append(v)
        for n, (p, v) in enumerate(series):
            self.history.append({"period": p, "value": v} if v is not None else {
                "period": p, "value": out[n] * factor(p) * self.effects[p], "state": "filled"})
        self.has_filled = len(known) < len(flat)
        return out

    @staticmethod
    def between(a, b, part):
        """In logarithms, where both are above zero."""
        return exp(log(a) + (log(b) - log(a)) * part) if a > 0 and b > 0 else a + (b - a) * part

    def short(self, series, clean, factor, ahead):
        flat = [None if v is None else v / factor(p) for (p, _), v in zip(series, clean)]
        flat = self.filled(series, flat, factor)
        steps = [abs(b - a) / max(abs(a), abs(b), 1e-9) for a, b in zip(flat, flat[1:])]
        if len(flat) > 5 and max(steps) > 0.25:
            raise NotImplementedError("perhaps outliers")
        last = flat[-LEVEL_OF:]
        level = exp(sum(map(log, last)) / len(last)) if min(last) > 0 else sum(last) / len(last)
        size = level if min(last) > 0 else sum(map(abs, last)) / len(last)
        squares = STRENGTH * (SPREAD * size) ** 2 + sum((v - level) ** 2 for v in last)
        deviation = sqrt(squares / (STRENGTH + len(last)))
        self.method, self.source = "level", "prior" if len(flat) < LEVEL_OF else "blended"
        self.caveats = ["short_history"] + ["filled"] * self.has_filled
        for p in ahead:
            mean = level * factor(p) * self.effects[p]
            wide = deviation * factor(p) * self.effects[p]
            least = 0.0 if min(v for _, v in series if v is not None) >= 0 else -inf
            point = {"period": p, "mean": mean, "without": level * factor(p), "deviation": wide}
            for name, times in QUANTILES:
                point |= {"lo" + name: max(least, mean - times * wide), "hi" + name: mean + times * wide}
            self.points.append(point)

    def repeats(self, series, clean, ahead, borrowed):
        """Every value is that of a season before, and the years are whole."""
        m = self.m
        if None in clean:
            raise NotImplementedError("gaps in a long history")
        if borrowed and len(clean) < 48:
            raise NotImplementedError("half borrowed")
        same = lambda a, b: abs(a - b) <= 1e-9 * max(abs(a), abs(b))
        if not all(same(clean[n], clean[n - m]) for n in range(m, len(clean))):
            raise NotImplementedError("left to the models")
        self.filled(series, clean, lambda p: 1.0)
        self.method, self.source = "combination", "local"
        for step, p in enumerate(ahead):
            without = clean[len(clean) - m + step % m]
            self.points.append({"period": p, "mean": without * self.effects[p], "without": without, "deviation": None})

    def shown(self):
        points = []
        for point in self.points:
            out = {key: value for key, value in point.items() if key not in ("without", "deviation")}
            if self.events_of[point["period"]]:
                out["events"] = self.events_of[point["period"]]
            points.append(out)
        out = {"history": self.history, "points": points, "method": self.method, "source": self.source, "n": self.n}
        out |= {"uplifts": self.uplifts} if self.uplifts else {}
        return out | ({"caveats": self.caveats} if self.caveats else {})


def later(period, count):
    found = []
    for _ in range(count):
        period = next_period(period)
        found.append(period)
    return found


def forecast(policy, facts, request):
    version, as_of, every = in_force_on(policy, request), day(request["as_of"]), request.get("every", "month")
    if "values" in request:
        given = {v["period"]: float(number(v["value"])) for v in request["values"]}
        first, last = min(given, key=lambda p: span(p)[0]), max(given, key=lambda p: span(p)[0])
        series, end = [(first, given[first])], last_over(as_of, version, every)
        if "@" in first:
            raise NotImplementedError("months of the values' own")
        while span(series[-1][0])[0] < span(end)[0]:
            after = next_period(series[-1][0])
            series.append((after, given.get(after)))
    else:
        owner = next((o for o in OWNERS if o in request), "company")
        end = last_over(as_of, version, every)
        series = Metrics(version, facts, owner, request.get(owner)).series(request["metric"], 120, end)
    ahead = later(end, int(request.get("horizon", 12)))
    found = Outlook(version, series, ahead, every, request.get("season"), request.get("events", ()))
    out = {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]}, "as_of": request["as_of"]}
    out |= {"metric": request["metric"]} if "metric" in request else {}
    return out | {"series": found.shown(), "problems": []}
