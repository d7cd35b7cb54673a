"""Learns from numbers in a table: the column `state` by all others. Change it at will."""

import argparse
import os

import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split

parser = argparse.ArgumentParser()
parser.add_argument("--trees", type=int, default=50)
parser.add_argument("data")
parser.add_argument("model")
args = parser.parse_args()

rows = pd.read_csv(args.data).dropna()
numbers = rows.drop(columns=["state"]).select_dtypes("number")
learn, held, learn_state, held_state = train_test_split(
    numbers, rows["state"], test_size=0.2, random_state=1
)
model = RandomForestClassifier(args.trees, random_state=1).fit(learn, learn_state)
print("accuracy=%.4f" % model.score(held, held_state))
joblib.dump(model, os.path.join(args.model, "model.joblib"))
