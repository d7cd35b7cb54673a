#!/usr/bin/env python3
"""Writes files as people have them, and the cells that are in them, for UnusualFilesTest.

    tools/unusual-files/make.py

What is right is worked out here, by Python's csv, json, gzip and datetime and by the tables of
docs/reference/data.md, and not by the reader under test. Where csv is too lenient, rows and refused
rows are written by hand. Python 3.11, nothing else.
"""

import csv
import datetime
import gzip
import io
import json
import pathlib
import re
import zoneinfo

TARGET = pathlib.Path(__file__).resolve().parents[2] / "data/src/test/resources/unusual"
USUALLY_MISSING = {"na", "n/a", "nan", "null", "none", "-"}
NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
INFINITE = re.compile(r"([+-]?)(inf|infinity)", re.ASCII | re.IGNORECASE)
ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+-]\d\d(?::?\d\d)?)?)?", re.ASCII)
PATTERNS = {
    "MM/dd/yy hh:mm:ss a": "%m/%d/%y %I:%M:%S %p",
    "dd.MM.yyyy HH:mm": "%d.%m.%Y %H:%M",
    "dd/MM/yyyy HH:mm": "%d/%m/%Y %H:%M",
}
PER_UNIT = {"epoch-s": 1_000_000, "epoch-ms": 1_000, "epoch-us": 1}
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
WORDS = {
    "float64": "a number",
    "int64": "a whole number",
    "bool": "true or false",
    "date": "a day such as 2026-01-31",
}
LONGEST = 64 * 1024


class Refused(Exception):
    """A value cannot be read: the reason is the argument."""


class Dialect:
    """The fields of a format, with what is usual."""

    def __init__(self, fmt):
        self.json = "jsonLines" in fmt
        fields = fmt.get("csv", fmt.get("jsonLines", {}))
        self.delimiter = {"tab": "\t"}.get(fields.get("delimiter"), fields.get("delimiter", ","))
        self.quote = fields.get("quote", '"')
        self.escape = fields.get("escape")
        self.decimal = fields.get("decimal", ".")
        self.columns = fields.get("columns", [])
        self.skip = fields.get("skip", 0)
        self.comment = fields.get("comment")
        self.missing = {"", *fields.get("missing", [])}
        self.encoding = fields.get("encoding", "UTF-8")
        time = fields.get("time", {})
        self.time_format = time.get("format", "iso")
        self.zone = zoneinfo.ZoneInfo(time["zone"]) if "zone" in time else datetime.timezone.utc


# ---- values ---------------------------------------------------------------------------------------


def number(text, decimal):
    infinite = INFINITE.fullmatch(text)
    if infinite:
        return float("-inf") if infinite[1] == "-" else float("inf")
    plain = text.replace(decimal, ".") if decimal == "," and "." not in text else text
    if decimal == "," and "." in text or not NUMBER.fullmatch(plain):
        raise Refused("type")
    value = float(plain)
    if value in (float("inf"), float("-inf")):
        raise Refused("range")
    return value


def whole(text, decimal):
    if re.fullmatch(r"[+-]?\d+", text, re.ASCII):
        value = int(text)
        if not -(2**63) <= value < 2**63:
            raise Refused("range")
        return value
    if INFINITE.fullmatch(text):
        raise Refused("type")
    value = number(text, decimal)
    if value != int(value):
        raise Refused("type")
    if abs(value) > 2**53:
        raise Refused("range")
    return int(value)


def truth(text):
    if text.lower() not in ("true", "false"):
        raise Refused("type")
    return text.lower() == "true"


