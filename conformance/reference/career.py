"""The tests of a condition for one employee on one day, written from docs/promotion.md alone. Three values are True,
False and None."""

from datetime import date
from fractions import Fraction as F

from evaluate import Person, held_in
from facts import MISSING, UNDEFINED, Worth, worst
from methods import rated
from values import ONE_DAY, day, days_between, following, last_year, number, percentage, previous, span, span_of, text

HOLDS = {"at_least": lambda a, b: a >= b, "at_most": lambda a, b: a <= b, "more_than": lambda a, b: a > b,
         "less_than": lambda a, b: a < b, "equals": lambda a, b: a == b}
ACHIEVED = ("course", "exam", "certificate")
FIXED = ("tenure", "vacancy", "case_free", "award")
MEASURED = ("metric", "total", "rating")
KINDS = ("metric", "total", "rating", "event", *ACHIEVED, "award", "tenure", "assessment", "vacancy", "case_free")
FURTHEST = 80  # periods ahead; nothing that can be met at all needs more in the cases


def over(first, months):
    """The last day of so many months from `first` on; a day that does not exist is the month's last."""
    year, month = following(first.year, first.month, months)
    try:
        return date(year, month, first.day) - ONE_DAY
    except ValueError:
        return date(*following(year, month), 1) - ONE_DAY


def last_day(holding):
    return day(holding.get("to", "9999-12-31"))


def clamp01(value):
    return max(F(0), min(F(1), value))


def comparison(test):
    return next(word for word in HOLDS if word in test)


