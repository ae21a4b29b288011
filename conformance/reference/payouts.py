"""An independent reference of `payouts`, written from docs/incentives.md alone.

Amounts are kept exact until they are due; a due amount is a whole number of the currency's minor units."""

import re
from fractions import Fraction as F

from career import Asked, last_day
from evaluate import Person, held_in, in_force
from money import bounded, bytes_of, money, pays, places, shared, units
from promotion import WORDS, Decision
from values import day, percentage, put, span_of, text

def length(period):
    if re.fullmatch(r"\d{4}", period):
        return "year"
    for pattern, every in ((r"-W\d\d$", "week"), (r"-Q\d$", "quarter"), (r"-H\d$", "half")):
        if re.search(pattern, period):
            return every
    return "day" if re.fullmatch(r"\d{4}-\d\d-\d\d", period) else "month"


def holding_on(employee, when):
    return next((h for h in employee["positions"] if day(h["from"]) <= when <= last_day(h)), None)


def over(condition):
    """A condition without what is to come: the period is over."""
    out = {key: value for key, value in condition.items() if key != "earliest"}
    if "missing" in out:
        out["missing"] = {key: value for key, value in out["missing"].items() if key != "next"}
    if "parts" in out:
        out["parts"] = [over(part) for part in out["parts"]]
    return out


def for_whom(rule, holding):
    return holding is not None and holding["position"] in rule.get("positions", [holding["position"]])


class Sales:
    """Sales and their returns, with what is left of each."""

    def __init__(self, facts):
        self.all = facts.get("sales", [])
        self.by_id = {sale["id"]: sale for sale in self.all}

    def of(self, record):
        """The sale itself, or the one that a return takes back."""
        return self.by_id[record["returns"]] if "returns" in record else record

    def sellers(self, record):
        """Everyone with the share in percent; a return has those of its sale, unless it names its own."""
        if "employee" in record:
            return [(record["employee"], F(100))]
        if "shares" in record:
            return [(share["employee"], percentage(share["percent"])) for share in record["shares"]]
        return self.sellers(self.of(record))

    def returns(self, sale):
        """In the order of dates, then of the list."""
        return sorted((s for s in self.all if s.get("returns") == sale["id"]), key=lambda s: s["date"])

    def left(self, sale, before=None):
        """What is left of a sale, before one of its returns or after all."""
        rest = F(sale["amount"])
        for record in self.returns(sale):
            if record is before:
                break
            rest += F(record["amount"])
        return rest


class Due:
    """What a rule pays somebody new."""

    def __init__(self, employee, rule, unit, amount, inputs=None, **more):
        self.employee, self.rule, self.unit, self.exact = employee, rule, unit, amount
        self.units = units(amount, rule["currency"])
        self.before_budget = None
        self.inputs, self.more = inputs or {}, more