def day(text):
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            return (datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days
    except ValueError:
        pass
    raise Refused("type")


def instant(text, dialect):
    if dialect.time_format in PER_UNIT:
        if not NUMBER.fullmatch(text):
            raise Refused("type")
        return round(float(text) * PER_UNIT[dialect.time_format])
    try:
        if dialect.time_format == "iso":
            parts = ISO.fullmatch(text)
            if not parts:
                raise Refused("type")
            moment = datetime.datetime.fromisoformat(
                parts[1] + "T" + (parts[2] or "00:00") + (parts[3] or ""))
        else:
            moment = datetime.datetime.strptime(text, PATTERNS[dialect.time_format])
    except ValueError:
        raise Refused("type") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dialect.zone)
    return (moment - EPOCH) // datetime.timedelta(microseconds=1)


def typed(text, kind, dialect):
    """The value, None if it is missing."""
    if text in dialect.missing:
        return None
    try:
        return {
            "float64": lambda: number(text, dialect.decimal),
            "int64": lambda: whole(text, dialect.decimal),
            "bool": lambda: truth(text),
            "date": lambda: day(text),
            "timestamp": lambda: instant(text, dialect),
            "string": lambda: text,
        }[kind]()
    except Refused:
        if kind != "string" and text.lower() in USUALLY_MISSING:
            return None
        raise


def kind_of(text, dialect):
    """What a value looks like to the profile of its column."""
    if text in dialect.missing:
        return "missing"
    if text.lower() in USUALLY_MISSING:
        return "usual"
    try:
        number(text, dialect.decimal)
        try:
            whole(text, dialect.decimal)
            return "whole"
        except Refused:
            return "number"
    except Refused as refused:
        if refused.args[0] == "range":
            return "number"
    for kind, read in (("bool", truth), ("date", day), ("timestamp", lambda t: instant(t, dialect))):
        try:
            read(text)
            return kind
        except Refused:
            pass
    return "text"


def column_profile(cells, dialect):
    kinds = [kind_of(cell, dialect) for cell in cells]
    values = {kind for kind in kinds if kind not in ("missing", "usual")}
    if values <= {"whole", "number"}:
        kind = "int64" if values == {"whole"} else "float64"
    elif values == {"bool"}:
        kind = "bool"
    elif values == {"date"}:
        kind = "date"
    elif values <= {"date", "timestamp"}:
        kind = "timestamp"
    else:
        kind = "string"
    missing = kinds.count("missing") + (0 if kind == "string" else kinds.count("usual"))
    profile = {"type": kind, "missing": missing}
    if kind in ("int64", "float64"):
        numbers = [finite(cell, dialect) for cell in cells]
        numbers = [value for value in numbers if value is not None]
        if numbers:
            least, most = min(numbers), max(numbers)
            profile |= {"least": least, "most": most,
                        "constant": most - least <= 1e-12 * max(abs(least), abs(most))}
    return profile


def finite(text, dialect):
    try:
        value = float("nan") if text in dialect.missing else number(text, dialect.decimal)
    except Refused:
        return None
    return value if value - value == 0 else None


# ---- records --------------------------------------------------------------------------------------


def csv_records(text, dialect):
    """Header, and (row number, fields or the reason why there are none) of each row."""
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    lines = [line for line in lines if line]
    lines = lines[dialect.skip:]
    unfinished = bool(lines) and lines[-1][-1] not in "\r\n"
    if unfinished:
        lines.pop()
    lines = [line for line in lines if not (dialect.comment and line.startswith(dialect.comment))]
    quoting = {"quoting": csv.QUOTE_NONE} if dialect.quote == "none" else {"quotechar": dialect.quote}
    if dialect.escape:
        quoting |= {"doublequote": False, "escapechar": dialect.escape}
    csv.field_size_limit(10**7)
    reader = csv.reader(lines, delimiter=dialect.delimiter, skipinitialspace=dialect.delimiter != " ", **quoting)
    header = [name for name in dialect.columns] or None
    rows = []
    for record in reader:
        fields = [field.strip(" " if dialect.delimiter == "\t" else " \t") for field in record]
        if fields in ([], [""]):
            continue
        if header is None:
            header = fields
        elif dialect.columns or fields != header:
            if sum(len(field.encode()) + 1 for field in record) > LONGEST:
                rows.append("too-long")
            else:
                rows.append(fields if len(fields) == len(header) else ("fields", len(fields), len(header)))
    if unfinished:
        rows.append("unfinished")
    return header, rows


