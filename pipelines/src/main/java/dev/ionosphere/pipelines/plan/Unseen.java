package dev.ionosphere.pipelines.plan;

/** What becomes of a row with a category that training did not see; named as in the file. */
public enum Unseen {
  refuse,
  other,
  missing
}
