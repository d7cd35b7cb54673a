package dev.ionosphere.workflows.timeline;

import dev.ionosphere.workflows.approval.Subject;
import io.temporal.common.converter.DefaultDataConverter;

/** Records that stand for those that cannot be in the ledger. */
final class SetAside {

  private static final int LONGEST_KEY = 200;

  /** Stands for an entry that the hub will never take. */
  static TimelineEntry record(String ion, TimelineEntry entry, String reason) {
    String digest = digest(entry);
    return stand(ion, entry, "/set-aside/" + digest.substring(7, 23), digest, reason);
  }

  /** Stands for the first entry that no longer fits the outbox. */
  static TimelineEntry many(String ion, TimelineEntry entry, int count, String digest) {
    return stand(ion, entry, "/overflow", digest, count + " records more than the outbox holds");
  }

  /** Stands for one entry more than {@code before}. */
  static TimelineEntry further(String ion, TimelineEntry before, TimelineEntry entry, int count) {
    if (!(before.event() instanceof LifecycleEvent.RecordSetAside earlier)) {
      throw new IllegalStateException(before.key() + " stands for nothing but itself");
    }
    return new TimelineEntry(
        before.key(),
        before.time(),
        before.actor(),
        before.node(),
        before.cause(),
        new LifecycleEvent.RecordSetAside(
            ion,
            earlier.key(),
            earlier.recordKind(),
            Subject.digest(earlier.digest() + digest(entry)),
            count + " records more than the outbox holds, the last is " + shortened(entry.key())));
  }

  /** SHA-256 of the entry's JSON. */
  static String digest(TimelineEntry entry) {
    return Subject.digest(json(entry));
  }

  static String json(TimelineEntry entry) {
    return DefaultDataConverter.STANDARD_INSTANCE
        .toPayload(entry)
        .orElseThrow()
        .getData()
        .toStringUtf8();
  }

  private static TimelineEntry stand(
      String ion, TimelineEntry entry, String suffix, String digest, String reason) {
    return new TimelineEntry(
        shortened(entry.key()) + suffix,
        entry.time(),
        Actor.SYSTEM,
        null,
        null,
        new LifecycleEvent.RecordSetAside(
            ion, shortened(entry.key()), entry.kind(), digest, Storable.reason(reason)));
  }

  private static String shortened(String key) {
    return Storable.text(key, LONGEST_KEY);
  }

  private SetAside() {}
}
