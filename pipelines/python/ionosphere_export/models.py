"""Estimators at the end of a pipeline: what they say of a row becomes steps and outputs."""

import math
import warnings

import numpy as np

from .flow import Accepts
from .plan import Table, is_short
from .problem import Failed, Refused, type_name
from .steps import transform
from .trees import LEAF, Trees, forest, of_tree

MOST_FORESTS = 24


def label_text(label):
    """A label as it is told: of a number that is whole without a fraction."""
    if isinstance(label, (bool, np.bool_)):
        return str(bool(label))
    if isinstance(label, (float, np.floating)) and float(label).is_integer():
        return str(int(label))
    return str(label)


class Model:
    """
    What a model says, and how it is asked.

    asks: by output, a function of an estimator and rows that gives labels or numbers
    trees: those that rows can be led through, None if it has none
    sums: weights and intercepts of its sums, None if it has none
    """

    def __init__(self, estimator):
        self.estimator = estimator
        self.asks = {}
        self.labels = {}
        self.trees = None
        self.sums = None
        self.prepare = None  # what the estimator itself does with rows first
        self.centres = None

    def says(self, plan, name, kind, of, ask, labels=None, column=0):
        output = {"name": name, "kind": kind, "of": of, "column": column}
        if labels is not None:
            output["labels"] = labels
            if len(set(labels)) != len(labels):
                raise Failed("two labels are told alike: %s" % ", ".join(labels))
            odd = [text for text in labels if not is_short(text)]
            if odd:
                raise Failed(
                    "label %r cannot be told: allowed are 1 to 1024 characters, none of them a "
                    "control character" % odd[0][:100]
                )
        plan.outputs.append(output)
        self.asks[name] = ask


def score(flow, estimator, path):
    """Adds the steps of an estimator and its outputs."""
    known = ESTIMATORS.get(type_name(estimator))
    if known is None and not hasattr(estimator, "predict"):
        raise Refused(
            path, estimator, "is the last step and says nothing of a row",
            "pipelines that end with an estimator",
        )
    if known is None:
        raise Refused(path, estimator)
    if np.ndim(getattr(estimator, "classes_", [])) > 1 or (
        isinstance(getattr(estimator, "classes_", None), list)
    ) or getattr(estimator, "n_outputs_", 1) != 1:
        raise Refused(path, estimator, "predicts several targets and cannot be scored on devices")
    model = Model(estimator)
    known(flow, estimator, path, model)
    return model


def _accepts(flow, estimator):
    ask = getattr(estimator, "score_samples", estimator.predict)
    return Accepts.of(ask, len(flow.items), flow.sparse)


def _hiding(flow, estimator):
    """It may say something of a row that it refuses: that is guarded."""
    accepts = _accepts(flow, estimator)
    flow.guard(accepts)
    flow.flush()
    return accepts


def _classes(estimator):
    return [label_text(label) for label in estimator.classes_]


def _classifies(plan, model, votes, probabilities):
    labels = _classes(model.estimator)
    label = plan.add("argmax", of=votes, width=len(labels), given=1)
    model.says(
        plan, "label", "label", label,
        lambda asked, rows: [label_text(one) for one in asked.predict(rows)], labels,
    )
    model.says(
        plan, "probability", "probabilities", probabilities,
        lambda asked, rows: asked.predict_proba(rows), labels,
    )


def _predicts(plan, model, step):
    model.says(
        plan, "prediction", "value", step,
        lambda asked, rows: np.asarray(asked.predict(rows), np.float64).reshape(-1),
    )


def _dense(weights):
    """Weights, which may be kept sparse."""
    return np.asarray(weights.toarray() if hasattr(weights, "toarray") else weights, np.float64)


def _linear(flow, estimator, path, model):
    weights = np.atleast_2d(_dense(estimator.coef_))
    if len(weights) != 1:
        raise Refused(path, estimator, "predicts several targets and cannot be scored on devices")
    _transparent(flow, estimator)
    intercept = np.asarray(estimator.intercept_, np.float64).reshape(-1)[:1]
    model.sums = (weights, intercept)
    _predicts(
        flow.plan, model,
        flow.plan.add("linear", of=flow.step(), weights=weights, intercepts=intercept),
    )


