"""The plan as it grows: columns, steps, outputs; plan.json of docs/reference/model-package.md."""

from .problem import Failed

MOST_STEPS = 256
MOST_WIDTH = 10000
MOST_CATEGORIES = 1000
MOST_TEXT = 1024
LARGEST = 1.7976931348623157e308
TRUTHS = {"true": 1.0, "false": 0.0}


def is_short(text):
    """Whether devices read such a name: 1 to 1024 characters, none that controls or is half."""
    try:
        length = len(text.encode("utf-16-le")) // 2
    except UnicodeEncodeError:
        return False
    return 1 <= length <= MOST_TEXT and not any(
        ord(one) < 32 or 127 <= ord(one) < 160 for one in text
    )


class Raw:
    """A column of the row, as it was read."""

    def __init__(self, name):
        self.name = name
        self.source = name  # the column that alone decides on it, None if there are several
        self.rounded = False
        self.fill = None  # what stands for a missing text

    def filled(self, text):
        """The same, with a text in the place of a missing one."""
        other = Raw(self.name)
        other.fill = text if self.fill is None else self.fill
        return other

    def key(self):
        return "raw", self.name


class Number:
    """A number that a step gives."""

    def __init__(self, step, column, source=None, rounded=False):
        self.step = step
        self.column = column
        self.source = source
        self.rounded = rounded  # whether its last digits depend on the order of a sum

    def key(self):
        return "number", self.step, self.column


class Column:
    """What is known of a column of the rows that the model reads."""

    def __init__(self, name, kind, values):
        self.name = name
        self.kind = kind  # as the data have it: float64, int64, string
        self.values = values  # of the sample
        self.use = None  # number, text or truth, once a step has read it
        self.categories = set()
        self.refuses_unseen = False
        self.missing = float("nan")  # what stands for a missing value in what the model is asked
        self.nullable = False
        self.excluded = []  # categories that no device can read

    def holds_texts(self):
        """Whether the model is asked with texts in it, were it only to be dropped."""
        return self.use == "text" or (self.use is None and self.kind == "string")

    def read_as_number(self):
        use = "number"
        if self.kind == "string":
            spelled = {value for value in self.values if value is not None}
            if not spelled or any(value.lower() not in TRUTHS for value in spelled):
                raise Failed(
                    "column '%s' has texts, such as %r, and the model takes numbers of it: what "
                    "the script makes of it before training must be a step of the pipeline"
                    % (self.name, next(iter(sorted(spelled)), ""))
                )
            use = "truth"
            self.categories |= spelled
            self.refuses_unseen = True
        self._read_as(use)

    def read_as_text(self, categories):
        self._read_as("text")
        for text in categories:
            if is_short(text):
                self.categories.add(text)
            else:
                self.excluded.append(text)

    def _read_as(self, use):
        if self.use not in (None, use):
            raise Failed(
                "column '%s' is read as %s by one step and as %s by another"
                % (self.name, self.use, use)
            )
        self.use = use

    def ordered(self):
        """The categories as devices order them: by UTF-16."""
        return sorted(self.categories, key=lambda text: text.encode("utf-16-be"))


class Table:
    """What a column's values become: by text or number, and of others and missing ones."""

    def __init__(self, values, other, missing):
        self.values = values
        self.other = other
        self.missing = missing