def money(value):
    """With the two places of the currencies in the cases, upwards: less would not do."""
    cents = -(-value.numerator * 100 // value.denominator)
    return f"{cents // 100}.{cents % 100:02d}"


class Outcome:
    """What became of a test: its truth, progress, date, and what is missing."""

    def __init__(self, state, progress=None, earliest=None, missing=None):
        self.state = state
        self.progress = F(1) if state else progress
        self.earliest = None if state else earliest
        self.missing = None if state else missing


class Asked:
    """One employee on one day."""

    def __init__(self, policy, facts, employee, as_of):
        self.policy, self.facts, self.employee, self.as_of = policy, facts, employee, as_of
        self.metrics = {metric["id"]: metric for metric in policy["metrics"]}
        self.tomorrow = as_of + ONE_DAY
        self.holding = self.held_on(as_of)
        self.start = self.holding and self.taken_up(lambda held: held["position"] == self.holding["position"])
        self.joined = self.holding and self.taken_up(lambda held: True)

    def held_on(self, when):
        return next((h for h in self.employee["positions"] if day(h["from"]) <= when <= last_day(h)), None)

    def taken_up(self, same):
        """The first day of the unbroken run of holdings that reaches to the present one."""
        start = day(self.holding["from"])
        while (before := self.held_on(start - ONE_DAY)) and same(before):
            start = day(before["from"])
        return start

    def seen(self, name, when="date"):
        mine = (r for r in self.facts.get(name, []) if r.get("employee") == self.employee["id"])
        return [r for r in mine if day(r[when]) <= self.as_of]

    # periods

    def period_of(self, when, every):
        """The period of a length that holds a day."""
        appraisal = self.policy.get("appraisal_period", {})
        start = int(appraisal.get("start_day", 1)) if appraisal.get("every", "month") == "month" else 1
        year, month = (when.year, when.month) if start == 1 or when.day < start else following(when.year, when.month)
        return {"day": when.isoformat(), "week": "{}-W{:02d}".format(*when.isocalendar()[:2]), "year": f"{year}",
                "month": f"{year}-{month:02d}" + (f"@{start}" if start > 1 else ""),
                "quarter": f"{year}-Q{(month + 2) // 3}", "half": f"{year}-H{(month + 5) // 6}"}[every]

    def first(self, period):
        return span_of(period, self.policy)[0]

    def last(self, period):
        return span_of(period, self.policy)[1]

    def next(self, period, every):
        return self.period_of(self.last(period) + ONE_DAY, every)

    # values

    def worth(self, period, facts=None, whole=False):
        """What things are worth in a period: in the position held on its last day, or whatever was held."""
        held = [] if whole else self.merged([h for h, _, _ in held_in(self.employee, *span_of(period, self.policy))])
        end = self.last(period)
        holding = next((h for h in held if day(h["from"]) <= end <= last_day(h)), None) or self.held_on(end)
        return holding and Worth(self.policy, facts or self.facts, self.employee["id"], holding, held, period)

    def merged(self, held):
        """Holdings of one position that follow each other are one, in the unit of the last."""
        found = []
        for holding in held:
            before = found[-1] if found else {"position": None}
            if before["position"] == holding["position"] and last_day(before) + ONE_DAY == day(holding["from"]):
                found[-1] = dict(holding, **{"from": before["from"]})
            else:
                found.append(holding)
        return found

    def value(self, metric, period, whole=False):
        """What a metric is worth in a period that is over; others are not seen."""
        if self.last(period) > self.as_of:
            return MISSING
        worth = self.worth(period, whole=whole)
        if worth and self.too_new(period, worth.holding, whole):
            return ("too_new", None)
        return worth.of(metric) if worth else MISSING

    def too_new(self, period, own, whole):
        """Whether the position, or any, was held for fewer days of a period than the policy asks for."""
        held = held_in(self.employee, *span_of(period, self.policy))
        days = sum(days_between(a, b, self.policy) for h, a, b in held if whole or h["position"] == own["position"])
        return days < int(self.policy.get("proration", {}).get("too_new_below_days", 0))

    def base(self, test, period, every):
        """The base of a growth: a period, or a state with its value."""
        versus = test["growth"]["versus"]
        if versus == "previous":
            return previous(period)
        if versus == "same_period_last_year":
            return last_year(period)
        if versus == "at_position_start":
            return previous(self.period_of(self.start, every))
        return versus["period"] if "period" in versus else ("value", number(versus["value"], self.unit(test)))

    def unit(self, test):
        return self.metrics[test["metric"]]["unit"]

    def measured(self, test, period, every):
        """The value, growth, total or place of the band in a period that is over."""
        if "total" in test or "rating" in test:
            return self.rated_in(test, period)
        now = self.value(test["metric"], period, test.get("window", {}).get("across_positions", False))
        return self.grown(test, now, self.base(test, period, every)) if "growth" in test else now

    def grown(self, test, now, base):
        base = self.value(test["metric"], base, True) if isinstance(base, str) else base
        without = [state for state, _ in (now, base) if state != "value"]
        if without:
            return (worst(without), None)
        if test["growth"]["change"] == "points":
            return ("value", now[1] - base[1])
        return UNDEFINED if base[1] <= 0 else ("value", now[1] / base[1] - 1)

    def bands(self, band):
        for scale in self.policy.get("rating_scales", []):
            names = [b["id"] for b in sorted(scale["bands"], key=lambda b: F(b.get("from", -(10**18))))]
            if band in names:
                return names
        raise ValueError(band)

    def rated_in(self, test, period):
        what = "total" if "total" in test else "band"
        found = next((r[what] for r in self.facts.get("appraisals", []) if what in r
                      and r["employee"] == self.employee["id"] and r["period"] == period), None)
        if found is None:
            found = getattr(Person(self.policy, self.facts, self.employee, {"period": period}), what)
        if found is None:
            return MISSING
        return ("value", F(found) if what == "total" else F(self.bands(test["rating"]).index(found)))

    def mark(self, test):
        """What the comparison compares with, in the same terms as the value."""
        if "rating" in test:
            place = F(self.bands(test["rating"]).index(test["rating"]))
            return "at_least" if test.get("or_better", True) else "equals", place
        word = comparison(test)
        if "total" in test:
            return word, F(test[word])
        growth = test.get("growth", {}).get("change")
        percent = growth == "relative" or self.unit(test) == "percent"
        return word, number(test[word], "percent" if percent else self.unit(test))

    # tests over periods

    def usable(self, test, period, every):
        """What a period that is not over can become: met, unless its growth has no base."""
        derived = self.metrics.get(test.get("metric"), {}).get("growth")
        if derived and "growth" not in test:
            test = dict(test, metric=derived["of"], growth=derived)
        base = self.base(test, period, every) if "growth" in test else None
        if isinstance(base, str):
            if self.last(base) > self.as_of:
                return ("value", None)
            base = self.value(test["metric"], base, True)
        if base and base[0] == "value" and test["growth"]["change"] == "relative" and base[1] <= 0:
            return UNDEFINED
        return (base[0], None) if base else ("value", None)

    def period_state(self, test, period, every):
        """met, unmet, unknown or skipped."""
        future = self.last(period) > self.as_of
        state, value = self.usable(test, period, every) if future else self.measured(test, period, every)
        if state == "value":
            word, mark = self.mark(test)
            return "met" if future or HOLDS[word](value, mark) else "unmet"
        if state in ("not_applicable", "too_new"):
            return "skipped"
        return {"break": "unmet", "pause": "skipped", "unknown": "unknown"}[test.get("window", {}).get("on_missing", "break")]

    def back(self, test, period, every):
        """Period states from one period back to where the position (or the employment) began."""
        limit = self.joined if test.get("window", {}).get("across_positions") else self.start
        while self.last(period) >= limit:
            yield self.period_state(test, period, every)
            period = previous(period)

    def streak(self, test, period, every, need):
        """Truth of a streak that ends with a period, and how many are certain."""
        have = reached = gap = 0
        for state in self.back(test, period, every):
            gap = gap + 1 if state == "skipped" else 0
            if state == "unmet" or gap > test.get("window", {}).get("max_gap", 10**9):
                break
            certain = have == reached and state == "met"
            reached += state in ("met", "unknown")
            have += certain
            if reached == need:
                return (True if have == need else None), have
        return False, have

    def of_last(self, test, period, every, last, need):
        states = [s for s in self.back(test, period, every) if s != "skipped"][:last]
        met, unknown = states.count("met"), states.count("unknown")
        return (True if met >= need else False if met + unknown < need else None), met

    def truth_at(self, test, period, every):
        window = test["window"]
        if "of_last" in window:
            return self.of_last(test, period, every, int(window["of_last"]), int(window["at_least"]))
        return self.streak(test, period, every, int(window["consecutive"]))

    def dates(self, test, every, met):
        """The day after the first period to come with which the test is met."""
        period = self.period_of(self.tomorrow, every)
        for _ in range(FURTHEST):
            if met(period):
                return self.last(period) + ONE_DAY
            period = self.next(period, every)
        return None

    def over_periods(self, test):
        window = test.get("window", {})
        every = window.get("every", self.policy.get("appraisal_period", {}).get("every", "month"))
        latest = previous(self.period_of(self.tomorrow, every))
        if "aggregate" in window:
            return self.aggregate(test, latest, every, int(window["aggregate"]))
        if not window:
            earliest = self.dates(test, every, lambda period: self.period_state(test, period, every) == "met")
            return self.compared(test, self.measured(test, latest, every), earliest)
        earliest = self.dates(test, every, lambda period: self.truth_at(test, period, every)[0])
        need = int(window.get("consecutive", window.get("at_least", 0)))
        state, have = self.truth_at(test, latest, every)
        if window.get("ending") == "ever":
            period, limit = latest, self.joined if window.get("across_positions") else self.start
            while self.last(period) >= limit:
                other, count = self.truth_at(test, period, every)
                state = True if True in (state, other) else None if None in (state, other) else False
                have, period = max(have, count), previous(period)
        progress = None if state is None else F(have, need)
        missing = {"code": "periods", "have": have, "need": need} | self.needed(test, self.next(latest, every), every)
        return Outcome(state, progress, earliest, missing)

    def needed(self, test, running, every):
        """What the running period has to reach, where that can be said."""
        if "metric" not in test or self.usable(test, running, every)[0] != "value":
            return {}
        value, base = self.mark(test)[1], self.base(test, running, every) if "growth" in test else None
        if base:
            base = (self.value(test["metric"], base, True) if isinstance(base, str) else base)[1]
            value = base * (1 + value) if test["growth"]["change"] == "relative" else base + value
        unit = self.unit(test)
        shown = money(value) if unit == "money" else text(value * 100 if unit == "percent" else value)
        return {"next": {"period": running, "needs": shown}}

    def compared(self, test, found, earliest):
        state, value = found
        if state != "value":
            return Outcome(None, None, earliest, {"code": "unknown_value", "why": state})
        word, mark = self.mark(test)
        holds = HOLDS[word](value, mark)
        if "rating" in test:
            progress = F(0)
        elif word in ("at_least", "more_than"):
            progress = clamp01(value / mark) if mark > 0 else F(0)
        elif word in ("at_most", "less_than"):
            progress = clamp01(mark / value) if value else F(0)
        else:
            progress = F(0)
        return Outcome(holds, progress, earliest, {"code": "value"})

    def aggregate(self, test, latest, every, count):
        """The value over several periods together; those that are skipped are left out of the records."""
        on_missing = test["window"].get("on_missing", "break")
        if "growth" in test:
            raise NotImplementedError("only values of periods together")

        limit = self.joined if test["window"].get("across_positions") else self.start

        def parts(period):
            for _ in range(count):
                if self.last(period) < limit:
                    # Before the position, where nothing counts.
                    yield period, "missing"
                    period = previous(period)
                    continue
                state = (self.usable if self.last(period) > self.as_of else self.measured)(test, period, every)[0]
                # A month of 0 of 0 has no rate of its own, and adds nothing to a ratio of sums.
                said = [o for o in self.facts["observations"] if o.get("state") == "undefined"
                        and o["metric"] == test["metric"] and o["period"] == period]
                yield period, "value" if state == "undefined" and not said else state
                period = previous(period)

        def winnable(period):
            states = [state for _, state in parts(period)]
            return on_missing == "pause" or not {"missing", "undefined"} & set(states)

        earliest = self.dates(test, every, winnable)
        states = dict(parts(latest))
        if on_missing != "pause" and {"missing", "undefined"} & set(states.values()):
            return Outcome(*((False, F(0)) if on_missing == "break" else (None, None)), earliest)
        kept = [span_of(period, self.policy) for period, state in states.items() if state == "value"]
        inside = lambda o: any(a <= span(o["period"])[0] and span(o["period"])[1] <= b for a, b in kept)
        facts = dict(self.facts, observations=[o for o in self.facts["observations"] if inside(o)])
        worth = self.worth(latest, facts)
        worth.first = self.first(list(states)[-1])
        found = worth.of(test["metric"])
        if found[0] != "value" and on_missing == "break":
            return Outcome(False, F(0), earliest)
        return self.compared(test, found, earliest)

    # tests of what happened

    def since(self, test):
        since = test.get("since")
        if since is None:
            return lambda when: True
        if since == "position_start":
            return lambda when: when >= self.start
        return lambda when: over(when, int(since["months"])) >= self.as_of

    def counted(self, test, passes):
        """Truth of at least so many, of records that pass, fail, or might do either."""
        need, have, maybe = int(test.get("at_least", 1)), passes.count(True), passes.count(None)
        state = True if have >= need else False if have + maybe < need else None
        missing = {"code": "count", "have": have, "need": need}
        return Outcome(state, None if state is None else F(have, need), self.tomorrow, missing)

    def event(self, test):
        kind = next(k for k in self.policy["event_kinds"] if k["id"] == test["event"])
        units = {field["id"]: field["unit"] for field in kind.get("fields", [])}
        recent = self.since(test)

        def passes(record):
            values = {v["field"]: number(v["value"], units[v["field"]]) for v in record.get("values", [])}
            results = [None if f["field"] not in values
                       else HOLDS[comparison(f)](values[f["field"]], number(f[comparison(f)], units[f["field"]]))
                       for f in test.get("filters", [])]
            return False if False in results else None if None in results else True

        return self.counted(test, [passes(r) for r in self.seen("events") if r["kind"] == test["event"]
                                   and recent(day(r["date"])) and test.get("role", r.get("role")) == r.get("role")])

    def award(self, test):
        recent = self.since(test)
        records = [r for r in self.seen("achievements") if r.get("award") == test["award"] and recent(day(r["date"]))]
        return self.counted(test, [True] * len(records))

    def achieved(self, test):
        kind = next(k for k in ACHIEVED if k in test)
        stated = next(x for x in self.policy[kind + "s"] if x["id"] == test[kind])
        asked, needed = test.get("at_least"), stated.get("pass_mark")
        found = []
        for record in (r for r in self.seen("achievements") if r.get(kind) == test[kind]):
            done, mark = day(record["date"]), record.get("mark")
            until = day(record["expires"]) if "expires" in record else \
                over(done, int(stated["valid_months"])) if "valid_months" in stated else date.max
            needs = [F(x) for x in (asked, needed) if x is not None]
            if record.get("result", "passed") != "passed":
                found.append((False, {"code": record["result"]}))
            elif until < self.as_of:
                found.append((False, {"code": "expired", "expired": until.isoformat()}))
            elif mark is None:
                found.append((True if asked is None else None, {"code": "mark_missing"}))
            else:
                missing = {"code": "mark_too_low", "mark": text(F(mark)), "needs": text(max(needs, default=F(0)))}
                found.append((all(F(mark) >= x for x in needs), missing))
        states = [state for state, _ in found]
        state = True if True in states else None if None in states else False
        missing = next((m for s, m in reversed(found) if s is state), {"code": "not_recorded"})
        return Outcome(state, None if state is None else F(0), self.tomorrow, missing)

    def tenure(self, test):
        start = self.start if test["tenure"] == "position" else self.joined
        until = over(start, int(test["months"])) if "months" in test else start + (int(test["days"]) - 1) * ONE_DAY
        held, needed = (self.as_of - start).days + 1, (until - start).days + 1
        return Outcome(self.as_of >= until, F(held, needed), until + ONE_DAY, {"code": "time"})

    def vacancy(self, test):
        posts = [v for v in self.facts.get("vacancies", []) if v["position"] == test["vacancy"]]
        need = int(test.get("at_least", 1))
        count = lambda when: sum(int(v.get("count", 1)) for v in posts
                                 if day(v.get("from", "0001-01-01")) <= when <= last_day(v))
        starts = sorted(day(v["from"]) for v in posts if "from" in v and day(v["from"]) > self.as_of)
        have = count(self.as_of)
        return Outcome(have >= need, F(have, need), next((s for s in starts if count(s) >= need), None),
                       {"code": "vacancy", "have": have, "need": need})

    def case_free(self, test):
        """Free from the day on whose end so many months after the last case are over."""
        rule, free, maybe = test["case_free"], [], []
        for case in self.seen("cases", "opened"):
            if "kinds" in rule and case.get("kind", rule["kinds"][0]) not in rule["kinds"]:
                continue
            closed = day(case.get("closed", "9999-01-01"))
            until = None if closed > self.as_of else over(closed + ONE_DAY, int(rule.get("months", 0)))
            (maybe if "kinds" in rule and "kind" not in case else free).append(until)
        against = lambda days: [until for until in days if until is None or until > self.as_of]
        state = False if against(free) else None if against(maybe) else True
        days = [self.as_of, *free, *maybe]
        until = None if None in days else max(days) + ONE_DAY
        return Outcome(state, None if state is None else F(0), until, {"code": "open_case"})

    def assessment(self, test):
        """Panels only; other sources belong to `assess`."""
        stated = next(a for a in self.policy["assessments"] if a["id"] == test["assessment"])
        answers = [r for r in self.seen("assessments") if r["assessment"] == stated["id"]]

        if any(c["source"]["kind"] != "rated" for d in stated["dimensions"] for c in d["criteria"]):
            raise NotImplementedError("only panels")

        def points(criterion):
            kinds = {}
            for record in answers:
                if record["criterion"] == criterion["id"]:
                    kinds.setdefault(record["rater"], []).append(F(record["value"]))
            return rated(criterion["source"], kinds)

        def weighted(parts):
            values = [value for _, value in parts]
            return None if None in values else sum(percentage(w) * v for w, v in parts) / 100

        dimensions = {d["id"]: weighted([(c["weight"], points(c)) for c in d["criteria"]]) for d in stated["dimensions"]}
        value = dimensions[test["dimension"]] if "dimension" in test else weighted(
            [(d["weight"], dimensions[d["id"]]) for d in stated["dimensions"]])
        word = comparison(test)
        if value is None:
            return Outcome(None, None, self.tomorrow, {"code": "unknown_value"})
        return Outcome(HOLDS[word](value, F(test[word])), clamp01(value / F(test[word])), self.tomorrow, {"code": "value"})

    def test(self, test):
        if {"metric", "total", "rating"} & set(test):
            return self.over_periods(test)
        if set(ACHIEVED) & set(test):
            return self.achieved(test)
        return next(getattr(self, kind) for kind in KINDS if kind in test)(test)
