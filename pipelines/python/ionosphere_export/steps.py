"""Transformers, each by the arithmetic of its library: what they are fitted to becomes steps."""

import numpy as np

from .encoders import encode
from .flow import Accepts
from .plan import Number, Raw, Table
from .problem import Refused, type_name


def transform(flow, step, path):
    """Takes the items of a flow through a fitted transformer."""
    if step is None or (isinstance(step, str) and step == "passthrough"):
        return
    known = TRANSFORMERS.get(type_name(step))
    if known is None and _is_selector(step):
        known = _select
    if known is None:
        raise Refused(path, step)
    known(flow, step, path)


def _is_selector(step):
    try:
        from sklearn.feature_selection import SelectorMixin
    except ImportError:
        from sklearn.feature_selection._base import SelectorMixin
    return isinstance(step, SelectorMixin) and type(step).__module__.startswith("sklearn.")


def _guard(flow, step):
    flow.guard(Accepts.of(step.transform, len(flow.items), flow.sparse))


def _scale(flow, centres, scales):
    width = len(flow.items)
    if flow.sparse:
        # There it multiplies, and does not centre.
        factors = np.ones(width) if scales is None else 1 / np.asarray(scales, np.float64)
        _affine(flow, factors, np.zeros(width), None)
        return
    flow.take(
        flow.plan.add(
            "scale",
            of=flow.step(),
            centres=np.zeros(width) if centres is None else np.asarray(centres, np.float64),
            scales=np.ones(width) if scales is None else np.asarray(scales, np.float64),
        ),
        each=True,
    )


def _affine(flow, factors, offsets, bounds):
    if bounds:
        flow.flush()
    fields = {"least": float(bounds[0]), "most": float(bounds[1])} if bounds else {}
    flow.take(
        flow.plan.add(
            "affine",
            of=flow.step(),
            factors=np.asarray(factors, np.float64),
            offsets=np.asarray(offsets, np.float64),
            **fields
        ),
        each=True,
    )


def _standard_scaler(flow, step, path):
    _guard(flow, step)
    _scale(
        flow, step.mean_ if step.with_mean else None, step.scale_ if step.with_std else None
    )


def _robust_scaler(flow, step, path):
    _guard(flow, step)
    _scale(
        flow,
        step.center_ if step.with_centering else None,
        step.scale_ if step.with_scaling else None,
    )


def _max_abs_scaler(flow, step, path):
    _guard(flow, step)
    _scale(flow, None, step.scale_)
    if getattr(step, "clip", False):
        width = len(flow.items)
        _affine(flow, np.ones(width), np.zeros(width), (-1, 1))


def _min_max_scaler(flow, step, path):
    _guard(flow, step)
    clip = getattr(step, "clip", False)
    _affine(flow, step.scale_, step.min_, step.feature_range if clip else None)


def _pca(flow, step, path):
    _guard(flow, step)
    weights = np.asarray(step.components_, np.float64)
    intercepts = np.zeros(len(weights))
    if step.mean_ is not None:
        mean = np.asarray(step.mean_, np.float64)
        if _version() >= (1, 5):
            intercepts = -(mean.reshape(1, -1) @ weights.T)[0]
        else:
            _scale(flow, mean, None)
    flow.take(
        flow.plan.add("linear", of=flow.step(), weights=weights, intercepts=intercepts),
        rounded=True,
    )
    flow.sparse = False
    if step.whiten:
        scale = np.sqrt(np.asarray(step.explained_variance_))
        _scale(flow, None, np.maximum(scale, np.finfo(scale.dtype).eps))
    flow.sums = True


def _version():
    import sklearn

    return tuple(int(part) for part in sklearn.__version__.split(".")[:2])


def _imputer(flow, step, path):
    missing = step.missing_values
    if isinstance(missing, (str, int)) or (isinstance(missing, float) and missing == missing):
        raise Refused(
            path, step, "takes %r for missing and cannot be scored on devices" % (missing,),
            "missing_values that are missing (nan, None)",
        )
    texts = [isinstance(value, str) for value in step.statistics_]
    indicated = list(step.indicator_.features_) if step.add_indicator else []
    before = flow.items
    if any(texts):
        _fill_texts(flow, step, path, texts)
    else:
        _fill_numbers(flow, step)
    if indicated:
        flow.items = flow.items + _indicators(flow, [before[place] for place in indicated])


def _fill_texts(flow, step, path, texts):
    """Texts, and numbers that are among them."""
    filled = list(flow.items)
    for place, is_text in enumerate(texts):
        if is_text and not isinstance(filled[place], Raw):
            raise Refused(
                path, step, "fills texts that a step made and cannot be scored on devices"
            )
        if is_text:
            if step.missing_values is None:
                flow.plan.columns[filled[place].name].missing = None
            filled[place] = filled[place].filled(step.statistics_[place])
    numbers = [place for place, is_text in enumerate(texts) if not is_text]
    if numbers:
        values = np.array([step.statistics_[place] for place in numbers], np.float64)
        if not np.isfinite(values).all():
            raise Refused(
                path, step,
                "was fitted with a column without values and cannot be scored on devices",
                "columns that have some",
            )
        of = flow.plan.step([filled[place] for place in numbers])
        given = flow.plan.add("impute", of=of, values=values)
        for column, place in enumerate(numbers):
            filled[place] = Number(given, column, filled[place].source, filled[place].rounded)
    flow.items = filled