def json_records(text):
    rows = []

    def constant(word):
        raise ValueError(word)

    def value(raw):
        if isinstance(raw, str) or raw is None:
            return raw
        if isinstance(raw, bool):
            return "true" if raw else "false"
        return raw if isinstance(raw, Raw) else NESTED

    lines = text.split("\n")
    unfinished = lines.pop()
    for line in lines:
        if not line.strip(" \t\r"):
            continue
        try:
            parsed = json.loads(line, parse_float=Raw, parse_int=Raw, parse_constant=constant)
        except ValueError:
            parsed = None
        rows.append({k: value(v) for k, v in parsed.items()} if isinstance(parsed, dict) else "json")
    if unfinished:
        rows.append("unfinished")
    return rows


class Raw(str):
    """A number of JSON as it is written."""


NESTED = object()


# ---- what is expected -----------------------------------------------------------------------------

SAID = {
    "quote": "a quote that is not closed",
    "quote-text": "text after a closing quote",
    "unfinished": "the file ends before the line does",
    "too-long": "longer than 64 KiB",
    "json": "no JSON object",
}


def shown(value):
    if len(value) > 16:
        return f"({len(value)} characters)"
    return re.sub(r"[\x00-\x1f\x7f]", "?", value)


def needed(kind, dialect):
    if kind == "timestamp":
        return "a time as " + dialect.time_format
    if kind == "string":
        return "a text" if dialect.json else "text in " + dialect.encoding
    return WORDS[kind]


def expect(file, content, fmt, columns, rows=None, header=None):
    """Cells, refused rows with their first examples, and the profile."""
    dialect = Dialect(fmt)
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    text = content.decode({"UTF-8": "utf-8-sig", "windows-1252": "cp1252"}.get(dialect.encoding, dialect.encoding))
    if dialect.json:
        rows = json_records(text)
        names = []
        for row in rows:
            names += [n for n, v in row.items() if isinstance(row, dict) and n not in names
                      and v is not None and v is not NESTED] if isinstance(row, dict) else []
    elif rows is None:
        header, rows = csv_records(text, dialect)
        names = header
    else:
        names = header
    result = {"file": file, "format": fmt, "columns": columns, "rows": [], "at": [],
              "refused": {}, "first": {}}
    profile = {"rows": 0, "refused": {}, "columns": {}}
    cells = {}
    for number_of_row, row in enumerate(rows):
        where = f"row {number_of_row} of '{file}', "

        def refuse(reason, said, of):
            of["refused"][reason] = of["refused"].get(reason, 0) + 1
            if of is result:
                of["first"].setdefault(reason, where + said)

        if isinstance(row, str) or isinstance(row, tuple):
            reason = row if isinstance(row, str) else row[0]
            said = f"{row[1]} fields, the header has {row[2]}" if isinstance(row, tuple) else SAID[reason]
            reason = reason.split("-text")[0]
            refuse(reason, said, result)
            refuse(reason, said, profile)
            continue
        profile["rows"] += 1
        record = row if dialect.json else dict(zip(names, row))
        for name in names:
            value = record.get(name)
            cells.setdefault(name, []).append("" if value is None or value is NESTED else value)
        values = []
        for name, kind in columns.items():
            value = record.get(name)
            try:
                if value is NESTED:
                    raise Refused("type")
                values.append(None if value is None else typed(value, kind, dialect))
            except Refused as refused:
                got = "an object or a list" if value is NESTED else shown(value)
                refuse(refused.args[0],
                       f"column '{name}': got '{got}', {needed(kind, dialect)} is needed", result)
                break
        else:
            result["rows"].append([plain(value) for value in values])
            result["at"].append(number_of_row)
    for name in names:
        if name and names.count(name) == 1:
            profile["columns"][name] = column_profile(cells.get(name, []), dialect)
    result["profile"] = profile
    return result


