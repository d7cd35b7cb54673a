"""
Encoders of categories. What one makes of each category it is asked itself, so that whatever its
options say (drop, infrequent, unknown, missing) is as it does it.
"""

import math
import warnings

import numpy as np

from .flow import Accepts
from .plan import LARGEST, Raw, Table
from .problem import Failed, Refused, type_name

REFUSED = "refused"


def encode(flow, step, path):
    flow.flush()
    plan = flow.plan
    items = [_read(plan, item, own) for item, own in zip(flow.items, step.categories_)]
    texts = [isinstance(item, Raw) and _is_text(own) for item, own in zip(items, step.categories_)]
    asked = _Tables(step, path, texts)
    tables = asked.tables()
    finite = [
        item for place, item in enumerate(items) if not texts[place] and asked.refuses(place)
    ]
    for item, is_text, own, table in zip(items, texts, step.categories_, tables):
        if isinstance(item, Raw):
            _register(plan.columns[item.name], item, is_text, own, table)
            if item.fill is not None:
                table.missing = table.values.get(item.fill, table.other)
    if finite:
        flow.pending = [(finite, Accepts(True, LARGEST))]
        flow.flush()
    codes = _recode(plan, items, tables)
    if type_name(step).endswith("OrdinalEncoder"):
        flow.items = codes
        return
    widths = one_hot_widths(step)
    some = [place for place, width in enumerate(widths) if width]
    if not some:
        raise Refused(path, step, "gives no numbers and cannot be scored on devices")
    flow.take(
        plan.add(
            "one-hot",
            of=plan.step([codes[place] for place in some]),
            values=[widths[place] for place in some],
        )
    )
    flow.sparse = bool(getattr(step, "sparse_output", getattr(step, "sparse", False)))


def _is_text(categories):
    return any(isinstance(category, str) for category in categories)


def _read(plan, item, categories):
    """Truths that data spell as texts are numbers to scikit-learn."""
    if isinstance(item, Raw) and not _is_text(categories):
        column = plan.columns[item.name]
        if column.kind == "string" and not all(_is_missing(one) for one in categories):
            return plan.numbers_of([item.name])[item.name]
    return item


def _is_missing(category):
    return category is None or (isinstance(category, float) and category != category)


def _register(column, item, is_text, categories, table):
    if any(category is None for category in categories):
        column.missing = None
    if is_text or column.kind == "string":
        known = [category for category in categories if isinstance(category, str)]
        column.read_as_text(known + ([item.fill] if item.fill is not None else []))
        column.refuses_unseen |= table.other is REFUSED
    else:
        column.read_as_number()


def _recode(plan, items, tables):
    """Steps that put numbers for categories; one that is refused makes the row so."""
    codes = [None] * len(items)
    groups = [
        [place for place, item in enumerate(items) if isinstance(item, Raw) is raw]
        for raw in (True, False)
    ]
    for group in groups:
        if not group:
            continue
        own = [tables[place] for place in group]
        refuses = any(REFUSED in _all(table) for table in own)
        has_missing = any(value != value for table in own for value in _all(table))
        step = _add(plan, [items[place] for place in group], [_plain(table) for table in own])
        checked = step
        if refuses and has_missing:
            checked = _add(
                plan, [items[place] for place in group], [_check(table) for table in own]
            )
        if refuses:
            plan.add(
                "guard", of=checked, width=len(group), limit=1e300, missing=False, given=1
            )
        for place, number in zip(group, plan.numbers(step, len(group))):
            codes[place] = number
    return codes


def _add(plan, items, tables):
    if isinstance(items[0], Raw):
        return plan.recode_columns([item.name for item in items], tables)
    return plan.recode(plan.step(items), tables)


def _all(table):
    return list(table.values.values()) + [table.other, table.missing]


def _map(table, function):
    return Table(
        {key: function(value) for key, value in table.values.items()},
        function(table.other),
        function(table.missing),
    )


def _plain(table):
    return _map(table, lambda value: math.nan if value is REFUSED else value)


