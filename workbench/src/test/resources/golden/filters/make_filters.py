"""Makes linear_filters.json: what scipy makes of one noisy series, for LinearFilterTest.

Run: python3 make_filters.py > linear_filters.json   (made with scipy 1.10.1, numpy 1.24.2)
"""
import json

import numpy as np
from scipy.ndimage import convolve1d, gaussian_filter1d
from scipy.signal import butter, filtfilt, savgol_filter

random = np.random.default_rng(41)
time = np.arange(45) / 30.0
series = np.sin(5 * time) + 0.3 * time**2 + 0.05 * random.standard_normal(time.size)


def cut_at_ends(smooth, values):
    """Weights that fall outside are left out and the others scaled to sum to 1."""
    return smooth(values) / smooth(np.ones_like(values))


result = {
    "series": series,
    "gaussian_2": cut_at_ends(lambda x: gaussian_filter1d(x, 2, mode="constant"), series),
    "gaussian_0.8": cut_at_ends(lambda x: gaussian_filter1d(x, 0.8, mode="constant"), series),
    "average_5": cut_at_ends(lambda x: convolve1d(x, np.ones(5), mode="constant"), series),
    "savgol_7_2": savgol_filter(series, 7, 2),
    "savgol_11_4": savgol_filter(series, 11, 4),
    "butterworth_6hz_at_30": filtfilt(*butter(2, 6, fs=30), series),
    "butterworth_3hz_at_25": filtfilt(*butter(2, 3, fs=25), series),
    "butterworth_6hz_at_30_first_6": filtfilt(*butter(2, 6, fs=30), series[:6], padlen=5),
}
print(json.dumps({name: values.tolist() for name, values in result.items()}, indent=1))
