"""Distributions, from their textbook formulas: beta and Student's t by the continued fraction of the incomplete beta function,
quantiles by bisection, the normal from `statistics`."""

from math import exp, inf, lgamma, log, log1p, sqrt
from statistics import NormalDist

NORMAL = NormalDist()


def beta_below(x, a, b):
    """The regularised incomplete beta function (Lentz's continued fraction)."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_below(1 - x, b, a)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    tiny, c, d, value = 1e-300, 1.0, 0.0, 1.0
    for n in range(10_000):
        m = n // 2
        if n == 0:
            term = 1.0
        elif n % 2 == 0:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / ((1 + term * d) or tiny)
        c = (1 + term / c) or tiny
        value *= c * d
        if n > 4 and abs(c * d - 1) < 1e-15:
            break
    return front * (value - 1)


def bisected(below, p, low, high):
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < p else (low, middle)
    return (low + high) / 2


def beta_quantile(p, a, b):
    return bisected(lambda x: beta_below(x, a, b), p, 0.0, 1.0)


def student_below(t, freedom):
    if freedom == inf:
        return NORMAL.cdf(t)
    tail = beta_below(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
    return 1 - tail if t > 0 else tail


def student_quantile(p, freedom):
    if freedom == inf:
        return NORMAL.inv_cdf(p)
    return bisected(lambda t: student_below(t, freedom), p, -1e6, 1e6)


def beta_estimate(a, b):
    """Mean and intervals of a beta distribution."""
    quantile = lambda p: beta_quantile(p, a, b) if a > 0 and b > 0 else float(b <= 0)
    return {"mean": a / (a + b), "lo80": quantile(0.1), "hi80": quantile(0.9), "lo95": quantile(0.025), "hi95": quantile(0.975)}


def lognormal(median, spread):
    at = lambda p: median * exp(spread * NORMAL.inv_cdf(p)) if spread else median
    return {"median": median, "lo80": at(0.1), "hi80": at(0.9), "lo95": at(0.025), "hi95": at(0.975)}


def spread_of(mean, deviation):
    """The deviation of the logarithm of what has this mean and deviation."""
    return sqrt(log1p((deviation / mean) ** 2))


def solved(matrix, right):
    """Gauss's elimination, with the largest pivot; None where there is no single answer."""
    rows = [list(map(float, row)) + [float(r)] for row, r in zip(matrix, right)]
    size = len(rows)
    for n in range(size):
        best = max(range(n, size), key=lambda k: abs(rows[k][n]))
        if abs(rows[best][n]) < 1e-13:
            return None
        rows[n], rows[best] = rows[best], rows[n]
        for k in range(size):
            if k != n:
                factor = rows[k][n] / rows[n][n]
                rows[k] = [x - factor * y for x, y in zip(rows[k], rows[n])]
    return [row[size] / row[n] for n, row in enumerate(rows)]
