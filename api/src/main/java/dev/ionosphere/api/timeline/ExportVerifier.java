package dev.ionosphere.api.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ionosphere.api.json.Json;
import io.micronaut.core.annotation.Nullable;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Checks an export as the hub checks its ledger, on any machine: it needs the file alone. Reads it
 * several times, first for what was signed, and holds no more than what the hub signed.
 */
public final class ExportVerifier {

  /** Opens the export from its beginning. */
  public interface Source {
    BufferedReader open() throws IOException;
  }

  /** What was given is no export, or not the one that was asked for. The message says why. */
  public static final class NoExportException extends RuntimeException {

    private static final long serialVersionUID = 1;
    private final String reason;

    NoExportException(String reason) {
      super(reason, null, false, false);
      this.reason = reason;
    }

    String reason() {
      return reason;
    }
  }

  private static final int MOST_QUOTED = 60;

  /** More than any ledger of what may be sent; each takes time. */
  private static final int MOST_CHECKPOINTS = 200_000;

  /**
   * @param trusted the hub's public key, if it is known from elsewhere; else the export's own
   * @throws NoExportException if it is none
   */
  public static Verification verify(Source source, Optional<String> trusted) throws IOException {
    return verify(source, trusted, Optional.empty());
  }

  /**
   * @param ion that it should be of, if that is known
   */
  static Verification verify(Source source, Optional<String> trusted, Optional<String> ion)
      throws IOException {
    ExportSeal seal = seal(source);
    if (ion.isPresent() && !ion.get().equals(seal.ion())) {
      throw new NoExportException(
          "it is an export of ION %s, asked was for %s".formatted(begin(seal.ion()), ion.get()));
    }
    String publicKey = trusted.orElse(seal.publicKey());
    Verification chain = checked(source, seal, publicKey, 0);
    Long vouched = chain.vouched();
    return vouched == null ? chain : checked(source, seal, publicKey, vouched);
  }

  /**
   * @param heard last record of which is kept what it tells: the hub signed up to there
   */
  private static Verification checked(Source source, ExportSeal seal, String publicKey, long heard)
      throws IOException {
    LedgerCheck check =
        new LedgerCheck(
            seal.ion(), List.of(seal.end()), publicKey, seal.first() - 1, before(source, seal));
    check.hearUpTo(heard);
    if (!seal.isSigned(publicKey)) {
      check.unsealed(seal.end().sequence());
    }
    checkpoints(source, check, publicKey);
    return records(source, check, seal)
        ? check.end(seal.end().sequence(), seal.end().hash())
        : check.result();
  }

  /** What the record before the first hashes to. */
  private static String before(Source source, ExportSeal seal) throws IOException {
    // Without records nothing but the hub's word says what the last one before it was.
    String[] before = {seal.end().hash()};
    each(
        source,
        line -> {
          if (line.isRecord()) {
            before[0] = seal.first() == 1 ? Chain.START : record(line.tree()).previous();
          }
          return !line.isRecord();
        });
    return before[0];
  }

  private static void checkpoints(Source source, LedgerCheck check, String publicKey)
      throws IOException {
    int[] count = new int[1];
    each(
        source,
        line -> {
          if (line.isCheckpoint()) {
            if (++count[0] > MOST_CHECKPOINTS) {
              throw new NoExportException(
                  "it has more than the %d checkpoints that are allowed"
                      .formatted(MOST_CHECKPOINTS));
            }
            check.add(checkpoint(line.tree().get("checkpoint")), publicKey);
          }
          return true;
        });
  }

  /** Whether each follows. More than were sealed are not walked through. */
  private static boolean records(Source source, LedgerCheck check, ExportSeal seal)
      throws IOException {
    boolean[] follows = {true};
    each(
        source,
        line -> {
          if (!line.isRecord()) {
            return true;
          }
          TimelineRecord record = record(line.tree());
          follows[0] = check.accept(record);
          if (follows[0]) {
            check.written(line.text(), record);
          }
          return follows[0] && check.sequence() <= seal.end().sequence();
        });
    return follows[0];
  }

  private static ExportSeal seal(Source source) throws IOException {
    ExportSeal[] seal = new ExportSeal[1];
    each(
        source,
        line -> {
          seal[0] = seal(line);
          return false;
        });
    if (seal[0] == null) {
      throw new NoExportException("it is empty; allowed is an export as lines");
    }
    return seal[0];
  }

  private static ExportSeal seal(Line line) {
    try {
      JsonNode said = line.tree().path("export");
      if (said.isObject()) {
        return Json.read(said, ExportSeal.class);
      }
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      // As below.
    }
    throw new NoExportException(
        "the first line is not that of an export: got \"%s\", allowed is {\"export\":…}"
            .formatted(begin(line.text())));
  }

  /** Enough to know a text again. */
  private static String begin(String text) {
    return text.length() > MOST_QUOTED ? text.substring(0, MOST_QUOTED) + "…" : text;
  }

  /** The first is the seal. What says more than a checkpoint is taken for a record. */
  private record Line(boolean isFirst, String text, JsonNode tree) {
    boolean isCheckpoint() {
      return !isFirst && tree.size() == 1 && tree.has("checkpoint");
    }

    boolean isRecord() {
      return !isFirst && !isCheckpoint();
    }
  }

  private static void each(Source source, Predicate<Line> consumer) throws IOException {
    boolean first = true;
    try (ExportLines lines = new ExportLines(source.open())) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          if (!consumer.test(new Line(first, line, tree(line)))) {
            return;
          }
          first = false;
        }
      }
    }
  }

  /** A line that cannot be read is like a record of which nothing is left: it is named. */
  private static JsonNode tree(String line) {
    try {
      return Json.tree(line);
    } catch (IllegalArgumentException e) {
      return MissingNode.getInstance();
    }
  }

  /** One that cannot be read is one that nobody signed. */
  private static Checkpoint checkpoint(JsonNode said) {
    try {
      if (said.isObject()) {
        return Json.read(said, Checkpoint.class);
      }
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      // As below.
    }
    return new Checkpoint(null, "", said.path("sequence").asLong(), "", Instant.EPOCH, "", "");
  }

  private static TimelineRecord record(JsonNode line) {
    return new TimelineRecord(
        null,
        line.path("ion").asText(),
        line.path("seq").asLong(),
        line.path("key").asText(),
        time(line.path("time").asText()),
        line.path("kind").asText(),
        line.path("actor").asText(),
        line.path("subject").asText(),
        text(line, "node"),
        text(line, "cause"),
        text(line, "evidence"),
        // Canonical again, as it was stored.
        line.path("data").toString(),
        line.path("temporal").path("workflow").asText(),
        line.path("temporal").path("run").asText(),
        line.path("previous").asText(),
        line.path("hash").asText());
  }

  /** What is no time is another one than was hashed. */
  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.MAX;
    }
  }

  private static @Nullable String text(JsonNode line, String name) {
    return line.hasNonNull(name) ? line.get(name).asText() : null;
  }

  private ExportVerifier() {}
}