def _check(table):
    return _map(table, lambda value: math.nan if value is REFUSED else 0.0)


def one_hot_widths(step):
    """How many numbers come of each column."""
    if hasattr(step, "_n_features_outs"):
        return [int(width) for width in step._n_features_outs]
    widths = [len(categories) for categories in step.categories_]
    if step.drop_idx_ is not None:
        widths = [
            width - (dropped is not None) for width, dropped in zip(widths, step.drop_idx_)
        ]
    return widths


class _Tables:
    """Asks an encoder what it makes of each category, of others and of missing ones."""

    def __init__(self, step, path, texts):
        self.step = step
        self.path = path
        self.texts = texts
        self.is_one_hot = type_name(step).endswith("OneHotEncoder")
        self.ends = np.cumsum(one_hot_widths(step)) if self.is_one_hot else None
        mixed = any(np.asarray(own).dtype == object for own in step.categories_)
        self.dtype = object if mixed or any(texts) else np.float64
        self.base = [self._usual(categories) for categories in step.categories_]

    @staticmethod
    def _usual(categories):
        for category in categories:
            if not _is_missing(category):
                return category
        return categories[0]

    def tables(self):
        return [self._table(place) for place in range(len(self.base))]

    def refuses(self, place):
        """Whether an infinite number is no category to it, not even an unknown one."""
        categories = self.step.categories_[place]
        texts = [one for one in categories if isinstance(one, str)]
        return not texts and self._asked(place, [math.inf]) is REFUSED

    def _table(self, place):
        categories = list(self.step.categories_[place])
        is_text = self.texts[place]
        known = [category for category in categories if not _is_missing(category)]
        for category in known:
            if isinstance(category, str) != is_text:
                raise Refused(
                    self.path, self.step,
                    "has texts and numbers in column %d and cannot be scored on devices" % place,
                    "columns of texts alone or of numbers alone",
                )
        given = self._asked(place, known) if known else []
        if given is REFUSED:
            raise Failed("step '%s' refuses its own categories" % self.path)
        values = {
            category if is_text else float(category) + 0.0: value
            for category, value in zip(known, given)
        }
        missing = None if any(category is None for category in categories) else math.nan
        return Table(
            values,
            self._single(place, _unseen(known, is_text)),
            self._single(place, missing if is_text or self.dtype is object else math.nan),
        )

    def _named(self, rows):
        """As a data frame if it was fitted with one: then each column has a type of its own."""
        names = getattr(self.step, "feature_names_in_", None)
        if names is None:
            return rows
        try:
            import pandas
        except ImportError:
            return rows
        types = [
            object if is_text or np.asarray(own).dtype == object else np.float64
            for is_text, own in zip(self.texts, self.step.categories_)
        ]
        return pandas.DataFrame({
            name: pandas.Series(rows[:, column].astype(kind), dtype=kind)
            for column, (name, kind) in enumerate(zip(names, types))
        })

    def _single(self, place, value):
        given = self._asked(place, [value])
        return given if given is REFUSED else given[0]

    def _asked(self, place, values):
        rows = np.empty((len(values), len(self.base)), dtype=self.dtype)
        for column, usual in enumerate(self.base):
            rows[:, column] = usual
        for row, value in enumerate(values):
            rows[row, place] = value
        rows = self._named(rows)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                given = self.step.transform(rows)
        except ValueError:
            return REFUSED
        given = np.asarray(given.toarray() if hasattr(given, "toarray") else given, np.float64)
        if not self.is_one_hot:
            return [float(value) for value in given[:, place]]
        end = self.ends[place]
        block = given[:, end - one_hot_widths(self.step)[place] : end]
        return [float(np.argmax(row)) if row.any() else -1.0 for row in block]


def _unseen(known, is_text):
    """A category that is none of them."""
    if is_text:
        text = "unseen"
        while text in known:
            text += "?"
        return text
    number = 1.0
    while number in known:
        number += 1
    return number
