"""Makes stats.json: what scipy makes of small samples, for the tests of hmrbench.metric.stats.

Run: python3 make_stats.py > stats.json   (made with scipy 1.10.1, numpy 1.24.2)

The resamples come from the generator that the program documents (SplitMix64, high half of a
product), written here again; everything after the drawing is scipy's: the bias correction, the
acceleration and the percentiles are those of scipy.stats.bootstrap(method='BCa'), by way of its
internal functions, which take resamples that are already drawn.
"""
import json

import numpy as np
from scipy import stats
from scipy.stats import _resampling

MASK = (1 << 64) - 1


def split_mix(seed):
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def bca(values, weights, draws, seed, level):
    n = len(values)
    source = split_mix(seed)
    indices = np.array([[(next(source) * n) >> 64 for _ in range(n)] for _ in range(draws)])

    def statistic(i, axis=-1):
        i = i.astype(int)
        return (values[i] * weights[i]).sum(axis) / weights[i].sum(axis)

    drawn = statistic(indices)
    data = (np.arange(n),)
    tail = (1 - level) / 2
    low, high = _resampling._bca_interval(data, statistic, -1, tail, drawn, None)[:2]
    ends = [_resampling._percentile_along_axis(drawn, a * 100) for a in (low, high)]
    return {
        "values": values.tolist(),
        "weights": weights.tolist(),
        "draws": draws,
        "seed": seed,
        "level": level,
        "estimate": float(statistic(np.arange(n))),
        "low": float(ends[0]),
        "high": float(ends[1]),
        "first_draws": drawn[:5].tolist(),
    }


def sign_flip(differences):
    test = stats.permutation_test(
        (differences, np.zeros_like(differences)),
        lambda x, y, axis: np.mean(x - y, axis=axis),
        permutation_type="samples",
        vectorized=True,
        n_resamples=np.inf,
    )
    return {"differences": differences.tolist(), "p": float(test.pvalue)}


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
source = split_mix(1234567)
result = {
    "split_mix_1234567": [str(next(source)) for _ in range(5)],
    "normal": [
        {"x": x, "cdf": float(stats.norm.cdf(x))}
        for x in (-9.5, -4, -2.6, -2.4, -1.959963984540054, -0.3, 0, 0.7, 2.5, 3.1)
    ],
    "normal_quantile": [
        {"p": p, "x": float(stats.norm.ppf(p))} for p in (1e-9, 0.001, 0.025, 0.2, 0.5, 0.8, 0.999)
    ],
    "bca": [
        bca(random.normal(1, 2, 20), np.ones(20), 2000, 20210, 0.95),
        bca(random.exponential(3, 9), np.ones(9), 2000, 20210, 0.95),
        bca(random.exponential(3, 15), random.integers(20, 900, 15) * 1.0, 2000, 7, 0.9),
        bca(np.array([0.5, 2.5]), np.ones(2), 2000, 20210, 0.95),
    ],
    "sign_flip": [
        sign_flip(random.normal(0.5, 1, 5)),
        sign_flip(random.normal(0.8, 1, 11)),
        sign_flip(np.array([1.0, 1.0, -1.0, 1.0, 1.0, 1.0])),
        sign_flip(np.array([-0.3, -0.2, -0.9, -0.1])),
    ],
    "holm": [holm([0.01, 0.04, 0.03, 0.005]), holm([0.5, 0.9, 0.02]), holm([0.2])],
    "paired_t_sample_size": [{"effect": e, "n": exact_n(e)} for e in (0.2, 0.5, 0.8, 1.0, 1.5)],
}
print(json.dumps(result, indent=1))
