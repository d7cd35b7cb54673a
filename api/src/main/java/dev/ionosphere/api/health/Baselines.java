package dev.ionosphere.api.health;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ionosphere.api.model.ModelRegistry;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.HealthScores;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.models.pack.Role;
import jakarta.inject.Singleton;
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
  private final Cache<String, Optional<Baseline>> kept =
      Caffeine.newBuilder().maximumSize(KEPT).executor(Runnable::run).build();

  Baselines(ModelRegistry models) {
    this.models = models;
  }

  /** Nothing if the model is not known or has none. */
  public Optional<Baseline> of(String digest) {
    try {
      return kept.get(digest, this::read);
    } catch (HubException | ModelFormatException e) {
      LOG.warn("model {} has no readable baseline: {}", digest, e.getMessage());
      return Optional.empty();
    }
  }

  private Optional<Baseline> read(String digest) {
    return models.part(models.model(digest), Role.BASELINE).map(Baseline::read);
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