def _transparent(flow, estimator):
    """What is not finite shows in its outputs, so nothing need be guarded but what is odd."""
    accepts = _accepts(flow, estimator)
    if accepts.missing or accepts.limit is None:
        flow.guard(accepts)
        flow.flush()


def _logistic(flow, estimator, path, model):
    _hiding(flow, estimator)
    plan = flow.plan
    weights = _dense(estimator.coef_)
    intercepts = np.asarray(estimator.intercept_, np.float64).reshape(-1)
    if len(intercepts) != len(weights):
        intercepts = np.repeat(intercepts, len(weights))
    model.sums = (weights, intercepts)
    form = _form(estimator, weights.shape[1])
    sums = plan.add("linear", of=flow.step(), weights=weights, intercepts=intercepts)
    count = len(estimator.classes_)
    if count == 2:
        probabilities = plan.add("logistic", of=_times(plan, sums, form), given=2)
        _classifies(plan, model, probabilities, probabilities)
    elif form == "softmax":
        _classifies(plan, model, sums, plan.add("softmax", of=sums, width=count))
    else:
        each = plan.add("pointwise", of=sums, width=count, name="sigmoid")
        _classifies(plan, model, sums, plan.add("normalise", of=each, width=count))


def _times(plan, step, factor):
    if factor == 1:
        return step
    return plan.add("affine", of=step, factors=np.array([float(factor)]), offsets=np.zeros(1))


def _form(estimator, width):
    """By which function its probabilities come of its sums: asked with rows, for it differs."""
    rows = np.random.RandomState(7).normal(size=(8, width))
    sums = _dense(estimator.coef_) @ rows.T
    rows = rows / np.maximum(1, np.abs(sums).max(axis=0))[:, None]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        decisions = estimator.decision_function(rows)
        given = estimator.predict_proba(rows)
    if decisions.ndim == 1:
        forms = {1: _sigmoid(decisions), 2: _sigmoid(2 * decisions)}
        given = given[:, 1]
    else:
        powers = np.exp(decisions - decisions.max(axis=1, keepdims=True))
        each = _sigmoid(decisions)
        forms = {
            "softmax": powers / powers.sum(axis=1, keepdims=True),
            "each": each / each.sum(axis=1, keepdims=True),
        }
    errors = {form: np.abs(said - given).max() for form, said in forms.items()}
    form = min(errors, key=errors.get)
    if not errors[form] < 1e-9:
        raise Failed("the probabilities of %s are no known function" % type_name(estimator))
    return form


def _sigmoid(x):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-x))


def _k_means(flow, estimator, path, model):
    if estimator.cluster_centers_.dtype != np.float64:
        raise Refused(
            path, estimator, "was fitted with numbers of %s and cannot be scored on devices"
            % estimator.cluster_centers_.dtype, "those fitted with float64",
        )
    _transparent(flow, estimator)
    plan = flow.plan
    centres = np.asarray(estimator.cluster_centers_, np.float64)
    step = plan.add("nearest-centre", of=flow.step(), centres=centres, given=2)
    model.centres = centres
    labels = [str(place) for place in range(len(centres))]
    model.says(
        plan, "cluster", "label", step,
        lambda asked, rows: [str(int(one)) for one in asked.predict(rows)], labels,
    )
    model.says(plan, "distance", "value", step, None, column=1)


def _proportions(values):
    """What each node votes for: its share of each label."""
    sums = values.sum(axis=1, keepdims=True)
    return values / np.where(sums == 0, 1, sums)


def _forest(flow, estimator, path, model):
    accepts = _hiding(flow, estimator)
    plan = flow.plan
    members = getattr(estimator, "estimators_", None)
    trees = [member.tree_ for member in members] if members is not None else [estimator.tree_]
    classifies = hasattr(estimator, "classes_")
    model.trees = Trees.joined([
        of_tree(
            tree, _proportions(tree.value[:, 0, :]) if classifies else tree.value[:, 0, :],
            accepts.missing,
        )
        for tree in trees
    ])
    step = forest(plan, flow.items, model.trees)
    width = model.trees.values.shape[1]
    if members is not None:
        step = plan.add(
            "scale", of=step, centres=np.zeros(width), scales=np.full(width, float(len(trees)))
        )
    if classifies:
        _classifies(plan, model, step, step)
    else:
        _predicts(plan, model, step)


