package dev.ionosphere.api.timeline;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what came under a key that is taken, and says so. */
@Singleton
final class Conflicts {

  private static final Logger LOG = LoggerFactory.getLogger(Conflicts.class);

  private final TimelineConflicts conflicts;
  private final ConflictAlarm alarm;
  private final Clock clock;

  Conflicts(TimelineConflicts conflicts, ConflictAlarm alarm, Clock clock) {
    this.conflicts = conflicts;
    this.alarm = alarm;
    this.clock = clock;
  }

  /** Whether it is new: what is tried again is kept once. */
  boolean keep(DraftBatch batch, Outcome.Refused conflict) {
    TimelineRecord came = conflict.came();
    String content = Chain.content(came);
    if (conflicts.existsByIonAndEntryKeyAndContent(batch.ion(), came.entryKey(), content)) {
      return false;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    LOG.error("Timeline conflict: {}", conflict.message());
    conflicts.save(
        new TimelineConflict(
            null,
            batch.ion(),
            came.entryKey(),
            conflict.sequence(),
            came.kind(),
            content,
            batch.workflow(),
            batch.workflowRun(),
            now));
    alarm.conflict(batch.ion(), came.node(), came.entryKey(), conflict.message(), now);
    return true;
  }
}
