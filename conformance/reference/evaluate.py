"""An independent reference of `score`, forced distribution, `eligibility`, `plans`, `goals`, `training`, `may`, `jobs`,
`payouts`, `payout_curve`, `compare_payouts`, `points`, `alerts`, `cycle`, `appeal`, `forecast`, `headcount`, `flows`,
`workforce`, `goal_forecast`, `attrition`, `fit_attrition`, `attrition_receipt` and `retention`, and of `verify` where a receipt is of a
chance, written from the documents alone.

    python3 conformance/reference/evaluate.py < case.json       the answer to one case
    python3 conformance/reference/evaluate.py --check FILE…     compares the cases that it covers

It is short and slow on purpose: `fractions` throughout, no caching, no validation. It answers valid input only."""

import json
import sys
from fractions import Fraction as F
from pathlib import Path

from facts import Worth, holds
from methods import clamp, limits, points_of, rated, within
from values import (ONE_DAY, base_periods, day, days_between, load, number, percentage, put, rounded, shown, span_of,
                    text)

QUESTIONS = ("score", "calibrate", "eligibility", "plans", "goals", "training", "may", "jobs", "payouts", "payout_curve",
             "compare_payouts", "points", "alerts", "cycle", "appeal", "forecast", "headcount", "flows", "workforce",
             "goal_forecast", "attrition", "fit_attrition", "attrition_receipt", "retention")
FOUND = {"balance_short", "action_illegal", "actor_not_allowed"}  # what the reference says of records that make no sense
EFFECTS = ("unknown", "zero", "neutral", "redistribute")


def in_force(policy, request):
    """The version in force on the period's last day, or the one that the request names."""
    versions = policy if isinstance(policy, list) else [policy]
    if "policy_version" in request:
        return next(v for v in versions if v["version"] == request["policy_version"])
    started = (v for v in versions if day(v["effective_from"]) <= span_of(request["period"], v)[1])
    return max(started, key=lambda v: v["effective_from"])


def joined(holdings):
    """Holdings of one position in one unit that follow each other from one day to the next are one."""
    found = []
    for holding in holdings:
        before = found[-1] if found else {}
        same = all(before.get(key) == holding.get(key) for key in ("position", "unit"))
        if same and "to" in before and day(before["to"]) + ONE_DAY == day(holding["from"]):
            rest = {key: value for key, value in before.items() if key != "to"}
            found[-1] = rest | ({"to": holding["to"]} if "to" in holding else {})
        else:
            found.append(holding)
    return found


def held_in(employee, first, last):
    """The holdings that reach into a period, with the days that fall inside it."""
    for holding in joined(employee["positions"]):
        begin, end = max(first, day(holding["from"])), min(last, day(holding.get("to", "9999-12-31")))
        if begin <= end:
            yield holding, begin, end


def overridden(policy, unit, card, line):
    """The line as it stands in a unit: overrides of the units above first, the nearest last."""
    units = {u["id"]: u for u in policy.get("units", [])}
    chain = []
    while unit in units:
        chain.insert(0, units[unit])
        unit = units[unit].get("parent")
    changed = dict(line)
    for above in chain:
        for override in above.get("overrides", []):
            if (override["scorecard"], override["line"]) == (card["id"], line["id"]):
                changed |= {key: override[key] for key in ("target", "weight", "floor", "cap") if key in override}
    return changed


def effect_of(line, state):
    """What the policy chose for a line without a value: the word, and the points of `neutral`."""
    choice = line.get("on_missing", "unknown")
    if isinstance(choice, dict) and "neutral" not in choice:
        choice = choice.get(state, "unknown")
    return ("neutral", F(choice["neutral"])) if isinstance(choice, dict) else (choice, F(0))


