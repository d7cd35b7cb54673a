"""From a fitted scikit-learn model to a plan that devices score: docs/reference/scikit-learn.md.

Runs after a training script, inside its environment; needs numpy and scikit-learn alone. Start
reading at __main__.
"""
