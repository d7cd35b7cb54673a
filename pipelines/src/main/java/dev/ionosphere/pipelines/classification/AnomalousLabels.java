package dev.ionosphere.pipelines.classification;

import dev.ionosphere.data.cell.ShownText;
import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.input.Labels;
import java.io.Serializable;
import java.util.BitSet;
import java.util.List;

/** Labels of rows that are anomalies: their probabilities add up to more than a half. */
record AnomalousLabels(BitSet places) implements Serializable {

  static final double ABOVE = 0.5;

  /**
   * @throws JobException if there is no such label, or no other
   */
  static AnomalousLabels of(Labels labels, List<String> anomalous) {
    BitSet places = new BitSet();
    for (String label : anomalous) {
      int place = labels.names().indexOf(label);
      if (place < 0) {
        throw new JobException(
            "argument 'anomalous' has label '%s', column '%s' has %s"
                .formatted(
                    ShownText.value(label),
                    ShownText.name(labels.column()),
                    labels.names().stream().map(ShownText::value).toList()));
      }
      places.set(place);
    }
    if (places.cardinality() == labels.size()) {
      throw new JobException(
          "argument 'anomalous' has all labels of column '%s'; allowed are fewer, or none"
              .formatted(ShownText.name(labels.column())));
    }
    return new AnomalousLabels(places);
  }

  boolean isEmpty() {
    return places.isEmpty();
  }

  boolean has(int label) {
    return places.get(label);
  }

  /** Whether there is more than one: then a sum is looked at. */
  boolean isSum() {
    return places.cardinality() > 1;
  }

  int first() {
    return places.nextSetBit(0);
  }

  /** What each label's probability counts in the sum. */
  double[] weights(int labels) {
    double[] weights = new double[labels];
    places.stream().forEach(place -> weights[place] = 1);
    return weights;
  }

  double sum(double[] probabilities) {
    return places.stream().mapToDouble(place -> probabilities[place]).sum();
  }
}