class Position:
    """One position held by one employee in one period, scored."""

    def __init__(self, policy, facts, employee, held, holdings, period, bases):
        self.policy, self.facts, self.employee, self.period = policy, facts, employee, period
        self.judge = self
        self.holding, self.begin, self.end = held
        self.card = next(c for c in policy["scorecards"] if c["id"] == self.policy_position()["scorecard"])
        self.worth = Worth(policy, facts, employee["id"], self.holding, holdings, period)
        self.days = days_between(self.begin, self.end, policy)
        self.factor = F(self.days, days_between(*span_of(period, policy), policy))
        self.too_new = self.days < policy.get("proration", {}).get("too_new_below_days", 0)
        self.bases = bases
        self.rounding = {"places": 2, "mode": "half_away", "round": "total", "compare": "exact"}
        self.rounding |= policy.get("rounding", {})
        self.lines = [self.line(section, line) for section in self.card["sections"] for line in section["lines"]]
        self.weigh()
        self.add_up()

    def policy_position(self):
        return next(p for p in self.policy["positions"] if p["id"] == self.holding["position"])

    def part(self, metric):
        """How many base periods' worth of a flow the position had; rates and levels do not prorate, and what a unit has
        to reach is not for the days of one person."""
        if not metric.get("flow", metric["unit"] in ("count", "money")):
            return F(1)
        return F(self.bases) if metric.get("level", "employee") != "employee" else self.factor * self.bases

    def target(self, line, metric):
        """The policy's target is stated for a base period, an agreed one for the period of which it is agreed."""
        unit = self.holding.get("unit")
        value = number(line["target"], metric["unit"]) * self.part(metric)
        agreed = [t for t in self.facts.get("targets", []) if t["metric"] == metric["id"] and t["period"] == self.period]
        for key, who in (("unit", unit), ("employee", self.employee["id"])):
            for record in agreed:
                if key in record and record[key] == who:
                    value = number(record["value"], metric["unit"]) * self.part(metric) / self.bases
        return value

    def line(self, section, line):
        line = overridden(self.policy, self.holding.get("unit"), self.card, line)
        metric = self.worth.metrics[line["metric"]]
        out = {"line": line["id"], "metric": metric["id"], "section": section["id"], "source": line, "points": None}
        out["target"] = self.target(line, metric) if "target" in line else None
        if self.too_new:
            state, value = "too_new", None
        elif line["method"]["kind"] == "rated":
            answers = self.worth.ratings(metric["id"])
            value = None if answers is None else rated(line["method"], answers)
            state = "missing" if value is None else "value"
        else:
            state, value = self.worth.of(metric["id"])
        if state == "value":
            points = value if line["method"]["kind"] == "rated" else points_of(
                line, metric, value, out["target"], self.part(metric))
            if points is None:
                state = "undefined"
            else:
                out["points"] = clamp(points, *limits(line))
        out["state"], out["value"] = state, value
        out["effect"], neutral = (None, None) if state == "value" else effect_of(line, state)
        if out["effect"] in ("zero", "neutral"):
            out["points"] = neutral
        if out["points"] is not None and self.rounding["round"] == "lines":
            out["points"] = rounded(out["points"], self.rounding["places"], self.rounding["mode"])
        return out

    def weigh(self):
        """Weights as percentages of the card, before and after redistribution."""
        sections = self.card["sections"]
        weighted = all("weight" in s for s in sections)
        section_sum = sum(percentage(s["weight"]) for s in sections) if weighted else F(0)
        card_sum = sum(percentage(line["source"]["weight"]) for line in self.lines)
        for section in sections:
            lines = [line for line in self.lines if line["section"] == section["id"]]
            inside = sum(percentage(line["source"]["weight"]) for line in lines)
            for line in lines:
                own = percentage(line["source"]["weight"])
                line["weight"] = (
                    100 * own / inside * percentage(section["weight"]) / section_sum if weighted else 100 * own / card_sum
                )
        groups = [[x for x in self.lines if x["section"] == s["id"]] for s in sections]
        present = [[x for x in group if x["effect"] != "redistribute"] for group in groups]
        whole = [sum((x["weight"] for x in group), F(0)) for group in groups]
        kept = sum((w for w, here in zip(whole, present) if here), F(0))
        for here, section_weight in zip(present, whole):
            share = sum((x["weight"] for x in here), F(0))
            for line in here:
                line["applied"] = line["weight"] * section_weight / share * 100 / kept
        self.nobody = not any(present)

    def add_up(self):
        self.scores = {x["line"]: x["points"] for x in self.lines if x["state"] == "value"}
        self.total = self.band = self.coefficient = self.changed = None
        self.missing = [{"line": x["line"], "metric": x["metric"], "state": x["state"], "effect": x["effect"]}
                        for x in self.lines if x["state"] != "value"]
        for line in self.lines:
            if line["points"] is not None and "applied" in line:
                line["contribution"] = line["points"] * line["applied"] / 100
                if self.rounding["round"] == "lines":
                    line["contribution"] = rounded(line["contribution"], self.rounding["places"], self.rounding["mode"])
        known = not self.nobody and all(x["effect"] != "unknown" for x in self.lines)
        total = sum((x["contribution"] for x in self.lines if "contribution" in x), F(0)) if known else None
        for adjustment in self.card.get("adjustments", []):
            points = self.adjust(adjustment)
            if points is None:
                self.undecided("adjustment", adjustment)
                total = None
            elif total is not None:
                total += points
        total, band_caps = self.veto(total)
        if total is None:
            return
        total = clamp(total, *(F(self.card[k]) if k in self.card else None for k in ("floor", "cap")))
        self.total = total * F(self.card.get("scale", 100)) / 100
        self.rate(band_caps)

    def undecided(self, kind, rule):
        self.missing.append({kind: rule["id"], "state": "undecided"})

    def decided(self, rule):
        """The rule's condition; None only where it is open and not to be skipped."""
        met = holds(rule["when"], self.worth, self.scores) if "when" in rule else True
        return False if met is None and rule.get("on_unknown") == "skip" else met

    def adjust(self, rule):
        met = self.decided(rule)
        if not met:
            return None if met is None else F(0)
        points = F(rule["points"])
        if "per" in rule:
            per = rule["per"]
            unit = self.worth.metrics[per["metric"]]["unit"]
            value = self.worth.of(per["metric"])[1]
            if value is None:
                return F(0) if rule.get("on_unknown") == "skip" else None
            units = max(F(0), value - number(per.get("beyond", 0), unit)) / number(per["unit"], unit)
            points *= F(int(units)) if per.get("whole_units", True) else units
        return clamp(points, *(F(rule[k]) if k in rule else None for k in ("min", "max")))

    def veto(self, total):
        caps, band_caps = [], []
        for rule in self.card.get("vetoes", []):
            met = self.decided(rule)
            if met is None:
                self.undecided("veto", rule)
                total = None if {"set", "cap"} & set(rule) else total
                band_caps.append(None)
            elif met:
                caps += [F(rule["set"])] if "set" in rule else []
                caps += [min(total, F(rule["cap"]))] if "cap" in rule and total is not None else []
                band_caps += [rule["band_cap"]] if "band_cap" in rule else []
        return (min(caps) if caps and total is not None else total), band_caps

    def scale(self):
        scales = self.policy.get("rating_scales", [])
        if "rating_scale" in self.card:
            return next(s for s in scales if s["id"] == self.card["rating_scale"])
        return scales[0] if len(scales) == 1 else None

    def band_of(self, total):
        """Bands from the worst to the best, and the one that holds the total."""
        if self.rounding["compare"] == "rounded":
            total = rounded(total, self.rounding["places"], self.rounding["mode"])
        bands = sorted(self.scale()["bands"], key=lambda b: F(b.get("from", -(10**18))))
        return bands, next(n for n, band in enumerate(bands) if within(total, band, True, None))

    def rate(self, band_caps):
        """The band, unless a veto that could lower it is open, and the coefficient with what changed it."""
        if self.scale() is None or None in band_caps:
            return
        bands, place = self.band_of(self.total)
        place = min([place] + [n for n, band in enumerate(bands) if band["id"] in band_caps])
        self.band = bands[place]["id"]
        stated = self.coefficient = F(bands[place].get("coefficient", 1))
        for rule in self.card.get("coefficient_adjustments", []):
            met = self.decided(rule)
            if met is None:
                self.undecided("coefficient_adjustment", rule)
                self.coefficient = None
                return
            self.coefficient += F(rule["add"]) if met else 0
        most = self.card.get("coefficient_max")
        self.coefficient = clamp(self.coefficient, F(self.card.get("coefficient_min", 0)), None if most is None else F(most))
        self.changed = self.coefficient - stated

    def shown(self):
        out = {"position": self.holding["position"], "scorecard": self.card["id"], "from": self.begin.isoformat(),
               "to": self.end.isoformat(), "days": self.days, "state": "unknown" if self.total is None else "known"}
        if self.factor != 1:
            put(out, "factor", self.factor)
        finish(out, self, self.rounding)
        out["lines"] = []
        for line in self.lines:
            entry = {"line": line["line"], "metric": line["metric"], "state": line["state"]}
            metric = self.worth.metrics[line["metric"]]
            higher = metric["direction"] == "higher"
            kind = line["source"]["method"]["kind"]
            for name, value in (("actual", None if kind == "rated" else line["value"]), ("target", line["target"])):
                if isinstance(value, F) and metric["unit"] != "money":
                    put(entry, name, shown(value, metric))
            if line["state"] == "value" and line["target"] is not None and kind == "closer":
                tolerance = number(line["source"]["method"].get("tolerance", 0), metric["unit"]) * self.part(metric)
                entry["met"] = abs(line["value"] - line["target"]) <= tolerance
            elif line["state"] == "value" and line["target"] is not None:
                entry["met"] = line["value"] >= line["target"] if higher else line["value"] <= line["target"]
            if kind == "ratio" and line["state"] == "value" and line["value"] > 0:
                a, t = line["value"], line["target"]
                put(entry, "attainment", a / t if higher else t / a)
            for name, key in (("score", "points"), ("weight", "weight"), ("applied_weight", "applied"),
                              ("contribution", "contribution")):
                if line.get(key) is not None:
                    put(entry, name, line[key])
            out["lines"].append(entry)
        return out


