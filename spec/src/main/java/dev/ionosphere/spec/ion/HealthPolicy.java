package dev.ionosphere.spec.ion;

/**
 * When what the devices see has drifted from what the model was trained on, and what else people
 * are told of.
 *
 * @param similarityMin a feature scoring below is unlike training, 0 to 1
 * @param minSamples rows a judged window holds at least
 * @param hysteresis windows in a row that must agree before the state changes, at least 1
 */
public record HealthPolicy(
    double similarityMin, int minSamples, int hysteresis, HealthLimits limits) {

  public HealthPolicy(double similarityMin, int minSamples, int hysteresis) {
    this(similarityMin, minSamples, hysteresis, HealthLimits.USUAL);
  }
}
