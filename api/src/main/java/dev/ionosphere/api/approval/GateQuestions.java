package dev.ionosphere.api.approval;

import dev.ionosphere.api.timeline.EntryReader;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.api.timeline.TimelineRecords;
import dev.ionosphere.workflows.timeline.GateEvent.GateJudged;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What gates ask, as the timeline says: the verdict led to the approval. */
@Singleton
public final class GateQuestions {

  private final TimelineRecords records;

  GateQuestions(TimelineRecords records) {
    this.records = records;
  }

  /** Nothing if no gate asks. */
  public Optional<GateQuestion> of(Approval approval) {
    return records.findBySubjectAndIonOrderBySequence(approval.id(), approval.ion()).stream()
        .filter(record -> record.kind().equals("approval.opened") && record.cause() != null)
        .findFirst()
        .flatMap(opened -> records.findByIonAndEntryKey(approval.ion(), cause(opened)))
        .filter(record -> record.kind().equals("gate.judged"))
        .flatMap(EntryReader::find)
        .map(GateJudged.class::cast)
        .map(judged ->
            new GateQuestion(
                judged.judgement(),
                judged.condition(),
                Objects.requireNonNullElse(judged.reason(), ""),
                Objects.requireNonNullElse(judged.seen(), Map.of())));
  }

  private static String cause(TimelineRecord opened) {
    return Objects.requireNonNull(opened.cause());
  }
}