def finish(out, scored, rounding):
    """Total, band and coefficient as an answer shows them."""
    if scored.total is None:
        return
    shown = rounded(scored.total, rounding["places"], rounding["mode"])
    out["total"] = text(shown)
    if shown != scored.total:
        out["total_exact"] = text(scored.total)
    if scored.band is not None:
        out["band"] = scored.band
    if scored.coefficient is not None:
        put(out, "coefficient", scored.coefficient)


class Person:
    """A person's result: the day-weighted mean over positions, or over base periods, each judged by the version in force
    on its last day."""

    def __init__(self, policy, facts, employee, request):
        version, period = in_force(policy, request), request["period"]
        scored = {p["id"] for p in version["positions"] if "scorecard" in p}
        self.positions, self.periods, self.rounding = [], [], {"places": 2, "mode": "half_away"}
        self.rounding |= version.get("rounding", {})
        self.total = self.band = self.coefficient = self.changed = self.judge = None
        self.missing, self.days = [], 0
        base = base_periods(period, version)
        if len(base) > 1 and version.get("longer_periods", "average") == "average":
            parts = [Person(policy, facts, employee, request | {"period": month}) for month in base]
            self.periods = [(month, part) for month, part in zip(base, parts) if part.days]
            parts = [part for _, part in self.periods]
        else:
            held = list(held_in(employee, *span_of(period, version)))
            parts = self.positions = [Position(version, facts, employee, h, [x[0] for x in held], period, len(base))
                                      for h in held if h[0]["position"] in scored and days_between(*h[1:], version)]
        self.days = sum(part.days for part in parts)
        for part in parts:
            self.missing += part.missing
        if not parts:
            return
        self.judge = parts[-1].judge
        if len(parts) == 1:
            self.total, self.band = parts[0].total, parts[0].band
            self.coefficient, self.changed = parts[0].coefficient, parts[0].changed
        elif all(part.total is not None for part in parts):
            self.combine(parts)

    def combine(self, parts):
        """The mean of the totals by days, rated on the last part's scale; what changed the parts' coefficients changes the
        band's by its mean."""
        self.total = sum(part.total * part.days for part in parts) / self.days
        if self.judge.scale() is None:
            return
        bands, place = self.judge.band_of(self.total)
        self.band = bands[place]["id"]
        if all(part.changed is not None for part in parts):
            self.changed = sum(part.changed * part.days for part in parts) / self.days
            self.coefficient = F(bands[place].get("coefficient", 1)) + self.changed

    def state(self):
        return "not_in_scope" if not self.days else "unknown" if self.total is None else "known"

    def shown(self, employee, detail):
        out = {"employee": employee["id"], "state": self.state()}
        finish(out, self, self.rounding)
        if self.missing:
            out["missing"] = self.missing
        if detail == "full" and self.periods:
            out["periods"] = [dict(period=month, days=part.days, state=part.state()) for month, part in self.periods]
            for entry, (_, part) in zip(out["periods"], self.periods):
                finish(entry, part, self.rounding)
        elif detail == "full":
            out["positions"] = [position.shown() for position in self.positions]
        return out


