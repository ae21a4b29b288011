"""An independent reference of `headcount`, written from docs/forecasting.md alone. Volumes are planned, or foretold from
histories for which the reference of `forecast` has an answer; leavers are summed one number at a time."""

from datetime import date
from math import ceil, comb, exp, floor, log

from career import last_day
from chances import NORMAL, beta_estimate, bisected, lognormal, spread_of
from evaluate import joined
from forecast import Metrics, Outlook, last_over, later
from promotion import in_force_on
from values import ONE_DAY, day, following, month_start, number, percentage, previous, span

HAIR = 1e-9


def moved(when, months):
    """The same day of another month, or its last."""
    year, month = following(when.year, when.month, months)
    last = month_start(*following(year, month), 1) - ONE_DAY
    return date(year, month, min(when.day, last.day))


def upward(value):
    return max(0, ceil(value - HAIR * max(1.0, abs(value))))


def share_of(given):
    return float(percentage(given)) / 100


class Plan:
    def __init__(self, policy, facts, request, rule):
        self.policy, self.facts, self.request, self.rule = policy, facts, request, rule
        self.as_of = day(request["as_of"])
        self.units = {u["id"]: u.get("parent") for u in policy.get("units", [])}
        self.ramp = [share_of(r) for r in rule.get("ramp_up", [])]
        self.per_head = float(number(rule["per_head"]))
        self.available = share_of(rule.get("availability", "100%"))
        short, over = (float(number(rule.get(key, 1))) for key in ("cost_short", "cost_over"))
        self.level = min(max(short / (short + over), 0.001), 0.999)
        self.over = last_over(self.as_of, policy, "month")
        # A running month is not planned for: the plan begins after it.
        running = later(self.over, 1)[0]
        self.is_inside = span(running)[0] <= self.as_of
        self.first = running if self.is_inside else self.over
        self.periods = later(self.first, int(request.get("horizon", 12)))
        self.employees = [e | {"positions": joined(e["positions"])} for e in facts.get("employees", [])]
        self.holders = [e for e in self.employees if self.here(e, self.as_of)]

    def mine(self, record):
        """Whether a holding or a requisition is of the position and unit."""
        unit = record.get("unit")
        while "unit" in self.rule and unit is not None and unit != self.rule["unit"]:
            unit = self.units.get(unit)
        return record["position"] == self.rule["position"] and ("unit" not in self.rule or unit is not None)

    def here(self, employee, when):
        return next((h for h in employee["positions"] if self.mine(h) and day(h["from"]) <= when <= last_day(h)), None)

    def leavers_rate(self):
        rule = self.rule
        first = moved(self.as_of, -24) + ONE_DAY
        whole = (self.as_of - first).days + 1
        days = left = 0
        for e in self.employees:
            for h in filter(self.mine, e["positions"]):
                begin, end = max(first, day(h["from"])), min(self.as_of, last_day(h))
                days += max(0, (end - begin).days + 1)
                follows = any(0 < (day(o["from"]) - last_day(h)).days <= 31 for o in e["positions"])
                left += first <= last_day(h) <= self.as_of and not follows
        years = days / whole * 2
        rate, weight = share_of(rule.get("leavers_per_year", "20%")), float(number(rule.get("leavers_weight", 10)))
        is_borrowed = "leavers_per_year" in rule and weight > 0
        if not is_borrowed:
            rate, weight = 0.2, 1.0
        self.leave = beta_estimate(rate * weight + left, (1 - rate) * weight + max(0.0, years - left))
        self.leave_source = "prior" if years < 1 else "blended" if is_borrowed else "local"

    def first_day(self, r):
        if "starts" in r:
            return day(r["starts"])
        return moved(day(r["accepted"]) + int(self.rule.get("lead_days", 0)) * ONE_DAY, int(self.rule.get("lead_months", 0)))

    def coming(self):
        """First and last days of those under way, and whether each comes from the same position; the number of open posts."""
        found, self.open_posts = [], 0
        who = {e["id"]: e["positions"] for e in self.employees}
        for r in filter(self.mine, self.facts.get("requisitions", [])):
            if day(r["opened"]) > self.as_of or "withdrawn" in r and day(r["withdrawn"]) <= self.as_of:
                continue
            if any(h["position"] == r["position"] and last_day(h) >= self.as_of for h in who.get(r.get("employee"), [])):
                continue
            accepted = "accepted" in r and day(r["accepted"]) <= self.as_of
            if "starts" not in r and not accepted:
                self.open_posts += int(r.get("count", 1))
            elif self.first_day(r) > self.as_of:
                found += [(self.first_day(r), date.max, False)] * int(r.get("count", 1))
        for e in self.employees:
            for h in filter(self.mine, e["positions"]):
                if day(h["from"]) > self.as_of:
                    before = [o for o in e["positions"] if o["from"] < h["from"]]
                    last = max(before, key=lambda o: o["from"], default=None)
                    known = last and last["position"] == h["position"] and (day(h["from"]) - last_day(last)).days <= 31
                    found.append((day(h["from"]), last_day(h), known))
        return found

    def work(self, start, end, known, first, last):
        """What somebody does in a month, of what others do: by the days."""
        total, n = 0.0, 0
        when = max(first, start)
        while when <= min(last, end):
            n = sum(moved(start, k) <= when for k in range(1, len(self.ramp) + 1))
            total += 1.0 if known or n >= len(self.ramp) else self.ramp[n]
            when += ONE_DAY
        return total / ((last - first).days + 1)

    def volumes(self):
        """By month: the volume, the same without events, its spread, where it is from; and the outlook."""
        planned = {v["period"]: v for v in self.request.get("volumes", []) if v["rule"] == self.rule["id"]}
        owner = "unit" if "unit" in self.rule else "company"
        self.series = Metrics(self.policy, self.facts, owner, self.rule.get("unit")).series(self.rule["volume"], 120, self.over)
        steps = later(self.over, len(self.periods) + self.is_inside)
        found, self.outlook = {}, None
        if not all(p in planned for p in self.periods):
            self.outlook = Outlook(self.policy, self.series, steps, "month", self.rule.get("season"), self.rule.get("events", ()))
            for point in self.outlook.points:
                spread = 0.0 if point["deviation"] is None else spread_of(point["mean"], point["deviation"])
                found[point["period"]] = point["mean"], point["without"], spread, "forecast"
        for p, v in planned.items():
            value = float(number(v["value"]))
            found[p] = value, value, share_of(v.get("spread", "0%")), "planned"
        return found

    def months(self):
        self.leavers_rate()
        volumes, coming = self.volumes(), self.coming()
        until = span(self.periods[-1])[1]
        known = [last_day(self.here(e, self.as_of)) for e in self.holders]
        known = [when for when in known if when <= until]
        staying = len(self.holders) - len(known)
        away = 0.5
        if self.is_inside:
            first, last = span(self.first)
            away += (last - self.as_of).days / ((last - first).days + 1)
        found = []
        for t, p in enumerate(self.periods):
            first, last = span(p)
            if p not in volumes:
                continue
            volume, without, spread, source = volumes[p]
            heads = volume / self.per_head / self.available
            quantile = heads * exp(spread * NORMAL.inv_cdf(self.level)) if spread else heads
            share = 1 - (1 - self.leave["mean"]) ** ((t + away) / 12)
            days = (last - first).days + 1
            gone = sum(max(0, min(days, (last - when).days)) for when in known) / days
            leavers = gone + staying * share
            under_way = sum((self.work(*one, first, last) for one in coming), 0.0)
            supply = len(self.holders) - leavers + under_way
            there = len(self.holders) - gone + under_way
            chances = [comb(staying, k) * share**k * (1 - share) ** (staying - k) for k in range(staying + 1)]

            def enough(x):
                return sum(c * self.below(there - k + x, heads, spread) for k, c in enumerate(chances))

            need, hires = upward(quantile), 0
            while 1 - enough(hires) > 1 - self.level + HAIR:
                hires += 1
            out = {"period": p, "from": source, "volume": lognormal(volume, spread), "heads": lognormal(heads, spread),
                   "need": need, "leavers": leavers, "under_way": under_way, "supply": supply,
                   "hires": hires, "chance_short": 1 - enough(0.0)}
            if without != volume:
                out["need_without_events"] = upward(quantile * without / volume)
            if source == "forecast" and self.outlook.events_of[p]:
                out["events"] = self.outlook.events_of[p]
            found.append(out)
            if t == 0:
                self.steps = {"event": (volume - without) / self.per_head, "availability": heads - volume / self.per_head,
                              "service_level": quantile - heads, "leavers": leavers, "under_way": -under_way}
                self.base = without / self.per_head
        return found

    @staticmethod
    def below(people, heads, spread):
        """How likely these people are enough."""
        if heads <= 0 or not spread:
            return float(people >= heads - HAIR * max(1.0, heads))
        return NORMAL.cdf(log(people / heads) / spread) if people > 0 else 0.0

    def requisitions(self, months):
        found, sought = [], self.open_posts
        lead_months, lead_days = int(self.rule.get("lead_months", 0)), int(self.rule.get("lead_days", 0))
        for n, month in enumerate(months):
            if month["hires"] <= sought:
                continue
            start = moved(span(month["period"])[0], -len(self.ramp))
            opened = moved(start, -lead_months) - lead_days * ONE_DAY
            is_late = opened <= self.as_of
            if is_late:
                opened = self.as_of + ONE_DAY
                start = moved(opened + lead_days * ONE_DAY, lead_months)
            coming = [later["hires"] for later in months[n:]]
            for mark in sorted({min(hires, month["hires"]) for hires in coming if hires > sought}):
                found.append({"hires": mark - sought, "open": opened.isoformat(), "start": start.isoformat(),
                              "needed": month["period"], "full": moved(start, len(self.ramp)).isoformat(),
                              "months": sum(hires >= mark for hires in coming), "is_late": is_late})
                sought = mark
        return sorted(found, key=lambda r: r["open"])

    def simple(self, months):
        last_six = self.series[-6:]
        if len(last_six) < 6 or any(v is None or v <= 0 for _, v in last_six) or last_six[-1][0] != self.over or not months:
            return None
        growth = (last_six[-1][1] / last_six[0][1]) ** (1 / 5)
        volume = last_six[-1][1] * growth ** (1 + self.is_inside)
        heads = volume / self.per_head
        need = upward(heads)
        out = {"period": months[0]["period"], "growth": growth - 1, "volume": volume, "heads": heads, "need": need,
               "hires": need - len(self.holders), "plan_hires": months[0]["hires"]}
        lines = {"forecast": self.base - heads} | self.steps
        if months[0]["hires"]:
            lines["rounding"] = out["plan_hires"] - out["hires"] - sum(lines.values())
            out["why"] = [{"reason": r, "heads": h} for r, h in lines.items() if abs(h) >= 1e-6]
        return out

    def shown(self):
        months = self.months()
        out = {"rule": self.rule["id"], "position": self.rule["position"]}
        out |= {"unit": self.rule["unit"]} if "unit" in self.rule else {}
        out |= {"holders": len(self.holders), "open_posts": self.open_posts, "service_level": self.level,
                "leavers_per_year": self.leave, "leavers_source": self.leave_source, "months": months,
                "requisitions": self.requisitions(months)}
        if simple := self.simple(months):
            out["simple"] = simple
        return out


def headcount(policy, facts, request):
    version = in_force_on(policy, request)
    plans = [Plan(version, facts, request, rule).shown() for rule in version["headcount"]
             if rule["id"] in request.get("rules", [rule["id"]])]
    return {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]},
            "as_of": request["as_of"], "plans": plans, "problems": []}