def plain(value):
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    return value


# ---- the files ------------------------------------------------------------------------------------

FILES = []


def read(name, content, columns, fmt=None, guessed=False, suffix=".csv", **by_hand):
    content = content.encode() if isinstance(content, str) else content
    number_of_file = len(FILES) + 1
    file = f"{number_of_file:02d}-{name}{suffix}"
    kinds = {column.split(":")[0]: column.split(":")[1] for column in columns.split(",")} \
        if isinstance(columns, str) else columns
    expected = expect(file, content, fmt or {}, kinds, **by_hand)
    expected["guessed"] = guessed
    FILES.append((file, content, expected))


def refused(name, content, columns, message, fmt=None, profiled=False, suffix=".csv"):
    content = content.encode() if isinstance(content, str) else content
    number_of_file = len(FILES) + 1
    file = f"{number_of_file:02d}-{name}{suffix}"
    kinds = {column: "float64" for column in columns.split(",")}
    FILES.append((file, content, {
        "file": file, "format": fmt or {}, "columns": kinds,
        "error": f"source '{file}' {message}", "profiled": profiled}))


def csv_format(**fields):
    return {"csv": fields}


def files():
    read("plain", "a,b\n1,2.5\n2,3.5\n", "a:int64,b:float64", guessed=True)
    read("quoted-commas", 'note,a\n"valve,7,ok",200.1\n"pump ""2"", left",7\nplain,8\n',
         "note:string,a:float64", guessed=True)
    read("title-line",
         '"Plot Title: pump, left"\n"#","Date Time, GMT+00:00","Temp, °C (LGR S/N: 1, SEN S/N: 2)","Started"\n'
         '1,07/10/13 12:00:00 AM,21.473,\n2,07/13/13 01:00:00 PM,21.569,\n3,07/13/13 01:10:00 PM,,Logged\n',
         {"#": "int64", "Date Time, GMT+00:00": "timestamp", "Temp, °C (LGR S/N: 1, SEN S/N: 2)": "float64"},
         csv_format(skip=1, time={"column": "Date Time, GMT+00:00", "format": "MM/dd/yy hh:mm:ss a"}),
         guessed=True)
    read("air-quality",
         "Date;Time;CO(GT);PT08.S1(CO);NMHC(GT);C6H6(GT);T;RH;AH;;\n"
         "10/03/2004;18.00.00;2,6;1360;150;11,9;13,6;48,9;0,7578;;\n"
         "10/03/2004;19.00.00;2;1292;112;9,4;13,3;47,7;0,7255;;\n"
         "10/03/2004;20.00.00;-200;1402;88;-200;11,9;54,0;0,7502;;\n"
         "10/03/2004;21.00.00;2,2;-200;80;9,2;-200;60,0;0,7867;;\n;;;;;;;;;;\n",
         {"CO(GT)": "float64", "PT08.S1(CO)": "int64", "T": "float64", "Date": "string"},
         csv_format(delimiter=";", decimal=",", missing=["-200"]))
    read("header-after-rotation",
         "time,cpu,usage\n2026-01-01T00:00:00Z,cpu0,1.5\n2026-01-01T00:00:10Z,cpu0,2.5\n"
         "time,cpu,usage\n2026-01-01T00:00:20Z,cpu0,3.5\n",
         "time:timestamp,cpu:string,usage:float64", csv_format(time={"column": "time"}), guessed=True)
    read("comments", "# logger 7\n# two, fields\na,b\n1,2\n# restarted, \"\n3,4\n#\n5,6\n",
         "a:float64,b:float64", csv_format(comment="#"), guessed=True)
    read("no-line-end-at-the-end", "a,b\n1,2\n3,4", "a:float64,b:float64")
    read("half-line", "a,b,c\n1,2,3\n10.5,100.0,4", "a:float64,b:float64,c:float64")
    read("byte-order-mark", "\ufeffa,b\n1,2\n3,4\n", "a:float64,b:float64", guessed=True)
    read("cr-only", "a,b\r1,2\r3,4\r", "a:float64,b:float64", guessed=True)
    read("crlf", "a,b\r\n1,2\r\n\r\n3,4\r\n", "a:float64,b:float64", guessed=True)
    read("latin-1", "Température,Ort\n21.5,Zürich\n22.5,Köln\n".encode("latin-1"),
         "Température:float64,Ort:string", csv_format(encoding="ISO-8859-1"), guessed=True)
    read("windows-1252", "Preis,Text\n1.5,5 €\n2.5,„so“\n3.5,–\n".encode("cp1252"),
         "Preis:float64,Text:string", csv_format(encoding="windows-1252"), guessed=True)
    read("tabs", "a\tb\tname\n1\t2.5\tx y\n2\t\tz\n", "a:int64,b:float64,name:string",
         csv_format(delimiter="tab"), guessed=True)
    read("bars", "a|b\n1|2,5\n3|4\n", "a:float64,b:string", csv_format(delimiter="|"))
    read("blanks", "a b c\n1 2.5 x\n3  y\n", "a:float64,b:float64,c:string", csv_format(delimiter=" "),
         guessed=True)
    read("decimal-comma", "t;p\n1,5;-0,25\n+2,5;1,5e3\n,5;3,\n1.5;2\n", "t:float64,p:float64",
         csv_format(delimiter=";", decimal=","), guessed=True)
    read("delimiters-at-the-end", "a;b;;\n1;2;;\n3;4;;\n5;6\n", "a:float64,b:float64",
         csv_format(delimiter=";"), guessed=True)
    read("sentinels", "a,b\n-200,1\n-200.0,2\n5,-999\n6,3\n", "a:float64,b:float64",
         csv_format(missing=["-200", "-200.0", "-999"]))
    read("missing-spellings",
         "k,v\n1,NaN\n2,Nan\n3,\"NAN\"\n4,NA\n5,n/a\n6,null\n7,NULL\n8,None\n9,-\n10,\n11,  \n12,\"\"\n13,7\n",
         "k:int64,v:float64", guessed=True)
    read("number-spellings",
         "k,v\n1, 12 \n2,+5\n3,.5\n4,5.\n5,1e3\n6,1E-3\n7,0012\n8,-0\n9,Infinity\n10,-inf\n11,INF\n"
         "12,1e-999\n13,123456789012345678901234567890\n14,+Infinity\n",
         "k:int64,v:float64", guessed=True)
    read("no-numbers",
         "k,v\n1,12d\n2,12f\n3,0x1F\n4,0x1p3\n5,1_000\n6,1 000\n7,--\n8,1.2.3\n9,1e400\n10,-1e400\n"
         "11,٣\n12,1e\n13,e5\n14,infinit\n15,?\n16,7\n",
         "k:int64,v:float64", guessed=True)
    read("header-in-the-middle", "a\n1\n2\na\n3\n", "a:float64")
    read("ragged", "a,b,c\n1,2,3\n1,2\n1,2,3,4\n1\n4,5,6\n", "a:float64,c:float64", guessed=True)
    read("unclosed-quote", 'a,b\n"x,1\ny,2\nz,3\n', "a:string,b:float64",
         header=["a", "b"], rows=["quote", ["y", "2"], ["z", "3"]])
    read("text-after-quote", 'a,b\n"x"y,1\n"u" ,2\nz"w",3\n', "a:string,b:float64",
         header=["a", "b"], rows=["quote-text", ["u", "2"], ['z"w"', "3"]])
    read("long-line", "a,b\n1,2\n" + "9" * 100_000 + ",3\n4,5\n", "a:float64,b:float64")
    read("header-only", "a,b\n", "a:float64,b:float64", guessed=True)
    read("names",
         "engine.temp,flow rate,p (bar),°C,a`b,50%,x/y,[m]\n1,2,3,4,5,6,7,8\n9,10,11,12,13,14,15,16\n",
         {name: "float64" for name in ["engine.temp", "flow rate", "p (bar)", "°C", "a`b", "50%", "x/y", "[m]"]},
         guessed=True)
    read("names-twice", "a,b,c,b\n1,2,3,4\n5,6,7,8\n", "a:float64,c:float64", guessed=True)
    read("names-alike", "Temp,temp,c\n1,2,3\n4,5,6\n", "Temp:float64,temp:float64,c:float64", guessed=True)
    read("constant-but-rounding", "a,b\n1.0,1\n1.0000000000000002,2\n0.9999999999999999,3\n",
         "a:float64,b:float64", guessed=True)
    read("epoch-ms", "ts,a\n1767225600000,1\n1767225600500,2\n1767225601000.25,3\n",
         "ts:timestamp,a:float64", csv_format(time={"column": "ts", "format": "epoch-ms"}), guessed=True)
    read("iso-times",
         "time,a\n2026-01-01T00:00:00Z,1\n2026-01-01T01:00:00.5+01:00,2\n2026-01-01T00:00Z,3\n"
         "2026-01-01T00:00:00+0100,4\n2026-02-30T00:00:00Z,5\n2026-01-01T24:00:00Z,6\nyesterday,7\n",
         "time:timestamp,a:float64", csv_format(time={"column": "time"}))
    read("local-times", "time,a\n2026-01-01 00:00:00,1\n2026-07-01 00:00:00.123456,2\n2026-07-01,3\n",
         "time:timestamp,a:float64", csv_format(time={"column": "time", "zone": "Europe/Berlin"}))
    read("dates", "day,a\n2026-01-31,1\n2026-02-30,2\n31.01.2026,3\n1969-12-31,4\n,5\n",
         "day:date,a:float64")
    read("booleans", "on,a\ntrue,1\nFALSE,2\nTrue,3\nyes,4\n1,5\n,6\n", "on:bool,a:float64")
    read("sql-null", "a,name\n1,x\n\\N,y\nNULL,\\N\nnull,null\n", "a:float64,name:string",
         csv_format(missing=["\\N"]))
    read("json-lines",
         '{"t": "2026-01-01T00:00:00Z", "a": 1.5, "on": true, "more": {"a": [1, {"b": "}"}]}}\n\n'
         '{"t": "2026-01-01T00:00:01Z", "a": -2e3, "on": false, "list": [[], {}]}\r\n'
         '{"t": "2026-01-01T00:00:02Z", "a": "3", "on": "TRUE", "name": "x,y"}\n',
         "t:timestamp,a:float64,on:bool,name:string", {"jsonLines": {"time": {"column": "t"}}},
         guessed=True, suffix=".jsonl")
    read("json-nulls", '{"a": null, "b": "NA"}\n{}\n{"b": ""}\n{"a": 7, "b": "?", "c": null}\n{"a": {"x": 1}}\n',
         "a:float64,b:string", {"jsonLines": {"missing": ["?"]}}, suffix=".jsonl")
    read("json-escapes",
         '{"name": "a\\"b\\\\c\\/d\\u00fc\\ud83d\\ude00\\n", "a\\u002eb": 1}\n{"name": "ü😀", "a.b": 2, "a.b": 3}\n',
         "name:string,a.b:int64", {"jsonLines": {}}, suffix=".jsonl")
    read("json-broken",
         '{"a": 1}\n{"a": 1\n{"a": 01}\n{"a": NaN}\n{"a": 1,}\n[1]\n{"a": 1} x\n{"a": "\\x"}\n{"x": [1,]}\n'
         '{"a": 2, "x": [1, 2]}\n{"a": 3',
         "a:float64", {"jsonLines": {}}, suffix=".jsonl")
    read("gzip", gzip.compress(b"a,b\n1,2\n3,4\n", mtime=0), "a:float64,b:float64", guessed=True, suffix=".csv.gz")
    read("excel-sep", "sep=;\r\na;b\r\n1;2\r\n3;4\r\n", "a:float64,b:float64",
         csv_format(delimiter=";", skip=1), guessed=True)
    read("water-pump",
         "datetime;Accelerometer1RMS;Accelerometer2RMS;Current;Pressure;Temperature;Thermocouple;Voltage;"
         "Volume Flow RateRMS\n" + "".join(
             f"2026-01-01 00:00:{i:02d};0.0{265 + i};0.0401;1.{33 + i};0.054711;79.{336 + i};26.0199;{233 + i}.062;32.0\n"
             for i in range(20)),
         {"datetime": "timestamp", "Current": "float64", "Volume Flow RateRMS": "int64"},
         csv_format(delimiter=";", time={"column": "datetime"}), guessed=True)
    read("no-header", "1,2.5,x\n2,3.5,y\n", "c1:int64,c2:float64,c3:string",
         csv_format(columns=["c1", "c2", "c3"]), guessed=True)
    read("single-quotes", "a,b\n'x,y',1\n'it''s',2\n\"z,3\n", "a:string,b:float64", csv_format(quote="'"))
    read("no-quotes", 'a,b\n"x,1\n5" pipe,2\n"y",3\n', "a:string,b:float64", csv_format(quote="none"))
    read("backslashes", 'a,b\n"x \\"y\\", z",1\n"u\\\\",2\nplain,3\n', "a:string,b:float64",
         csv_format(escape="\\"), guessed=True)
    read("line-ends-in-quotes", 'a,b\n"x\ny",1\n"u\r\n\r\nv",2\n"""",3\nz,4\n', "a:string,b:float64", guessed=True)
    read("empty-lines", "\n\na,b\n\n1,2\n\n\n3,4\n\n", "a:float64,b:float64", guessed=True)
    read("lines-of-units",
         '"TOA5","CR1000","2.0","x"\n"TIMESTAMP","RECORD","BattV"\n"TS","RN","Volts"\n"","","Min"\n'
         '"2026-01-01 00:00:00",0,12.5\n"2026-01-01 00:01:00",1,"NAN"\n"2026-01-01 00:02:00",2,12.4\n',
         "TIMESTAMP:timestamp,RECORD:int64,BattV:float64",
         csv_format(skip=4, columns=["TIMESTAMP", "RECORD", "BattV"], time={"column": "TIMESTAMP"}), guessed=True)
    read("huge-numbers", "a,b\n1e308,1\n-1e308,2\n1.7976931348623157e308,3\n1.8e308,4\n", "a:float64,b:float64",
         guessed=True)
    read("large-whole-numbers",
         "id,b\n1234567890123456789,1\n-9223372036854775808,2\n9223372036854775808,3\n1e18,4\n7.0,5\n7.5,6\n1e3,7\n",
         "id:int64,b:float64", guessed=True)
    read("german-times", "Zeit;T\n31.01.2026 09:05;1,5\n01.07.2026 10:00;2,5\n31.02.2026 10:00;3,5\n",
         "Zeit:timestamp,T:float64",
         csv_format(delimiter=";", decimal=",",
                    time={"column": "Zeit", "format": "dd.MM.yyyy HH:mm", "zone": "Europe/Berlin"}))
    read("all-missing", "a,b\n,1\nNA,2\n,3\n", "a:float64,b:float64", guessed=True)
    read("quoted-numbers", '"a","b"\n"1","2.5"\n"2","-3"\n', "a:int64,b:float64", guessed=True)
    read("blanks-around", " a , b \n 1 ,\t2\n \"x\" , 3 \n", "a:string,b:float64",
         header=["a", "b"], rows=[["1", "2"], ["x", "3"]], guessed=True)
    read("blanks-in-quotes", 'a,b\n" 1 ",1\n"2",2\n" x ",3\n', "a:float64,b:float64",
         header=["a", "b"], rows=[[" 1 ", "1"], ["2", "2"], [" x ", "3"]])
    read("mixed-line-ends", "a,b\r\n1,2\n3,4\r\n5,6\r7,8\n", "a:float64,b:float64", guessed=True)
    read("epoch-s", "time,a\n1767225600,1\n1767225600.5,2\n1e9,3\n12d,4\n", "time:timestamp,a:float64",
         csv_format(time={"column": "time", "format": "epoch-s"}))
    read("british-times", "t,a\n31/12/2026 10:00,1\n01/01/2027 10:00,2\n", "t:timestamp,a:float64",
         csv_format(time={"column": "t", "format": "dd/MM/yyyy HH:mm"}), guessed=True)
    read("semicolon-comments", "; logger\na,b\n1,2\n;3,4\n", "a:float64,b:float64", csv_format(comment=";"))
    read("missing-in-latin-1", "a,b\n1,ungültig\n2,3\n".encode("latin-1"), "a:float64,b:float64",
         csv_format(encoding="ISO-8859-1", missing=["ungültig"]))

    refused("utf-16-le", "\ufeffa,b\n1,2\n".encode("utf-16-le"), "a", "is UTF-16; write it as UTF-8")
    refused("utf-16-be", "\ufeffa,b\n1,2\n".encode("utf-16-be"), "a", "is UTF-16; write it as UTF-8")
    refused("utf-16-without-mark", "a,b\n1,2\n".encode("utf-16-le"), "a",
            "is no text, or UTF-16; its byte 1 is 0")
    refused("empty", "", "a", "is empty")
    refused("spreadsheet", b"PK\x03\x04\x14\x00\x06\x00[Content_Types].xml", "a",
            "is a ZIP archive or a spreadsheet; write it as CSV", suffix=".xlsx")
    refused("parquet", b"PAR1\x15\x04\x15\x10", "a", "is Parquet, which only trainings read; write it as CSV", suffix=".parquet")
    refused("another-delimiter", "a;b\n1;2\n", "a,b", "lacks columns [a, b]; got a line that is no header",
            profiled=True)
    refused("another-encoding", "Température,b\n1,2\n".encode("latin-1"), "b",
            "is not written in UTF-8; say its encoding")
    refused("a-name-twice", "a,b,a\n1,2,3\n", "a", "has column 'a' twice", profiled=True)
    refused("no-line-end", "a,b", "a", "ends before its header line does")
    refused("unclosed-header", '"a,b\n1,2\n', "a", "ends before its header line does")
    refused("gzip-twice", gzip.compress(gzip.compress(b"a\n1\n", mtime=0), mtime=0), "a",
            "is compressed with gzip", suffix=".csv.gz")
    refused("gzip-cut-off", gzip.compress(b"a,b\n1,2\n" * 10, mtime=0)[:20], "a",
            "is compressed with gzip, and broken: Unexpected end of ZLIB input stream", suffix=".csv.gz")
    refused("long-header", "a" * 70_000 + "\n1\n", "a",
            "has no header line in its first 64 KiB")


def main():
    files()
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.iterdir():
        old.unlink()
    (TARGET / ".gitattributes").write_text("* -text\n")
    for file, content, expected in FILES:
        (TARGET / file).write_bytes(content)
        text = json.dumps(expected, ensure_ascii=False, indent=1, allow_nan=False)
        # A row a line.
        text = re.sub(r"\[\n\s+([^\[\]{}]*?)\n\s+\]",
                      lambda match: "[" + re.sub(r"\n\s+", " ", match[1]) + "]", text)
        (TARGET / (file.split(".")[0] + ".json")).write_text(text + "\n", encoding="utf-8")
    print(f"{len(FILES)} files, {sum('error' not in e for _, _, e in FILES)} of them are read")


if __name__ == "__main__":
    main()
