package dev.ionosphere.api.retention;

import dev.ionosphere.api.blob.BlobStore;
import dev.ionosphere.api.component.PushedComponents;
import dev.ionosphere.api.model.KeptBlobs;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes blobs that no model and no component needs: those of pruned models, but for what
 * approvers were shown, and those of packages that were never registered.
 */
@Singleton
class BlobSweep {

  private static final Logger LOG = LoggerFactory.getLogger(BlobSweep.class);
  private static final int BATCH = 500;

  /** Longer than any worker needs from its first upload to the registration of the package. */
  private static final Duration UNTOUCHED = Duration.ofDays(7);

  private final RetentionConfiguration configuration;
  private final BlobStore blobs;
  private final KeptBlobs kept;
  private final PushedComponents components;
  private final MeterRegistry meters;
  private final Clock clock;

  BlobSweep(
      RetentionConfiguration configuration,
      BlobStore blobs,
      KeptBlobs kept,
      PushedComponents components,
      MeterRegistry meters,
      Clock clock) {
    this.configuration = configuration;
    this.blobs = blobs;
    this.kept = kept;
    this.components = components;
    this.meters = meters;
    this.clock = clock;
  }

  private Set<String> needed() {
    Set<String> needed = kept.all();
    needed.addAll(components.archives());
    return needed;
  }

  /** How many blobs went; none if models are kept for ever. */
  @Scheduled(fixedDelay = "24h", initialDelay = "15m")
  int sweep() {
    if (configuration.kept(RetentionKind.MODELS).isEmpty()) {
      return 0;
    }
    Instant before = clock.instant().minus(UNTOUCHED);
    int deleted = 0;
    String after = "";
    List<String> page;
    do {
      page = blobs.untouchedSince(before, after, BATCH);
      Set<String> needed = page.isEmpty() ? Set.of() : needed();
      for (String blob : page) {
        after = blob;
        if (!needed.contains(blob)) {
          blobs.delete(blob, before);
          deleted++;
        }
      }
    } while (page.size() == BATCH);
    meters.counter("ionosphere.retention.deleted", "kind", "blobs").increment(deleted);
    if (deleted > 0) {
      LOG.info("deleted {} blobs that no model needs", deleted);
    }
    return deleted;
  }
}
