"""
Fits models of every family that is scored on devices and exports each: python families.py FOLDER.
The last line is the names of the exports, in order; also tries what must be refused.
"""

import json
import os
import sys
import warnings

import joblib
import numpy as np
import pandas as pd
from ionosphere_export import binary, export as exporter
from ionosphere_export.__main__ import main
from sklearn.cluster import KMeans, MiniBatchKMeans
from sklearn.compose import ColumnTransformer, make_column_selector
from sklearn.decomposition import PCA
from sklearn.ensemble import (
    ExtraTreesClassifier,
    ExtraTreesRegressor,
    GradientBoostingClassifier,
    GradientBoostingRegressor,
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    IsolationForest,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.feature_selection import SelectKBest, VarianceThreshold
from sklearn.impute import SimpleImputer
from sklearn.linear_model import (
    ElasticNet,
    Lasso,
    LinearRegression,
    LogisticRegression,
    Ridge,
)
from sklearn.model_selection import GridSearchCV
from sklearn.multiclass import OneVsRestClassifier
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.preprocessing import (
    FunctionTransformer,
    MaxAbsScaler,
    MinMaxScaler,
    OneHotEncoder,
    OrdinalEncoder,
    RobustScaler,
    StandardScaler,
)
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

warnings.simplefilter("ignore")
FOLDER = sys.argv[1]
NUMBERS = ["s1", "s2", "s3", "s4", "s5"]
TEXTS = ["mode", "site"]
random = np.random.RandomState(42)
VERSION = tuple(int(part) for part in __import__("sklearn").__version__.split(".")[:2])


def data(rows=1100):
    """Numbers of different sizes, texts, a count, a truth, labels and a value."""
    base = random.normal(size=(rows, 5))
    frame = pd.DataFrame(
        {
            "s1": base[:, 0],
            "s2": base[:, 1] * 40 + 500,
            "s3": np.round(base[:, 2] + base[:, 0], 1),
            "s4": np.exp(base[:, 3]),
            "s5": base[:, 4] * 1e-3 + 2.0,
            "count": random.randint(0, 6, rows),
            "mode": random.choice(["auto", "hand", "off", "Auto", "\u00e9t\u00e9", "\U0001f600"], rows),
            "site": ["s%d" % (i * i % 23) for i in range(rows)],
            "open": random.choice(["True", "False"], rows),
        }
    )
    score = frame.s1 + (frame.s2 - 500) / 60 + frame.s3 * frame.s4 / 3
    score += (frame["mode"] == "hand") * 2 - (frame.site == "s2") + (frame.open == "True")
    score += random.normal(size=rows) / 4
    frame["value"] = score
    frame["state"] = np.where(score > 0.5, "worn", "healthy")
    frame["grade"] = np.digitize(score, [-1, 0.5, 2])
    return frame


FRAME = data()
HOLED = FRAME.copy()
for _name in NUMBERS + TEXTS:
    HOLED[_name] = HOLED[_name].astype(object if _name in TEXTS else float)
    HOLED.loc[random.permutation(len(HOLED))[:40], _name] = np.nan
KINDS = {"count": "int64", "grade": "int64"}
KINDS.update((name, "string") for name in TEXTS + ["open", "state"])


def write_sample(path, frame):
    columns = [{"name": name, "type": KINDS.get(name, "float64")} for name in frame.columns]
    rows = [
        [None if value != value or value is None else value for value in row]
        for row in frame.astype(object).values.tolist()
    ]
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"columns": columns, "rows": rows}, file)


def export(name, model, frame=FRAME, *more):
    folder = os.path.join(FOLDER, name)
    os.makedirs(folder, exist_ok=True)
    joblib.dump(model, os.path.join(folder, "model.joblib"))
    write_sample(os.path.join(folder, "sample.json"), frame)
    return main(
        [
            "--model", os.path.join(folder, "model.joblib"),
            "--sample", os.path.join(folder, "sample.json"),
            "--output", folder,
            "--golden-rows", "1000",
        ] + list(more)
    )



NAMES = []


