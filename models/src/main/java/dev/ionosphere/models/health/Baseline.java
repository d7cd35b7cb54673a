package dev.ionosphere.models.health;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.format.ShortText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What training saw: a histogram a feature, the part {@code baseline} of a package. Devices count
 * into the same bins.
 *
 * @param predictions training's rows by what the model says of them first, in the order of its
 *     labels; absent of a model without labels, and of packages up to 0.3.0
 */
public record Baseline(List<Feature> features, Optional<Histogram> predictions) {

  private static final int MAXIMUM_FEATURES = 10_000;

  public Baseline {
    features = List.copyOf(features);
    if (features.size() > MAXIMUM_FEATURES) {
      throw new ModelFormatException(
          "baseline.features", features.size(), "at most " + MAXIMUM_FEATURES);
    }
    if (features.stream().map(Feature::name).collect(Collectors.toSet()).size()
        != features.size()) {
      throw new ModelFormatException("baseline.features", "a name twice", "each name once");
    }
  }

  /** Without what the model says of the rows. */
  public Baseline(List<Feature> features) {
    this(features, Optional.empty());
  }

  public Optional<Feature> feature(String name) {
    return features.stream().filter(feature -> feature.name().equals(name)).findFirst();
  }

  public byte[] toJson() {
    return BaselineJson.write(this);
  }

  /**
   * Reads a baseline as training or {@link #toJson} wrote it.
   *
   * @throws ModelFormatException if they are no baseline
   */
  public static Baseline read(byte[] json) {
    return BaselineJson.read(json);
  }

  /**
   * One feature of the training data.
   *
   * @param training its counts in the bins
   * @param labels names of the bins of a text, but for the last, which is of all others; none of a
   *     number
   */
  public record Feature(String name, Bins bins, Histogram training, List<String> labels) {

    public Feature {
      ShortText.checked("baseline feature", name);
      if (training.bins() != bins.size()) {
        throw new ModelFormatException(
            "baseline feature " + name, training.bins() + " counts", bins.size() + " bins");
      }
      labels = List.copyOf(labels);
      labels.forEach(label -> ShortText.checked("baseline feature " + name + ", label", label));
      boolean named = labels.size() == bins.size() - 1 && bins.kind() == Bins.Kind.CATEGORICAL;
      if (!labels.isEmpty() && !named) {
        throw new ModelFormatException(
            "baseline feature " + name,
            labels.size() + " labels of " + bins.kind().wireName() + " bins",
            "none, or one for each category");
      }
    }

    /** Of a number. */
    public Feature(String name, Bins bins, Histogram training) {
      this(name, bins, training, List.of());
    }
  }
}
