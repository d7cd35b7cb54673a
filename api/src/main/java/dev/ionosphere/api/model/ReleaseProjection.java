package dev.ionosphere.api.model;

import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.ReleaseEvent;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Releases, as the timeline tells them. */
@Singleton
final class ReleaseProjection implements Projection {

  // Widths of the columns.
  private static final int NODE = 63;
  private static final int DIGEST = 80;

  private final ModelReleases releases;

  ReleaseProjection(ModelReleases releases) {
    this.releases = releases;
  }

  @Override
  public void apply(TimelineRecord record, TimelineEvent event) {
    if (!(event instanceof ReleaseEvent told)) {
      return;
    }
    switch (told) {
      case ReleaseEvent.ModelReleased released ->
          keep(
              record,
              released.node(),
              released.generation(),
              released.digest(),
              released.allowedBy());
      case ReleaseEvent.ModelSet set ->
          keep(record, set.node(), set.generation(), set.digest(), List.of());
      case ReleaseEvent.ReleaseRefused refused -> {}
      case ReleaseEvent.ModelRecalled recalled -> {}
      case ReleaseEvent.ModelProven proven ->
          releases.setProven(
              id(record.ion(), proven.node(), proven.generation()), record.occurredAt());
      case ReleaseEvent.ModelRejected rejected ->
          releases.setRejected(
              id(record.ion(), rejected.node(), rejected.generation()), record.occurredAt());
    }
  }

  private static String id(String ion, String node, long generation) {
    return ion + "." + Storable.text(node, NODE) + "." + generation;
  }

  private void keep(
      TimelineRecord record, String place, long generation, String digest, List<String> allowedBy) {
    String node = Storable.text(place, NODE);
    String id = id(record.ion(), node, generation);
    ModelRelease release =
        new ModelRelease(
            id,
            record.ion(),
            node,
            generation,
            Storable.text(digest, DIGEST),
            allowedBy,
            record.actor(),
            record.occurredAt(),
            record.sequence());
    Optional<ModelRelease> known = releases.findById(id);
    if (known.isEmpty()) {
      releases.save(release);
    } else if (!release.allowedBy().isEmpty() && !isMoreThanItWas(known.get(), release)) {
      // A model that was set is told as released as well; only that record knows who allowed it.
      releases.update(release);
    }
  }

  /**
   * A record from before statements were signed is believed about the model that it named then, and
   * about no other that is told under its number now.
   */
  private boolean isMoreThanItWas(ModelRelease known, ModelRelease told) {
    return !known.digest().equals(told.digest()) && releases.isEarlierRecord(known.id());
  }
}
