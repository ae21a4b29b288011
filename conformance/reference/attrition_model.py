"""Models of leaving for `attrition`: what their terms add, and the small fits that move a borrowed model to the own level.
Terms are added as fractions; fits are Newton's steps by elimination."""

from fractions import Fraction as F
from math import exp, inf, log, log1p, sqrt

from attrition_panel import named
from chances import solved
from values import rounded, text

PLACES = 6


def given(record, key, default=0):
    return F(record.get(key, default))


def six(value):
    """A number of a model that was fitted: six significant digits."""
    return F(f"{value:.6g}")


def logit(p):
    return log(p / (1 - p))


def chance_of(log_odds):
    return 1 / (1 + exp(-log_odds)) if log_odds > -700 else 0.0


def hats(knots, value):
    """How much of each knot's bend counts at a value: straight between two, the same beyond the ends; of two equal knots the
    right one."""
    weights = [F(0)] * len(knots)
    for n, (low, high) in enumerate(zip(knots, knots[1:])):
        if low <= value < high:
            weights[n], weights[n + 1] = (high - value) / (high - low), (value - low) / (high - low)
            return weights
    weights[0 if value < knots[0] else -1] = F(1)
    return weights


class Term:
    def __init__(self, record):
        self.record, self.driver = record, record["driver"]
        self.id = self.driver["id"]
        self.kind = self.driver["source"]["kind"]
        self.knots = [F(k) for k in record.get("knots", [])]
        self.middle = given(record, "middle")
        self.coefficients = [F(record["line"])] if "line" in record else []
        self.coefficients += [F(b) for b in record.get("bends", [])] + [F(v["adds"]) for v in record.get("levels", [])]
        self.coefficients += [F(record["missing"])] if "missing" in record else []

    def design(self, value):
        """The columns of a row, in the order of the coefficients."""
        record, known = self.record, value is not None
        row = []
        if "line" in record:
            row.append((value - given(record, "centre")) / given(record, "spread", 1) if known else F(0))
        if self.knots:
            row += hats(self.knots, value) if known else [F(0)] * len(self.knots)
        for level in record.get("levels", []):
            is_it = known and (value == level["id"] if "id" in level else value == F(level["value"]))
            row.append(F(is_it))
        if "missing" in record:
            row.append(F(not known))
        return row

    def adds(self, value):
        return sum((c * x for c, x in zip(self.coefficients, self.design(value))), F(0)) - self.middle


class Pair:
    def __init__(self, record, terms):
        self.record, self.middle = record, given(record, "middle")
        # Positions and units are told by the places of their levels.
        self.places = {
            term["driver"]["id"]: {level["id"]: place for place, level in enumerate(term.get("levels", []))}
            for term in terms if term["driver"]["source"]["kind"] in ("position", "unit")}

    def adds(self, cells):
        record = self.record
        behind = []
        for key in ("first", "second"):
            value, edges = cells[record[key]], record.get(key + "_edges", [])
            if record[key] in self.places:
                value = self.places[record[key]].get(value)
            # The last row and column are for what is not known.
            behind.append(len(edges) + 1 if value is None else sum(value >= F(edge) for edge in edges))
        return F(record["cells"][behind[0] * (len(record.get("second_edges", [])) + 2) + behind[1]]) - self.middle


