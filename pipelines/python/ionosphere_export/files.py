"""Files that are read and written."""

import json
import math
import os
import pickle
import warnings

import numpy as np

from .problem import Failed

MOST_SAMPLE = 256 * 1024 * 1024


def load(path):
    """The object in a file of joblib or pickle, and what was warned of."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        loaded = _load(path)
    return loaded, sorted({str(one.message).strip().splitlines()[0] for one in caught})


def _load(path):
    if not os.path.isfile(path):
        raise Failed("there is no file %s" % path)
    try:
        try:
            import joblib
        except ImportError:
            with open(path, "rb") as file:
                return pickle.load(file)
        return joblib.load(path)
    except ModuleNotFoundError as error:
        raise Failed(
            "%s needs the module '%s', which this environment lacks" % (path, error.name)
        )
    except Exception as error:  # whatever unpickling runs into
        why = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise Failed(
            "%s cannot be opened: %s; allowed are files of joblib.dump and pickle.dump that need "
            "no function or class of the training script" % (path, why)
        )


def sample(path):
    """Names and types of columns, and values by column."""
    try:
        if os.path.getsize(path) > MOST_SAMPLE:
            raise Failed("%s is larger than %d bytes" % (path, MOST_SAMPLE))
        with open(path, encoding="utf-8") as file:
            read = json.load(file, parse_constant=float)
        columns = [(str(one["name"]), str(one["type"])) for one in read["columns"]]
        rows = [list(row) for row in read["rows"]]
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise Failed("%s is no sample: %s" % (path, error))
    for name, kind in columns:
        if kind not in ("float64", "int64", "string"):
            raise Failed(
                "column '%s' of the sample has type '%s', allowed are float64, int64, string"
                % (name, kind)
            )
    for number, row in enumerate(rows):
        if len(row) != len(columns):
            raise Failed(
                "row %d of the sample has %d values, its columns are %d"
                % (number, len(row), len(columns))
            )
    values = {name: [row[i] for row in rows] for i, (name, _) in enumerate(columns)}
    return columns, values


def _plain(value):
    if isinstance(value, np.ndarray):
        return value.tolist()
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError("%r cannot be written" % (value,))


def _spelled(value):
    """JSON has no NaN and no infinity: they are texts."""
    if isinstance(value, float):
        if value != value:
            return "NaN"
        if math.isinf(value):
            return "Infinity" if value > 0 else "-Infinity"
        return value
    if isinstance(value, dict):
        return {name: _spelled(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_spelled(one) for one in value]
    return value


def write(folder, name, content, indent=None):
    """Writes JSON."""
    text = json.dumps(
        _spelled(content), default=_plain, allow_nan=False, ensure_ascii=False, indent=indent,
        separators=None if indent else (",", ":"),
    )
    write_bytes(folder, name, text.encode("utf-8", "replace"))


def remove(folder, name):
    """What an earlier export left there."""
    path = os.path.join(folder, name)
    if os.path.exists(path):
        os.remove(path)


def write_bytes(folder, name, content):
    """Writes a file whole or not at all."""
    os.makedirs(folder, exist_ok=True)
    beside = os.path.join(folder, "." + name + ".new")
    with open(beside, "wb") as file:
        file.write(content)
    os.replace(beside, os.path.join(folder, name))
