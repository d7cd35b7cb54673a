"""What a program tells Ionosphere while it runs: one file, nothing but the standard library.

    import ionosphere

    rows = ionosphere.input("train")
    for epoch in range(10):
        ...
        ionosphere.metric("loss", loss, step=epoch)
        ionosphere.progress((epoch + 1) / 10, stage="fit")
        if ionosphere.stop_requested():
            break
    joblib.dump(model, os.path.join(ionosphere.output("model"), "model.joblib"))

Nothing here raises, waits, or asks anything of a network: a program is never worse off for telling.
Each call appends one line to the file that IONOSPHERE_MESSAGES names. Without that variable all goes
to the folder ./ionosphere-run, with messages.jsonl and the outputs in out/.
"""

import atexit
import itertools
import json
import math
import os
import sys
import threading
import time

__version__ = "1.0"
__all__ = [
    "alert",
    "check",
    "close",
    "context",
    "dataset",
    "event",
    "health",
    "input",
    "kpi",
    "log",
    "metric",
    "model",
    "output",
    "progress",
    "stop_requested",
]

_FOLDER = "ionosphere-run"
_VARIABLE = "IONOSPHERE_MESSAGES"

# A system writes so much at once without anything of another process in between.
_LONGEST = 64 * 1024
_LONGEST_TEXT = 16 * 1024
_MOST_ITEMS = 1000
_DEEPEST = 16
_EXACT = 2**53

_JSON = json.JSONEncoder(separators=(",", ":"), allow_nan=False)


class _Channel:
    """The file of messages as one process has it open."""

    def __init__(self, pid):
        self.pid = pid
        self.numbers = itertools.count(1)
        self.descriptor = -1
        self.identity = None
        self.half = False
        self.open()

    def open(self):
        # O_NONBLOCK: if it is a pipe that nobody reads, there is nobody to tell.
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        flags |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
        try:
            self.descriptor = os.open(_path(), flags, 0o644)
            self.identity = _identity(self.descriptor)
        except Exception:
            self.descriptor = -1

    def send(self, line):
        if self.descriptor < 0:
            return
        # A program may close all descriptors it knows nothing of, and open others by their numbers.
        if not self.ours():
            self.open()
            if not self.ours():
                return
        if self.half:
            line = b"\n" + line
        written = os.write(self.descriptor, line)
        self.half = written < len(line)

    def ours(self):
        try:
            return self.descriptor >= 0 and _identity(self.descriptor) == self.identity
        except OSError:
            return False


_channels = {}
_closed = set()
_place = None
_deciding = threading.Lock()


def _identity(descriptor):
    found = os.fstat(descriptor)
    return found.st_dev, found.st_ino


def _path():
    """Where messages go; decided once, for this process and those that it starts."""
    path = os.environ.get(_VARIABLE)
    if path:
        return path
    # Nobody waits for long, not even a fork of a thread that is just here.
    held = _deciding.acquire(timeout=1)
    try:
        return _decide()
    finally:
        if held:
            _deciding.release()


def _decide():
    global _place
    if _place is None:
        folder = os.path.abspath(_FOLDER)
        os.makedirs(folder, exist_ok=True)
        path = os.path.join(folder, "messages.jsonl")
        if os.path.exists(path):
            os.replace(path, os.path.join(folder, "messages.previous.jsonl"))
        _place = path
        os.environ["IONOSPHERE_STANDALONE"] = folder
        os.environ[_VARIABLE] = path
    return _place


def _standalone():
    """The folder of a run without an orchestrator, or None."""
    if not os.environ.get(_VARIABLE):
        _path()
    return os.environ.get("IONOSPHERE_STANDALONE")


def _channel():
    pid = os.getpid()
    channel = _channels.get(pid)
    if channel is None:
        fresh = _Channel(pid)
        # Of two threads that come first together one wins, without a lock that a fork could keep.
        channel = _channels.setdefault(pid, fresh)
        if channel is fresh:
            facts = {"client": "python " + __version__, "program": " ".join(sys.argv)[:1000]}
            facts["python"] = "%d.%d.%d" % sys.version_info[:3]
            facts["parent"] = os.getppid() if hasattr(os, "getppid") else 0
            _write(channel, "open", {"facts": facts})
            atexit.register(_close, pid)
        elif fresh.descriptor >= 0:
            os.close(fresh.descriptor)
    return channel


