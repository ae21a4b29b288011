"""An independent reference of `flows`, written from docs/forecasting.md alone: counts person by person, means by sums over
the ways that what is not known of the rates can matter, linear systems by elimination. Where months differ, how much is
left to other tests, and so are simulated quantiles."""

from math import sqrt

from career import last_day
from chances import beta_estimate, solved
from promotion import in_force_on
from values import ONE_DAY, day, following, month_start, percentage, span


def monthly(rate):
    return 1 - (1 - float(percentage(rate)) / 100) ** (1 / 12)


class Company:
    def __init__(self, policy, facts, as_of):
        self.rules, self.facts, self.as_of = policy["staff_flows"], facts, as_of
        self.grades = self.rules["grades"]
        self.size = len(self.grades)

    def grade(self, employee, when):
        held = [self.grades.index(h["position"]) for h in employee["positions"]
                if day(h["from"]) <= when <= last_day(h) and h["position"] in self.grades]
        return max(held, default=None)

    def people(self, when):
        counts = [0] * self.size
        for employee in self.facts.get("employees", []):
            if (held := self.grade(employee, when)) is not None:
                counts[held] += 1
        return counts

    def see(self, window):
        """Moves of each month, those without anybody at their beginning before the first left out."""
        year, month = self.as_of.year, self.as_of.month
        if (self.as_of + ONE_DAY).month == month:
            year, month = following(year, month, -1)
        self.months = []
        for back in range(window - 1, -1, -1):
            y, m = following(year, month, -back)
            first = month_start(y, m, 1)
            before, last = first - ONE_DAY, month_start(*following(y, m), 1) - ONE_DAY
            moves = [(self.grade(e, before), self.grade(e, last)) for e in self.facts.get("employees", [])]
            if self.months or any(old is not None for old, _ in moves):
                self.months.append(moves)
        count = lambda old, new: sum(moves.count((old, new)) for moves in self.months)
        everyone = range(self.size)
        self.counts = [[count(i, j) for j in everyone] + [count(i, None)] for i in everyone]
        self.seen = [sum(row) for row in self.counts]
        self.hired = [count(None, j) / len(self.months) if self.months else 0.0 for j in everyone]
        at_start = lambda moves, i: sum(old == i for old, _ in moves)
        for i in everyone:
            active = [moves for moves in self.months if at_start(moves, i)]
            shares = {tuple(sum(m == (i, j) for m in moves) / at_start(moves, i) for j in [*everyone, None]) for moves in active}
            if len(shares) > 1 and any(at_start(moves, i) > 1 for moves in active):
                raise NotImplementedError("months differ")

    def posterior(self):
        prior = self.rules.get("prior")
        weight = 12 * float(prior.get("weight", 10)) if prior else 0.0
        everyone = range(self.size)
        self.alpha = [[float(c) for c in row] for row in self.counts]
        left, seen = sum(row[-1] for row in self.counts), sum(self.seen)
        for i in everyone:
            if weight:
                leave, promote = monthly(prior["leave"]), monthly(prior["promote"]) if i + 1 < self.size else 0.0
                if i + 1 < self.size:
                    self.alpha[i][i + 1] += weight * promote
            elif not seen:
                return False
            else:
                weight_here, leave, promote = 12.0, (left + 0.5) / (seen + 1), 0.0
            amount = weight or weight_here
            self.alpha[i][-1] += amount * leave
            self.alpha[i][i] += amount * (1 - leave - promote)
        self.source = "local" if not weight else "blended" if seen else "prior"
        self.rates = [[a / sum(row) for a in row] for row in self.alpha]
        return True

    def moving(self, planned):
        """Rates with planned ways closed: who is not promoted that way moves by the shares that remain."""
        rows = []
        for i, row in enumerate(self.alpha):
            closed = [0.0 if (i, j) in planned else a for j, a in enumerate(row)]
            rows.append(closed)
        return rows

    def powers(self, months, order=2):
        """The mean of the product of so many months' moves, up to second order, or at the mean rates."""
        size, rates = self.size, [row[:-1] for row in self.rates]
        one = [[float(i == j) for j in range(size)] for i in range(size)]
        times = lambda a, b: [[sum(a[i][k] * b[k][j] for k in range(size)) for j in range(size)] for i in range(size)]
        plain = [one]
        for _ in range(months):
            plain.append(times(plain[-1], rates))
        covariance = lambda i, j, k: (rates[i][j] * (j == k) - rates[i][j] * rates[i][k]) / (sum(self.alpha[i]) + 1)
        found = []
        for t in range(months + 1):
            total = [row[:] for row in plain[t]]
            for a in range(t if order > 1 else 0):
                for between in range(t - 1 - a):
                    inner = plain[between]
                    twice = [[sum(inner[j][i] * covariance(i, j, k) for j in range(size)) for k in range(size)]
                             for i in range(size)]
                    # A row is drawn once: its doubt at two times meets itself where somebody is in that grade twice.
                    part = times(times(plain[a], twice), plain[t - 2 - a - between])
                    total = [[x + y for x, y in zip(r, s)] for r, s in zip(total, part)]
            found.append(total)
        return found


