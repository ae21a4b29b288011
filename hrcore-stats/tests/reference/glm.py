"""Writes `glm.txt`: generalised linear models in 40 digits, held against statsmodels where that has the same model.

The rows follow an arithmetic rule that `src/glm/tests.rs` repeats. Needs mpmath, numpy and statsmodels.
"""

import pathlib

import mpmath as mp
import numpy as np
import statsmodels.api as sm

mp.mp.dps = 40
ROWS = 60
MEAN = [0.25, 0.5, -0.25, 0.125]
PRECISION = [0.0, 4.0, 2.0, 0.5]
EXACT = mp.mpf


def row(i):
    return [1.0, (i * 37 % 101) / 50 - 1, (i * 53 % 97) / 48 - 1, 1.0 if i % 3 == 0 else 0.0]


def offset(i):
    return (i * 29 % 31) / 31 - 0.5


def weight(i):
    return 1.0 + i * 7 % 3


def outcome(family, i):
    if family == "gaussian":
        return 1.5 + (i * 71 % 83) / 83 + (i * 37 % 101) / 40
    if family == "poisson":
        return float((3 * i * i + 2 * i) % 7)
    return 1.0 if (i * 61 % 89) / 89 < 0.35 + 0.25 * row(i)[1] else 0.0


def mean(family, eta):
    """The mean, its derivative and the variance."""
    if family == "logit":
        mu = 1 / (1 + mp.e**-eta)
        return mu, mu * (1 - mu), mu * (1 - mu)
    if family == "cloglog":
        mu = 1 - mp.e ** -(mp.e**eta)
        return mu, mp.e**eta * (1 - mu), mu * (1 - mu)
    if family == "poisson":
        return mp.e**eta, mp.e**eta, mp.e**eta
    return eta, EXACT(1), EXACT(1)


def log_likelihood(family, mu, y):
    if family == "poisson":
        return y * mp.log(mu) - mu - mp.loggamma(y + 1)
    if family == "gaussian":
        return -((y - mu) ** 2) / 2 - mp.log(2 * mp.pi) / 2
    return mp.log(mu) if y == 1 else mp.log(1 - mu)


def deviance(family, mu, y):
    if family == "poisson":
        return 2 * ((y * mp.log(y / mu) if y else 0) - (y - mu))
    if family == "gaussian":
        return (y - mu) ** 2
    return -2 * log_likelihood(family, mu, y)


def solve(family, offsets, weights, precision):
    x = [[EXACT(cell) for cell in row(i)] for i in range(ROWS)]
    y = [EXACT(outcome(family, i)) for i in range(ROWS)]
    o = [EXACT(offset(i)) if offsets else EXACT(0) for i in range(ROWS)]
    w = [EXACT(weight(i)) if weights else EXACT(1) for i in range(ROWS)]
    at = mp.matrix(4, 1)
    if family == "poisson":
        at[0] = 1

    def means():
        return [mean(family, o[i] + sum(x[i][j] * at[j] for j in range(4))) for i in range(ROWS)]

    while True:
        slope, information = mp.matrix(4, 1), mp.matrix(4, 4)
        for i, (mu, derivative, variance) in enumerate(means()):
            for j in range(4):
                slope[j] += w[i] * (y[i] - mu) * derivative / variance * x[i][j]
                for k in range(4):
                    information[j, k] += w[i] * derivative**2 / variance * x[i][j] * x[i][k]
        for j in range(4):
            slope[j] -= precision[j] * (at[j] - MEAN[j])
            information[j, j] += precision[j]
        step = mp.lu_solve(information, slope)
        at += step
        if mp.norm(step) < EXACT(10) ** -30:
            break
    found = [mu for mu, _, _ in means()]
    likelihood = sum(w[i] * log_likelihood(family, found[i], y[i]) for i in range(ROWS))
    away = sum(w[i] * deviance(family, found[i], y[i]) for i in range(ROWS))
    inverse = information**-1
    dispersion = EXACT(1)
    if family == "gaussian":
        dispersion = away / (sum(w) - 4 + sum(precision[j] * inverse[j, j] for j in range(4)))
    errors = [mp.sqrt(dispersion * inverse[j, j]) for j in range(4)]
    cost = sum(precision[j] * (at[j] - MEAN[j]) ** 2 for j in range(4)) / 2
    return {
        "coefficients": list(at),
        "errors": errors,
        "rest": [cost - likelihood, likelihood, away, dispersion],
        "covariance": [dispersion * inverse[j, k] for j in range(4) for k in range(4)],
    }


FAMILIES = {
    "logit": lambda: sm.families.Binomial(),
    "cloglog": lambda: sm.families.Binomial(sm.families.links.CLogLog()),
    "poisson": lambda: sm.families.Poisson(),
    "gaussian": lambda: sm.families.Gaussian(),
}


def same_as_statsmodels(family, offsets, weights, found):
    """Of its own fit, in double precision."""
    every = range(ROWS)
    model = sm.GLM(
        np.array([outcome(family, i) for i in every]),
        np.array([row(i) for i in every]),
        family=FAMILIES[family](),
        offset=np.array([offset(i) for i in every]) if offsets else None,
        freq_weights=np.array([weight(i) for i in every]) if weights else None,
    )
    other = model.fit(tol=1e-15, maxiter=300, tol_criterion="params")
    np.testing.assert_allclose(other.params, [float(c) for c in found["coefficients"]], rtol=1e-9)
    np.testing.assert_allclose(other.bse, [float(c) for c in found["errors"]], rtol=1e-9)
    np.testing.assert_allclose(other.deviance, float(found["rest"][2]), rtol=1e-9)
    np.testing.assert_allclose(other.scale, float(found["rest"][3]), rtol=1e-9)
    if family != "gaussian":
        np.testing.assert_allclose(other.llf, float(found["rest"][1]), rtol=1e-9)


def main():
    lines = []
    for family in FAMILIES:
        for case in ["plain", "offset", "weights", "prior", "all"]:
            offsets, weights, prior = (case in (name, "all") for name in ("offset", "weights", "prior"))
            found = solve(family, offsets, weights, PRECISION if prior else [0.0] * 4)
            if not prior:
                same_as_statsmodels(family, offsets, weights, found)
            for name, numbers in found.items():
                lines.append(" ".join([family, case, name, *(mp.nstr(number, 17) for number in numbers)]))
    pathlib.Path(__file__).with_suffix(".txt").write_text("\n".join(lines) + "\n")


main()