def score(policy, facts, request):
    version = in_force(policy, request)
    chosen = request.get("employees")
    results = [Person(policy, facts, employee, request).shown(employee, request.get("detail", "full"))
               for employee in facts.get("employees", []) if chosen is None or employee["id"] in chosen]
    return {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]},
            "period": request["period"], "results": results}


def quotas(people, shares):
    """Largest remainder; ties of remainders to the higher band."""
    exact = [F(people) * share / 100 for share in shares]
    counts = [int(value) for value in exact]
    order = sorted(range(len(shares)), key=lambda n: (counts[n] - exact[n], n))
    for n in order[: people - sum(counts)]:
        counts[n] += 1
    return counts


def assigned(totals, counts):
    """Places by rank; a tied group across a cut goes to the band of its first member. Returns a band per person."""
    order = sorted(range(len(totals)), key=lambda n: -totals[n])
    places = [band for band, count in enumerate(counts) for _ in range(count)]
    bands = {}
    for rank, person in enumerate(order):
        tied = rank and totals[order[rank - 1]] == totals[person]
        bands[person] = bands[order[rank - 1]] if tied else places[rank]
    return [bands[n] for n in range(len(totals))]


def calibrate(policy, facts, request):
    """One group per scope; assumes the company's rating scale is one."""
    version = in_force(policy, request)
    rule = version["distribution"]
    people = [(e, Person(policy, facts, e, request)) for e in facts["employees"]]
    people = [(e, p) for e, p in people if p.total is not None]
    unit_of = lambda e: e["positions"][-1].get("unit") if rule.get("scope") == "unit" else "company"
    groups = []
    for group in dict.fromkeys(unit_of(e) for e, _ in people):
        members = [(e, p) for e, p in people if unit_of(e) == group]
        out = {"group": group, "people": len(members), "exempt": len(members) < rule.get("min_group", 5)}
        groups.append(out)
        if out["exempt"]:
            continue
        counts = quotas(len(members), [percentage(q["share"]) for q in rule["quotas"]])
        names = [q["band"] for q in rule["quotas"]]
        placed = [names[n] for n in assigned([p.total for _, p in members], counts)]
        if request.get("mode", rule.get("mode", "check")) == "check":
            placed = [p.band for _, p in members]
        else:
            out["people_bands"] = [{"employee": e["id"], "assigned": b} for (e, _), b in zip(members, placed)]
        out["quotas"] = [{"band": name, "share": text(percentage(q["share"])), "quota": count,
                          "actual": placed.count(name), "deviation": placed.count(name) - count}
                         for name, count, q in zip(names, counts, rule["quotas"])]
    return {"groups": groups}