def family(name, model, columns=NUMBERS, target=None, frame=FRAME):
    """Fits and exports; what a newer library alone knows is left out by older ones."""
    asked = frame[columns].copy()
    if "open" in columns:
        asked["open"] = asked["open"] == "True"
    model.fit(asked, None if target is None else frame[target])
    code = export(name, model, frame)
    if code != 0:
        sys.exit("%s: exit code %d" % (name, code))
    with open(os.path.join(FOLDER, name, "plan.json"), encoding="utf-8") as file:
        content = binary.written(json.load(file))
    with open(os.path.join(FOLDER, name, "written.bin"), "wb") as file:
        file.write(content)
    NAMES.append(name)


def scaled(estimator, scaler=None):
    return make_pipeline(scaler or StandardScaler(), estimator)


def scalers_and_linear():
    family("linear", LinearRegression(), target="value")
    family("ridge-standard", scaled(Ridge()), target="value")
    family("lasso-robust", scaled(Lasso(alpha=0.01), RobustScaler()), target="value")
    family("elastic-minmax", scaled(ElasticNet(alpha=0.01), MinMaxScaler((-1, 2))), target="value")
    family("logistic-clipped", scaled(LogisticRegression(), MinMaxScaler(clip=True)), target="state")
    family("logistic", scaled(LogisticRegression(), MaxAbsScaler()), target="state")
    family("logistic-several", scaled(LogisticRegression()), target="grade")
    if VERSION < (1, 7):
        family("logistic-ovr", scaled(LogisticRegression(multi_class="ovr")), target="grade")
        family(
            "logistic-two-multinomial",
            scaled(LogisticRegression(multi_class="multinomial")), target="state",
        )
    else:
        two = LogisticRegression(solver="liblinear")
        family("logistic-liblinear", scaled(two), target="state")
    family("kmeans", scaled(KMeans(6, n_init=3, random_state=1)))
    family("minibatch-plain", MiniBatchKMeans(5, n_init=3, random_state=1))
    family("pca-logistic", scaled(make_pipeline(PCA(3), LogisticRegression())), target="state")
    family("pca-whitened", scaled(make_pipeline(PCA(4, whiten=True), KMeans(4, n_init=2, random_state=2))))


def trees():
    family("tree", DecisionTreeClassifier(random_state=1), target="grade")
    family("tree-best-first", DecisionTreeRegressor(max_leaf_nodes=40, random_state=1), target="value")
    family("forest", RandomForestClassifier(30, random_state=1), target="state")
    family("forest-scaled", scaled(RandomForestRegressor(15, max_depth=8, random_state=1)), target="value")
    family("extra", ExtraTreesClassifier(15, max_depth=9, random_state=1), target="grade")
    family("extra-value", scaled(ExtraTreesRegressor(10, max_depth=9, random_state=1), MinMaxScaler()), target="value")
    family("isolation", IsolationForest(n_estimators=40, random_state=1))
    family(
        "isolation-some",
        scaled(IsolationForest(n_estimators=30, max_features=0.6, contamination=0.05, random_state=1)),
    )
    family("boosting", GradientBoostingClassifier(n_estimators=40, random_state=1), target="state")
    family("boosting-several", GradientBoostingClassifier(n_estimators=15, random_state=1), target="grade")
    family(
        "boosting-exponential",
        scaled(GradientBoostingClassifier(n_estimators=20, loss="exponential", random_state=1)), target="state",
    )
    family("boosting-value", scaled(GradientBoostingRegressor(n_estimators=40, random_state=1), RobustScaler()), target="value")
    family(
        "boosting-zero", GradientBoostingRegressor(n_estimators=20, init="zero", random_state=1), target="value"
    )
    if VERSION >= (1, 3):
        family("forest-holes", DecisionTreeClassifier(max_depth=8, random_state=1), target="state", frame=HOLED)
    if VERSION >= (1, 4):
        family("forest-many-holes", RandomForestClassifier(20, random_state=1), target="grade", frame=HOLED)