class Model:
    def __init__(self, record):
        self.record = record
        self.rate, self.weight = F(record["rate"]), given(record, "weight", 120)
        self.terms = [Term(t) for t in record.get("terms", [])]
        self.pairs = [Pair(p, record.get("terms", [])) for p in record.get("pairs", [])]
        self.intercept = F(record["intercept"]) if "intercept" in record else F(logit(float(self.rate)))
        self.covariance = [float(F(c)) for c in record.get("covariance", [])]
        self.fitted = record.get("fitted")

    @property
    def method(self):
        if self.fitted:
            return self.fitted["method"]
        return "prior" if self.terms else "rate"

    def cells(self, panel, employee, spell, month, ahead=0):
        """The drivers by id; those that grow are some months further on."""
        return {t.id: panel.value(t.driver, employee, spell, month, ahead) for t in self.terms}

    def reasons(self, cells):
        """(term or pair, what it adds, rounded)."""
        found = [(t, rounded(t.adds(cells[t.id]), PLACES)) for t in self.terms]
        return found + [(p, rounded(p.adds(cells), PLACES)) for p in self.pairs]

    @property
    def base(self):
        return rounded(self.intercept, PLACES)

    def log_odds(self, cells):
        return self.base + sum((adds for _, adds in self.reasons(cells)), F(0))

    def exact(self, cells):
        parts = [t.adds(cells[t.id]) for t in self.terms] + [p.adds(cells) for p in self.pairs]
        return float(self.intercept + sum(parts, F(0)))

    def deviation(self, cells):
        """The standard deviation of the log-odds of a row; None where the model states none."""
        if not self.covariance:
            return None
        row = [1.0] + [float(x) for t in self.terms for x in t.design(cells[t.id])]
        if len(self.covariance) == 1:
            row = row[:1]
        elif len(self.covariance) != len(row) * (len(row) + 1) // 2:
            raise NotImplementedError("covariance of pairs")
        total, place = 0.0, 0
        for i in range(len(row)):
            for j in range(i + 1):
                total += (1 if i == j else 2) * row[i] * row[j] * self.covariance[place]
                place += 1
        return sqrt(max(0.0, total))


# Fits.


def newton(columns, left, offset, centre, precision):
    """A logistic regression with an offset and a normal prior; the coefficients and their covariance."""
    size = len(centre)
    beta = list(centre)
    for _ in range(100):
        gradient = [p * (c - b) for p, c, b in zip(precision, centre, beta)]
        hessian = [[precision[i] if i == j else 0.0 for j in range(size)] for i in range(size)]
        for row, y, base in zip(columns, left, offset):
            p = chance_of(base + sum(b * x for b, x in zip(beta, row)))
            for i in range(size):
                gradient[i] += (y - p) * row[i]
                for j in range(size):
                    hessian[i][j] += p * (1 - p) * row[i] * row[j]
        step = solved(hessian, gradient)
        beta = [b + s for b, s in zip(beta, step)]
        if max(map(abs, step)) < 1e-13:
            break
    unit = lambda n: [float(n == k) for k in range(size)]
    return beta, [solved(hessian, unit(n)) for n in range(size)]


class Ways:
    """The ways up to a stretched prior, as functions from the prior's log-odds to log-odds."""

    def __init__(self, prior):
        self.prior = prior

    def fit(self, way, rows):
        """Rows are (prior's log-odds, left); returns (a, b, covariance): log-odds = a + b · (prior's − its intercept)."""
        home = float(self.prior.intercept) if self.prior else 0.0
        left = [float(y) for _, y in rows]
        if way == "rate":
            w, r = (float(self.prior.weight), float(self.prior.rate)) if self.prior else (1.0, 0.5)
            return logit((w * r + sum(left)) / (w + len(left))), 0.0, None
        if way == "intercept":
            beta, covariance = newton([[1.0]] * len(rows), left, [z for z, _ in rows], [0.0], [4.0])
            return home + beta[0], 1.0, covariance
        beta, covariance = newton([[1.0, z - home] for z, _ in rows], left, [0.0] * len(rows), [home, 1.0], [4.0, 25.0])
        return beta[0], beta[1], covariance

    def ask(self, fitted, rows):
        home = float(self.prior.intercept) if self.prior else 0.0
        if not fitted[1]:
            return [chance_of(fitted[0])] * len(rows)
        # In six places, as people's are, so that those who are alike tie.
        return [chance_of(round(1e6 * (fitted[0] + fitted[1] * (z - home))) / 1e6) for z, _ in rows]


def losses(chances, rows):
    return [-log(p) if y else -log1p(-p) for p, (_, y) in zip(chances, rows)]


