"""An independent reference of `retention`, written from the documents alone: a life table of months of tenure, the share that
stays with its bounds, the median, and the log-rank test. Fractions throughout, but for bounds and the probability of the test."""

from fractions import Fraction as F
from math import erfc, exp, factorial, log, sqrt

from attrition import in_force
from attrition_panel import Panel, first_of, index
from values import day

LEVELS = (("80", 1.2815515655446004), ("95", 1.959963984540054))
TOLD = (3, 6, 12, 24, 36, 60)
ENOUGH = 5


class Table:
    """At each whole month of tenure, how many were there in the month that begins then, and how many left in it."""

    def __init__(self, rows):
        self.rows, self.there, self.left = rows, {}, {}
        for row in rows:
            tenure = max(0, row.month - index(row.spell.first))
            self.there[tenure] = self.there.get(tenure, 0) + 1
            self.left[tenure] = self.left.get(tenure, 0) + bool(row.left)
        self.people = len({row.who["id"] for row in rows})
        self.leavers = sum(self.left.values())

    def curve(self):
        """Where it begins and ends, and the table between."""
        seen = sorted(self.there)
        if not seen:
            return 0, 0
        start = next((k for k in seen if self.there[k] >= ENOUGH), seen[0])
        end = start
        while end in self.there:
            end += 1
        return start, end

    def at(self, months):
        """The curve after so many months: share, bounds, hazard, and the width of the bounds."""
        start, _ = self.curve()
        share, hazard, spread, before = F(1), F(0), F(0), {}
        for k in range(start, months):
            n, d = self.there[k], self.left[k]
            if not d or not share:
                continue
            share *= F(n - d, n)
            hazard += F(d, n)
            for name, z in LEVELS:
                if share:
                    wide = sqrt(spread + F(d, n * (n - d))) / -log(share)
                    bound = {"lo": exp(log(share) * exp(z * wide)), "hi": exp(log(share) * exp(-z * wide))}
                else:
                    bound = {"lo": 0.0, "hi": before.get("hi" + name, 1.0)}
                before |= {side + name: value for side, value in bound.items()}
            spread += F(d, n * (n - d)) if share else 0
        return share, before, hazard

    def median(self):
        start, end = self.curve()
        found = {}
        for months in range(start + 1, end + 1):
            share, bounds, _ = self.at(months)
            for name, value in ({"months": float(share)} | bounds).items():
                if value <= 0.5 + 1e-12:
                    found.setdefault(name, months)
        return found

    def written(self):
        start, end = self.curve()
        out = {"people": self.people, "months": len(self.rows), "leavers": self.leavers, "from": start, "until": end}
        thin = next((k for k in range(start, end) if self.there[k] < ENOUGH), None)
        gap = any(k > end for k in self.there)
        steps = [(start, self.there.get(start, 0), 0)] if end > start else []
        for k in range(start, end):
            if self.left[k] or k + 1 == end:
                steps.append((k + 1, self.there[k], self.left[k]))
        out["thin_from"] = thin
        out["steps"] = []
        for months, n, d in steps:
            share, bounds, hazard = self.at(months)
            out["steps"].append({"months": months, "at_risk": n, "left": d, "staying": float(share)} | bounds
                                | {"cumulative_hazard": float(hazard)})
        out["staying"] = [{"months": t, "staying": float(self.at(t)[0])} | self.at(t)[1] for t in TOLD if start < t <= end]
        out["median"] = self.median() or None
        caveats = [code for code, holds in (("few_people", self.people < 20), ("no_leavers", not self.leavers),
                                            ("thin_risk_sets", thin is not None), ("gap_in_tenures", gap),
                                            ("leavers_outside", sum(d for _, _, d in steps) < self.leavers)) if holds]
        return out | {"caveats": caveats or None}


def solved(matrix, right):
    """The solution of a system of equations; None where there is no single one."""
    rows = [list(row) + [value] for row, value in zip(matrix, right)]
    for n in range(len(rows)):
        pivot = next((m for m in range(n, len(rows)) if rows[m][n]), None)
        if pivot is None:
            return None
        rows[n], rows[pivot] = rows[pivot], rows[n]
        rows[n] = [value / rows[n][n] for value in rows[n]]
        for m in range(len(rows)):
            if m != n:
                rows[m] = [a - rows[m][n] * b for a, b in zip(rows[m], rows[n])]
    return [row[-1] for row in rows]


def chi_square_above(x, degrees):
    """The probability of more than x, of whole degrees of freedom."""
    half = x / 2
    if degrees % 2 == 0:
        return exp(-half) * sum(half**n / factorial(n) for n in range(degrees // 2))
    found, term = erfc(sqrt(half)), 2 * sqrt(half / 3.141592653589793) * exp(-half)
    for n in range(degrees // 2):
        found += term
        term *= half / (n + 1.5)
    return found


def compared(groups):
    """The log-rank test of tables by group."""
    expected = dict.fromkeys(groups, F(0))
    shared = {(a, b): F(0) for a in groups for b in groups}
    for k in sorted({k for table in groups.values() for k in table.there}):
        n = {g: table.there.get(k, 0) for g, table in groups.items()}
        all_there, left = sum(n.values()), sum(table.left.get(k, 0) for table in groups.values())
        for a in groups:
            expected[a] += F(left * n[a], all_there)
            for b in groups:
                if all_there > 1:
                    own = F(n[a], all_there) * ((a == b) - F(n[b], all_there))
                    shared[a, b] += own * left * F(all_there - left, all_there - 1)
    told = [g for g in groups if shared[g, g]]
    free = told[:-1]
    off = [groups[g].leavers - expected[g] for g in free]
    weights = solved([[shared[a, b] for b in free] for a in free], off) if free else None
    if weights is None:
        return None
    statistic = sum(a * b for a, b in zip(off, weights))
    return {"test": "log_rank", "chi_square": float(statistic), "degrees": len(free),
            "p": chi_square_above(float(statistic), len(free)),
            "groups": [{"id": g, "left": groups[g].leavers, "expected": float(expected[g])} for g in groups]}


def retention(policy, facts, request):
    version = in_force(policy, request)
    leaving, by = request.get("leaving", "voluntary"), request.get("by")
    window = int(request.get("window", 24))
    panel = Panel(version, facts, day(request["as_of"]), window, leaving)
    curves, caveats, comparison = [Table(panel.rows).written()], [], None
    if by:
        held = lambda row: row.spell.holding(first_of(row.month)).get(by)
        ids = [group["id"] for group in version[by + "s"]]
        groups = {g: [row for row in panel.rows if held(row) == g] for g in ids}
        groups = {g: Table(rows) for g, rows in groups.items() if rows}
        curves += [{"by": by, "id": g} | table.written() for g, table in groups.items()]
        comparison = compared(groups)
    if leaving == "voluntary" and any(row.left and not row.spell.ended for row in panel.rows):
        caveats.append("ends_unstated")
    caveats += ["old_data"] if panel.is_old() else []
    caveats += ["not_compared"] if by and not comparison else []
    return {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]},
            "as_of": request["as_of"], "window": window, "leaving": leaving, "curves": curves, "comparison": comparison,
            "caveats": caveats or None, "problems": []}
