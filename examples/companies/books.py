"""Writing the two files of a company: facts.json (people, positions, ratings) and observations.csv."""
import csv
import io
import json

MONTHS = [f"2025-{m:02}" for m in range(1, 12)]  # closed months; December is running
DAYS = [f"2025-12-{d:02}" for d in range(1, 13)]  # up to the evening of 12 December 2025, a Friday
# How a fortnight's business falls on these days, Monday to Friday: quiet weekends, a peak on 12 December (双十二).
DAILY = [9, 9, 10, 10, 10, 6, 5, 9, 9, 10, 12, 17]
COLUMNS = ["metric", "employee", "unit", "position", "period", "value", "part", "whole", "state", "source", "record"]


def spread(total, weights=DAILY):
    """Splits a whole number over days by largest remainder: the parts sum to the total."""
    exact = [total * w / sum(weights) for w in weights]
    parts = [int(x) for x in exact]
    order = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in order[: total - sum(parts)]:
        parts[i] += 1
    return parts


class Books:
    def __init__(self, path):
        self.path, self.employees, self.rows, self.ratings, self.targets = path, [], [], [], []
        self.achievements, self.events, self.vacancies, self.cases = [], [], [], []
        self.plans, self.plan_updates, self.milestones, self.objectives, self.objective_updates = [], [], [], [], []
        self.required_courses = []
        self.sales, self.payments, self.pay, self.attendance = [], [], [], []
        self.point_entries, self.alert_states, self.requisitions = [], [], []
        self.numbers = {}

    def person(self, id, en, zh, *positions, manager=None):
        """positions: (position, unit, from, to or None), and how employment ended with it; manager: who it is, where the
        positions do not say"""
        held = [{"position": p, "unit": u, "from": f, **({"to": t} if t else {}), **({"ended": how[0]} if how else {})}
                for p, u, f, t, *how in positions]
        told = {"manager": manager} if manager else {}
        self.employees.append({"id": id, "name": {"en": en, "zh": zh}, "positions": held, **told})

    def record(self, source):
        """Record numbers as the source counts them."""
        self.numbers[source] = self.numbers.get(source, 1000) + 1
        return f"{''.join(w[0] for w in source.split())}-{self.numbers[source]}".upper()

    def observe(self, metric, who, period, value, source, position="", unit=False):
        """value: a figure, (part, whole), or a state in words"""
        row = dict.fromkeys(COLUMNS, "")
        row.update(metric=metric, period=period, source=source, record=self.record(source) if source else "", position=position)
        row["unit" if unit else "employee"] = who
        if isinstance(value, tuple):
            row["part"], row["whole"] = value
        elif isinstance(value, str) and value.isalpha():
            row["state"] = value
        else:
            row["value"] = value
        self.rows.append(row)

    def months(self, metric, who, values, source, first=1, unit=False):
        """One figure per closed month, from month `first`."""
        for month, value in zip(MONTHS[first - 1:], values):
            if value is not None:
                self.observe(metric, who, month, value, source, unit=unit)

    def years(self, metric, unit, first, *years, source):
        """What a unit has in its archive: a row of figures per year, from January on."""
        for year, values in enumerate(years, first):
            for month, value in enumerate(values, 1):
                self.observe(metric, unit, f"{year}-{month:02}", value, source, unit=True)

    def december(self, metric, who, total, source, unit=False):
        """The running month, day by day. total: a figure or (part, whole)."""
        if isinstance(total, tuple):
            part, whole = total
            wholes, misses = spread(whole), spread(whole - part)
            values = [(w - m, w) for w, m in zip(wholes, misses)]
        else:
            values = spread(total)
        for day, value in zip(DAYS, values):
            if value != (0, 0):
                self.observe(metric, who, day, value, source, unit=unit)

    def rate(self, metric, who, period, rater, value, by=None, position=None, record=None):
        rating = {"metric": metric, "employee": who, "period": period, "rater": rater, "value": value}
        if position:
            rating["position"] = position
        if by:
            rating["by"] = by
        if record:  # answers without a name are told apart by their record
            rating["record"] = record
        self.ratings.append(rating)

    def study(self, who, course, date, **more):
        """A course done; its record is the training platform's."""
        self.achievements.append({"employee": who, "course": course, "date": date, **more, "record": self.record("learning platform")})

    def achieve(self, who, kind, id, date, **more):
        """kind: course, exam, certificate or award; more: mark, result, expires"""
        self.achievements.append({"employee": who, kind: id, "date": date, **more, "record": self.record("personnel file")})

    def event(self, kind, who, date, role, **values):
        """What somebody led or took part in, with its figures."""
        event = {"kind": kind, "employee": who, "date": date, "role": role}
        if values:
            event["values"] = [{"field": field, "value": value} for field, value in values.items()]
        self.events.append({**event, "record": self.record("event log")})

    def plan(self, id, who, period, submitted, *items):
        self.plans.append({"id": id, "employee": who, "period": period, "submitted": submitted, "items": list(items)})

    def update(self, item, at, **more):
        """more: percent, state, blocker, result"""
        self.plan_updates.append({"item": item, "at": at, **more, "record": self.record("task tracker")})

    def objective(self, id, en, zh, period, **more):
        self.objectives.append({"id": id, "name": {"en": en, "zh": zh}, "period": period, **more})

    def sell(self, id, who, date, amount, currency="CNY", returns=None):
        """who: one person, or (person, percent) of each; a return has an amount below zero and the sellers of its sale"""
        if returns:
            sellers = {"returns": returns}
        elif isinstance(who, str):
            sellers = {"employee": who}
        else:
            sellers = {"shares": [{"employee": one, "percent": percent} for one, percent in who]}
        self.sales.append({"id": id, **sellers, "date": date, "amount": amount, "currency": currency, "record": self.record("order book")})

    def paid(self, rule, who, period, amount, currency="CNY", unit=None):
        self.payments.append({"rule": rule, "employee": who, "period": period, "amount": amount, "currency": currency,
                              **({"unit": unit} if unit else {}), "record": self.record("payroll")})

    def earns(self, who, since, base, bonus_base=None, hours=174, currency="CNY"):
        more = {"bonus_base": bonus_base} if bonus_base else {}
        self.pay.append({"employee": who, "from": since, "base": base, **more, "hours": hours, "currency": currency})

    def attends(self, who, period, due, absent=0, overtime=0):
        more = {**({"days_absent": absent} if absent else {}), **({"overtime_hours": overtime} if overtime else {})}
        self.attendance.append({"employee": who, "period": period, "days_due": due, **more, "record": self.record("time clock")})

    def requisition(self, id, position, unit, opened, **more):
        """A post to be filled; more: count, accepted, starts, employee"""
        self.requisitions.append({"id": id, "position": position, "unit": unit, "opened": opened, **more})

    def points(self, id, who, date, kind, **more):
        """more: reward, points, of"""
        self.point_entries.append({"id": id, "employee": who, "date": date, "kind": kind, **more})

    def write(self):
        def lines(items):
            return "[\n" + ",\n".join("    " + json.dumps(i, ensure_ascii=False) for i in items) + "\n  ]"

        parts = [f'  "employees": {lines(self.employees)}', f'  "ratings": {lines(self.ratings)}']
        for name in ["targets", "achievements", "events", "vacancies", "cases", "plans", "plan_updates", "milestones",
                     "objectives", "objective_updates", "required_courses", "sales", "payments", "pay", "attendance",
                     "point_entries", "alert_states", "requisitions"]:
            if items := getattr(self, name):
                parts.append(f'  "{name}": {lines(items)}')
        facts = '{\n  "schema_version": "1.4",\n' + ",\n".join(parts) + "\n}\n"
        text = io.StringIO()
        table = csv.DictWriter(text, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(self.rows)
        return {self.path / "facts.json": facts, self.path / "observations.csv": text.getvalue()}