def _write(channel, kind, fields):
    line = {"v": 1, "t": round(time.time(), 3), "pid": channel.pid, "seq": next(channel.numbers)}
    line["type"] = kind
    line.update(fields)
    data = _encoded(line)
    if len(data) > _LONGEST:
        line["facts"] = {"leftOut": "%d bytes are too many for a message" % len(data)}
        data = _encoded(line)
    if len(data) <= _LONGEST:
        channel.send(data)


def _encoded(line):
    # ASCII: letters that are halves are no trouble then, to anybody.
    return (_JSON.encode(line) + "\n").encode("ascii")


def _send(kind, fields):
    try:
        if os.getpid() not in _closed:
            _write(_channel(), kind, {k: v for k, v in fields.items() if v is not None})
    except Exception:
        pass


def _plain(value, depth=0):
    """A value as JSON has it; what JSON has nothing for becomes a text."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value) if -_EXACT <= value <= _EXACT else _digits(value)
    if isinstance(value, float):
        return _float(float(value))
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, (bytes, bytearray)):
        return _text(bytes(value[:_LONGEST_TEXT]).decode("utf-8", "replace"))
    if depth >= _DEEPEST:
        return _text(str(type(value).__name__))
    if isinstance(value, dict):
        items = itertools.islice(value.items(), _MOST_ITEMS)
        return {_text(str(key)): _plain(item, depth + 1) for key, item in items}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item, depth + 1) for item in itertools.islice(value, _MOST_ITEMS)]
    # numpy's, and whatever else is like it: scalars have item(), arrays of any size tolist().
    size = getattr(value, "size", None)
    size = size() if callable(size) else size
    if getattr(value, "shape", None) == () and hasattr(value, "item"):
        item = value.item()
        return _plain(item, depth + 1) if item is not value else _text(str(value))
    if isinstance(size, int) and hasattr(value, "tolist"):
        return _plain(value.tolist(), depth + 1) if size <= _MOST_ITEMS else _text(repr(value))
    if hasattr(value, "isoformat"):
        return _text(value.isoformat())
    return _text(str(value))


def _digits(value):
    # Python refuses to spell out numbers of more than 4,300 digits.
    return str(value) if value.bit_length() <= 1024 else hex(value)[:100]


def _float(value):
    if math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _number(value):
    """A number, whatever its type; a ValueError if it is none."""
    plain = _plain(value)
    if isinstance(plain, list) and len(plain) == 1:
        plain = plain[0]
    if isinstance(plain, bool):
        return int(plain)
    if isinstance(plain, (int, float)) or plain in ("NaN", "Infinity", "-Infinity"):
        return plain
    if isinstance(plain, str):
        if plain.lstrip("-").isdigit():
            return plain
    return _float(float(value))


def _text(value):
    return value if len(value) <= _LONGEST_TEXT else value[:_LONGEST_TEXT] + "..."


def _name(value):
    return str(value)[:200]


def _call(kind, make):
    """Sends what `make` makes of the caller's values, which may be anything and raise."""
    try:
        _send(kind, make())
    except Exception:
        pass


def metric(name, value, step=None):
    """Tells the value of a figure that changes; NaN and infinite ones as well."""
    _call(
        "metric",
        lambda: {
            "name": _name(name),
            "value": _number(value),
            "step": None if step is None else int(step),
        },
    )


def progress(fraction, stage=None):
    """Tells how far the work is, 0 to 1, and what is being done."""
    _call(
        "progress",
        lambda: {
            "fraction": None if fraction is None else _number(fraction),
            "stage": None if stage is None else _text(str(stage)),
        },
    )


def event(name, **facts):
    """Tells that something has happened."""
    _call("event", lambda: {"name": _name(name), "facts": _plain(facts)})


