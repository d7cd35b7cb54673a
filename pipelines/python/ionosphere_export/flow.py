"""Numbers on their way through the steps, and the rows that the library would refuse."""

import warnings

import numpy as np
from scipy.sparse import csr_matrix

from .plan import LARGEST

FLOAT32_LIMIT = float(np.nextafter(float(np.finfo(np.float32).max) + 2.0**103, 0))


class Accepts:
    """What a step takes: missing numbers, infinite ones, those that no float32 holds."""

    def __init__(self, missing, limit):
        self.missing = missing
        self.limit = limit  # None if infinite numbers are taken

    @staticmethod
    def of(call, width, sparse=False):
        """Asks it, with a row of zeros in which one number is odd."""

        def takes(number):
            row = np.zeros((1, width))
            row[0, 0] = number
            if sparse:
                row = csr_matrix(row)
            try:
                with warnings.catch_warnings(), np.errstate(all="ignore"):
                    warnings.simplefilter("ignore")
                    call(row)
                return True
            except ValueError:
                return False

        limit = None
        if not takes(np.inf):
            limit = LARGEST if takes(1e39) else FLOAT32_LIMIT
        return Accepts(takes(np.nan), limit)

    def all(self):
        return self.missing and self.limit is None


class Flow:
    """
    Items, and guards that are needed before something hides that a row was refused: a number that
    is not finite stays so while it is scaled or summed, and no row with such an output is scored.
    """

    def __init__(self, plan, items):
        self.plan = plan
        self.items = items
        self.pending = []  # (items, Accepts)
        self.sparse = False  # whether the library keeps only what is not 0: it computes otherwise
        self.sums = False  # whether an infinite number may have become a missing one

    def guard(self, accepts):
        """What the next step refuses. What was refused before it refuses as well, or is guarded."""
        if accepts.all():
            return
        looser = accepts.missing and (
            self.sums or not all(earlier.missing for _, earlier in self.pending)
        )
        if looser or accepts.limit is None:
            self.flush()
        self.pending = [(self.items, accepts)]
        self.sums = False

    def flush(self):
        """From here on it would not be seen any more that a row was refused."""
        for items, accepts in self.pending:
            self.plan.add(
                "guard",
                of=self.plan.step(items),
                width=len(items),
                limit=LARGEST if accepts.limit is None else accepts.limit,
                missing=accepts.missing,
                given=1,
            )
        self.pending = []
        self.sums = False

    def step(self):
        return self.plan.step(self.items)

    def take(self, step, each=False, rounded=False):
        """
        What comes out of a step goes on.

        each: whether each number is made of the one in its place
        """
        width = self.plan.width(step)
        self.items = self.plan.numbers(
            step,
            width,
            [item.source for item in self.items] if each else None,
            [item.rounded for item in self.items] if each else [rounded] * width,
        )

    def part(self, places):
        """Some of the items."""
        part = Flow(self.plan, [self.items[place] for place in places])
        part.sparse = self.sparse
        return part

    def join(self, flows):
        """Side by side what came out of parts."""
        self.items = [item for flow in flows for item in flow.items]
        self.pending = [pending for flow in flows for pending in flow.pending]
        self.sums = any(flow.sums for flow in flows)
        self.sparse = any(flow.sparse for flow in flows)