def histograms():
    family("hist", HistGradientBoostingClassifier(max_iter=40, random_state=1), target="state", frame=HOLED)
    family("hist-several", HistGradientBoostingClassifier(max_iter=12, random_state=1), target="grade")
    family("hist-value", scaled(HistGradientBoostingRegressor(max_iter=40, random_state=1)), target="value", frame=HOLED)
    counts = FRAME.copy()
    counts["value"] = np.exp(counts["value"] / 4)
    family("hist-poisson", HistGradientBoostingRegressor(max_iter=20, loss="poisson", random_state=1), target="value", frame=counts)
    if VERSION >= (1, 3):
        gaps = FRAME.copy()
        gaps.loc[gaps["grade"] == 3, "s1"] = np.nan
        family("hist-missing-alone", HistGradientBoostingClassifier(max_iter=10, random_state=1), columns=["s1", "s4"], target="grade", frame=gaps)
    family(
        "hist-categories",
        make_pipeline(
            ColumnTransformer([
                ("codes", OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=np.nan), TEXTS),
                ("rest", "passthrough", NUMBERS),
            ]),
            HistGradientBoostingClassifier(max_iter=25, categorical_features=[0, 1], random_state=1),
        ),
        columns=NUMBERS + TEXTS, target="state", frame=HOLED if VERSION >= (1, 3) else FRAME,
    )


def columns():
    numeric = make_pipeline(SimpleImputer(strategy="median", add_indicator=True), StandardScaler())
    texts = make_pipeline(
        SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore")
    )
    both = ColumnTransformer([("numbers", numeric, NUMBERS), ("texts", texts, TEXTS)])
    family("columns-forest", make_pipeline(both, RandomForestClassifier(25, max_depth=9, random_state=1)),
           columns=NUMBERS + TEXTS, target="state", frame=HOLED)
    family("columns-logistic", make_pipeline(both, LogisticRegression(max_iter=500)),
           columns=NUMBERS + TEXTS + ["count"], target="grade", frame=HOLED)
    strict = ColumnTransformer(
        [
            ("texts", OneHotEncoder(drop="first"), ["mode", "count"]),
            ("order", OrdinalEncoder(), ["site"]),
            ("out", "drop", ["s5"]),
        ],
        remainder="passthrough",
    )
    family("columns-strict", make_pipeline(strict, GradientBoostingClassifier(n_estimators=15, random_state=1)),
           columns=TEXTS + ["count", "open"] + NUMBERS, target="state")
    family("columns-strict-linear", make_pipeline(strict, LinearRegression()),
           columns=TEXTS + ["count"] + NUMBERS, target="value")
    unknown = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    missing = OneHotEncoder(handle_unknown="ignore")
    odd = ColumnTransformer([
        ("missing", missing, ["mode"]),
        ("unknown", make_pipeline(SimpleImputer(strategy="constant", fill_value="none"), unknown), ["site", "mode"]),
        ("mean", SimpleImputer(), ["s1", "s2"]),
        ("constant", SimpleImputer(strategy="constant", fill_value=-7.5), ["s3"]),
    ])
    family("columns-odd", make_pipeline(odd, ExtraTreesRegressor(12, max_depth=8, random_state=1)),
           columns=NUMBERS + TEXTS, target="value", frame=HOLED)
    if VERSION >= (1, 1):
        rare = OneHotEncoder(handle_unknown="infrequent_if_exist", min_frequency=31)
        family("columns-rare", make_pipeline(ColumnTransformer([("rare", rare, TEXTS), ("scale", RobustScaler(), make_column_selector("s[1-5]"))]), Ridge()),
               columns=NUMBERS + TEXTS, target="value")
    union = FeatureUnion([("pca", PCA(2)), ("best", SelectKBest(k=2)), ("same", FunctionTransformer())])
    family("union", make_pipeline(VarianceThreshold(), StandardScaler(), "passthrough", union, LogisticRegression()), target="state")
    search = GridSearchCV(scaled(LogisticRegression()), {"logisticregression__C": [0.1, 1]}, cv=2)
    each = [(name, make_pipeline(SimpleImputer(), StandardScaler()), [name]) for name in NUMBERS * 4]
    each = [("%s-%d" % (name, place), part, own) for place, (name, part, own) in enumerate(each)]
    family("columns-each", make_pipeline(ColumnTransformer(each), LogisticRegression()), target="state", frame=HOLED)
    family("search", search, target="state")
    order = make_pipeline(SimpleImputer(), PCA(3), SimpleImputer(), MinMaxScaler(clip=True), DecisionTreeRegressor(max_depth=6, random_state=1))
    family("imputed-twice", order, target="value", frame=HOLED)


