"""One export: reads, walks through the model, asks it, writes."""

import collections
import contextlib
import platform

from . import binary, files, golden, models, steps
from .flow import Flow
from .plan import Column, Plan, Raw
from .problem import Failed, Refused, type_name
from .rows import Rows

MOST_NUMBERS = 400000  # of a forest as text
MOST_NODES = 20000000
MOST_BYTES = 256 * 1024 * 1024


def run(model_file, sample_file, folder, features, wanted):
    """Writes plan.json, golden.json and export.json, and says what the last holds."""
    loaded, warned = files.load(model_file)
    listed, values = files.sample(sample_file)
    whole, search = _unwrapped(loaded, model_file)
    with _one_thread(whole):
        told = _exported(whole, folder, features, wanted, listed, values)
    told["warnings"] = warned
    if search:
        told["search"] = search
    files.write(folder, "export.json", told, indent=1)
    return told


def _exported(whole, folder, features, wanted, listed, values):
    fitted = _names(whole)
    names = _columns(whole, fitted, features, listed)
    kinds = dict(listed)
    columns = collections.OrderedDict(
        (name, Column(name, kinds[name], values[name])) for name in names
    )
    plan = Plan(columns)
    flow = Flow(plan, [Raw(name) for name in names])
    found, before = [], []
    model = _walk(flow, whole, "", found, before)
    sample = Rows.of_sample(list(columns.values()), values)
    asked = golden.Asked(
        whole, fitted is not None, before, model, flow.items, found[-1]["step"]
    )
    rows, answers = golden.choose(asked, plan, sample, wanted)
    kept = [row for row, answer in enumerate(answers) if answer is not golden.LOST]
    undecided = len(answers) - len(kept)
    rows, answers = rows.some(kept), [answers[row] for row in kept]
    _write_plan(folder, plan.json())
    files.write(folder, "golden.json", golden.told(plan, rows, answers))
    told = _told(whole, plan, found, rows, answers, listed)
    told["goldenRowsUndecided"] = undecided
    return told


def _write_plan(folder, plan):
    """As text, or, if it is large, in its binary form: whoever packages it maps that."""
    forests = [one for one in plan["operators"] if one["kind"] == "forest"]
    nodes = sum(len(one["features"]) for one in forests)
    votes = sum(one["values"].size for one in forests)
    if nodes + votes <= MOST_NUMBERS:
        files.remove(folder, "plan.bin")
        files.write(folder, "plan.json", plan)
        return
    content = binary.written(plan)
    if len(content) > MOST_BYTES or nodes > MOST_NODES:
        raise Failed(
            "the forest has %d nodes, %d bytes; allowed are %d nodes and %d bytes: ask for fewer "
            "trees, less depth (max_depth) or more rows a leaf (min_samples_leaf)"
            % (nodes, len(content), MOST_NODES, MOST_BYTES)
        )
    files.remove(folder, "plan.json")
    files.write_bytes(folder, "plan.bin", content)


def _unwrapped(loaded, path):
    """The estimator that was found best, of a search."""
    search = None
    if type(loaded).__module__.startswith("sklearn.model_selection."):
        search = type_name(loaded)
        if not hasattr(loaded, "best_estimator_"):
            raise Failed("%s holds a %s that is not fitted, or without refit" % (path, search))
        loaded = loaded.best_estimator_
    if not hasattr(loaded, "predict") and not hasattr(loaded, "transform"):
        raise Failed(
            "%s holds a %s; allowed is a fitted estimator or Pipeline of scikit-learn that takes "
            "the columns of the data" % (path, type_name(loaded))
        )
    return loaded, search


def _steps(whole):
    """Itself, or the steps of a pipeline one by one."""
    if type_name(whole) == "sklearn.pipeline.Pipeline":
        for _, step in whole.steps:
            for one in _steps(step):
                yield one
    else:
        yield whole


def _names(whole):
    """Names that it was fitted with, None if without."""
    for step in _steps(whole):
        names = getattr(step, "feature_names_in_", None)
        if names is not None:
            return [str(name) for name in names]
        if not (step is None or isinstance(step, str)):
            return None
    return None