def along(vector, matrix):
    return [sum(v * row[j] for v, row in zip(vector, matrix)) for j in range(len(vector))]


def hires_of(company, request, period):
    if "hires" not in request:
        return company.hired
    first, last = span(period)
    out = [0.0] * company.size
    for h in request["hires"]:
        begins = "from" not in h or span(h["from"])[0] <= first
        if begins and ("to" not in h or last <= span(h["to"])[1]):
            out[company.grades.index(h["position"])] += float(h["per_month"])
    return out


def ahead(company, request, periods, hires):
    """Months to come; with planned promotions only the first, whose mean needs no second order."""
    people = [float(n) for n in company.people(company.as_of)]
    size, everyone = company.size, range(company.size)
    planned = {}
    for p in request.get("promotions", []):
        if "period" in p:
            raise NotImplementedError("promotions of a month")
        way = company.grades.index(p["from"]), company.grades.index(p["to"])
        planned[way] = planned.get(way, 0.0) + float(p["per_month"])
    if planned and len(periods) > 1:
        raise NotImplementedError("planned promotions go on")
    powers = company.powers(len(periods))
    months, hired = [], 0.0
    for t, period in enumerate(periods, 1):
        if planned:
            now, rest = [0.0] * size, people[:]
            for (i, j), count in planned.items():
                if count > rest[i]:
                    raise NotImplementedError("too few")
                now[j] += count
                rest[i] -= count
            rows = company.moving(planned)
            now = [n + sum(rest[i] * rows[i][j] / sum(rows[i]) for i in everyone) + hires[0][j] for j, n in enumerate(now)]
        else:
            now = along(people, powers[t])
            for s in range(t):
                now = [n + h for n, h in zip(now, along(hires[s], powers[t - 1 - s]))]
        hired += sum(hires[t - 1])
        grades = [{"position": g, "people": {"mean": n}} for g, n in zip(company.grades, now)]
        if t == 1 and not planned:
            for j in everyone:
                parts = []
                for i in everyone:
                    whole, n, m = sum(company.alpha[i]), people[i], company.rates[i][j]
                    parts.append(n * m * (1 - m) * (n + whole) / (1 + whole))
                grades[j]["deviation"] = sqrt(sum(parts))
        months.append({"period": period, "grades": grades, "total": {"mean": sum(now)}, "hires": sum(hires[t - 1]),
                       "left": {"mean": sum(people) + hired - sum(now)}})
    return months


def times(company):
    found = []
    for i in range(company.size):
        for j in range(i + 1, company.size):
            others = [k for k in range(company.size) if k != j]
            matrix = [[float(a == b) - company.rates[a][b] for b in others] for a in others]
            chance = solved(matrix, [company.rates[a][j] for a in others])
            if chance is None:
                continue
            months = solved(matrix, chance)
            here = others.index(i)
            found.append({"from": company.grades[i], "to": company.grades[j], "chance": chance[here]}
                         | ({"months": months[here] / chance[here]} if chance[here] > 0 else {}))
    return found


