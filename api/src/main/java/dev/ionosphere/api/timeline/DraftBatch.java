package dev.ionosphere.api.timeline;

import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Drafts of one ION that are appended together or not at all.
 *
 * @param known the newest record that their workflow was told of
 */
record DraftBatch(
    String ion,
    String workflow,
    String workflowRun,
    List<Draft> drafts,
    @Nullable ChainHead known) {

  DraftBatch {
    drafts = List.copyOf(drafts);
  }

  /** The draft after the record that the tip has. */
  TimelineRecord record(Draft draft, ChainTip tip, ChainHash chain) {
    TimelineRecord record =
        new TimelineRecord(
            null,
            ion,
            tip.sequence() + 1,
            draft.key(),
            draft.occurredAt(),
            draft.kind(),
            draft.actor(),
            draft.subject(),
            draft.node(),
            draft.cause(),
            draft.evidence(),
            draft.data(),
            workflow,
            workflowRun,
            tip.hash(),
            "");
    return record.hashed(chain.of(record));
  }

  /** Whether one of them ends the ION. */
  boolean ends() {
    return drafts.stream().anyMatch(draft -> draft.event() instanceof LifecycleEvent.IonStopped);
  }
}
