"""
python -m ionosphere_export --model FILE --sample sample.json --output DIR

Opens a fitted scikit-learn model in the environment that it was trained in, and writes what devices
score by (plan.json), its own answers to rows (golden.json) and what was found (export.json). Ends
with 0; 3 if a step cannot be scored on devices; otherwise it failed. The last line that begins with
ERROR is for people.
"""

import argparse
import platform
import sys

from . import export
from .problem import Failed, Refused


class _Parser(argparse.ArgumentParser):
    def error(self, message):
        self.print_usage(sys.stderr)
        print("ERROR " + message, file=sys.stderr)
        sys.exit(2)


def main(arguments=None):
    parser = _Parser(prog="ionosphere_export", description=__doc__.strip().splitlines()[2])
    parser.add_argument("--model", required=True, help="file of joblib or pickle")
    parser.add_argument("--sample", required=True, help="rows of the training data, JSON")
    parser.add_argument("--output", required=True, help="folder to write to")
    parser.add_argument("--features", help="names of the columns, for a model without names: a,b,c")
    parser.add_argument("--golden-rows", type=int, default=200, help="of each sort, 200 to 10000")
    own = parser.parse_args(arguments)
    if not 200 <= own.golden_rows <= 10000:
        parser.error("--golden-rows: got %d, allowed are 200 to 10000" % own.golden_rows)
    features = own.features.split(",") if own.features else None
    try:
        told = export.run(own.model, own.sample, own.output, features, own.golden_rows)
    except Refused as refused:
        print("ERROR %s" % refused, file=sys.stderr)
        return 3
    except Failed as failed:
        print("ERROR %s" % failed, file=sys.stderr)
        return 1
    except Exception as error:  # of a library that is other than expected
        import traceback

        traceback.print_exc()
        print(
            "ERROR the exporter failed with %s: %s (Python %s)"
            % (type(error).__name__, error, platform.python_version()),
            file=sys.stderr,
        )
        return 1
    print("exported %s: %d steps, %d golden rows" % (
        told["model"], told["operators"], told["goldenRows"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
