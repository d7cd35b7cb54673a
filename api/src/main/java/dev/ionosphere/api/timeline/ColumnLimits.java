package dev.ionosphere.api.timeline;

import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.Storable;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the tables can hold. An entry that did not fit would block all later ones of its ION, so it
 * is shortened. The same entry always comes out the same.
 */
public final class ColumnLimits {

  private static final int ION = 63;
  private static final int KEY = 300;
  private static final int ACTOR = 80;
  private static final int SUBJECT = 300;
  private static final int NODE = 63;
  private static final int EVIDENCE = 80;
  private static final int WORKFLOW = 300;
  private static final int RUN = 80;
  private static final int TEXT = 20_000;
  private static final int DEEPEST = 50;
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  /** The earliest time that every database holds. */
  public static final Instant EARLIEST = Instant.EPOCH;

  /** The latest time that every database holds. */
  public static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  static DraftBatch batch(TimelineBatch batch) {
    return new DraftBatch(
        Storable.text(batch.ion(), ION),
        Storable.text(batch.workflow(), WORKFLOW),
        Storable.text(batch.workflowRun(), RUN),
        batch.entries().stream().map(ColumnLimits::draft).toList(),
        known(batch.known()));
  }

  private static @Nullable ChainHead known(@Nullable ChainHead known) {
    if (known == null) {
      return null;
    }
    if (known.sequence() < 1 || known.hash() == null || !HASH.matcher(known.hash()).matches()) {
      throw HubException.malformed(
          "known: %s is not a record's sequence and hash".formatted(known));
    }
    return known;
  }

  static Draft draft(TimelineEntry entry) {
    TimelineEvent event = entry.event();
    Map<String, Object> fields = EntryReader.fields(event);
    Map<String, Object> kept = map(fields, 0);
    if (kept.equals(fields)) {
      EntryReader.complete(entry.kind(), fields);
    } else {
      event = EntryReader.event(entry.kind(), Json.canonical(kept));
      fields = EntryReader.fields(event);
    }
    return new Draft(
        id(entry.key(), KEY),
        // What the database can hold; the hash is over what is read back.
        time(entry.time()).truncatedTo(ChronoUnit.MICROS),
        entry.kind(),
        Storable.text(entry.actor().text(), ACTOR),
        Storable.text(event.subject(), SUBJECT),
        optional(entry.node(), NODE),
        entry.cause() == null ? null : id(entry.cause(), KEY),
        fields.get("evidence") instanceof String evidence
            ? Storable.text(evidence, EVIDENCE)
            : null,
        Json.canonical(fields),
        event);
  }

  /** At most so many chars of a text that may be absent. */
  public static @Nullable String optional(@Nullable String text, int most) {
    return text == null ? null : Storable.text(text, most);
  }

  /** Two that differ stay two: a changed id ends with the hash of the whole. */
  public static String id(String id, int most) {
    String kept = Storable.text(id, most);
    if (kept.equals(id)) {
      return id;
    }
    String hash = "#" + Sha256.hex(id).substring(0, 32);
    return Storable.text(kept, most - hash.length()) + hash;
  }

  /** Whether every database holds the time. */
  public static boolean holds(Instant time) {
    return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
  }

  public static Instant time(Instant time) {
    if (time.isBefore(EARLIEST)) {
      return EARLIEST;
    }
    return time.isAfter(LATEST) ? LATEST : time;
  }

  private static Map<String, Object> map(Map<?, ?> values, int depth) {
    Map<String, Object> kept = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> kept.put(Storable.text(String.valueOf(name), TEXT), value(value, depth)));
    return kept;
  }

  // A null stands for itself, as it does in the data of an entry.
  @SuppressWarnings("NullAway")
  private static @Nullable Object value(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      return "too deep to keep";
    }
    return switch (value) {
      case String text -> Storable.text(text, TEXT);
      case Map<?, ?> map -> map(map, depth + 1);
      case List<?> list -> list.stream().map(one -> value(one, depth + 1)).toList();
      case null, default -> value;
    };
  }

  private ColumnLimits() {}
}
