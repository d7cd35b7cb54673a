"""Golden rows: usual ones, hard ones and those on a boundary, with the model's own answers."""

import math
import warnings

import numpy as np

from .plan import LARGEST
from .problem import Failed, Refused
from .rows import Rows
from .trees import LEAF

MOST_NUMBERS = 400000
BISECTIONS = 64
TOLERANCE = 1e-9  # as golden rows are compared with
EPSILON = 2.0**-53
REFUSALS = (ValueError, TypeError, OverflowError)
LOST = object()  # the answer to a row that the library gave without the digits to decide it


class Asked:
    """
    The model as its own library has it.

    named: whether it was fitted with names; before: the steps before its estimator
    """

    def __init__(self, whole, named, before, model, items, path):
        self.path = path
        self.whole = whole
        self.named = named
        self.before = before
        self.model = model
        self.items = items  # what the estimator reads

    def answers(self, rows):
        """By row what it says in each output; None if it refuses the row or says no number."""
        given = [None] * len(rows)
        self._answer(rows, list(range(len(rows))), given)
        return given

    def _answer(self, rows, places, given):
        """A row that is refused makes the library refuse all that are asked with it."""
        if not places:
            return
        try:
            said = self._said(rows.some(places))
        except REFUSALS:
            if len(places) > 1:
                half = len(places) // 2
                self._answer(rows, places[:half], given)
                self._answer(rows, places[half:], given)
            return
        some = rows.some(places)
        undecided = self._undecided(some) | self._cancelling(some)
        for row, place in enumerate(places):
            one = {name: values[row] for name, values in said.items()}
            if undecided[row] or one.get("distance") == -1:
                given[place] = LOST
            elif all(_is_finite(value) for value in one.values()):
                given[place] = one

    def _said(self, rows):
        rows.check_truths()
        table = rows.asked(self.named)
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            said = {
                name: ask(self.whole, table) for name, ask in self.model.asks.items() if ask
            }
            if self.model.centres is not None:
                said["distance"] = self._distances(table, said)
        return said

    def _undecided(self, rows):
        """
        Whether a tree asks for a number that is on its threshold but for the order in which a sum
        was computed, which the library itself does in one way or another.
        """
        trees = self.model.trees
        rounded = np.array([item.rounded for item in self.items])
        undecided = np.zeros(len(rows), bool)
        if trees is None or not rounded.any():
            return undecided
        numbers = np.asarray(self.prepared(rows.asked(self.named)), np.float64)
        every = np.arange(len(rows))
        for root in trees.roots:
            node = np.full(len(rows), root)
            while True:
                feature = trees.feature[node]
                inner = feature != LEAF
                if not inner.any():
                    break
                asked = np.where(inner, feature, 0)
                own = numbers[every, asked]
                threshold = trees.threshold[node]
                near = np.abs(own - threshold) <= TOLERANCE * np.maximum(1, np.abs(threshold))
                undecided |= inner & near & np.isfinite(threshold) & rounded[asked]
                left = np.where(np.isnan(own), trees.goes_left[node], own <= threshold)
                node = np.where(inner, np.where(left, trees.left[node], trees.right[node]), node)
        return undecided

    def _cancelling(self, rows):
        """Whether terms of a sum cancel each other so that what is left is their rounding."""
        if self.model.sums is None:
            return np.zeros(len(rows), bool)
        weights, intercepts = self.model.sums
        numbers = np.asarray(self.prepared(rows.asked(self.named)), np.float64)
        with np.errstate(all="ignore"):
            sums = numbers @ weights.T + intercepts
            terms = np.abs(numbers) @ np.abs(weights).T + np.abs(intercepts)
            lost = 4 * EPSILON * terms > TOLERANCE * np.maximum(1, np.abs(sums))
        return (lost & np.isfinite(sums)).any(axis=1)

    def _distances(self, table, said):
        """
        To the centres that the model chose, without the loss of digits that its own distances
        have; -1 where it chose another than the nearest for that loss.
        """
        rows = np.asarray(self.prepared(table), np.float64)
        centres = self.model.centres
        chosen = np.array([int(label) for label in said["cluster"]])
        squares = np.array([((row - centres) ** 2).sum(axis=1) for row in rows])
        own = squares[np.arange(len(rows)), chosen]
        distances = np.sqrt(own)
        ahead = distances - np.sqrt(squares.min(axis=1))
        loss = (rows**2).sum(axis=1) + (centres**2).sum(axis=1).max()
        lost = (ahead > 1e-10) & (own - squares.min(axis=1) <= 1e-13 * loss * centres.shape[1])
        return np.where(lost, -1.0, distances)

    def prepared(self, table):
        """What the estimator reads of rows."""
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            for step in self.before + ([self.model.prepare] if self.model.prepare else []):
                table = step.transform(table)
        return table.toarray() if hasattr(table, "toarray") else np.asarray(table)

    def labels(self, rows):
        """The first label of each row, None if there is none."""
        label = next(
            (name for name in self.model.asks if name in ("label", "cluster")), None
        )
        if label is None:
            return None
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            return np.array(
                self.model.asks[label](self.whole, rows.asked(self.named)), dtype=object
            )


