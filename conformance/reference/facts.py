"""What a metric was worth for one holder in one period: attribution, aggregation, formulas, growth, conditions.

A worth is a pair (state, value); the value stands only with the state "value"."""

import re
from fractions import Fraction as F

from values import day, last_year, number, previous, span, span_of

MISSING, UNDEFINED = ("missing", None), ("undefined", None)
STATES = ("missing", "undefined", "not_applicable", "too_new")
AGGREGATION = {"count": "sum", "money": "sum", "percent": "ratio_of_sums", "ratio": "ratio_of_sums",
               "multiple": "ratio_of_sums", "label": "last"}
TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?%?)|([^\W\d]\w*)|(\S))")


class Worth:
    """Answers for one employee's holding of a position in one period."""

    def __init__(self, policy, facts, employee, holding, holdings, period):
        self.policy = policy
        self.metrics = {metric["id"]: metric for metric in policy["metrics"]}
        self.units = policy.get("units", [])
        self.facts, self.employee, self.holding, self.holdings = facts, employee, holding, holdings
        self.period = period
        self.first, self.last = span_of(period, policy)

    def at(self, period):
        return Worth(self.policy, self.facts, self.employee, self.holding, self.holdings, period)

    def mine(self, record):
        """True, False, or None where a record of a mover belongs to neither position."""
        if not self.holdings:
            return True
        if "position" in record:
            return record["position"] == self.holding["position"]
        if len(self.holdings) == 1:
            return True
        first, last = span(record["period"])
        for held in self.holdings:
            if day(held["from"]) <= first and last <= day(held.get("to", "9999-12-31")):
                return held is self.holding
        return None

    def inside(self, record):
        first, last = span(record["period"])
        return self.first <= first and last <= self.last

    def partly(self, record):
        """Whether a record's days cannot be divided between this period and others."""
        first, last = span(record["period"])
        return first <= self.last and self.first <= last and not self.inside(record)

    def of(self, name):
        metric = self.metrics[name]
        if "formula" in metric:
            return Formula(metric["formula"], self.of).worth()
        if "growth" in metric:
            return self.growth(metric["growth"])
        if "plans" in metric or "training" in metric:
            import plans, training  # which themselves ask for worths

            return (plans if "plans" in metric else training).measured(self, metric.get("plans") or metric["training"])
        every = [o for o in self.facts.get("observations", []) if o["metric"] == name]
        records = [o for o in every if self.inside(o)]
        level = metric.get("level", "employee")
        if level == "employee":
            if any(o.get("employee") == self.employee and self.partly(o) for o in every):
                return MISSING
            records = [o for o in records if o.get("employee") == self.employee]
            belongs = [self.mine(o) for o in records]
            if None in belongs:
                return MISSING
            records = [o for o, is_mine in zip(records, belongs) if is_mine]
        elif level == "position":
            records = [o for o in records if o.get("position") == self.holding["position"]]
        elif level == "unit":
            records = self.of_unit(records, self.holding.get("unit"))
        return combine(metric, records)

    def of_unit(self, records, unit):
        own = [o for o in records if o.get("unit") == unit]
        if own:
            return own
        below = [child["id"] for child in self.units if child.get("parent") == unit]
        return [o for child in below for o in self.of_unit(records, child)]

    def growth(self, growth):
        metric, versus = self.metrics[growth["of"]], growth["versus"]
        if versus == "previous":
            base = self.at(previous(self.period)).of(growth["of"])
        elif versus == "same_period_last_year":
            base = self.at(last_year(self.period)).of(growth["of"])
        elif "period" in versus:
            base = self.at(versus["period"]).of(growth["of"])
        else:
            base = ("value", number(versus["value"], metric["unit"]))
        now = self.of(growth["of"])
        without = [state for state, _ in (now, base) if state != "value"]
        if without:
            return (worst(without), None)
        if growth["change"] == "points":
            return ("value", now[1] - base[1])
        return UNDEFINED if base[1] <= 0 else ("value", (now[1] - base[1]) / base[1])

    def ratings(self, metric):
        """Ratings by kind of rater, or None where one belongs to neither of a mover's positions."""
        answers = {}
        for rating in self.facts.get("ratings", []):
            if rating["metric"] == metric and rating["employee"] == self.employee and self.inside(rating):
                is_mine = self.mine(rating)
                if is_mine is None:
                    return None
                if is_mine:
                    answers.setdefault(rating["rater"], []).append(F(rating["value"]))
        return answers


def worst(states):
    """Missing outweighs undefined, that not applicable, and that too new."""
    return min(states, key=STATES.index)