def _isolation_forest(flow, estimator, path, model):
    from sklearn.ensemble._iforest import _average_path_length

    accepts = _hiding(flow, estimator)
    plan = flow.plan
    trees = []
    for member, features in zip(estimator.estimators_, estimator.estimators_features_):
        tree = member.tree_
        depths = _depths(tree) + _average_path_length(tree.n_node_samples)
        trees.append(of_tree(tree, depths, accepts.missing and not flow.sparse, features))
    model.trees = Trees.joined(trees)
    step = forest(plan, flow.items, model.trees)
    most = getattr(estimator, "_max_samples", None) or estimator.max_samples_
    whole = len(trees) * float(_average_path_length([most])[0])
    factor = -math.log(2) / whole if whole else 0.0
    powers = plan.add(
        "affine", of=step, factors=np.array([factor]),
        offsets=np.array([0.0 if whole else -math.log(2)]),
    )
    model.says(
        plan, "score", "value", plan.add("pointwise", of=powers, width=1, name="exp"),
        lambda asked, rows: -asked.score_samples(rows),
    )
    plan.anomaly = {"output": "score", "above": float(-estimator.offset_)}


def _depths(tree):
    """Splits above each node."""
    depths = np.zeros(tree.node_count, np.int64)
    level = np.zeros(1, np.int64)
    while len(level):
        inner = level[tree.children_left[level] != LEAF]
        children = (tree.children_left[inner], tree.children_right[inner])
        for side in children:
            depths[side] = depths[inner] + 1
        level = np.concatenate(children)
    return depths


def _gradient_boosting(flow, estimator, path, model):
    accepts = _hiding(flow, estimator)
    initial = getattr(estimator, "init_", None)
    constant = isinstance(initial, str) or type_name(initial) in (
        "sklearn.dummy.DummyClassifier", "sklearn.dummy.DummyRegressor",
    )
    if not constant:
        raise Refused(
            path, estimator, "begins with %s and cannot be scored on devices" % type_name(initial),
            "no init, or zero",
        )
    zeros = np.zeros((1, len(flow.items)), np.float32)
    start = np.asarray(estimator._raw_predict_init(zeros), np.float64).reshape(-1)
    groups = [
        [
            of_tree(
                member.tree_, estimator.learning_rate * member.tree_.value[:, 0, :],
                accepts.missing,
            )
            for member in estimator.estimators_[:, place]
        ]
        for place in range(estimator.estimators_.shape[1])
    ]
    exponential = getattr(estimator, "loss", None) == "exponential"
    _boosted(flow, estimator, model, groups, start, 2 if exponential else 1)


def _boosted(flow, estimator, model, groups, start, factor=1, inverse=None, items=None):
    """Sums of trees, a group of them for each sum."""
    plan = flow.plan
    items = flow.items if items is None else items
    width = len(groups)
    model.trees = Trees.joined([tree for group in groups for tree in group])
    if width == 1:
        sums = forest(plan, items, model.trees)
    elif width <= MOST_FORESTS:
        each = [forest(plan, items, Trees.joined(group)) for group in groups]
        sums = plan.step([plan.numbers(step, 1)[0] for step in each])
    else:
        model.trees.values = np.concatenate([
            np.concatenate([tree.values for tree in group]) * np.eye(width)[place]
            for place, group in enumerate(groups)
        ])
        sums = forest(plan, items, model.trees)
    if start.any():
        sums = plan.add("affine", of=sums, factors=np.ones(width), offsets=start)
    if not hasattr(estimator, "classes_"):
        if inverse is not None:
            sums = plan.add("pointwise", of=sums, width=1, name=inverse)
        _predicts(plan, model, sums)
    elif width == 1:
        probabilities = plan.add("logistic", of=_times(plan, sums, factor), given=2)
        _classifies(plan, model, probabilities, probabilities)
    else:
        _classifies(plan, model, sums, plan.add("softmax", of=sums, width=width))


def _hist_gradient_boosting(flow, estimator, path, model):
    categorical = getattr(estimator, "is_categorical_", None)
    if getattr(estimator, "_preprocessor", None) is not None:
        transform(flow, estimator._preprocessor, path)
        categorical = estimator._is_categorical_remapped
        model.prepare = estimator._preprocessor
        flow.flush()
    else:
        _hiding(flow, estimator)
    items = list(flow.items)
    if categorical is not None and categorical.any():
        groups, items = _with_categories(flow.plan, estimator, categorical, items)
    else:
        groups = _predictor_groups(estimator, lambda predictor, nodes, trees: trees)
    start = np.asarray(estimator._baseline_prediction, np.float64).reshape(-1)
    inverse = "exp" if getattr(estimator, "loss", None) in ("poisson", "gamma") else None
    _boosted(flow, estimator, model, groups, start, inverse=inverse, items=items)
    if len(items) != len(flow.items):
        model.trees = None