def _fill_numbers(flow, step):
    flow.flush()
    width = len(flow.items)
    _guard(flow, step)
    filled = np.asarray(step.transform(np.full((1, width), np.nan)), np.float64)[0]
    empty = np.array([value is None or value != value for value in step.statistics_])
    kept = np.arange(width)
    if empty.any() and not getattr(step, "keep_empty_features", False):
        kept = np.flatnonzero(~empty)
        flow.flush()
    flow.items = [flow.items[place] for place in kept]
    flow.take(
        flow.plan.add("impute", of=flow.step(), values=filled[: len(kept)]), each=True
    )


def _indicators(flow, items):
    """1 where a value is missing."""
    tables = [Table({}, 0.0, 1.0) for _ in items]
    if all(isinstance(item, Raw) for item in items):
        for item in items:
            column = flow.plan.columns[item.name]
            if column.kind == "string":
                column.read_as_text([])
            else:
                column.read_as_number()
        step = flow.plan.recode_columns([item.name for item in items], tables)
    else:
        step = flow.plan.recode(flow.plan.step(items), tables)
    return flow.plan.numbers(step, len(items))


def _identity(flow, step, path):
    if step.func is not None and not _only_checks(step.func):
        name = getattr(step.func, "__name__", step.func)
        raise Refused(
            path, step, "applies the function %s and cannot be scored on devices" % name,
            "FunctionTransformer without a function",
        )
    if step.validate or step.func is not None:
        _guard(flow, step)


def _only_checks(function):
    """What HistGradientBoosting does with its numbers: it makes doubles of them."""
    inner = getattr(function, "func", None)
    return (
        getattr(inner, "__name__", "") == "check_array"
        and getattr(inner, "__module__", "") == "sklearn.utils.validation"
        and function.keywords.get("dtype") in ([np.float64], np.float64)
    )


def _select(flow, step, path):
    flow.flush()
    raw = [flow.plan.columns[item.name] for item in flow.items if isinstance(item, Raw)]
    if all(column.kind != "string" for column in raw):
        _guard(flow, step)
        flow.flush()
    flow.items = [flow.items[place] for place in np.flatnonzero(step.get_support())]


def _pipeline(flow, pipeline, path):
    for name, step in pipeline.steps:
        transform(flow, step, _path(path, name))


def _path(path, name):
    return path + "." + name if path else name


def _column_transformer(flow, step, path):
    if step.transformer_weights:
        raise Refused(path, step, "weighs its parts and cannot be scored on devices", "no weights")
    flow.flush()
    names = [str(name) for name in getattr(step, "feature_names_in_", [])]
    flows = []
    for name, part, columns in step.transformers_:
        places = _places(columns, names, len(flow.items))
        if (isinstance(part, str) and part == "drop") or not places:
            continue
        own = flow.part(places)
        transform(own, part, _path(path, name))
        flows.append(own)
    flow.join(flows)
    flow.sparse = bool(getattr(step, "sparse_output_", False))


def _places(columns, names, width):
    """Places of the columns that a part takes."""
    if isinstance(columns, str):
        return [names.index(columns)]
    if isinstance(columns, (int, np.integer)):
        return [int(columns) % width]
    if isinstance(columns, slice):
        ends = [
            None if end is None else names.index(end) + last if isinstance(end, str) else end
            for end, last in ((columns.start, 0), (columns.stop, 1))
        ]
        return list(range(width))[slice(ends[0], ends[1], columns.step)]
    columns = list(columns)
    if columns and all(isinstance(one, (bool, np.bool_)) for one in columns):
        return [place for place, taken in enumerate(columns) if taken]
    return [names.index(one) if isinstance(one, str) else int(one) % width for one in columns]


def _feature_union(flow, step, path):
    if step.transformer_weights:
        raise Refused(path, step, "weighs its parts and cannot be scored on devices", "no weights")
    flow.flush()
    flows = []
    for name, part in step.transformer_list:
        if isinstance(part, str) and part == "drop":
            continue
        own = flow.part(range(len(flow.items)))
        transform(own, part, _path(path, name))
        flows.append(own)
    flow.join(flows)


TRANSFORMERS = {
    "sklearn.preprocessing.StandardScaler": _standard_scaler,
    "sklearn.preprocessing.MinMaxScaler": _min_max_scaler,
    "sklearn.preprocessing.MaxAbsScaler": _max_abs_scaler,
    "sklearn.preprocessing.RobustScaler": _robust_scaler,
    "sklearn.preprocessing.OneHotEncoder": encode,
    "sklearn.preprocessing.OrdinalEncoder": encode,
    "sklearn.preprocessing.FunctionTransformer": _identity,
    "sklearn.impute.SimpleImputer": _imputer,
    "sklearn.decomposition.PCA": _pca,
    "sklearn.pipeline.Pipeline": _pipeline,
    "sklearn.pipeline.FeatureUnion": _feature_union,
    "sklearn.compose.ColumnTransformer": _column_transformer,
}
