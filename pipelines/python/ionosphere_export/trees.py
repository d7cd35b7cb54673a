"""Trees as one forest: nodes in preorder, thresholds of float32 folded into those of doubles."""

import numpy as np

from .plan import LARGEST, Table

LEAF = -1


class Trees:
    """
    Nodes of several trees in arrays, children by their numbers: feature (-1 of a leaf), threshold,
    left, right, goes_left (whether a missing number does), values (a row a node).
    """

    def __init__(self, roots, feature, threshold, left, right, goes_left, values):
        self.roots = roots
        self.feature = feature
        self.threshold = threshold
        self.left = left
        self.right = right
        self.goes_left = goes_left
        self.values = values

    @staticmethod
    def joined(trees):
        """One of all their nodes."""
        counts = [len(tree.feature) for tree in trees]
        starts = np.concatenate([[0], np.cumsum(counts)[:-1]]).astype(np.int64)
        offsets = np.repeat(starts, counts)

        def all_of(name):
            return np.concatenate([getattr(tree, name) for tree in trees])

        return Trees(
            starts,
            all_of("feature"),
            all_of("threshold"),
            all_of("left") + offsets,
            all_of("right") + offsets,
            all_of("goes_left"),
            all_of("values"),
        )


def of_tree(tree, values, missing, features=None):
    """
    A tree of scikit-learn.

    missing: whether it takes missing numbers; features: the places of those that it was given
    """
    feature = np.where(tree.children_left == LEAF, LEAF, tree.feature).astype(np.int64)
    if features is not None:
        feature = np.where(feature == LEAF, LEAF, np.asarray(features)[feature])
    goes_left = np.zeros(len(feature), bool)
    if missing and hasattr(tree, "missing_go_to_left"):
        goes_left = np.asarray(tree.missing_go_to_left).astype(bool)
    return Trees(
        np.zeros(1, np.int64),
        feature,
        folded(np.asarray(tree.threshold, np.float64)),
        tree.children_left.astype(np.int64),
        tree.children_right.astype(np.int64),
        goes_left,
        np.asarray(values, np.float64).reshape(len(feature), -1),
    )


def folded(thresholds):
    """
    The largest doubles that, rounded to float32, are at most the thresholds: so a double is
    compared as its float32 would be.
    """
    with np.errstate(over="ignore"):
        near = thresholds.astype(np.float32)
        below = np.where(
            near.astype(np.float64) > thresholds, np.nextafter(near, np.float32(-np.inf)), near
        ).astype(np.float32)
        above = np.nextafter(below, np.float32(np.inf))
        # Exact: a double has room for one more bit. Beyond the largest float32 comes 2^128.
        next_one = np.where(np.isinf(above), 2.0**128, above.astype(np.float64))
        middle = (below.astype(np.float64) + next_one) / 2
        fits = middle.astype(np.float32) <= below
    folded = np.where(fits, middle, np.nextafter(middle, -np.inf))
    return np.where(np.isinf(below), thresholds, folded)


def forest(plan, items, trees, columns=None):
    """
    Adds the step that sums what the leaves of trees hold, and says its number.

    A missing number goes right in a forest of a plan. Where it goes left in the library the split
    is turned round: x <= t is asked as -x <= (the double below -t), whose left is the old right.
    """
    trees, items = _splits_on_missing(plan, trees, items)
    split = trees.feature != LEAF
    turned = split & trees.goes_left
    if turned.any():
        asked = np.unique(trees.feature[turned])
        some = plan.step([items[feature] for feature in asked])
        negative = plan.add(
            "affine", of=some, factors=-np.ones(len(asked)), offsets=np.zeros(len(asked))
        )
        places = np.zeros(len(items), np.int64)
        places[asked] = len(items) + np.arange(len(asked))
        items = items + plan.numbers(negative, len(asked))
        trees = Trees(
            trees.roots,
            np.where(turned, places[trees.feature], trees.feature),
            np.where(turned, np.nextafter(-trees.threshold, -np.inf), trees.threshold),
            np.where(turned, trees.right, trees.left),
            np.where(turned, trees.left, trees.right),
            np.zeros(len(split), bool),
            trees.values,
        )
    used = sorted(set(trees.feature[trees.feature != LEAF].tolist())) or [0]
    places = np.zeros(len(items), np.int64)
    places[used] = np.arange(len(used))
    of = plan.step([items[feature] for feature in used])
    features = np.where(trees.feature == LEAF, LEAF, places[trees.feature])
    fields = _preorder(trees, features)
    return plan.add(
        "forest", of=of, width=len(used), given=trees.values.shape[1], **fields
    )


def _splits_on_missing(plan, trees, items):
    """A split at infinity asks whether a number is missing: 1 is then more than a half."""
    on_missing = (trees.feature != LEAF) & np.isinf(trees.threshold)
    if not on_missing.any():
        return trees, items
    asked = np.unique(trees.feature[on_missing])
    step = plan.recode(
        plan.step([items[feature] for feature in asked]), [Table({}, 0.0, 1.0) for _ in asked]
    )
    places = np.zeros(len(items), np.int64)
    places[asked] = len(items) + np.arange(len(asked))
    # Where missing ones go left as well, all do.
    half = np.where(trees.goes_left, 2.0, 0.5)
    return (
        Trees(
            trees.roots,
            np.where(on_missing, places[trees.feature], trees.feature),
            np.where(on_missing, half, trees.threshold),
            trees.left,
            trees.right,
            trees.goes_left & ~on_missing,
            trees.values,
        ),
        items + plan.numbers(step, len(asked)),
    )


def _preorder(trees, features):
    """The fields of a forest: each split is followed by its left child."""
    levels = []
    level = trees.roots
    while len(level):
        levels.append(level)
        inner = level[trees.feature[level] != LEAF]
        level = np.concatenate([trees.left[inner], trees.right[inner]])
    sizes = np.ones(len(features), np.int64)
    for level in reversed(levels):
        inner = level[trees.feature[level] != LEAF]
        sizes[inner] += sizes[trees.left[inner]] + sizes[trees.right[inner]]
    place = np.zeros(len(features), np.int64)
    ends = np.cumsum(sizes[trees.roots])
    roots = np.concatenate([[0], ends[:-1]])
    place[trees.roots] = roots
    for level in levels:
        inner = level[trees.feature[level] != LEAF]
        place[trees.left[inner]] = place[inner] + 1
        place[trees.right[inner]] = place[inner] + 1 + sizes[trees.left[inner]]
    reached = np.concatenate(levels)
    order = np.empty(len(reached), np.int64)
    order[place[reached]] = reached
    ordered = features[order]
    leaves = ordered == LEAF
    values, which = np.unique(trees.values[order[leaves]], axis=0, return_inverse=True)
    rights = np.where(leaves, 0, place[trees.right[order]])
    rights[leaves] = which.reshape(-1)
    return {
        "roots": roots,
        "features": ordered,
        "thresholds": np.where(leaves, 0.0, np.clip(trees.threshold[order], -LARGEST, LARGEST)),
        "rights": rights,
        "values": values,
    }