class Plan:
    def __init__(self, columns):
        self.columns = columns  # by name
        self.operators = []
        self.outputs = []
        self.anomaly = None
        self._gathered = {}

    def add(self, kind, **fields):
        """Adds a step and says its number."""
        self.operators.append(dict(kind=kind, **fields))
        if len(self.operators) > MOST_STEPS:
            raise Failed(
                "the model needs more than %d steps; put columns that are treated alike into one "
                "transformer" % MOST_STEPS
            )
        return len(self.operators) - 1

    def numbers(self, step, width, sources=None, rounded=None):
        """All numbers of a step."""
        if width > MOST_WIDTH:
            raise Failed(
                "the model computes with %d numbers a row, at most %d are allowed"
                % (width, MOST_WIDTH)
            )
        return [
            Number(step, i, sources[i] if sources else None, bool(rounded and rounded[i]))
            for i in range(width)
        ]

    def step(self, items):
        """The step that gives these numbers in this order."""
        key = tuple(item.key() for item in items)
        if key not in self._gathered:
            self._gathered[key] = self._step(items)
        return self._gathered[key]

    def _step(self, items):
        if not items:
            raise Failed("a step of the model has no columns")
        names = [item.name for item in items if isinstance(item, Raw)]
        if len(names) == len(items) and len(set(names)) == len(names):
            for name in names:
                self.columns[name].read_as_number()
            if not any(self.columns[name].use == "truth" for name in names):
                return self.add("numbers", columns=names)
        given = self.numbers_of(list(dict.fromkeys(names)))
        gathered = [given[item.name] if isinstance(item, Raw) else item for item in items]
        first = gathered[0].step
        if all(item.step == first and item.column == i for i, item in enumerate(gathered)):
            if self.width(first) == len(gathered):
                return first
        return self.add(
            "gather",
            steps=[item.step for item in gathered],
            columns=[item.column for item in gathered],
        )

    def numbers_of(self, names):
        """The numbers of columns, by name; of truths 0 and 1."""
        given = {}
        for name in names:
            self.columns[name].read_as_number()
        truths = [name for name in names if self.columns[name].use == "truth"]
        numbers = [name for name in names if self.columns[name].use == "number"]
        if numbers:
            step = self.step([Raw(name) for name in numbers])
            given.update((name, Number(step, i)) for i, name in enumerate(numbers))
        if truths:
            tables = [
                Table(
                    {text: TRUTHS[text.lower()] for text in self.columns[name].categories},
                    float("nan"),
                    float("nan"),
                )
                for name in truths
            ]
            step = self.recode_columns(truths, tables)
            given.update((name, Number(step, i)) for i, name in enumerate(truths))
        return given

    def recode_columns(self, names, tables):
        """Columns of texts and numbers, each by its table."""
        return self.add("recode", of=self.add("numbers", columns=names), names=names, tables=tables)

    def recode(self, step, tables):
        """Numbers of a step, each by its table."""
        return self.add("recode", of=step, names=None, tables=tables)

    def width(self, step):
        """How many numbers a step gives."""
        operator = self.operators[step]
        kind = operator["kind"]
        if kind in ("numbers", "gather"):
            return len(operator["columns"])
        if kind == "recode":
            return len(operator["tables"])
        if kind == "one-hot":
            return sum(operator["values"])
        if kind in ("scale", "affine", "impute"):
            return len(operator.get("centres", operator.get("factors", operator.get("values"))))
        if kind == "linear":
            return len(operator["intercepts"])
        return operator.get("given", operator.get("width"))

    def inputs(self):
        """Columns that steps read, in the order of the model's."""
        return [column for column in self.columns.values() if column.use is not None]

    def json(self):
        """The content of plan.json; arrays of numpy may be in it."""
        inputs = []
        for column in self.inputs():
            own = {"name": column.name, "type": "float64", "nullable": column.nullable}
            if column.use != "number":
                categories = column.ordered()
                if not 1 <= len(categories) <= MOST_CATEGORIES:
                    raise Failed(
                        "column '%s' has %d categories, allowed are 1 to %d"
                        % (column.name, len(categories), MOST_CATEGORIES)
                    )
                own["type"] = "string"
                own["categories"] = categories
                own["unseen"] = "refuse" if column.refuses_unseen else "other"
            inputs.append(own)
        plan = {
            "inputs": inputs,
            "operators": [self._operator(operator) for operator in self.operators],
            "outputs": self.outputs,
        }
        if self.anomaly:
            plan["anomaly"] = self.anomaly
        return plan

    def _operator(self, operator):
        if operator["kind"] != "recode":
            return {name: value for name, value in operator.items() if name != "given"}
        keys, values = [], []
        for i, table in enumerate(operator["tables"]):
            column = self.columns[operator["names"][i]] if operator["names"] else None
            if column is not None and column.use != "number":
                own = column.ordered()
                keys.append(list(range(len(own))))
                values.append([table.values.get(text, table.other) for text in own])
            else:
                own = sorted(table.values)
                keys.append([float(key) for key in own])
                values.append([table.values[key] for key in own])
        return {
            "kind": "recode",
            "of": operator["of"],
            "keys": keys,
            "values": values,
            "others": [table.other for table in operator["tables"]],
            "missing": [table.missing for table in operator["tables"]],
        }
