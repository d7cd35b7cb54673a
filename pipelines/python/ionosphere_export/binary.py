"""The binary form of a plan, plan.bin of docs/reference/model-package.md: for large forests."""

import struct

import numpy as np

KINDS = {
    "numbers": 1, "nearest-centre": 3, "linear": 4, "logistic": 5, "softmax": 6, "forest": 7,
    "normalise": 8, "argmax": 9, "one-hot": 10, "gather": 11, "guard": 12, "scale": 13,
    "affine": 14, "impute": 15, "recode": 16, "pointwise": 17,
}
FUNCTIONS = {"exp": 1, "sigmoid": 2}
NODE = np.dtype([("threshold", "<f8"), ("feature", "<i4"), ("right", "<i4")])


class _Writer:
    """Arrays begin at multiples of eight bytes."""

    def __init__(self):
        self.parts = []
        self.position = 0

    def raw(self, content):
        self.parts.append(content)
        self.position += len(content)

    def packed(self, form, *values):
        self.raw(struct.pack("<" + form, *values))

    def aligned(self):
        self.raw(bytes(-self.position % 8))

    def text(self, text):
        content = text.encode("utf-8")
        self.packed("H", len(content))
        self.raw(content)

    def texts(self, texts):
        self.packed("I", len(texts))
        for text in texts:
            self.text(text)

    def wholes(self, wholes):
        self.raw(np.asarray(wholes, "<i4").tobytes())

    def numbers(self, numbers):
        self.aligned()
        self.raw(np.ascontiguousarray(numbers, "<f8").tobytes())

    def content(self):
        return b"".join(self.parts)


def written(plan):
    """The bytes of a plan, as Plan.json gives it."""
    out = _Writer()
    out.raw(b"IONP")
    out.packed("HI", 2, len(plan["inputs"]))
    for column in plan["inputs"]:
        out.text(column["name"])
        out.text(column["type"])
        out.packed("B", column["nullable"])
        if "categories" in column:
            out.text(column["unseen"])
            out.texts(column["categories"])
    out.packed("H", len(plan["operators"]))
    for operator in plan["operators"]:
        step = _Writer()
        _operator(step, operator)
        out.packed("HHI", KINDS[operator["kind"]], 1, step.position)
        out.aligned()
        out.raw(step.content())
    out.packed("H", len(plan["outputs"]))
    for output in plan["outputs"]:
        out.text(output["name"])
        out.text(output["kind"])
        out.packed("HI", output["of"], output.get("column", 0))
        out.texts(output.get("labels", []))
    rule = plan.get("anomaly")
    out.packed("B", rule is not None)
    if rule:
        names = [output["name"] for output in plan["outputs"]]
        out.packed("HId", names.index(rule["output"]), rule.get("column", 0), rule["above"])
    content = out.content()
    return content + struct.pack("<I", crc32c(content))


def _operator(out, operator):
    kind = operator["kind"]
    if kind == "numbers":
        out.texts(operator["columns"])
        return
    if kind == "gather":
        out.packed("I", len(operator["columns"]))
        out.wholes(operator["steps"])
        out.wholes(operator["columns"])
        return
    out.packed("H", operator["of"])
    if kind in ("softmax", "normalise", "argmax"):
        out.packed("I", operator["width"])
    elif kind == "pointwise":
        out.packed("IH", operator["width"], FUNCTIONS[operator["name"]])
    elif kind == "guard":
        out.packed("IdB", operator["width"], operator["limit"], operator["missing"])
    elif kind == "one-hot":
        out.packed("I", len(operator["values"]))
        out.wholes(operator["values"])
    elif kind == "recode":
        _recode(out, operator)
    elif kind == "forest":
        _forest(out, operator)
    elif kind == "linear":
        weights = np.asarray(operator["weights"])
        out.packed("II", weights.shape[1], weights.shape[0])
        out.numbers(weights)
        out.numbers(operator["intercepts"])
    elif kind == "nearest-centre":
        centres = np.asarray(operator["centres"])
        out.packed("II", centres.shape[1], centres.shape[0])
        out.numbers(centres)
    elif kind == "impute":
        out.packed("I", len(operator["values"]))
        out.numbers(operator["values"])
    elif kind == "scale":
        out.packed("I", len(operator["centres"]))
        out.numbers(operator["centres"])
        out.numbers(operator["scales"])
    elif kind == "affine":
        out.packed(
            "Idd", len(operator["factors"]), operator.get("least", float("-inf")),
            operator.get("most", float("inf")),
        )
        out.numbers(operator["factors"])
        out.numbers(operator["offsets"])


def _recode(out, operator):
    counts = [len(keys) for keys in operator["keys"]]
    out.packed("I", len(counts))
    out.wholes(counts)
    for field in ("keys", "values"):
        out.numbers([number for column in operator[field] for number in column])
    out.numbers(operator["others"])
    out.numbers(operator["missing"])


def _forest(out, operator):
    nodes = np.empty(len(operator["features"]), NODE)
    nodes["threshold"] = operator["thresholds"]
    nodes["feature"] = operator["features"]
    nodes["right"] = operator["rights"]
    values = np.asarray(operator["values"])
    out.packed(
        "IIIII", operator["width"], values.shape[1], len(operator["roots"]), len(nodes),
        len(values),
    )
    out.wholes(operator["roots"])
    out.aligned()
    out.raw(nodes.tobytes())
    out.numbers(values)


POLYNOMIAL = 0x82F63B78
LANES = 4096


def _table():
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> 1) ^ np.uint32(POLYNOMIAL), table >> 1)
    return table.astype(np.uint32)


TABLE = _table()


def crc32c(content):
    """
    The CRC-32C of bytes. Of many, they are cut into lanes that are looked at side by side, and
    what each gives is moved on over the bytes behind it.
    """
    size = len(content) // LANES if len(content) >= 64 * LANES else 0
    state = 0xFFFFFFFF
    if size:
        lanes = np.frombuffer(content, np.uint8, size * LANES).reshape(LANES, size)
        lanes = np.ascontiguousarray(lanes.T)
        states = np.zeros(LANES, np.uint32)
        for row in lanes:
            states = TABLE[(states ^ row) & 0xFF] ^ (states >> np.uint32(8))
        over = _matrix(size)
        for lane in states.tolist():
            state = _moved(over, state) ^ lane
    for byte in content[size * LANES :]:
        state = int(TABLE[(state ^ byte) & 0xFF]) ^ (state >> 8)
    return state ^ 0xFFFFFFFF


def _matrix(count):
    """By bit of a state: what it becomes over so many zero bytes."""
    one = [POLYNOMIAL] + [1 << bit for bit in range(31)]  # over one zero bit
    result = [1 << bit for bit in range(32)]
    bits = 8 * count
    while bits:
        if bits & 1:
            result = [_moved(one, column) for column in result]
        one = [_moved(one, column) for column in one]
        bits >>= 1
    return result


def _moved(matrix, state):
    moved = 0
    for column in matrix:
        if state & 1:
            moved ^= column
        state >>= 1
    return moved
