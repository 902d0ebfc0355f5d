"""Makes two small body models in the two ways in which SMPL is given out: 4 vertices, 24 joints.

Made with CPython 3.12, numpy 2.4.6, scipy 1.17.1:
    python3 make_body.py
The classes are stand-ins: only their names get into the file, as chumpy's and old scipy's do.
"""
import pickle
import sys
import types

import numpy as np
import scipy.sparse

VERTICES, JOINTS = 4, 24


def stand_in(module, name):
    made = types.ModuleType(module)
    parts = module.split(".")
    for i in range(1, len(parts)):
        sys.modules.setdefault(".".join(parts[:i]), types.ModuleType(".".join(parts[:i])))
    kind = type(name, (object,), {"__module__": module})
    setattr(made, name, kind)
    sys.modules[module] = made
    return kind


def wrapped(kind, array):
    ch = kind()
    ch.x = array
    ch._dirty_vars = set()
    return ch


draw = np.random.default_rng(7)
regressor = np.zeros((JOINTS, VERTICES))
regressor[np.arange(JOINTS), np.arange(JOINTS) % VERTICES] = 1
weights = np.zeros((VERTICES, JOINTS))
weights[np.arange(VERTICES), np.arange(VERTICES)] = 1
parents = np.array([2**32 - 1, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 9, 12, 13, 14, 16, 17, 18, 19, 20, 21])
plain = {
    "v_template": draw.normal(size=(VERTICES, 3)),
    "shapedirs": draw.normal(size=(VERTICES, 3, 10)),
    "posedirs": np.round(draw.normal(size=(VERTICES, 3, 207)), 2).astype(np.float16),
    "J_regressor": scipy.sparse.csc_matrix(regressor),
    "weights": weights,
    "kintree_table": np.array([parents, np.arange(JOINTS)], dtype=np.uint32),
    "f": np.array([[0, 1, 2], [0, 2, 3]], dtype=np.uint32),
    "bs_style": "lbs",
}
with open("body_py3.pkl", "wb") as out:
    pickle.dump(plain, out, protocol=4)

ch = stand_in("chumpy.ch", "Ch")
old = dict(plain)
for key in ("v_template", "shapedirs", "weights"):
    old[key] = wrapped(ch, plain[key])
with open("body_chumpy.pkl", "wb") as out:
    pickle.dump(old, out, protocol=2)