def auc(chances, rows):
    """The chance that somebody who left was given a higher one than somebody who stayed; ties count half."""
    order = sorted(zip(chances, (y for _, y in rows)))
    below = higher = 0.0
    n = 0
    while n < len(order):
        tied = [y for p, y in order[n:] if p == order[n][0]] if n + 1 < len(order) else [order[n][1]]
        events = sum(tied)
        higher += events * (below + (len(tied) - events) / 2)
        below += len(tied) - events
        n += len(tied)
    events = sum(y for _, y in rows)
    return higher / (events * below) if events and below else None


def better_by(best, new, people):
    """By how many standard errors a loss beats another, summed person by person."""
    sums = {}
    for who, before, after in zip(people, best, new):
        sums[who] = sums.get(who, 0.0) + before - after
    total = sum(sums.values())
    spread = sum(d * d for d in sums.values()) - total**2 / len(sums)
    return total / sqrt(spread) if spread > 0 else inf if total > 0 else 0.0


class BackTest:
    """Forward in time: fitted to the months before, asked about the last."""

    def __init__(self, panel, prior, scores, ways):
        months = panel.months
        asked = max(3, -(-len(months) // 4))
        begin = len(months) - asked
        first = months[begin] if begin > 0 else None
        before = [(z, r.left) for z, r in zip(scores, panel.rows) if first is not None and r.month < first]
        after = [(r, z) for z, r in zip(scores, panel.rows) if first is not None and r.month >= first]
        rows = [(z, r.left) for r, z in after]
        self.is_possible = begin >= 6 and sum(y for _, y in before) >= 10 and sum(y for _, y in rows) >= 5
        if not self.is_possible:
            return
        fits = Ways(prior)
        people = [r.who["id"] for r, _ in after]
        best = None
        self.tried = []
        for way in ways:
            chances = fits.ask(fits.fit(way, before), rows)
            loss = losses(chances, rows)
            count = len(rows)
            z = None if best is None else better_by(best[1], loss, people)
            taken = best is None or z > 1
            tried = {"method": way, "log_loss": sum(loss) / count,
                     "brier": sum((p - y) ** 2 for p, (_, y) in zip(chances, rows)) / count,
                     "auc": None if way == "rate" else auc(chances, rows), "better_by": z, "is_better": taken}
            self.tried.append((tried, chances, loss))
            if taken:
                best = (way, loss, tried, chances)
        self.way = best[0]
        of_rate = self.tried[0]
        best_z = better_by(of_rate[2], best[1], people) if best[0] != "rate" else 0.0
        self.validation = {
            "fitted_to": named(months[begin - 1]), "asked_to": named(months[-1]), "months": len(rows),
            "leavers": sum(y for _, y in rows), "auc": best[2]["auc"], "brier": best[2]["brier"],
            "brier_of_rate": of_rate[0]["brier"], "log_loss": best[2]["log_loss"],
            "log_loss_of_rate": of_rate[0]["log_loss"], "better_by": best_z,
            "seen_to_foretold": sum(y for _, y in rows) / sum(best[3])}


def scaled(record, a, b):
    """A prior's document with another intercept, and its terms stretched."""
    out = {key: value for key, value in record.items() if key in ("terms", "pairs")}
    by = lambda value: text_of(F(value) * F(b)) if b != 1 else value
    stretch = lambda part, keys: part | {key: by(part[key]) for key in keys if key in part}
    terms = []
    for term in out.get("terms", []):
        term = stretch(term, ("line", "missing", "middle"))
        if "bends" in term:
            term["bends"] = [by(x) for x in term["bends"]]
        if "levels" in term:
            term["levels"] = [stretch(level, ("adds",)) for level in term["levels"]]
        terms.append(term)
    pairs = []
    for pair in out.get("pairs", []):
        pair = stretch(pair, ("middle",))
        pair["cells"] = [by(x) for x in pair["cells"]]
        pairs.append(pair)
    out |= {"terms": terms, "intercept": text_of(F(a))}
    return out | ({"pairs": pairs} if pairs else {})


def text_of(value):
    """Six significant digits, as a document has them."""
    number = six(float(value))
    try:
        return text(number)
    except OverflowError:
        return str(float(number))

