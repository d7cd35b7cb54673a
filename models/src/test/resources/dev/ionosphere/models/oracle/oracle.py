#!/usr/bin/env python3
"""Values that the tests of `models` are checked against, from scikit-learn, SciPy and NumPy.

Repeat from the root of the repository:
  python3 -m venv target/oracle && target/oracle/bin/pip install numpy==2.* scipy==1.17.* scikit-learn==1.9.*
  target/oracle/bin/python models/src/test/resources/dev/ionosphere/models/oracle/oracle.py \
      examples/turbofan/data/train_FD001.txt.gz
Writes plan.json, golden.json, turbofan.json, scores.json and bins.json beside itself.
"""
import json
import pathlib
import sys

import numpy as np
from scipy.spatial.distance import cdist, jensenshannon
from scipy.stats import ks_2samp
from sklearn.cluster import KMeans
from sklearn.metrics import roc_auc_score

here = pathlib.Path(__file__).parent
table = np.loadtxt(sys.argv[1])
names = ["unit", "cycle", "setting1", "setting2", "setting3"] + [f"s{i}" for i in range(1, 22)]


def write(name, value):
    (here / name).write_text(json.dumps(value, separators=(",", ":")) + "\n")


# --- k-means on turbofan engines: trained on cycles 1-60 of engines 1-60, tested on engines 61-100
unit, cycle = table[:, 0], table[:, 1]
life = np.array([cycle[unit == u].max() for u in unit])
train = (unit <= 60) & (cycle <= 60)
columns = [i for i in range(5, 26) if np.unique(table[train, i]).size > 1]
features = [names[i] for i in columns]
mean, deviation = table[train][:, columns].mean(0), table[train][:, columns].std(0, ddof=1)
z = (table[:, columns] - mean) / deviation
model = KMeans(n_clusters=8, n_init=10, random_state=7).fit(z[train])
distances = cdist(z, model.cluster_centers_)
nearest, distance = distances.argmin(1), distances.min(1)
threshold = np.quantile(distance[train], 0.99)
write("plan.json", {
    "features": features, "means": mean.tolist(), "deviations": deviation.tolist(),
    "centres": model.cluster_centers_.tolist(), "threshold": threshold, "quantile": 0.99})

tested = unit > 60
healthy, worn = tested & (cycle <= 60), tested & (cycle > life - 30)
some = np.flatnonzero(tested)[:: tested.sum() // 200][:200]
write("golden.json", {
    "features": features, "rows": table[some][:, columns].tolist(),
    "clusters": nearest[some].tolist(), "distances": distance[some].tolist()})


def similarity(c, p):
    c, p = c / c.sum(), p / p.sum()
    return float(min(1.0, (c * p).sum() / (c * c).sum()))


def edges_of(values):
    distinct = np.unique(values)
    if distinct.size < 25:
        return "categorical", distinct
    m, s = values.mean(), values.std()
    return "continuous", np.linspace(m - 2 * s, m + 2 * s, 12)


def counts_of(kind, edges, values):
    if kind == "categorical":
        own = [int((values == e).sum()) for e in edges]
        return np.array(own + [values.size - sum(own)])
    return np.bincount(np.searchsorted(edges, values, side="right"), minlength=len(edges) + 1)


baseline = {}
for i in columns:
    kind, edges = edges_of(table[train, i])
    before, fine, bad = (counts_of(kind, edges, table[rows, i]) for rows in (train, healthy, worn))
    baseline[names[i]] = {
        "kind": kind, "edges": edges.tolist(), "training": before.tolist(),
        "healthy": fine.tolist(), "worn": bad.tolist(),
        "similarityHealthy": similarity(before, fine), "similarityWorn": similarity(before, bad)}
write("turbofan.json", {
    "healthyRows": int(healthy.sum()), "wornRows": int(worn.sum()),
    "falseAlarms": int((distance[healthy] > threshold).sum()),
    "caught": int((distance[worn] > threshold).sum()),
    "auc": roc_auc_score(np.r_[np.zeros(healthy.sum()), np.ones(worn.sum())],
                         np.r_[distance[healthy], distance[worn]]),
    "features": baseline})

# --- PSI, KS, Jensen-Shannon on counts
random = np.random.default_rng(11)
cases = [([10, 20, 30, 40], [40, 30, 20, 10]), ([1, 0, 0], [0, 0, 1]), ([5, 5], [5, 5]),
         ([100, 0, 50], [20, 60, 70])]
cases += [(random.integers(0, 500, 13).tolist(), random.integers(0, 500, 13).tolist()) for _ in range(20)]


def psi(c, p):
    c, p = (np.maximum(np.array(x) / np.sum(x), 1e-4) for x in (c, p))
    return float(((p - c) * np.log(p / c)).sum())


def ks(c, p):
    bins = np.arange(len(c))
    return float(ks_2samp(np.repeat(bins, c), np.repeat(bins, p)).statistic)


write("scores.json", [
    {"training": c, "now": p, "psi": psi(c, p), "ks": ks(c, p),
     "jensenShannon": float(jensenshannon(c, p, base=2) ** 2),
     "similarity": similarity(np.array(c), np.array(p))} for c, p in cases])

# --- bin edges of training
samples = [random.normal(5, 2, 400), random.uniform(-1, 1, 100), np.arange(24) % 24.0,
           np.arange(25) * 1.0, np.r_[random.normal(2388, 0.07, 300)]]
write("bins.json", [
    {"column": s.tolist(), "kind": edges_of(s)[0], "edges": edges_of(s)[1].tolist()} for s in samples])
print(f"features {len(features)}, false alarms {(distance[healthy] > threshold).mean():.4f}, "
      f"caught {(distance[worn] > threshold).mean():.4f}")
print({n: (round(b['similarityHealthy'], 3), round(b['similarityWorn'], 3), b['kind']) for n, b in baseline.items()})
