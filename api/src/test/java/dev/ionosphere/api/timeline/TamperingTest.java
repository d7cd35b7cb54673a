package dev.ionosphere.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.timeline.Tampering.Where;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each kind of {@link Tampering} with the ledger of a stopped ION: in the database, in an export of
 * that database, and in the file of an export that was good.
 */
@MicronautTest(transactional = false)
class TamperingTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final int SKIPS = 4;

  @Inject Ledger ledger;
  @Inject Verifier verifier;
  @Inject TimelineExport export;
  @Inject CheckpointKey key;
  @Inject TransactionOperations<Connection> transactions;

  @ParameterizedTest
  @EnumSource
  void isNamedInTheDatabase(Tampering tampering) {
    String ion = stopped(tampering, "database");
    assertThat(verifier.verify(ion))
        .satisfies(found -> assertThat(found.intact()).as(found.reason()).isTrue())
        .satisfies(found -> assertThat(found.vouched()).isEqualTo(tampering.records()));
    tamper(tampering, ion);
    tampering.assertNamed(verifier.verify(ion), Where.DATABASE);
  }

  @ParameterizedTest
  @EnumSource
  void isNamedInWhatTheHubExportsAfterwards(Tampering tampering) throws IOException {
    String ion = stopped(tampering, "exported");
    tamper(tampering, ion);
    tampering.assertNamed(verified(export(ion)), Where.DATABASE);
  }

  @ParameterizedTest
  @EnumSource
  void isNamedInTheFile(Tampering tampering) throws IOException {
    String ion = stopped(tampering, "file");
    if (!tampering.isOfTheFile()) {
      tamper(tampering, ion);
    }
    List<String> lines = export(ion);
    if (tampering.isOfTheFile()) {
      assertThat(verified(lines))
          .satisfies(found -> assertThat(found.intact()).as(found.reason()).isTrue());
    }
    tampering.assertNamed(verified(tampering.inFile(lines)), Where.FILE);
  }

  /** An ION with a release, its rollout, some records and an end; its name. */
  private String stopped(Tampering tampering, String place) {
    String ion = tampering.name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + place;
    append(ion, "k", false);
    return ion;
  }

  private void append(String ion, String prefix, boolean otherwise) {
    Map<String, Object> release =
        Map.of("node", "detect", "generation", 1, "digest", otherwise ? "evil" : "good");
    List<TimelineEntry> entries = new ArrayList<>();
    entries.add(entry(prefix + "released", "model.released", release));
    entries.add(entry(prefix + "rollout", "rollout.started", rollout(ion, release)));
    IntStream.range(0, SKIPS)
        .mapToObj(i -> entry(prefix + i, "run.skipped", Map.of("count", i)))
        .forEach(entries::add);
    entries.add(entry(prefix + "stopped", "ion.stopped", Map.of()));
    ledger.append(new TimelineBatch(ion, "ion:" + ion, "run-1", entries));
  }

  private static Map<String, Object> rollout(String ion, Map<String, Object> release) {
    return Map.of(
        "rollout",
        "rollout:%s:%s:%s".formatted(ion, release.get("node"), release.get("generation")),
        "node",
        release.get("node"),
        "generation",
        release.get("generation"),
        "digest",
        release.get("digest"));
  }

  private static TimelineEntry entry(String key, String kind, Map<String, Object> data) {
    return TestingEntries.entry(key, START, kind, "system", "retrain", "detect", null, data);
  }

  /** As somebody can who writes to the database, or has the token of a worker. */
  private void tamper(Tampering tampering, String ion) {
    for (String statement : tampering.statements()) {
      execute(statement.replace(":ion", "'" + ion + "'"));
    }
    switch (tampering) {
      case REWRITTEN -> append(ion, "other", true);
      case STRANGE_WORK ->
          ledger.append(
              new TimelineBatch(
                  ion,
                  "rollout:" + ion + ":detect:9007",
                  "run-1",
                  List.of(
                      entry(
                          "strange",
                          "rollout.started",
                          rollout(
                              ion,
                              Map.of("node", "detect", "generation", 9007, "digest", "evil"))))));
      case FLIPPED, DELETED, REORDERED, INSERTED, CUT -> {}
    }
  }

  private void execute(String sql) {
    transactions.executeWrite(status -> {
      try (PreparedStatement statement = status.getConnection().prepareStatement(sql)) {
        assertThat(statement.executeUpdate()).as(sql).isPositive();
        return sql;
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private List<String> export(String ion) throws IOException {
    try (InputStream lines =
        export
            .json(new TimelineExport.Range(ion, Instant.EPOCH, START.plusSeconds(9_999)))
            .content()) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  private Verification verified(List<String> lines) throws IOException {
    String text = String.join("\n", lines);
    return ExportVerifier.verify(
        () -> new BufferedReader(new StringReader(text)), Optional.of(key.publicKey()));
  }
}
