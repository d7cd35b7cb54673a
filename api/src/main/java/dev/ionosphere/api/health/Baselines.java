package dev.ionosphere.api.health;

import dev.ionosphere.api.model.ModelRegistry;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.HealthScores;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.models.pack.Role;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What training saw, by model, and how far counts are from it. */
@Singleton
public final class Baselines {

  private static final Logger LOG = LoggerFactory.getLogger(Baselines.class);
  private static final int KEPT = 16;

  private final ModelRegistry models;
  private final Map<String, Baseline> kept =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Baseline> eldest) {
          return size() > KEPT;
        }
      };

  Baselines(ModelRegistry models) {
    this.models = models;
  }

  /** Nothing if the model is not known or has none. */
  public synchronized Optional<Baseline> of(String digest) {
    Baseline known = kept.get(digest);
    if (known != null) {
      return Optional.of(known);
    }
    try {
      Optional<Baseline> read =
          models.part(models.model(digest), Role.BASELINE).map(Baseline::read);
      read.ifPresent(baseline -> kept.put(digest, baseline));
      return read;
    } catch (HubException | ModelFormatException e) {
      LOG.warn("model {} has no readable baseline: {}", digest, e.getMessage());
      return Optional.empty();
    }
  }

  /** Similarity by feature; a feature whose counts do not fit the bins is left out. */
  Map<String, Double> similarity(String digest, Map<String, long[]> counts, long rows) {
    Map<String, Double> scores = new TreeMap<>();
    of(digest).ifPresent(baseline -> score(baseline, counts, rows, scores));
    return scores;
  }

  private static void score(
      Baseline baseline, Map<String, long[]> counts, long rows, Map<String, Double> scores) {
    for (Baseline.Feature feature : baseline.features()) {
      long[] own = counts.get(feature.name());
      if (own == null || own.length != feature.bins().size()) {
        continue;
      }
      try {
        double score = HealthScores.similarity(feature.training(), Histogram.of(own, rows));
        if (!Double.isNaN(score)) {
          scores.put(feature.name(), score);
        }
      } catch (IllegalArgumentException | ArithmeticException e) {
        // More counts than rows: the device is wrong, not the data.
        LOG.info("feature {}: {}", feature.name(), e.getMessage());
      }
    }
  }
}