def _is_finite(value):
    return isinstance(value, str) or bool(np.all(np.isfinite(value)))


def _spread(places, most):
    if len(places) <= most:
        return list(places)
    return [places[i * len(places) // most] for i in range(most)]


def choose(asked, plan, sample, wanted):
    """
    Rows and answers.

    wanted: how many rows of each sort, or as many as there are
    """
    width = len(sample.columns) + sum(len(one.get("labels", [0])) for one in plan.outputs)
    wanted = max(1, min(wanted, MOST_NUMBERS // 3 // width))
    usual = sample.some(_spread(sample.readable(), wanted))
    if not len(usual):
        raise Failed("the sample has no rows")
    answers = asked.answers(usual)
    if 2 * sum(answer is LOST for answer in answers) > len(answers):
        raise Refused(
            asked.path, asked.model.estimator,
            "gives answers that depend on how sums are rounded and cannot be scored on devices",
            "columns that do not add up to others (OneHotEncoder(drop='first')), Ridge, a scaler",
        )
    scored = [row for row, answer in enumerate(answers) if isinstance(answer, dict)]
    if not scored:
        _explain(asked, usual)
    bases = usual.some(scored)
    _find_nullable(asked, plan, bases)
    hard = _hard(sample, bases, asked, wanted)
    near = _boundaries(asked, sample, bases, wanted)
    parts = [usual] + [part for part in (hard, near) if part is not None and len(part)]
    rows = Rows.joined(parts)
    return rows, answers + asked.answers(Rows.joined(parts[1:])) if len(parts) > 1 else answers


def _explain(asked, rows):
    """Says in its own words why the model refuses all rows."""
    try:
        asked._said(rows.some([0]))
    except REFUSALS as error:
        why = str(error).strip().splitlines() or [""]
        raise Failed("the model refuses the rows of the sample, the first with: " + why[0])
    raise Failed("the model says nothing finite of any row of the sample")


def _find_nullable(asked, plan, bases):
    """A value may be missing where the model says something nevertheless."""
    some = _spread(range(len(bases)), 3)
    for place, column in enumerate(bases.columns):
        if column.use is None:
            continue
        rows = bases.some(some)
        rows.values[place] = [_missing(column)] * len(some)
        column.nullable = any(answer is not None for answer in asked.answers(rows))


def _missing(column):
    return math.nan if column.use == "number" else None


def _hard(sample, bases, asked, wanted):
    """One odd value in a usual row; and a row without any value."""
    changes = []
    for kind in range(9):
        for place, column in enumerate(sample.columns):
            if column.use is not None:
                values = _odd_values(column, sample.values[place], kind)
                changes.extend((place, value) for value in values)
    changes = _spread(changes, wanted - 1)
    rows = bases.some([row % len(bases) for row in range(len(changes) + 1)])
    for row, (place, value) in enumerate(changes):
        rows.values[place][row] = value
    for place, column in enumerate(rows.columns):
        if column.use is not None:
            rows.values[place][-1] = _missing(column)
    return rows


def _odd_values(column, values, kind):
    if column.use == "number":
        finite = [value for value in values if math.isfinite(value)] or [0.0]
        return [[
            math.nan, math.inf, -math.inf, min(finite), max(finite), LARGEST, -LARGEST, 3.5e38,
            math.floor(max(finite)) + 1.5,
        ][kind]]
    own = column.ordered()
    if kind == 0:
        return [None]
    if kind == 1:
        text = "unseen"
        while text in own or text in column.excluded:
            text += "?"
        return [text]
    return {2: own[:1], 3: own[-1:], 4: own}.get(kind, [])


def _boundaries(asked, sample, bases, wanted):
    """Rows on either side of where the model says something else."""
    random = np.random.RandomState(11)
    found = []
    tuples = max(1, wanted // 3)
    labels = asked.labels(bases)
    trees = asked.model.trees
    numeric = [
        place for place, column in enumerate(sample.columns)
        if column.use == "number" and _takes_any(asked, sample, bases, place)
    ]
    if not numeric:
        return None
    if trees is not None:
        own = tuples if labels is None else tuples // 2
        found += _thresholds(asked, bases, trees, numeric, random, own)
    if labels is not None:
        own = tuples if trees is None else tuples - tuples // 2
        found += _flips(asked, sample, bases, numeric, random, own)
    return Rows.joined(found) if found else None


def _takes_any(asked, sample, bases, place):
    """Whether the model takes numbers between those of the sample: no category is one."""
    rows = bases.some([0, 0])
    low, high = _ends(sample.values[place])
    rows.values[place] = [low, high + 0.37]
    return all(answer is not None for answer in asked.answers(rows))


def _thresholds(asked, bases, trees, numeric, random, count):
    """Rows whose number is on a tree's threshold, and one ulp beside; and the next float32."""
    places = {bases.columns[place].name: place for place in numeric}
    sources = [places.get(item.source) for item in asked.items]
    numbers = asked.prepared(bases.asked(asked.named))
    rows, features, thresholds = [], [], []
    for i in range(4 * count):
        row = i % len(bases)
        splits = _path(trees, trees.roots[random.randint(len(trees.roots))], numbers[row], sources)
        if splits:
            node = splits[random.randint(len(splits))]
            rows.append(row)
            features.append(trees.feature[node])
            thresholds.append(trees.threshold[node])
        if len(rows) == count:
            break
    if not rows:
        return []
    features, thresholds = np.array(features), np.array(thresholds)
    base = bases.some(rows)
    columns = [sources[feature] for feature in features]
    every = np.arange(len(rows))

    def left(values):
        own = _with(base, columns, values)
        return asked.prepared(own.asked(asked.named))[every, features] <= thresholds

    below, above = _bisected(left, np.full(len(rows), -1e37), np.full(len(rows), 1e37))
    known = np.flatnonzero(~np.isnan(below))
    own = base.some(known)
    own_columns = [columns[i] for i in known]
    below, above = below[known], above[known]
    beside = np.where(
        np.arange(len(known)) % 2, below.astype(np.float32).astype(np.float64),
        np.nextafter(above.astype(np.float32), np.float32(np.inf)).astype(np.float64),
    )
    return [_with(own, own_columns, values) for values in (below, above, beside)]


def _path(trees, node, numbers, sources):
    """Splits that a row comes to, of numbers that one column of the row decides on."""
    splits = []
    while trees.feature[node] != LEAF:
        feature = trees.feature[node]
        if sources[feature] is not None and np.isfinite(trees.threshold[node]):
            splits.append(node)
        number = numbers[feature]
        goes_left = trees.goes_left[node] if number != number else number <= trees.threshold[node]
        node = trees.left[node] if goes_left else trees.right[node]
    return splits


def _flips(asked, sample, bases, numeric, random, count):
    """Neighbouring doubles between which the label changes."""
    rows = [i % len(bases) for i in range(3 * count)]
    base = bases.some(rows)
    columns = [numeric[random.randint(len(numeric))] for _ in rows]
    ends = np.array([_ends(sample.values[place]) for place in columns]).reshape(-1, 2)
    low = asked.labels(_with(base, columns, ends[:, 0]))
    high = asked.labels(_with(base, columns, ends[:, 1]))
    different = np.flatnonzero(low != high)[:count]
    if not len(different):
        return []
    base = base.some(different)
    columns = [columns[i] for i in different]
    low = low[different]

    def as_low(values):
        return asked.labels(_with(base, columns, values)) == low

    below, above = _bisected(as_low, ends[different, 0], ends[different, 1])
    known = np.flatnonzero(~np.isnan(below))
    own, columns = base.some(known), [columns[i] for i in known]
    below, above = below[known], above[known]
    return [
        _with(own, columns, values) for values in (below, above, np.nextafter(below, -np.inf))
    ]


def _ends(values):
    finite = [value for value in values if math.isfinite(value)] or [0.0]
    least, most = min(finite), max(finite)
    room = (most - least) or 1.0
    return least - room, most + room


def _with(rows, columns, values):
    """The rows, each with another value in one column."""
    other = rows.copy()
    for row, (place, value) in enumerate(zip(columns, values)):
        other.values[place][row] = float(value)
    return other


def _bisected(holds, low, high):
    """
    By row the largest double for which something holds and the next one, for which it does not;
    NaN where it does not hold at the low end or holds at the high one.
    """
    possible = holds(low) & ~holds(high)
    first, last = _places(low), _places(high)
    for _ in range(BISECTIONS):
        middle = first + (last - first) // np.uint64(2)
        held = holds(_doubles(middle))
        first, last = np.where(held, middle, first), np.where(held, last, middle)
    return (
        np.where(possible, _doubles(first), np.nan), np.where(possible, _doubles(last), np.nan)
    )


_SIGN = np.uint64(1 << 63)


def _places(numbers):
    """Doubles by their order: as whole numbers without a sign."""
    bits = np.ascontiguousarray(numbers, np.float64).view(np.uint64)
    return np.where(bits & _SIGN, ~bits, bits | _SIGN)


def _doubles(places):
    bits = np.where(places & _SIGN, places & ~_SIGN, ~places)
    return np.ascontiguousarray(bits).view(np.float64)


def told(plan, rows, answers):
    """The content of golden.json."""
    outputs = []
    for output in plan.outputs:
        name, kind = output["name"], output["kind"]
        width = len(output.get("labels", [0]))
        none = {"label": None, "value": math.nan, "probabilities": [math.nan] * width}[kind]
        said = [none if answer is None else _plain(answer[name]) for answer in answers]
        field = {"label": "labels", "value": "values"}.get(kind, kind)
        outputs.append({"name": name, field: said})
    return {
        "columns": [column.name for column in rows.columns if column.use is not None],
        "rows": rows.told(),
        "outputs": outputs,
    }


def _plain(value):
    if isinstance(value, str):
        return value
    return value.tolist() if hasattr(value, "tolist") else value
