package dev.ionosphere.api.timeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ionosphere.api.json.Json;
import io.micronaut.core.annotation.Nullable;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Checks an export as the hub checks its ledger, on any machine: it needs the file alone. Reads it
 * twice, first for what was signed.
 */
public final class ExportVerifier {

  /** Opens the export from its beginning. */
  public interface Source {
    BufferedReader open() throws IOException;
  }

  /**
   * @param trusted the hub's public key, if it is known from elsewhere; else the export's own
   */
  public static Verification verify(Source source, Optional<String> trusted) throws IOException {
    ExportSeal seal = seal(source);
    String publicKey = trusted.orElse(seal.publicKey());
    List<Checkpoint> checkpoints = new ArrayList<>();
    checkpoints.add(seal.end());
    each(
        source,
        line -> {
          if (line.isCheckpoint()) {
            checkpoints.add(checkpoint(line.tree().get("checkpoint")));
          }
          return true;
        });
    LedgerCheck[] check = new LedgerCheck[1];
    boolean[] broken = new boolean[1];
    each(
        source,
        line -> {
          if (line.isFirst() || line.isCheckpoint()) {
            return true;
          }
          TimelineRecord record = record(line.tree());
          if (check[0] == null) {
            String before = seal.first() == 1 ? Chain.START : record.previous();
            check[0] =
                new LedgerCheck(seal.ion(), checkpoints, publicKey, seal.first() - 1, before);
          }
          broken[0] = !check[0].accept(record);
          if (!broken[0]) {
            check[0].written(line.text(), record);
          }
          return !broken[0];
        });
    // Without records nothing but the hub's word says what the last one before it was.
    LedgerCheck checked =
        check[0] == null
            ? new LedgerCheck(
                seal.ion(), checkpoints, publicKey, seal.first() - 1, seal.end().hash())
            : check[0];
    if (!seal.isSigned(publicKey)) {
      checked.unsealed(seal.end().sequence());
    }
    return broken[0] ? checked.result() : checked.end(seal.end().sequence(), seal.end().hash());
  }

  private static ExportSeal seal(Source source) throws IOException {
    ExportSeal[] seal = new ExportSeal[1];
    each(
        source,
        line -> {
          if (line.tree().has("export")) {
            seal[0] = Json.read(line.tree().get("export").toString(), ExportSeal.class);
          }
          return false;
        });
    if (seal[0] == null) {
      throw new IllegalArgumentException("the first line is not that of an export");
    }
    return seal[0];
  }

  /** The first is the seal. What says more than a checkpoint is taken for a record. */
  private record Line(boolean isFirst, String text, JsonNode tree) {
    boolean isCheckpoint() {
      return !isFirst && tree.size() == 1 && tree.has("checkpoint");
    }
  }

  private static void each(Source source, Predicate<Line> consumer) throws IOException {
    boolean first = true;
    try (BufferedReader lines = source.open()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
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
    } catch (IllegalArgumentException e) {
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