def at(document, pointer):
    """What a JSON pointer finds, or None."""
    for token in pointer.split("/")[1:]:
        token = token.replace("~1", "/").replace("~0", "~")
        try:
            document = document[int(token)] if isinstance(document, list) else document[token]
        except (KeyError, IndexError, ValueError, TypeError):
            return None
    return document


def answer(case, folder=Path()):
    if "policy_file" in case:
        case["policy"] = load((folder / case["policy_file"]).read_text("utf-8"))
    # These themselves ask for totals.
    from alerts import alerts
    from attrition import attrition, fit_attrition
    from attrition_receipt import attrition_receipt
    from cycle import appeal, cycle
    from flows import flows
    from forecast import forecast
    from goal_forecast import goal_forecast
    from goals import goals
    from headcount import headcount
    from jobs import jobs, may
    from payouts import payouts
    from plans import plans
    from points import points
    from promotion import eligibility
    from retention import retention
    from training import training
    from whatif import compare_payouts, payout_curve
    from workforce import workforce

    questions = (score, calibrate, eligibility, plans, goals, training, may, jobs, payouts, payout_curve, compare_payouts,
                 points, alerts, cycle, appeal, forecast, headcount, flows, workforce, goal_forecast, attrition,
                 fit_attrition, attrition_receipt, retention)
    question = next(q for q in questions if q.__name__ == case["question"])
    return question(case["policy"], case.get("facts", {}), case["request"])


