package dev.ionosphere.api.timeline;

import dev.ionosphere.workflows.timeline.ChainHead;
import java.util.List;

/** What became of a batch. */
sealed interface Outcome {

  /**
   * It is in the ledger.
   *
   * @param head after it
   * @param records those that were not there before
   */
  record Appended(ChainHead head, List<TimelineRecord> records) implements Outcome {}

  /**
   * Nothing of it is kept: one of its keys has other content.
   *
   * @param sequence of what has the key in the ledger; 0 if that came in the same batch
   * @param came what came under it
   * @param message what is there, and what came
   */
  record Refused(long sequence, TimelineRecord came, String message) implements Outcome {

    static Refused of(TimelineRecord before, long sequence, TimelineRecord came) {
      return new Refused(
          sequence,
          came,
          "key %s of %s is record %d of kind %s; another %s came under it"
              .formatted(
                  before.entryKey(), before.ion(), before.sequence(), before.kind(), came.kind()));
    }
  }

  /**
   * Nothing of it is known to be kept.
   *
   * @param begun whether there was a transaction at all
   */
  record Failed(RuntimeException why, boolean begun) implements Outcome {}
}