class Payouts:
    """Everything that the rules of a period's length pay."""

    def __init__(self, policy, facts, request):
        self.policies, self.facts, self.request = policy, facts, request
        self.policy = in_force(policy, request)
        self.period = request["period"]
        self.first, self.last = span_of(self.period, self.policy)
        self.days = (self.last - self.first).days + 1
        self.people = facts.get("employees", [])
        self.sales = Sales(facts)
        self.dues, self.undecided, self.not_earned, self.budgets = [], [], [], []
        every = self.policy.get("appraisal_period", {}).get("every", "month")
        asked = [(kind, rule) for kind, key in (("bonus", "bonuses"), ("commission", "commissions"), (None, "pay_rules"))
                 for rule in self.policy.get(key, []) if rule.get("every", every) == length(self.period)]
        self.rules = [(kind or rule["pays"]["kind"], rule) for kind, rule in asked]
        self.bonuses([rule for kind, rule in self.rules if kind == "bonus"])
        for kind, rule in self.rules:
            if kind == "commission":
                (self.team if rule.get("per") == "team" else self.commission)(rule)
            elif kind != "bonus":
                self.pay_rule(kind, rule)
        for budget in self.policy.get("budgets", []):
            if budget.get("every", every) == length(self.period):
                self.share(budget)

    def open(self, employee, rule, why, unit=None, **more):
        self.undecided.append({"employee": employee["id"], "rule": rule["id"]} | ({"unit": unit} if unit else {})
                              | {"why": why} | more)

    def judged(self, condition, employee):
        return Decision(condition, Asked(self.policy, self.facts, employee, self.last))

    def paid(self, names, employee, unit=None, here=True):
        """Payments of some rules to somebody, for the period or for other ones."""
        return [p for p in self.facts.get("payments", []) if p["rule"] in names and p["employee"] == employee
                and (p["period"] == self.period) == here and (not here or p.get("unit") == unit)]

    # bonuses

    def bonuses(self, rules):
        for employee in self.people:
            settled = {}
            for rule in rules:
                if not for_whom(rule, holding_on(employee, self.last)):
                    continue
                goal = rule.get("goal", ("alone", rule["id"]))
                family = self.family(rule)
                if rule.get("once") == "ever" and sum(
                        F(p["amount"]) for p in self.paid(family, employee["id"], here=False)) > 0:
                    continue
                decision = self.judged(rule["when"], employee)
                if settled.get(goal) == "paid":
                    continue
                if decision.state is None:
                    settled[goal] = "unknown"
                    self.open(employee, rule, "condition")
                elif not decision.state:
                    self.not_earned.append({"employee": employee["id"], "rule": rule["id"],
                                            "condition": over(decision.shown(rule["when"]))})
                elif settled.get(goal) == "unknown":
                    self.open(employee, rule, "goal")
                else:
                    settled[goal] = "paid"
                    self.bonus(rule, employee, decision)

    def family(self, rule):
        """The rules whose payments count as those of a bonus: all of its goal."""
        return [r["id"] for r in self.policy.get("bonuses", []) if r is rule or "goal" in rule and r.get("goal") == rule["goal"]]

    def bonus(self, rule, employee, decision):
        amount, inputs = F(rule["amount"]), {}
        if rule.get("attendance"):
            attendance = self.attendance(employee)
            if attendance is None or not F(attendance["days_due"]):
                self.open(employee, rule, "attendance")
                return
            amount *= self.present(attendance)
            inputs["attendance"] = self.attended(attendance)
        self.dues.append(Due(employee, rule, None, amount, inputs, condition=over(decision.shown(rule["when"]))))

    # attendance and pay

    def attendance(self, employee):
        return next((a for a in self.facts.get("attendance", []) if a["employee"] == employee["id"]
                     and a["period"] == self.period), None)

    def present(self, attendance):
        due = F(attendance["days_due"])
        return (due - F(attendance.get("days_absent", 0))) / due

    def attended(self, attendance):
        out = {"days_due": text(F(attendance["days_due"])), "days_absent": text(F(attendance.get("days_absent", 0)))}
        put(out, "factor", self.present(attendance))
        return out

    def pay(self, employee):
        mine = [p for p in self.facts.get("pay", []) if p["employee"] == employee["id"] and day(p["from"]) <= self.last]
        return max(mine, key=lambda p: p["from"], default={})

    def pay_rule(self, kind, rule):
        for employee in self.people:
            is_own = self.pay(employee).get("currency", rule["currency"]) == rule["currency"]
            if is_own and for_whom(rule, holding_on(employee, self.last)):
                getattr(self, kind)(rule, rule["pays"], employee)

    def rating(self, rule, how, employee):
        person = Person(self.policies, self.facts, employee, self.request)
        if person.state() == "not_in_scope":
            return
        if person.band is None:
            self.open(employee, rule, "rating")
            return
        stated = next((r for r in how["ratings"] if r["band"] == person.band), None)
        if stated is None:
            return
        inputs, more = {"band": person.band}, {"course": stated["course"]} if "course" in stated else {}
        amount = F(0)
        if "percent" in stated:
            base = self.pay(employee).get(how.get("of", "base"))
            if base is None:
                self.open(employee, rule, "pay")
                return
            amount = F(base) * percentage(stated["percent"]) / 100
            money(inputs, "pay", F(base), rule["currency"])
            put(inputs, "percent", percentage(stated["percent"]))
        self.dues.append(Due(employee, rule, None, amount, inputs, **more))

    def coefficient(self, rule, how, employee):
        person = Person(self.policies, self.facts, employee, self.request)
        base = self.pay(employee).get(how.get("of", "bonus_base"))
        attendance = self.attendance(employee) if how.get("attendance") else None
        if person.state() == "not_in_scope":
            return
        if person.coefficient is None:
            self.open(employee, rule, "coefficient")
        elif base is None:
            self.open(employee, rule, "pay")
        elif how.get("attendance") and (attendance is None or not F(attendance["days_due"])):
            self.open(employee, rule, "attendance")
        else:
            inputs = {}
            money(inputs, "pay", F(base), rule["currency"])
            put(inputs, "coefficient", person.coefficient)
            factor = self.present(attendance) if attendance else 1
            if attendance:
                inputs["attendance"] = self.attended(attendance)
            self.dues.append(Due(employee, rule, None, person.coefficient * F(base) * factor, inputs))

    def overtime(self, rule, how, employee):
        attendance, pay = self.attendance(employee), self.pay(employee)
        if attendance is None:
            self.open(employee, rule, "attendance")
            return
        hours = F(attendance.get("overtime_hours", 0))
        if not hours:
            return
        for why, field in (("pay", "base"), ("hours", "hours")):
            if field not in pay:
                self.open(employee, rule, why)
                return
        rate = percentage(how["rate"]) / 100
        inputs = {"overtime": {"hours": text(hours), "of": text(F(pay["hours"])), "rate": text(rate * 100)}}
        money(inputs, "pay", F(pay["base"]), rule["currency"])
        self.dues.append(Due(employee, rule, None, hours * F(pay["base"]) / F(pay["hours"]) * rate, inputs))

    def absence(self, rule, how, employee):
        attendance, pay = self.attendance(employee), self.pay(employee)
        if attendance is None:
            self.open(employee, rule, "attendance")
            return
        absent = F(attendance.get("days_absent", 0))
        if not absent:
            return
        if "base" not in pay:
            self.open(employee, rule, "pay")
            return
        rate = percentage(how.get("rate", 100)) / 100
        inputs = {"attendance": self.attended(attendance)}
        money(inputs, "pay", F(pay["base"]), rule["currency"])
        self.dues.append(Due(employee, rule, None, -F(pay["base"]) * absent / F(attendance["days_due"]) * rate, inputs))

    # commissions

    def held_days(self, employee, rule, unit=None):
        return sum((end - begin).days + 1 for holding, begin, end in held_in(employee, self.first, self.last)
                   if for_whom(rule, holding) and unit in (None, holding.get("unit")))

    def counted(self, rule, employee, unit=None):
        """The sales and returns that count for somebody in the period, each with the share: by the position held when
        the sale was made, of a return too."""
        for sale in self.sales.all:
            if sale["currency"] != rule["currency"]:
                continue
            sold = day(self.sales.of(sale)["date"])
            when = sold if rule.get("returns") == "when_sold" else day(sale["date"])
            holding = holding_on(employee, sold)
            if self.first <= when <= self.last and for_whom(rule, holding) and unit in (None, holding.get("unit")):
                for name, share in self.sales.sellers(sale):
                    if name == employee["id"]:
                        yield sale, share

    def commission(self, rule):
        for employee in self.people:
            inputs, days = {}, self.held_days(employee, rule)
            if "metric" in rule:
                if not days:
                    continue
                state, base = Asked(self.policy, self.facts, employee, self.last).value(rule["metric"], self.period)
                if state == "not_applicable":
                    continue
                if state != "value":
                    self.open(employee, rule, "metric", metric=rule["metric"])
                    continue
                amount = self.on(rule, base, inputs)
            else:
                counted = list(self.counted(rule, employee))
                if not counted and not (days and {"guarantee", "draw"} & set(rule)):
                    continue
                base = sum((F(s["amount"]) * share / 100 for s, share in counted), F(0))
                if counted:
                    inputs["sales"] = len(counted)
                if rule.get("per") == "sale":
                    amount = self.each(rule, employee, counted, inputs)
                    money(inputs, "before", amount, rule["currency"])
                else:
                    amount = self.on(rule, base, inputs)
                if records := [s["record"] for s, _ in counted if "record" in s]:
                    inputs["records"] = records
            amount = self.modified(rule, employee, amount, inputs)
            if amount is None:
                continue
            amount, bound = bounded(rule, amount, base)
            if bound:
                inputs["bound"] = bound
            amount, owed = self.secured(rule, employee, amount, F(days, self.days), inputs)
            self.dues.append(Due(employee, rule, None, amount, inputs, owed=owed))

    def on(self, rule, base, inputs):
        """Tiers on a base."""
        amount, tier, rate, parts = pays(rule["tiers"], base)
        money(inputs, "base", base, rule["currency"])
        inputs["tier"] = tier
        if rate is not None:
            put(inputs, "rate", rate * 100)
        if parts:
            inputs["parts"] = []
            for low, high, part, rate in parts:
                out = {}
                for name, value in (("from", low), ("upto", high), ("base", part), ("pays", part * rate)):
                    if value is not None:
                        money(out, name, value, rule["currency"])
                put(out, "rate", rate * 100)
                inputs["parts"].append(out)
        money(inputs, "before", amount, rule["currency"])
        return amount

    def each(self, rule, employee, counted, inputs):
        """Tiers on each sale, rounded and shared among all of its sellers; returns take back the difference."""
        sum_of, scale = 0, 10 ** places(rule["currency"])
        once = lambda base: units(pays(rule["tiers"], base)[0], rule["currency"])
        order = lambda sale: (self.sales.all.index(self.sales.of(sale)), "returns" in sale, sale["date"])
        wholes = []  # of what the returns of a period take back of one sale, those with the same sellers are one
        for sale in sorted((sale for sale, _ in counted), key=order):
            if rule.get("returns") == "when_sold":
                if "returns" in sale:
                    continue
                whole = once(self.sales.left(sale))
            elif "returns" in sale:
                origin = self.sales.of(sale)
                rest = self.sales.left(origin, sale)
                whole = once(rest + F(sale["amount"])) - once(rest)
                same = [n for n, (other, _) in enumerate(wholes) if other.get("returns") == sale["returns"]
                        and not {"employee", "shares"} & {*sale, *other}]
                if same and "shares" in origin:
                    wholes[same[0]] = wholes[same[0]][0], wholes[same[0]][1] + whole
                    continue
            else:
                whole = once(F(sale["amount"]))
            wholes.append((sale, whole))
        for sale, whole in wholes:
            sellers = self.sales.sellers(sale)
            parts = shared(whole, [share for _, share in sellers], [bytes_of(who) for who, _ in sellers])
            mine = sum(part for part, (who, _) in zip(parts, sellers) if who == employee["id"])
            out = {"sale": sale["id"]}
            money(out, "pays", F(mine, scale), rule["currency"])
            inputs.setdefault("each", []).append(out)
            sum_of += mine
        return F(sum_of, scale)

    def modified(self, rule, employee, amount, inputs, unit=None):
        """Modifiers in order, for the position of the last day; None where one is open."""
        if holding_on(employee, self.last) is None or not amount:
            return amount
        for modifier in rule.get("modifiers", []):
            decision = self.judged(modifier["when"], employee)
            if decision.state is None and modifier.get("on_unknown") != "skip":
                self.open(employee, rule, "modifier", unit, modifier=modifier["id"])
                return None
            if decision.state:
                amount *= F(modifier["factor"])
            inputs.setdefault("modifiers", []).append(
                {"id": modifier["id"], "factor": text(F(modifier["factor"])), "state": WORDS[decision.state]})
        return amount

    def secured(self, rule, employee, amount, part, inputs):
        """At least the guarantee; a draw in advance, owed and taken off; what is owed before and after, if anything."""
        before = owed = F(0)
        if part != 1 and ("guarantee" in rule or "draw" in rule):
            inputs |= {"days": int(part * self.days), "of_days": self.days}
        if "guarantee" in rule and part:
            least = F(rule["guarantee"]) * part
            money(inputs, "guarantee", least, rule["currency"])
            amount = max(amount, least)
        if "draw" in rule:
            ahead = F(rule["draw"]["amount"]) * part
            owed = next((F(b["amount"]) for b in self.facts.get("draw_balances", [])
                         if (b["rule"], b["employee"]) == (rule["id"], employee["id"])), F(0))
            recoverable, before = rule["draw"].get("recoverable", True), owed
            if part:
                money(inputs, "draw", ahead, rule["currency"])
            if amount < ahead and part:
                owed += ahead - amount if recoverable else 0
                amount = ahead
            elif amount > ahead:
                back = min(owed, amount - ahead)
                owed, amount = owed - back, amount - back
            if recoverable or before:
                money(inputs, "owed_before", before, rule["currency"])
                money(inputs, "owed_after", owed, rule["currency"])
        return amount, (before, owed)

    def team(self, rule):
        """The commission of each unit, shared among those who held a position in it."""
        for unit in self.policy.get("units", []):
            members = [e for e in self.people if self.held_days(e, rule, unit["id"])]
            if not members:
                continue
            sold = lambda e: sum((F(s["amount"]) * share / 100 for s, share in self.counted(rule, e, unit["id"])), F(0))
            own = [sold(e) for e in members]
            base = sum(map(sold, self.people))  # returns of those who have left, too
            if "metric" in rule:
                raise NotImplementedError("a team on a metric")
            inputs = {}
            amount = self.on(rule, base, inputs)
            amount, bound = bounded(rule, amount, base)
            if bound:
                inputs["bound"] = bound
            split = rule.get("split", "share")
            weights = {"share": own, "equal": [F(1)] * len(members),
                       "days": [F(self.held_days(e, rule, unit["id"])) for e in members]}[split]
            weights = [max(F(0), weight) for weight in weights]
            whole = units(amount, rule["currency"])
            scale = 10 ** places(rule["currency"])
            parts = shared(whole, weights, [bytes_of(e["id"]) for e in members])
            for employee, part, weight in zip(members, parts, weights):
                even = weight if any(weights) else F(1)
                mine = dict(inputs, team={"unit": unit["id"], "members": len(members), "weight": text(even),
                                          "of": text(sum(weights) or F(len(members)))})
                money(mine["team"], "base", base, rule["currency"])
                money(mine["team"], "amount", F(whole, scale), rule["currency"])
                amount = self.modified(rule, employee, F(part, scale), mine, unit["id"])
                if amount is not None:
                    self.dues.append(Due(employee, rule, unit["id"], amount, mine))

    # budgets and payments

    def below(self, unit, top):
        parents = {u["id"]: u.get("parent") for u in self.policy.get("units", [])}
        while unit is not None and unit != top:
            unit = parents.get(unit)
        return unit == top

    def belongs(self, employee, budget):
        if "unit" not in budget:
            return True
        begun = [h for h in employee["positions"] if day(h["from"]) <= self.last]
        held = holding_on(employee, self.last) or max(begun, key=lambda h: h["from"], default={})
        return self.below(held.get("unit"), budget["unit"])

    def share(self, budget):
        """What is above zero shares the budget where it is too little."""
        about = [d for d in self.dues if d.rule["id"] in budget["rules"] and d.units > 0 and self.belongs(d.employee, budget)]
        most, asked = units(F(budget["amount"]), budget["currency"]), sum(d.units for d in about)
        out = {"id": budget["id"], "currency": budget["currency"], "lines": len(about), "scaled": asked > most}
        if asked > most:
            names = [bytes_of(d.employee["id"], d.rule["id"], d.unit) for d in about]
            for due, part in zip(about, shared(most, [F(d.units) for d in about], names)):
                due.before_budget = due.units if due.before_budget is None else due.before_budget
                before, after = due.more.get("owed", (0, 0))
                if after > before:  # a budget takes first of what was paid in advance
                    after = max(before, after - due.exact + F(part, 10 ** places(budget["currency"])))
                    due.more["owed"] = before, after
                    money(due.inputs, "owed_after", after, budget["currency"])
                due.units, due.exact = part, F(part, 10 ** places(budget["currency"]))
        scale = 10 ** places(budget["currency"])
        money(out, "amount", F(budget["amount"]), budget["currency"])
        money(out, "asked", F(asked, scale), budget["currency"])
        money(out, "paid", F(min(asked, most), scale), budget["currency"])
        people = {e["id"]: e for e in self.people}
        if any(u["rule"] in budget["rules"] and self.belongs(people[u["employee"]], budget) for u in self.undecided):
            out["undecided"] = True
        wanted = self.request.get("rules")
        if wanted is None or set(wanted) & set(budget["rules"]):
            self.budgets.append(out)

    def lines(self):
        """What is due less what was paid, and what was paid though nothing is due."""
        order = [unit["id"] for unit in self.policy.get("units", [])]
        for employee in self.people:
            taken = set()
            for kind, rule in self.rules:
                family = self.family(rule) if kind == "bonus" else [rule["id"]]
                dues = {d.unit: d for d in self.dues if d.employee is employee and d.rule is rule}
                heirs = [d for d in self.dues if d.employee is employee and d.rule["id"] in family and d.rule is not rule]
                found = set(dues) | {p.get("unit") for p in self.facts.get("payments", []) if p["rule"] == rule["id"]
                                     and p["employee"] == employee["id"] and p["period"] == self.period and not heirs}
                for unit in sorted(found, key=lambda u: order.index(u) if u in order else -1):
                    if any(u["employee"] == employee["id"] and u["rule"] in family
                           and (u.get("unit") == unit or None in (u.get("unit"), unit)) for u in self.undecided):
                        continue
                    before = [p for p in self.paid(family, employee["id"], unit) if id(p) not in taken]
                    taken |= {id(p) for p in before}
                    line = self.line(kind, rule, employee, unit, dues.get(unit), before)
                    if line:
                        yield line

    def line(self, kind, rule, employee, unit, due, before):
        scale, currency = 10 ** places(rule["currency"]), rule["currency"]
        new, paid = due.units if due else 0, sum((units(F(p["amount"]), currency) for p in before), 0)
        course = due and due.more.get("course")
        before, after = due.more.get("owed", (0, 0)) if due else (0, 0)
        if new == paid and not course and before == after:
            return None
        posting = ("none" if new == paid else "supplement" if paid and new > paid else "payment" if new > paid
                   else "clawback" if paid else "deduction")
        line = {"employee": employee["id"], "rule": rule["id"], "kind": kind, "posting": posting}
        line |= {"unit": unit} if unit else {}
        money(line, "amount", F(new - paid, scale), currency)
        line["currency"] = currency
        money(line, "due", F(new, scale), currency)
        if paid:
            money(line, "paid_before", F(paid, scale), currency)
        if due and due.before_budget is not None:
            money(line, "before_budget", F(due.before_budget, scale), currency)
        line |= {"goal": rule["goal"]} if "goal" in rule else {}
        line |= {"course": course} if course else {}
        if due:
            line |= {"inputs": due.inputs} | ({"condition": due.more["condition"]} if "condition" in due.more else {})
        return line


