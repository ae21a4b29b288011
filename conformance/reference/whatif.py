"""An independent reference of `payout_curve` and `compare_payouts`, written from docs/incentives.md alone."""

from fractions import Fraction as F

from money import bounded, money, pays, places, steps_of, units
from payouts import Payouts
from promotion import in_force_on
from values import put, rounded


def payout_curve(policy, facts, request):
    version = in_force_on(policy, request)
    rule = next(r for r in version["commissions"] if r["id"] == request["rule"])
    currency, low, high = rule["currency"], F(request["from"]), F(request["to"])
    unit, count = F(1, 10 ** places(currency)), int(request.get("points", 101))
    borders = {upto + step for _, upto, _ in steps_of(rule["tiers"]) if upto is not None for step in (0, unit)}
    borders = {base for base in borders if low <= base <= high}
    bases = {rounded(low + (high - low) * n / (count - 1), places(currency)) for n in range(count)} | borders
    out = {"schema_version": "1.5", "policy": {"id": version["id"], "version": version["version"]}, "rule": rule["id"],
           "currency": currency, "points": []}
    for base in sorted(bases):
        amount, _ = bounded(rule, pays(rule["tiers"], base)[0], base)
        point = {}
        money(point, "base", base, currency)
        amount = F(units(amount, currency)) * unit
        money(point, "pays", amount, currency)
        if base:
            put(point, "rate", amount / base * 100)
        out["points"].append(point | ({"border": True} if base in borders else {}))
    return out


def compare_payouts(policy, facts, request):
    sums, open_for = [], set()
    for version in (request["against"], request["version"]):
        found = Payouts(policy, facts, {"period": request["period"], "policy_version": version})
        mine = {}
        for due in found.dues:
            key = due.employee["id"], due.rule["currency"]
            mine[key] = mine.get(key, 0) + due.units
        open_for |= {u["employee"] for u in found.undecided}
        sums.append(mine)
    before, after = sums
    out = {"schema_version": "1.3", "period": request["period"], "version": request["version"],
           "against": request["against"], "people": [], "totals": []}
    names = [e["id"] for e in facts["employees"] if e["id"] in request.get("employees", [e["id"]])]
    keys = {key for mine in sums for key, amount in mine.items() if amount}
    change = lambda key: after.get(key, 0) - before.get(key, 0)
    figures = lambda entry, keys, currency: [
        money(entry, name, F(sum(value(k) for k in keys), 10 ** places(currency)), currency)
        for name, value in (("before", lambda k: before.get(k, 0)), ("after", lambda k: after.get(k, 0)), ("change", change))]
    currencies = sorted({currency for _, currency in keys})
    for name in names:
        for currency in currencies:
            if (name, currency) in keys:
                entry = {"employee": name, "currency": currency} | ({"undecided": True} if name in open_for else {})
                figures(entry, [(name, currency)], currency)
                out["people"].append(entry)
    for currency in currencies:
        own = [(name, currency) for name in names if (name, currency) in keys]
        if not own:
            continue
        entry = {"currency": currency}
        figures(entry, own, currency)
        signs = [change(key) for key in own]
        entry |= {"gain": sum(s > 0 for s in signs), "lose": sum(s < 0 for s in signs), "same": signs.count(0)}
        for word, pick, counts in (("greatest_gain", max, max(signs) > 0), ("greatest_loss", min, min(signs) < 0)):
            if counts:
                who = own[signs.index(pick(signs))]
                entry[word] = {"employee": who[0]}
                money(entry[word], "change", F(change(who), 10 ** places(currency)), currency)
        out["totals"].append(entry)
    return out | {"problems": []}