def _count(whole):
    for step in _steps(whole):
        count = getattr(step, "n_features_in_", None)
        if count is not None:
            return int(count)
    raise Failed("the model is not fitted, or no model of scikit-learn 1.0 or newer")


def _columns(whole, fitted, features, listed):
    """The columns of the data that the model reads, in its order."""
    given = [name for name, _ in listed]
    if len(set(given)) != len(given):
        raise Failed("the sample has a column twice")
    count = len(fitted) if fitted is not None else _count_or_refuse(whole)
    names = fitted
    if names is None:
        names = features
        if names is None and len(given) == count:
            names = given
        if names is None:
            raise Failed(
                "the model was fitted with %d columns without names, and the data have %d: %s; say "
                "which they are, in its order, with --features a,b,c, or fit it with a data frame"
                % (count, len(given), ", ".join(given))
            )
        if len(names) != count:
            raise Failed(
                "the model was fitted with %d columns, --features names %d" % (count, len(names))
            )
    missing = [name for name in names if name not in given]
    if missing:
        raise Failed(
            "the model needs column '%s', the data have %s; columns that the script makes before "
            "training must come of a step of the pipeline, or be in the data"
            % (missing[0], ", ".join("'%s'" % name for name in given))
        )
    return names


def _count_or_refuse(whole):
    """A model of another library is told by its name before it is told not to be fitted."""
    for step in _steps(whole):
        if step is not None and not isinstance(step, str):
            if not type(step).__module__.startswith("sklearn."):
                raise Refused("model", step)
    return _count(whole)


def _walk(flow, step, path, found, before):
    """Goes through the steps; what comes before the estimator is listed."""
    if type_name(step) == "sklearn.pipeline.Pipeline":
        last = len(step.steps) - 1
        for place, (name, one) in enumerate(step.steps):
            own = path + "." + name if path else name
            if place == last:
                return _walk(flow, one, own, found, before)
            found.append({"step": own, "type": type_name(one)})
            steps.transform(flow, one, own)
            if one is not None and not isinstance(one, str):
                before.append(one)
    if step is None or isinstance(step, str):
        raise Failed("the pipeline ends with %r, allowed is an estimator that predicts" % (step,))
    own = path or "model"
    if type(step).__module__.startswith("sklearn.model_selection."):
        return _walk(flow, step.best_estimator_, own, found, before)
    found.append({"step": own, "type": type_name(step)})
    return models.score(flow, step, own)


def _one_thread(whole):
    """Rows are asked a few at a time: threads would cost more than they do."""
    try:
        parameters = whole.get_params(deep=True)
        whole.set_params(**{name: 1 for name in parameters if name.split("__")[-1] == "n_jobs"})
    except (AttributeError, ValueError, TypeError):
        pass
    try:
        from threadpoolctl import threadpool_limits
    except ImportError:
        return contextlib.suppress()
    return threadpool_limits(limits=1)


def _told(whole, plan, found, rows, answers, listed):
    versions = {"python": platform.python_version()}
    for name in ("sklearn", "numpy", "scipy", "joblib", "pandas"):
        try:
            versions[name] = __import__(name).__version__
        except (ImportError, AttributeError):
            continue
    used = {column.name for column in plan.inputs()}
    unused = "the model does not look at it"
    left_out = [
        {"column": name, "why": unused if name in plan.columns else "not among its columns"}
        for name, _ in listed
        if name not in used
    ]
    for column in plan.inputs():
        if column.excluded:
            left_out.append({
                "column": column.name,
                "why": "categories that no device reads",
                "categories": column.excluded,
            })
    told = {
        "model": type_name(whole),
        "versions": versions,
        "steps": found,
        "operators": len(plan.operators),
        "outputs": [
            {"name": output["name"], "kind": output["kind"]} for output in plan.outputs
        ],
        "leftOut": left_out,
        "goldenRows": len(rows),
        "goldenRowsRefused": sum(answer is None for answer in answers),
    }
    nodes = sum(len(one["features"]) for one in plan.operators if one["kind"] == "forest")
    if nodes:
        told["nodes"] = int(nodes)
        told["trees"] = int(
            sum(len(one["roots"]) for one in plan.operators if one["kind"] == "forest")
        )
    return told
