"""An independent reference of `attrition` and `fit_attrition`, written from the documents alone: rates with their intervals,
tiers, models as they are given, priors moved and stretched, the back-test, and everybody's chance with its reasons. It fits no
own deviations, curves or pairs."""

from calendar import monthrange
from math import exp, lgamma

from attrition_model import BackTest, Model, Ways, chance_of, scaled
from attrition_panel import CATEGORIES, GROWING, Panel, last_of
from career import Asked
from chances import NORMAL, beta_quantile
from promotion import Decision, in_force_on
from values import ONE_DAY, day, text

LEVELS = (("lo80", 0.1), ("hi80", 0.9), ("lo95", 0.025), ("hi95", 0.975))


def months_on(start, months):
    """The same day so many months later, or the last of that month."""
    place = start.year * 12 + start.month - 1 + months
    length = monthrange(place // 12, place % 12 + 1)[1]
    return start.replace(year=place // 12, month=place % 12 + 1, day=min(start.day, length))


class Rate:
    """The share that leaves in a month, as a beta distribution."""

    def __init__(self, events, exposure, prior=None):
        weight, rate = (float(prior.weight), float(prior.rate)) if prior else (1.0, 0.5)
        self.a, self.b = weight * rate + events, weight * (1 - rate) + exposure - events
        self.mean = self.a / (self.a + self.b)
        self.variance = self.mean * (1 - self.mean) / (self.a + self.b + 1)
        self.quantiles = {name: beta_quantile(level, self.a, self.b) for name, level in LEVELS}
        self.source = "local" if not prior else "blended" if exposure else "prior"


def within(months, p, g):
    """The chance to leave within so many months."""
    return sum(p * ((1 - p) * (1 - g)) ** k for k in range(months))


def within_slope(months, p, g):
    """Its derivative by the monthly rate."""
    keep = 1 - g
    found = 0.0
    for k in range(months):
        found += keep**k * ((1 - p) ** k - (p * k * (1 - p) ** (k - 1) if k else 0.0))
    return found


def counted(people, mean, variance):
    """How many of so many leave: beta-binomial with the mean and the variance of the share."""
    size = mean * (1 - mean) / variance - 1
    a, b = mean * size, (1 - mean) * size
    both = lambda x, y: lgamma(x) + lgamma(y) - lgamma(x + y)
    out, below, wanted = {"mean": people * mean}, 0.0, dict(LEVELS)
    for k in range(people + 1):
        ways = lgamma(people + 1) - lgamma(k + 1) - lgamma(people - k + 1)
        below += exp(ways + both(k + a, people - k + b) - both(a, b))
        for name, level in LEVELS:
            if name not in out and (below >= level or k == people):
                out[name] = float(k)
    return out


def tier_of(people, leavers, months):
    if people < 10 or months < 12:
        return 0
    bars = ((200, 40), (500, 80), (5000, 1000))
    return next((n + 1 for n, (n_least, e_least) in enumerate(bars) if people < n_least or leavers < e_least), 4)


class Company:
    def __init__(self, policy, facts, request):
        self.policy, self.facts, self.request = policy, facts, request
        self.as_of = day(request["as_of"])
        self.horizon = int(request.get("horizon", 3))
        self.given = Model(request["model"]) if "model" in request else None
        self.prior = Model(request["prior"]) if "prior" in request else None
        stated = next((m.record.get("leaving", "voluntary") for m in (self.given, self.prior) if m), "voluntary")
        self.leaving = request.get("leaving", stated)
        self.panel = Panel(policy, facts, self.as_of, int(request.get("window", 24)), self.leaving)
        rows = self.panel.rows
        self.exposure = len(rows)
        self.events = sum(r.left for r in rows)
        self.otherwise_events = sum(r.otherwise for r in rows)
        self.people = len({r.who["id"] for r in rows})
        self.months = len({r.month for r in rows})
        self.unstated = self.leaving == "voluntary" and sum(bool(r.left and not r.spell.ended) for r in rows)
        self.limits = []
        self.back_test = None
        self.choose()
        # A model that was fitted here stands on these months already, and would count them twice.
        borrowed = self.prior or (self.given if self.given and not self.given.fitted else None)
        self.team = Rate(self.events, self.exposure, borrowed)
        self.otherwise = Rate(self.otherwise_events, self.exposure)
        self.g = 0.0 if self.leaving == "any" else self.otherwise.mean

    # Which way.

    def choose(self):
        if self.given:
            fitted = self.given.fitted
            self.tier, self.method = int(fitted["tier"]) if fitted else 1, self.given.method
            self.model = self.given
            self.limits = self.limits_of_given(fitted)
            return
        self.tier = tier_of(self.people, self.events, self.months)
        self.model, self.method = None, "rate"
        borrowed = self.prior and self.prior.terms
        ways = ["rate"]
        if borrowed and self.tier >= 1:
            ways += ["intercept", "slope"][: min(self.tier, 2)]
        if self.tier >= 3:
            raise NotImplementedError("own deviations and curves")
        bars = ((10, 0, 12), (200, 40, 0), (500, 80, 0))[self.tier]
        for code, value, bar in (("few_people", self.people, bars[0]), ("few_months", self.months, bars[2]),
                                 ("few_leavers", self.events, bars[1])):
            self.limits += [code] if value < bar else []
        if self.tier == 0:
            return
        self.limits += [] if borrowed else ["no_prior"]
        scores = [0.0] * self.exposure
        if borrowed:
            asked = self.prior
            scores = [asked.exact(asked.cells(self.panel, r.who, r.spell, r.month)) for r in self.panel.rows]
        way = ways[min(1, len(ways) - 1)]
        if self.tier >= 2:
            test = BackTest(self.panel, self.prior, scores, ways)
            if test.is_possible:
                self.back_test, way = test, test.way
                if len(ways) > 1 and way != ways[-1]:
                    self.limits.append("not_better_than_rate" if way == "rate" else "not_better_than_simpler")
            elif len(ways) > 1:
                self.limits.append("no_backtest")
        self.method = way
        if way != "rate":
            rows = [(z, r.left) for z, r in zip(scores, self.panel.rows)]
            a, b, covariance = Ways(self.prior).fit(way, rows)
            self.document = scaled(self.prior.record, a, b) | {"rate": self.prior.record["rate"]}
            self.model = Model(self.document)
            self.moved = (a, b, covariance)
            self.follows = Ways(self.prior).follows(way, self.panel.rows, self.panel)

    def limits_of_given(self, fitted):
        """Those of its fit; of a pack, those that a fit to these months would have."""
        people, leavers = (int(fitted["people"]), int(fitted["leavers"])) if fitted else (self.people, self.events)
        few_months = self.months < 12
        if fitted:  # months are not counted in a document; they are what is left to blame
            few_months = self.tier == 0 and (people >= 10 or int(fitted["window"]) < 12)
        n, e = ((10, 0), (200, 40), (500, 80), (5000, 1000), (0, 0))[self.tier]
        told_by = (("few_people", people < n), ("few_months", few_months and self.tier < 4), ("few_leavers", leavers < e),
                   ("no_prior", self.tier and not self.given.terms and not (fitted and "prior" in fitted)),
                   ("not_fitted", not fitted))
        return [code for code, holds in told_by if holds]

    # The team.

    def seen(self):
        return {"n": self.people, "events": self.events, "exposure": self.exposure}

    def monthly(self, rate, seen):
        return {"mean": rate.mean} | rate.quantiles | seen | {"source": rate.source}

    def chance(self):
        c = lambda p: within(self.horizon, p, self.g)
        return {"mean": c(self.team.mean)} | {name: c(p) for name, p in self.team.quantiles.items()}

    def written(self):
        chance = self.chance()
        here = list(self.panel.today())
        present = sum(not is_new for _, _, is_new in here)
        slope = within_slope(self.horizon, self.team.mean, self.g)
        leavers = counted(present, chance["mean"], slope**2 * self.team.variance) if present else dict.fromkeys(
            ("mean", "lo80", "hi80", "lo95", "hi95"), 0.0)
        extra = self.seen() | {"source": self.team.source}
        out = {"as_of": self.request["as_of"], "horizon": self.horizon, "leaving": self.leaving, "tier": self.tier,
               "method": self.method, "limits": self.limits or None, "team": {
                   "people": present, "monthly": self.monthly(self.team, self.seen()), "chance": chance | extra,
                   "leavers": leavers | extra}}
        if self.leaving != "any":
            seen = self.seen() | {"events": self.otherwise_events}
            out["otherwise"] = {"monthly": self.monthly(self.otherwise, seen)}
        for key, model in (("model", self.given), ("prior", self.prior)):
            if model:
                out[key] = {k: model.record[k] for k in ("id", "version")}
        people = [self.person(*one, chance["mean"]) for one in here]
        told = [p["chance"]["mean"] for p in people if p["state"] == "estimated"]
        is_off = bool(told) and not 0.5 <= sum(told) / len(told) / chance["mean"] <= 2
        if self.tier >= 2 and self.method != "rate":
            for p in people:
                if p["state"] == "estimated":
                    p["rank"] = 1 + sum(other > p["chance"]["mean"] for other in told)
            people.sort(key=lambda p: p["rank"] or 10**9)
        chosen = self.request.get("employees")
        out["people"] = [p for p in people if chosen is None or p["employee"] in chosen]
        return out | {"requires_human_review": True, "caveats": self.caveats(is_off), "problems": []}

    def caveats(self, is_off=False):
        """What to know, in the order of the documents."""
        borrowed = self.prior or self.given and (not self.given.fitted or "prior" in self.given.fitted)
        found = (("prior_borrowed", borrowed), ("individuals_cannot_be_told_apart", self.method == "rate"),
                 ("no_interval", self.given and self.method != "rate" and not self.given.covariance),
                 ("no_leavers", not self.events), ("ends_unstated", self.unstated),
                 ("model_of_later", self.given and self.given.fitted and day(self.given.fitted["as_of"]) > self.as_of),
                 ("old_data", self.panel.is_old()),
                 ("bands_off", is_off))
        return [code for code, holds in found if holds] or None

    # One by one.

    def person(self, employee, spell, is_new, team):
        month = self.panel.next
        held = spell.holding(max(self.as_of + ONE_DAY, spell.first))
        out = {"employee": employee["id"]} | {k: held[k] for k in ("position", "unit") if k in held}
        if spell.last.year < 9999:
            out["last_day"] = spell.last.isoformat()
        leaves = spell.last.year < 9999 and spell.last <= months_on(self.as_of + ONE_DAY, self.horizon) - ONE_DAY
        out["state"] = "new" if is_new else "leaving" if leaves else "team" if self.method == "rate" else "estimated"
        warned = [{"signal": s["id"]} for s in self.policy.get("attrition", {}).get("signals", [])
                  if Decision(s["when"], Asked(self.policy, self.facts, employee, self.as_of)).state]
        if warned:
            out["signals"] = warned
        out |= dict.fromkeys(("chance", "band", "rank", "base", "log_odds"))
        if out["state"] == "team":
            out["chance"] = self.chance() | self.seen() | {"source": self.team.source}
        if out["state"] == "estimated":
            out |= self.estimated(employee, spell, month)
            share = out["chance"]["mean"] / team
            out["band"] = "low" if share < 0.5 else "typical" if share < 1.5 else "raised" if share < 2.5 else "high"
        return out

    def estimated(self, employee, spell, month):
        model = self.model
        months = [model.cells(self.panel, employee, spell, month, ahead) for ahead in range(self.horizon)]
        for later in months[1:]:  # only those that grow are further on
            later |= {t.id: months[0][t.id] for t in model.terms if t.kind not in GROWING}
        odds = [model.log_odds(cells) for cells in months]

        def chance(shift):
            stays, found = 1.0, 0.0
            for log_odds in odds:
                h = chance_of(float(log_odds) + shift)
                found += stays * h
                stays *= (1 - h) * (1 - self.g)
            return found

        out = {"chance": {"mean": chance(0.0)}, "log_odds": text(odds[0]), "base": text(model.base), "reasons": []}
        deviation = self.deviation(months[0])
        for name, level in LEVELS:
            out["chance"][name] = chance(NORMAL.inv_cdf(level) * (deviation or 0.0))
        out["chance"] |= self.seen() | {"source": self.learnt_from()}
        for part, adds in sorted(model.reasons(months[0]), key=lambda r: -abs(r[1])):
            if adds:
                out["reasons"].append(self.reason(part, adds, months[0]))
        return out | {"reasons": out["reasons"] or None}

    def learnt_from(self):
        if self.given and not self.given.fitted:
            return "prior"
        return "blended" if self.method in ("intercept", "slope", "deviations") else "local"

    def deviation(self, cells):
        if self.given:
            return self.model.deviation(cells)
        # Level and stretch by their own fit, and what the prior's coefficients move, through the fit and by themselves.
        _, b, s = self.moved
        z = self.prior.exact(cells) - float(self.prior.intercept)
        own = [1.0, z] if self.method == "slope" else [1.0]
        total = sum(x * y * s[i][j] for i, x in enumerate(own) for j, y in enumerate(own))
        if self.follows:
            row = self.prior.design(cells)
            moves = [b * x + sum(u * f[n] for u, f in zip(own, self.follows)) for n, x in enumerate(row)]
            spread = self.prior.spread_without_level()
            total += sum(x * y * spread[i][j] for i, x in enumerate(moves) for j, y in enumerate(moves))
        return max(0.0, total) ** 0.5

    def reason(self, part, adds, cells):
        out = {"adds": text(adds), "odds": exp(float(adds)), "toward": "leave" if adds > 0 else "stay"}
        if hasattr(part, "kind"):
            value = cells[part.id]
            out |= {"driver": part.id, "role": part.driver.get("role", "context")}
            if value is not None:
                out |= {"is": value} if part.kind in CATEGORIES else {"value": float(value)}
        else:
            out |= {"driver": part.record["first"], "with": part.record["second"]}
        return out


def in_force(policy, request):
    versions = policy if isinstance(policy, list) else [policy]
    return versions[0] if len(versions) == 1 else in_force_on(policy, request)


def attrition(policy, facts, request):
    version = in_force(policy, request)
    return {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]}} | Company(
        version, facts, request).written()