def without_names():
    model = scaled(RandomForestClassifier(10, random_state=1)).fit(FRAME[NUMBERS].values, FRAME["grade"])
    if export("unnamed", model, FRAME, "--features", ",".join(NUMBERS)) == 0:
        NAMES.append("unnamed")
    mixed = make_pipeline(
        ColumnTransformer([("texts", OneHotEncoder(handle_unknown="ignore"), [1]), ("numbers", StandardScaler(), [0])]),
        LogisticRegression(),
    ).fit(FRAME[["s1", "mode"]].astype(object).values, FRAME["state"])
    if export("unnamed-mixed", mixed, FRAME[["s1", "mode"]]) == 0:
        NAMES.append("unnamed-mixed")


def large():
    """As if it were too large for text; what an earlier export left goes."""
    model = RandomForestClassifier(10, random_state=1).fit(FRAME[NUMBERS], FRAME["grade"])
    export("large", model)
    kept, exporter.MOST_NUMBERS = exporter.MOST_NUMBERS, 100
    lanes, binary.LANES = binary.LANES, 64
    code = export("large", model)
    exporter.MOST_NUMBERS, binary.LANES = kept, lanes
    if code != 0 or os.path.exists(os.path.join(FOLDER, "large", "plan.json")):
        sys.exit("large: exit code %d" % code)


REFUSED = {}


def refused(name, model, frame=FRAME, *more):
    """What is said of a model that is refused, and the exit code."""
    from io import StringIO

    kept, sys.stderr = sys.stderr, StringIO()
    try:
        code = export(name, model, frame, *more)
        lines = [line for line in sys.stderr.getvalue().splitlines() if line.startswith("ERROR ")]
    finally:
        sys.stderr = kept
    written = [one for one in ("plan.json", "golden.json") if os.path.exists(os.path.join(FOLDER, name, one))]
    REFUSED[name] = {"code": code, "error": lines[-1] if lines else "", "written": written}


class Own(StandardScaler):
    """A class of the script's own, whatever it inherits."""


def refusals():
    x, y = FRAME[NUMBERS], FRAME["state"]
    svc = Pipeline([("scale", StandardScaler()), ("svc", SVC())]).fit(x, y)
    refused("svc", svc)
    refused("ovr", OneVsRestClassifier(LogisticRegression()).fit(x, y))
    doubled = Pipeline([("log", FunctionTransformer(np.log1p)), ("lin", Ridge())]).fit(np.abs(x), FRAME["value"])
    refused("function", doubled)
    refused("own", make_pipeline(Own(), Ridge()).fit(x, FRAME["value"]))
    refused("imputer", make_pipeline(SimpleImputer(missing_values=-1), Ridge()).fit(x, FRAME["value"]))
    refused("init", GradientBoostingRegressor(n_estimators=3, init=LinearRegression()).fit(x, FRAME["value"]))
    refused("targets", RandomForestRegressor(3).fit(x, FRAME[["value", "s1"]]))
    refused("dict", {"model": svc})
    refused("unfitted", Ridge())
    refused("no-estimator", make_pipeline(StandardScaler(), PCA(2)).fit(x))
    refused("unnamed-count", Ridge().fit(x.values, FRAME["value"]))
    refused("features-count", Ridge().fit(x.values, FRAME["value"]), FRAME, "--features", "s1,s2")
    refused("column", Ridge().fit(x, FRAME["value"]), FRAME.drop(columns=["s3"]))
    refused("texts", Ridge().fit(FRAME[["s1"]].rename(columns={"s1": "mode"}), FRAME["value"]))
    refused("rows", Ridge().fit(x, FRAME["value"]), FRAME[:0])


if __name__ == "__main__":
    scalers_and_linear()
    trees()
    histograms()
    columns()
    without_names()
    large()
    refusals()
    with open(os.path.join(FOLDER, "families.json"), "w") as file:
        json.dump({"names": NAMES, "refused": REFUSED}, file, indent=1)