def same(ours, expected):
    """Estimates are floats, which answers write as text with six significant digits; five of them are compared."""
    if isinstance(ours, float):
        try:
            wanted = float(expected)
        except (TypeError, ValueError):
            return False
        return abs(ours - wanted) <= 1e-5 * abs(wanted) + 1e-9
    if isinstance(ours, list) and isinstance(expected, list):
        return len(ours) == len(expected) and all(map(same, ours, expected))
    if isinstance(ours, dict) and isinstance(expected, dict):
        return ours.keys() == expected.keys() and all(same(ours[key], expected[key]) for key in ours)
    return ours == expected


def is_of_a_chance(case):
    """Whether a case verifies a receipt of a chance that can be read."""
    told = {p["pointer"] for p in case.get("problems", [])}
    document = case.get("receipt", {}).get("document", {})
    return case["question"] == "verify" and "question" in document and told <= {"/receipt", "/document/result"}


def check(files):
    """Compares `expect` and `near` where this reference writes the field; says how much it covered."""
    compared = skipped = 0
    wrong = []
    for file in map(Path, files):
        for case in load(file.read_text("utf-8")):
            if is_of_a_chance(case):
                from attrition_receipt import verify
                compared += 1
                holds_up = not any(p["pointer"] == "/document/result" for p in case.get("problems", []))
                if verify(case["receipt"], same) != holds_up:
                    wrong.append(f"{case['id']}: the reference finds the result {'wrong' if holds_up else 'right'}")
            if case["question"] not in QUESTIONS or "facts_text" in case:
                continue
            problems = case.get("problems", [])
            wanted = case.get("expect", {}) | case.get("near", {})
            if not wanted or "viewer" in case.get("request", {}) or not {p["code"] for p in problems} <= FOUND:
                continue
            try:
                ours = answer(case, file.parent)
            except NotImplementedError:
                skipped += len(wanted)
                continue
            for pointer, expected in wanted.items():
                found = at(ours, pointer)
                skipped += found is None
                compared += found is not None
                if found is not None and not same(found, expected):
                    wrong.append(f"{case['id']} {pointer}: expected {expected}, reference {found}")
            if problems and ours["problems"] != problems:
                wrong.append(f"{case['id']}: expected problems {problems}, reference {ours['problems']}")
            wrong += [f"{case['id']} {pointer}: must be absent" for pointer in case.get("absent", [])
                      if at(ours, pointer) is not None]
    print(*wrong, f"{compared} figures compared, {skipped} not covered, {len(wrong)} differ", sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--check"]:
        sys.exit(check(sys.argv[2:]))
    print(json.dumps(answer(load(sys.stdin.read())), ensure_ascii=False, indent=1))
