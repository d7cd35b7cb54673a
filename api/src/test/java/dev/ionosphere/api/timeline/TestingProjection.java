package dev.ionosphere.api.timeline;

import dev.ionosphere.workflows.timeline.TimelineEvent;
import jakarta.inject.Singleton;

/**
 * A view that cannot be kept of one kind of key: its batch fails in the middle of a transaction.
 */
@Singleton
final class TestingProjection implements Projection {

  static final String POISON = "poison";

  @Override
  public void apply(TimelineRecord record, TimelineEvent event) {
    if (record.entryKey().startsWith(POISON)) {
      throw new IllegalStateException("no view of " + record.entryKey());
    }
  }
}
