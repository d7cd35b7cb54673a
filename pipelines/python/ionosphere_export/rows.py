"""Rows as the model is asked with them, and as devices have them."""

import math

import numpy as np

from .problem import Failed


class Rows:
    """
    The columns that the model was fitted with, each a list: numbers, NaN if missing; texts, None.
    """

    def __init__(self, columns, values):
        self.columns = columns  # in the order of the model
        self.values = values  # by column, lists of the same length

    @staticmethod
    def of_sample(columns, sample):
        return Rows(columns, [_read(column, sample[column.name]) for column in columns])

    def __len__(self):
        return len(self.values[0]) if self.values else 0

    def some(self, places):
        return Rows(self.columns, [[own[place] for place in places] for own in self.values])

    def copy(self):
        return Rows(self.columns, [list(own) for own in self.values])

    @staticmethod
    def joined(parts):
        first = parts[0]
        return Rows(
            first.columns,
            [sum((part.values[i] for part in parts), []) for i in range(len(first.columns))],
        )

    def asked(self, named):
        """As the model takes them: a data frame if it was fitted with names, else an array."""
        arrays = [_asked(column, own) for column, own in zip(self.columns, self.values)]
        if named:
            try:
                import pandas
            except ImportError:
                raise Failed(
                    "the model was fitted with names of columns, and there is no pandas to ask it"
                )
            # With its type stated: else texts would lose None, which a model may know from NaN.
            return pandas.DataFrame(
                {
                    column.name: pandas.Series(own, dtype=own.dtype)
                    for column, own in zip(self.columns, arrays)
                },
                columns=[column.name for column in self.columns],
            )
        if not any(column.holds_texts() for column in self.columns):
            return np.column_stack([own.astype(np.float64) for own in arrays])
        table = np.empty((len(self), len(arrays)), dtype=object)
        for place, own in enumerate(arrays):
            table[:, place] = own
        return table

    def check_truths(self):
        """A text that is no truth is none that the model can be asked with."""
        for column, own in zip(self.columns, self.values):
            if column.use == "truth":
                for text in own:
                    if text is not None and text not in column.categories:
                        raise ValueError("column '%s' has no %r" % (column.name, text))

    def told(self):
        """As golden rows have them: the columns of the plan, categories by their places."""
        told = []
        for column, own in zip(self.columns, self.values):
            if column.use == "number":
                told.append(own)
            elif column.use is not None:
                codes = {text: float(place) for place, text in enumerate(column.ordered())}
                told.append([
                    math.nan if text is None else codes.get(text, float(len(codes)))
                    for text in own
                ])
        return [list(row) for row in zip(*told)]

    def readable(self):
        """Places of the rows that a device could have: no category is one that it cannot read."""
        odd = [set(column.excluded) for column in self.columns]
        return [
            row for row in range(len(self))
            if not any(own and values[row] in own for own, values in zip(odd, self.values))
        ]


def _read(column, values):
    if column.use == "truth" or column.holds_texts():
        return [None if value is None else _text(column, value) for value in values]
    return [math.nan if value is None else float(value) for value in values]


def _text(column, value):
    if isinstance(value, str):
        return value
    return str(int(value)) if column.kind == "int64" else repr(value)


def _asked(column, values):
    if column.use == "truth":
        # As pandas reads them: of numbers instead another type might come of columns together.
        truths = [math.nan if text is None else text.lower() == "true" for text in values]
        return np.array(truths, object if None in values else bool)
    if not column.holds_texts():
        return np.array(values, np.float64)
    own = np.empty(len(values), dtype=object)
    own[:] = [column.missing if text is None else text for text in values]
    return own
