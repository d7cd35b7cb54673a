#!/usr/bin/env python3
"""Table of JMH results (CPU time if CpuTimeProfiler was on): for each benchmark and its peer the median over all iterations of all files, and
the ratio of the medians with the ratios of the quartiles, so that one busy moment of the machine decides nothing.

Usage: benchmarks/ratios.py result.json...
"""
import collections
import json
import statistics
import sys

PAIRS = [("ScoringBenchmark.batch", "ScoringBenchmark.batchPlain"),
         ("ScoringBenchmark.singleRow", "ScoringBenchmark.singleRowPlain"),
         ("OnnxBenchmark.batch", "OnnxBenchmark.batchOnnx"),
         ("OnnxBenchmark.singleRow", "OnnxBenchmark.singleRowOnnx"),
         ("CountingBenchmark.counter", "CountingBenchmark.binarySearch"),
         ("CountingBenchmark.scoreRow", "CountingBenchmark.scoreAndCountRow"),
         ("CsvBenchmark.ionosphere", "CsvBenchmark.fastCsv"),
         ("CsvBenchmark.ionosphere", "CsvBenchmark.univocity")]
found = collections.defaultdict(list)
for name in sys.argv[1:]:
    with open(name) as file:
        for result in json.load(file):
            key = (".".join(result["benchmark"].split(".")[-2:]), result.get("params", {}).get("shape", ""))
            cpu = [v for k, v in result["secondaryMetrics"].items() if k.endswith("cpu")]
            metric = cpu[0] if cpu else result["primaryMetric"]
            found[key] += [value for fork in metric["rawData"] for value in fork]

print("| ours | peer | shape | ours, ns | peer, ns | peer / ours | quartiles |\n|---|---|---|---|---|---|---|")
for ours, peer in PAIRS:
    for name, shape in sorted(found):
        if name == ours and (peer, shape) in found:
            a, b = (statistics.quantiles(found[key, shape], n=4) for key in (ours, peer))
            print(f"| {ours} | {peer.split('.')[1]} | {shape} | {a[1]:.3g} | {b[1]:.3g} | "
                  f"{b[1] / a[1]:.2f} | {b[0] / a[0]:.2f} to {b[2] / a[2]:.2f} |")
