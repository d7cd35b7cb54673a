"""Learns the state of a pump. A plain script: it knows nothing of where it runs."""

import argparse
import os

import joblib
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import RandomForestClassifier
from sklearn.impute import SimpleImputer
from sklearn.model_selection import train_test_split
from sklearn.pipeline import Pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

NUMBERS = ["pressure", "flow", "temperature"]
WORDS = ["mode"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--trees", type=int, default=50)
    parser.add_argument("--depth", type=int, default=6)
    parser.add_argument("--train", default=os.environ.get("SM_CHANNEL_TRAIN", "."))
    parser.add_argument("--model-dir", default=os.environ.get("SM_MODEL_DIR", "."))
    args = parser.parse_args()

    files = sorted(os.path.join(args.train, name) for name in os.listdir(args.train))
    rows = pd.concat([pd.read_csv(file) for file in files])
    print("read %d rows" % len(rows))

    features = ColumnTransformer([
        ("numbers", Pipeline([("fill", SimpleImputer()), ("scale", StandardScaler())]), NUMBERS),
        ("words", OneHotEncoder(handle_unknown="ignore"), WORDS),
    ])
    model = Pipeline([
        ("features", features),
        ("forest", RandomForestClassifier(args.trees, max_depth=args.depth, random_state=1)),
    ])
    learn, held = train_test_split(rows, test_size=0.2, random_state=1)
    model.fit(learn[NUMBERS + WORDS], learn["state"])
    print("accuracy=%.4f" % model.score(held[NUMBERS + WORDS], held["state"]))
    joblib.dump(model, os.path.join(args.model_dir, "model.joblib"))


if __name__ == "__main__":
    main()