def _predictor_groups(estimator, change):
    width = len(estimator._predictors[0])
    return [
        [
            change(row[place], row[place].nodes, _of_predictor(row[place].nodes))
            for row in estimator._predictors
        ]
        for place in range(width)
    ]


def _of_predictor(nodes):
    """A tree of HistGradientBoosting: it compares doubles."""
    leaf = nodes["is_leaf"].astype(bool)
    name = "num_threshold" if "num_threshold" in nodes.dtype.names else "threshold"
    return Trees(
        np.zeros(1, np.int64),
        np.where(leaf, LEAF, nodes["feature_idx"]).astype(np.int64),
        nodes[name].astype(np.float64),
        nodes["left"].astype(np.int64),
        nodes["right"].astype(np.int64),
        nodes["missing_go_to_left"].astype(bool),
        nodes["value"].astype(np.float64).reshape(-1, 1),
    )


def _with_categories(plan, estimator, categorical, items):
    """
    A split by categories asks whether a number is in a set: of each set there is a number more,
    0 if it goes left, else 1.
    """
    known = _known_categories(estimator, categorical)
    sets = {}

    def change(predictor, nodes, trees):
        for node in np.flatnonzero(nodes["is_categorical"].astype(bool) & (trees.feature != LEAF)):
            feature = int(trees.feature[node])
            bits = predictor.raw_left_cat_bitsets[nodes["bitset_idx"][node]]
            key = (feature, bits.tobytes(), bool(trees.goes_left[node]))
            place = sets.setdefault(key, len(sets))
            trees.feature[node] = len(items) + place
            trees.threshold[node] = 0.5
            trees.goes_left[node] = False
        return trees

    groups = _predictor_groups(estimator, change)
    if not sets:
        return groups, items
    tables = []
    for feature, bits, goes_left in sets:
        left = np.unpackbits(np.frombuffer(bits, np.uint8), bitorder="little")
        values = {float(one): 0.0 if left[int(one)] else 1.0 for one in known[feature]}
        odd = 0.0 if goes_left else 1.0
        tables.append(Table(values, odd, odd))
    asked = [items[feature] for feature, _, _ in sets]
    step = plan.recode(plan.step(asked), tables)
    return groups, items + plan.numbers(step, len(sets))


def _known_categories(estimator, categorical):
    bitsets, places = estimator._bin_mapper.make_known_categories_bitsets()
    known = {}
    for feature in np.flatnonzero(categorical):
        bits = np.unpackbits(
            np.ascontiguousarray(bitsets[places[feature]]).view(np.uint8), bitorder="little"
        )
        known[int(feature)] = np.flatnonzero(bits)
    return known


ESTIMATORS = {
    "sklearn.cluster.KMeans": _k_means,
    "sklearn.cluster.MiniBatchKMeans": _k_means,
    "sklearn.ensemble.IsolationForest": _isolation_forest,
    "sklearn.ensemble.GradientBoostingClassifier": _gradient_boosting,
    "sklearn.ensemble.GradientBoostingRegressor": _gradient_boosting,
    "sklearn.ensemble.HistGradientBoostingClassifier": _hist_gradient_boosting,
    "sklearn.ensemble.HistGradientBoostingRegressor": _hist_gradient_boosting,
}
for _name in ("LinearRegression", "Ridge", "RidgeCV", "Lasso", "LassoCV", "ElasticNet",
              "ElasticNetCV"):
    ESTIMATORS["sklearn.linear_model." + _name] = _linear
for _name in ("LogisticRegression", "LogisticRegressionCV"):
    ESTIMATORS["sklearn.linear_model." + _name] = _logistic
for _name in ("ensemble.RandomForest", "ensemble.ExtraTrees", "tree.DecisionTree",
              "tree.ExtraTree"):
    for _kind in ("Classifier", "Regressor"):
        ESTIMATORS["sklearn." + _name + _kind] = _forest
