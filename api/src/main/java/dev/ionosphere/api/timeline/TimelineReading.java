package dev.ionosphere.api.timeline;

import dev.ionosphere.api.timeline.sentence.Mood;
import dev.ionosphere.api.timeline.sentence.Sentence;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pages of timelines as people read them. */
@Singleton
public final class TimelineReading {

  private final TimelineRecords records;

  TimelineReading(TimelineRecords records) {
    this.records = records;
  }

  /**
   * Which records; both times included.
   *
   * @param kind empty for all
   * @param node empty for all
   */
  public record Filter(Instant since, Instant until, String kind, String node) {}

  /**
   * A record in words.
   *
   * @param cause sequence of the record that led to it, null while that is not in the ledger
   */
  public record Told(TimelineRecord record, Sentence sentence, @Nullable Long cause) {}

  /** At most so many with a sequence below {@code before}, newest first. */
  public List<Told> newest(String ion, long before, Filter filter, int size) {
    List<TimelineRecord> found =
        records.newest(
            ion, before, filter.since(), filter.until(), filter.kind(), filter.node(), size);
    Map<String, Long> causes = causes(ion, found);
    return found.stream()
        .map(record ->
            new Told(
                record,
                sentence(record),
                record.cause() == null ? null : causes.get(record.cause())))
        .toList();
  }

  private Map<String, Long> causes(String ion, List<TimelineRecord> found) {
    List<String> keys =
        found.stream().map(TimelineRecord::cause).filter(Objects::nonNull).distinct().toList();
    Map<String, Long> causes = new HashMap<>();
    if (!keys.isEmpty()) {
      records
          .findByIonAndEntryKeyIn(ion, keys)
          .forEach(record -> causes.put(record.entryKey(), record.sequence()));
    }
    return causes;
  }

  /** A record of a newer hub is shown as it is. */
  private static Sentence sentence(TimelineRecord record) {
    return EntryReader.find(record)
        .map(Sentence::of)
        .orElseGet(() -> new Sentence(Mood.IDLE, record.kind() + " " + record.subject(), "", ""));
  }
}