def combine(metric, records):
    """Aggregates the observations of one metric. A part that is missing or undefined leaves the whole so; one that does
    not apply or is too new is left out where others have a value."""
    unit = metric["unit"]
    how = metric.get("aggregation", AGGREGATION.get(unit, "mean"))
    states = [o["state"] for o in records if "state" in o]
    records = [o for o in records if "state" not in o]
    if how != "ratio_of_sums" and any(isinstance(o["value"], dict) and F(o["value"]["whole"]) == 0 for o in records):
        states.append("undefined")
    if not records or states and worst(states) in ("missing", "undefined"):
        return (worst(states or ["missing"]), None)
    records = sorted(records, key=lambda o: span(o["period"])[1])
    given = [o["value"] for o in records]
    if unit == "label":
        return ("value", given[-1])
    parts = [(F(v["part"]), F(v["whole"])) for v in given if isinstance(v, dict)]
    if how == "ratio_of_sums" and len(parts) == len(given):
        whole = sum(w for _, w in parts)
        return UNDEFINED if whole == 0 else ("value", sum(p for p, _ in parts) / whole)
    if how == "ratio_of_sums" and len(given) > 1:
        return UNDEFINED  # rates without their parts do not combine
    values = [F(v["part"]) / F(v["whole"]) if isinstance(v, dict) else number(v, unit) for v in given]
    return ("value", {"sum": sum, "mean": lambda v: sum(v) / len(v), "last": lambda v: v[-1], "min": min, "max": max,
                      "ratio_of_sums": lambda v: v[0]}[how](values))


class Formula:
    """A recursive-descent reader that evaluates while it reads; None is a value that is not there."""

    def __init__(self, source, lookup):
        self.tokens = [found.groups() for found in TOKEN.finditer(source)]
        self.place, self.lookup, self.failures = 0, lookup, []

    def worth(self):
        value = self.sum()
        return (worst(self.failures), None) if self.failures else ("value", value)

    def fail(self, state):
        self.failures.append(state)

    def sign(self, *signs):
        if self.place < len(self.tokens) and self.tokens[self.place][2] in signs:
            self.place += 1
            return self.tokens[self.place - 1][2]
        return None

    def sum(self):
        value = self.product()
        while sign := self.sign("+", "-"):
            other = self.product()
            if value is None or other is None:
                value = None
            else:
                value = value + other if sign == "+" else value - other
        return value

    def product(self):
        value = self.atom()
        while sign := self.sign("*", "/"):
            other = self.atom()
            if sign == "/" and other == 0:
                value = self.fail("undefined")
            elif value is None or other is None:
                value = None
            else:
                value = value * other if sign == "*" else value / other
        return value

    def atom(self):
        if self.sign("-"):
            value = self.atom()
            return None if value is None else -value
        if self.sign("("):
            value = self.sum()
            self.sign(")")
            return value
        literal, word, _ = self.tokens[self.place]
        self.place += 1
        if literal:
            return number(literal)
        if self.sign("("):
            values = [self.sum()]
            while self.sign(","):
                values.append(self.sum())
            self.sign(")")
            if None in values:
                return None
            return abs(values[0]) if word == "abs" else {"min": min, "max": max}[word](values)
        state, value = self.lookup(word)
        return value if state == "value" else self.fail(state)


def holds(condition, worth, scores):
    """Kleene's three values: True, False, None. `scores` are the lines' points, where known."""
    if "all" in condition or "any" in condition:
        stop = "any" in condition
        parts = [holds(part, worth, scores) for part in condition["any" if stop else "all"]]
        return stop if stop in parts else None if None in parts else not stop
    if "of" in condition:
        parts = [holds(part, worth, scores) for part in condition["of"]]
        met, unknown, need = parts.count(True), parts.count(None), condition["at_least"]
        return True if met >= need else False if met + unknown < need else None
    if "not" in condition:
        inner = holds(condition["not"], worth, scores)
        return None if inner is None else not inner
    if "score" in condition:
        value, unit = scores.get(condition["score"]), None
    else:
        value, unit = worth.of(condition["metric"])[1], worth.metrics[condition["metric"]]["unit"]
    if value is None:
        return None
    for word, test in (("at_least", lambda a, b: a >= b), ("at_most", lambda a, b: a <= b),
                       ("more_than", lambda a, b: a > b), ("less_than", lambda a, b: a < b),
                       ("equals", lambda a, b: a == b)):
        if word in condition:
            limit = condition[word] if unit == "label" else number(condition[word], unit)
            return test(value, limit)
    raise ValueError(condition)
