package dev.ionosphere.api.model;

import dev.ionosphere.api.timeline.Facts;
import dev.ionosphere.api.timeline.Projection;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.workflows.timeline.TimelineKind;
import jakarta.inject.Singleton;

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
  public void apply(TimelineRecord record, Facts facts) {
    boolean released =
        record.kind().equals(TimelineKind.RELEASED) || record.kind().equals(TimelineKind.MODEL_SET);
    if (!released) {
      return;
    }
    long generation = facts.large("generation");
    String node = facts.text("node", NODE);
    String id = record.ion() + "." + node + "." + generation;
    ModelRelease release =
        new ModelRelease(
            id,
            record.ion(),
            node,
            generation,
            facts.text("digest", DIGEST),
            facts.texts("allowedBy"),
            record.actor(),
            record.occurredAt(),
            record.sequence());
    if (!releases.existsById(id)) {
      releases.save(release);
    } else if (!release.allowedBy().isEmpty()) {
      // A model that was set is told as released as well; only that record knows who allowed it.
      releases.update(release);
    }
  }
}