def goal(company, wanted, request, horizon):
    """Only where it is met; what comes nearest is left to cases by hand."""
    asked = request["goal"]
    structure = [float(n) for n in wanted]
    size, everyone = company.size, range(company.size)
    out = {"kind": asked["kind"], "is_met": True}
    most = float(asked["most_hires"]) if "most_hires" in asked else float("inf")
    if asked["kind"] == "reach":
        powers = company.powers(horizon, 1)
        start = along([float(n) for n in company.people(company.as_of)], powers[horizon])
        weights = [[sum(powers[t][i][j] for t in range(horizon)) for i in everyone] for j in everyone]
        hires = solved(weights, [s - n for s, n in zip(structure, start)])
    else:
        rows, shares = [row[:] for row in company.rates], []
        if "most_promotions" in asked:
            bound = float(percentage(asked["most_promotions"])) / 100
            need = structure[-1] - structure[-1] * rows[-1][size - 1]
            if size != 2 or not need <= bound * structure[0]:
                raise NotImplementedError("two grades alone")
            share = need / structure[0]
            rest = sum(a for j, a in enumerate(company.alpha[0]) if j != 1)
            rows[0] = [share if j == 1 else (1 - share) * a / rest for j, a in enumerate(company.alpha[0])]
            out["promotions"] = [{"from": company.grades[0], "to": company.grades[1], "share": share}]
        hires = [s - n for s, n in zip(structure, along(structure, [row[:-1] for row in rows]))]
        hires = [0.0 if abs(h) < 1e-12 else h for h in hires]
    if hires is None or min(hires) < 0 or max(hires) > most:
        raise NotImplementedError("not met")
    out["hires"] = [{"position": g, "people": h} for g, h in zip(company.grades, hires)]
    out["structure"] = [{"position": g, "people": s} for g, s in zip(company.grades, structure)]
    return out


def flows(policy, facts, request):
    version, as_of = in_force_on(policy, request), day(request["as_of"])
    company = Company(version, facts, as_of)
    company.see(int(request.get("window", 12)))
    horizon = int(request.get("horizon", 12))
    names = [following(as_of.year, as_of.month, t) for t in range(1, horizon + 1)]
    periods = [f"{y}-{m:02d}" for y, m in names]
    now = company.people(as_of)
    out = {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]},
           "as_of": request["as_of"], "n": sum(company.seen)}
    if not company.posterior():
        return out | {"rates": [], "months": [], "caveats": ["nothing_seen"], "problems": []}
    hires = [hires_of(company, request, p) for p in periods]
    mean = [sum(h[j] for h in hires) / horizon for j in range(company.size)]
    stays = [company.rates[i][i] for i in range(company.size)]
    out["grades"] = [{"position": g, "people": n, "hires_per_month": h} | ({"stay": 1 / (1 - s)} if s < 1 else {})
                     for g, n, h, s in zip(company.grades, now, mean, stays)]
    out["rates"] = []
    for i, row in enumerate(company.alpha):
        for j, a in enumerate(row):
            if j != i and a > 0:
                to = {"to": company.grades[j]} if j < company.size else {}
                out["rates"].append({"from": company.grades[i]} | to | {
                    "share": beta_estimate(a, sum(row) - a), "n": company.counts[i][j], "exposure": company.seen[i]})
    out["months"] = ahead(company, request, periods, hires)
    matrix = [[float(i == j) - company.rates[j][i] for j in range(company.size)] for i in range(company.size)]
    steady = solved(matrix, mean)
    if steady:
        out["steady"] = [{"position": g, "people": n} for g, n in zip(company.grades, steady)]
    out["times"] = times(company)
    out |= {"source": company.source, "shock": 0.0}
    if "goal" in request:
        wanted = [next((w["people"] for w in request["goal"]["structure"] if w["position"] == g), n)
                  for g, n in zip(company.grades, now)]
        out["goal"] = goal(company, wanted, request, horizon)
    caveats = ["few_months"] * (len(company.months) < 6) + ["few_people"] * (sum(company.seen) < 120)
    return out | ({"caveats": caveats} if caveats else {}) | {"problems": []}