def summed(lines, currency):
    out = {"currency": currency, "lines": len(lines)}
    money(out, "amount", sum((F(line["amount"]) for line in lines), F(0)), currency)
    return out


def payouts(policy, facts, request):
    found = Payouts(policy, facts, request)
    whom, rules = request.get("employees"), request.get("rules")
    asked = lambda x: (whom is None or x["employee"] in whom) and (rules is None or x["rule"] in rules)
    place = {e["id"]: n for n, e in enumerate(found.people)}
    turn = {rule["id"]: n for n, (_, rule) in enumerate(found.rules)}
    order = lambda x: (place[x["employee"]], turn[x["rule"]])
    lines = [line for line in found.lines() if asked(line)]
    name = {"id": found.policy["id"], "version": found.policy["version"]}
    out = {"schema_version": "1.5", "policy": name | ({"forced": True} if "policy_version" in request else {}),
           "period": found.period, "lines": lines}
    if request.get("detail") == "totals":
        for line in lines:
            for field in ("inputs", "condition"):
                line.pop(field, None)
    elif not_earned := sorted(filter(asked, found.not_earned), key=order):
        out["not_earned"] = not_earned
    if undecided := sorted(filter(asked, found.undecided), key=order):
        out["undecided"] = undecided
    if found.budgets:
        out["budgets"] = found.budgets
    out["rules"] = []
    for kind, rule in found.rules:
        if rules is None or rule["id"] in rules:
            own = [line for line in lines if line["rule"] == rule["id"]]
            out["rules"].append({"rule": rule["id"], "kind": kind} | summed(own, rule["currency"]))
    out["totals"] = [summed([line for line in lines if line["currency"] == currency], currency)
                     for currency in sorted({line["currency"] for line in lines})]
    return out | {"problems": []}
