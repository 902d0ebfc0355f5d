"""Makes stats.json: what scipy makes of small samples, for the tests of hmrbench.metric.stats.

Run: python3 make_stats.py > stats.json   (made with scipy 1.17.1, numpy 2.4.6)
"""
import json

import numpy as np
from scipy import stats

def one_sample_t(values):
    """The t interval and test of scipy on plain values."""
    test = stats.ttest_1samp(values, 0)
    low, high = test.confidence_interval(0.95)
    return {"values": values.tolist(), "p": float(test.pvalue), "low": float(low), "high": float(high)}


def ratio(above, below):
    """Ratio of means with the t interval of its linear part."""
    r = above.mean() / below.mean()
    low, high = stats.ttest_1samp((above - r * below) / below.mean(), 0).confidence_interval(0.95)
    return {"above": above.tolist(), "below": below.tolist(), "ratio": r, "low": r + low, "high": r + high}


def two_way(values, per_person):
    """Mean squares of the two-way analysis of variance of seeds and people, with Satterthwaite's
    degrees of freedom; people have the same number of sequences, next to each other."""
    cells = values.reshape(len(values), -1, per_person).mean(2)
    seeds, people = cells.shape
    mean = cells.mean()
    of_people = seeds * ((cells.mean(0) - mean) ** 2).sum() / (people - 1)
    of_seeds = people * ((cells.mean(1) - mean) ** 2).sum() / (seeds - 1)
    rest = cells - cells.mean(0) - cells.mean(1)[:, None] + mean
    of_rest = (rest**2).sum() / (people - 1) / (seeds - 1)
    total = seeds * people
    variance = max(of_people, of_seeds, of_people + of_seeds - of_rest) / total
    degrees = (variance * total) ** 2 / (
        of_people**2 / (people - 1)
        + of_seeds**2 / (seeds - 1)
        + of_rest**2 / (people - 1) / (seeds - 1)
    )
    degrees = max(1, degrees)
    reach = stats.t.ppf(0.975, degrees) * variance**0.5
    return {
        "values": values.tolist(),
        "per_person": per_person,
        "mean": mean,
        "error": variance**0.5,
        "degrees": degrees,
        "low": mean - reach,
        "high": mean + reach,
        "p": 2 * stats.t.sf(abs(mean) / variance**0.5, degrees),
    }


def table(seed_sd, seeds, people, per_person):
    who = np.repeat(random.normal(0, 1, people), per_person)
    values = 0.7 + who + seed_sd * random.normal(0, 1, (seeds, 1))
    return two_way(values + random.normal(0, 0.6, (seeds, people * per_person)), per_person)


def holm(p):
    order = np.argsort(p)
    adjusted = np.empty(len(p))
    for rank, i in enumerate(order):
        adjusted[i] = max(min(1, (len(p) - k) * p[order[k]]) for k in range(rank + 1))
    return {"p": p, "adjusted": adjusted.tolist()}


def exact_n(effect):
    """Smallest n at which a two-sided one-sample t test has power 0.8 (noncentral t)."""
    n = 2
    while True:
        critical = stats.t.ppf(0.975, n - 1)
        shift = effect * np.sqrt(n)
        power = stats.nct.sf(critical, n - 1, shift) + stats.nct.cdf(-critical, n - 1, shift)
        if power >= 0.8:
            return n
        n += 1


random = np.random.default_rng(17)
result = {
    "normal": [
        {"x": x, "cdf": float(stats.norm.cdf(x))}
        for x in (-9.5, -4, -2.6, -2.4, -1.959963984540054, -0.3, 0, 0.7, 2.5, 3.1)
    ],
    "normal_quantile": [
        {"p": p, "x": float(stats.norm.ppf(p))} for p in (1e-9, 0.001, 0.025, 0.2, 0.5, 0.8, 0.999)
    ],
    "one_sample_t": [
        one_sample_t(random.normal(1, 2, 20)),
        one_sample_t(random.exponential(3, 9)),
        one_sample_t(random.normal(0, 1, 6)),
    ],
    "ratio": [ratio(random.normal(8, 1, 12), random.normal(16, 2, 12))],
    "two_way": [table(0.2, 3, 8, 3), table(1.5, 3, 24, 1), table(0, 2, 6, 2), table(0.5, 5, 10, 1)],
    "holm": [holm([0.01, 0.04, 0.03, 0.005]), holm([0.5, 0.9, 0.02]), holm([0.2])],
    "paired_t_sample_size": [{"effect": e, "n": exact_n(e)} for e in (0.2, 0.5, 0.8, 1.0, 1.5)],
}
print(json.dumps(result, indent=1))
