package dev.ionosphere.spec.component;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A convention of another system, by which a program may expect to be started. */
public enum Convention {
  SAGEMAKER,
  MLFLOW,
  DAGSTER,
  TENSORBOARD;

  public static final List<String> WORDS = Arrays.stream(values()).map(Convention::word).toList();

  /** As a manifest names it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
