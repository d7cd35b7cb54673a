#!/usr/bin/env python3
"""The peer of DriftReport: Evidently's report of data drift over the same two files.

    drift.py make DIRECTORY [FEATURES [TRAINING_ROWS [ROWS_NOW]]]    writes training.parquet and now.parquet
    drift.py report DIRECTORY                                        prints how many features drifted, CPU and peak RSS

Needs pyarrow; `report` needs evidently 0.7 and pandas 2. A tenth of the features is shifted by a deviation, one in a hundred values is missing.
"""
import pathlib
import resource
import sys
import time


def make(directory, features=100, training=3_000_000, now=300_000):
    import numpy
    import pyarrow
    import pyarrow.parquet

    random = numpy.random.default_rng(7)
    names = [f"f{i:03}" for i in range(features)]
    schema = pyarrow.schema([(name, pyarrow.float64()) for name in names])
    for file, rows, shift in (("training", training, 0), ("now", now, 1)):
        with pyarrow.parquet.ParquetWriter(directory / f"{file}.parquet", schema, use_dictionary=False) as writer:
            for first in range(0, rows, 100_000):
                count = min(100_000, rows - first)
                columns = []
                for i in range(features):
                    values = random.normal(shift if i % 10 == 0 else 0, 1, count)
                    columns.append(pyarrow.array(values, mask=random.random(count) < 0.01))
                writer.write_table(pyarrow.Table.from_arrays(columns, schema=schema))


def report(directory):
    import pandas
    from evidently import Report
    from evidently.presets import DataDriftPreset

    start = time.time()
    training = pandas.read_parquet(directory / "training.parquet")
    now = pandas.read_parquet(directory / "now.parquet")
    result = Report([DataDriftPreset(method="psi", threshold=0.25)]).run(now, training).dict()
    counted = [m["value"] for m in result["metrics"] if "DriftedColumnsCount" in m["metric_name"]]
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(f"{counted}; CPU {used.ru_utime + used.ru_stime:.1f} s, wall {time.time() - start:.1f} s, peak {used.ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    what, directory = sys.argv[1], pathlib.Path(sys.argv[2])
    {"make": make, "report": report}[what](directory, *map(int, sys.argv[3:]))