def fit_attrition(policy, facts, request):
    version = in_force(policy, request)
    company = Company(version, facts, request)
    out = {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]},
           "as_of": request["as_of"], "tier": company.tier, "method": company.method, "limits": company.limits or None,
           "caveats": company.caveats()}
    out["tried"] = [{k: v for k, v in tried.items() if v is not None} for tried, _, _ in
                    company.back_test.tried] if company.back_test else []
    model = {"id": request.get("id", "attrition"), "version": request.get("version", request["as_of"]),
             "leaving": company.leaving}
    model["fitted"] = {"as_of": request["as_of"], "window": int(request.get("window", 24)), "policy": version["id"],
                       "policy_version": version["version"], "people": company.people, "months": company.exposure,
                       "leavers": company.events, "tier": company.tier, "method": company.method}
    if company.prior:
        model["fitted"] |= {"prior": company.prior.record["id"], "prior_version": company.prior.record["version"]}
    model["rate"] = company.team.mean
    if company.method in ("intercept", "slope"):
        model["intercept"] = company.moved[0]
    if company.back_test and company.method != "rate":
        model["validation"] = {k: v for k, v in company.back_test.validation.items() if v is not None}
        for key in ("fitted_to", "asked_to"):
            year, month = map(int, model["validation"][key].split("-"))
            model["validation"][key] = last_of(year * 12 + month - 1).isoformat()
    out["model"] = model
    if "audit" in request:
        out["audit"] = audited(company, request["audit"])
    return out | {"requires_human_review": True, "problems": []}


def audited(company, attributes):
    """Counts by group; whom the model marks is left to other tests."""
    found = []
    for attribute in attributes:
        groups = []
        for group in attribute["groups"]:
            rows = [r for r in company.panel.rows if r.who["id"] in group["employees"]]
            left = sum(r.left for r in rows)
            out = {"group": group["id"], "people": len({r.who["id"] for r in rows}), "months": len(rows), "leavers": left}
            groups.append(out | ({"left": left / len(rows)} if rows else {}))
        found.append({"attribute": attribute["id"], "groups": groups})
    return found