def alert(name, text=None, severity="warning", **facts):
    """Tells of something that people should see to; severity info, warning or error."""
    _call(
        "alert",
        lambda: {
            "name": _name(name),
            "severity": _name(severity),
            "text": None if text is None else _text(str(text)),
            "facts": _plain(facts),
        },
    )


def kpi(name, value, unit=None):
    """Tells a figure by which people judge the whole."""
    _call(
        "kpi",
        lambda: {
            "name": _name(name),
            "value": _number(value),
            "unit": None if unit is None else _name(unit),
        },
    )


def model(name="model", path=None, **facts):
    """Tells that a model is ready; its path is that of the output of its name if none is given."""
    _call(
        "model",
        lambda: {
            "name": _name(name),
            "path": _text(os.fspath(path) if path is not None else str(output(name))),
            "facts": _plain(facts),
        },
    )


def dataset(name, path=None, **facts):
    """Tells that rows lie somewhere."""
    _call(
        "dataset",
        lambda: {
            "name": _name(name),
            "path": None if path is None else _text(os.fspath(path)),
            "facts": _plain(facts),
        },
    )


def check(name, passed, **facts):
    """Tells what came of a check."""
    _call(
        "check",
        lambda: {"name": _name(name), "passed": bool(passed), "facts": _plain(facts)},
    )


def health(name, value=None, **facts):
    """Tells how well something is."""
    _call(
        "health",
        lambda: {
            "name": _name(name),
            "value": None if value is None else _number(value),
            "facts": _plain(facts),
        },
    )


def log(text, level="info"):
    """Tells a line for people."""
    _call("log", lambda: {"level": _name(level), "text": _text(str(text))})


def context():
    """All that this run was given: run, ion, node, attempt, component, arguments, inputs, outputs.

    Without an orchestrator the same keys, with nothing in them.
    """
    found = {
        "version": 1,
        "run": "",
        "ion": "",
        "node": "",
        "attempt": 1,
        "component": "",
        "arguments": {},
        "inputs": {},
        "outputs": {},
    }
    try:
        path = os.environ.get("IONOSPHERE_CONTEXT")
        if path:
            with open(path, encoding="utf-8") as file:
                found.update(json.load(file))
    except Exception:
        pass
    return found


def _variable(kind, name):
    letters = "".join(c if c.isascii() and c.isalnum() else "_" for c in str(name))
    return os.environ.get("IONOSPHERE_%s_%s" % (kind, letters.upper()))


def input(name, otherwise=None):
    """Where an input is, a file or a folder of files; `otherwise` if none was given."""
    try:
        return _variable("INPUT", name) or otherwise
    except Exception:
        return otherwise


def output(name, file=False):
    """Where an output goes: a folder that exists, or, of an output of kind file, that file.

    Without an orchestrator it is below ./ionosphere-run/out; `file` says there that it is a file.
    """
    try:
        given = _variable("OUTPUT", name)
        if given:
            return given
        plain = "".join(c if c.isalnum() or c in "._-" else "_" for c in str(name)).lstrip(".")
        folder = os.path.join(_standalone() or os.path.abspath(_FOLDER), "out")
        path = os.path.join(folder, plain or "output")
        os.makedirs(folder if file else path, exist_ok=True)
        return path
    except Exception:
        return os.path.join(".", "output")


def stop_requested():
    """Whether the run should end soon; it is ended by force after its grace."""
    try:
        path = os.environ.get("IONOSPHERE_STOP_FILE")
        return bool(path) and os.path.exists(path)
    except Exception:
        return False


def close():
    """Ends telling; whatever is told after it is not heard. Called when a program ends in order."""
    _close(os.getpid())


def _close(pid):
    try:
        # A fork has what its parent registered, and is not its parent.
        if pid == os.getpid() and pid not in _closed:
            channel = _channels.get(pid)
            if channel is not None:
                _write(channel, "close", {})
            _closed.add(pid)
            if channel is not None and channel.ours():
                os.close(channel.descriptor)
    except Exception:
        pass
