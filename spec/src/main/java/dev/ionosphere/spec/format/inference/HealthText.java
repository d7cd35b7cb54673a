package dev.ionosphere.spec.format.inference;

import static dev.ionosphere.spec.format.Written.object;

import dev.ionosphere.spec.format.DurationText;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Limits;
import dev.ionosphere.spec.ion.HealthLimits;
import dev.ionosphere.spec.ion.HealthPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The block {@code health} of an inference node. Limits that are the usual ones are not written.
 */
final class HealthText {

  private static final int MOST_PSI = 100;
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final HealthLimits USUAL = HealthLimits.USUAL;

  static HealthPolicy read(Fields fields) {
    Fields similarity = fields.map("similarity");
    double min = similarity.share("min", 0.8);
    similarity.finish();
    int minSamples = fields.integer("minSamples", 200, 1, 1_000_000_000);
    int hysteresis = fields.integer("hysteresis", 3, 1, 1_000);
    HealthLimits limits = limits(fields);
    fields.finish();
    return new HealthPolicy(min, minSamples, hysteresis, limits);
  }

  private static HealthLimits limits(Fields fields) {
    Fields source = fields.map("source");
    HealthLimits limits =
        new HealthLimits(
            index(fields.map("psi"), USUAL.psi()),
            share(fields.map("missing"), USUAL.missing()),
            share(fields.map("refused"), USUAL.refused()),
            share(fields.map("anomalies"), USUAL.anomalies()),
            index(fields.map("predictions"), USUAL.predictions()),
            source.duration("idle", USUAL.idle(), SHORTEST, Limits.LONGEST),
            source.duration("lag", USUAL.lag(), SHORTEST, Limits.LONGEST),
            fields.duration("silentAfter", USUAL.silent(), SHORTEST, Limits.LONGEST),
            fields.integer("deviceWeight", USUAL.weight(), 1, 1_000_000));
    source.finish();
    return limits;
  }

  private static double share(Fields fields, double otherwise) {
    double most = fields.share("max", otherwise);
    fields.finish();
    return most;
  }

  private static double index(Fields fields, double otherwise) {
    double most = fields.number("max", otherwise, 0, MOST_PSI);
    fields.finish();
    return most;
  }

  static Map<String, Object> write(HealthPolicy policy) {
    HealthLimits limits = policy.limits();
    Map<String, Object> written =
        object(
            "similarity", object("min", policy.similarityMin()),
            "minSamples", policy.minSamples(),
            "hysteresis", policy.hysteresis());
    most(written, "psi", limits.psi(), USUAL.psi());
    most(written, "missing", limits.missing(), USUAL.missing());
    most(written, "refused", limits.refused(), USUAL.refused());
    most(written, "anomalies", limits.anomalies(), USUAL.anomalies());
    most(written, "predictions", limits.predictions(), USUAL.predictions());
    Map<String, Object> source = new LinkedHashMap<>();
    length(source, "idle", limits.idle(), USUAL.idle());
    length(source, "lag", limits.lag(), USUAL.lag());
    if (!source.isEmpty()) {
      written.put("source", source);
    }
    length(written, "silentAfter", limits.silent(), USUAL.silent());
    if (limits.weight() != USUAL.weight()) {
      written.put("deviceWeight", limits.weight());
    }
    return written;
  }

  private static void most(Map<String, Object> into, String name, double most, double usual) {
    if (most != usual) {
      into.put(name, object("max", most));
    }
  }

  private static void length(Map<String, Object> into, String name, Duration own, Duration usual) {
    if (!own.equals(usual)) {
      into.put(name, DurationText.of(own));
    }
  }

  private HealthText() {}
}
