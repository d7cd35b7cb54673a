package dev.ionosphere.api.timeline;

/** A key came with other content than it has in the ledger. */
final class ConflictException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient TimelineRecord before;
  private final transient TimelineRecord came;

  ConflictException(TimelineRecord before, TimelineRecord came) {
    super(
        "key %s of %s is record %d of kind %s; another %s came under it"
            .formatted(
                before.entryKey(), before.ion(), before.sequence(), before.kind(), came.kind()));
    this.before = before;
    this.came = came;
  }

  /** What has the key. */
  TimelineRecord before() {
    return before;
  }

  /** What came under it. */
  TimelineRecord came() {
    return came;
  }
}
