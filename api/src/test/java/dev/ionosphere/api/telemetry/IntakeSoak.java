package dev.ionosphere.api.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Bins;
import dev.ionosphere.models.health.Histogram;
import io.micronaut.context.annotation.Value;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What devices count, from signed request to a commit of PostgreSQL, beside the rows themselves
 * sent to PostgreSQL by {@code COPY}, 1,000 a commit. One connection each; CPU time is that of this
 * process and of the database's.
 */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IntakeSoak implements TestPropertyProvider {

  private static final int ROUNDS = 5;
  private static final int DEVICES = 20;
  private static final int MINUTES = 60;
  private static final int ROWS = 60;
  private static final int FEATURES = 15;
  private static final int BINS = 13;
  private static final int COPIED_ROWS = 50_000;
  private static final int COPIED_AT_ONCE = 1_000;

  @Inject TestingHttp http;
  @Inject Ledger ledger;

  @Value("${datasources.default.url}")
  String url;

  @Override
  public Map<String, String> getProperties() {
    Map<String, String> properties = new TreeMap<>();
    Database.POSTGRES.properties().forEach((name, value) -> properties.put(name, value.toString()));
    return properties;
  }

  /** Values a second, on the wall and of CPU time. */
  private record Pace(double wall, double cpu) {

    static Pace of(long values, Duration wall, Duration cpu) {
      return new Pace(1e9 * values / wall.toNanos(), 1e9 * values / cpu.toNanos());
    }

    @Override
    public String toString() {
      return "%.2f M values/s, %.2f M a core".formatted(wall / 1e6, cpu / 1e6);
    }
  }

  private interface Work {
    long run(int round) throws Exception;
  }

  @Test
  void bucketsBesideRows() throws Exception {
    String digest = model();
    List<TestingDevice> devices = new ArrayList<>();
    for (int i = 0; i < DEVICES; i++) {
      TestingDevice device = new TestingDevice(http, "intake-" + i);
      device.enrolled("{\"role\":\"engine\"}");
      devices.add(device);
    }
    // One for all rounds: the time of a process of the database that has ended is not known.
    try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres")) {
      create(connection);
      for (int round = 0; round <= ROUNDS; round++) {
        Pace ours = pace(round, number -> deliver(devices, digest, number));
        Pace copied = pace(round, number -> copy(connection));
        System.out.printf(
            "round %d: buckets %s; COPY %s; ratio %.1f a core%n",
            round, ours, copied, ours.cpu() / copied.cpu());
      }
    }
  }

  private String model() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("intake"));
    http.post("operator", "/api/v1/ions/intake/launch", "");
    double[] edges = IntStream.range(0, BINS - 1).asDoubleStream().toArray();
    long[] training = IntStream.range(0, BINS).mapToLong(bin -> 100).toArray();
    return new TestingTelemetry(http, ledger)
        .released(
            "intake",
            1,
            new Baseline(
                IntStream.range(0, FEATURES)
                    .mapToObj(i ->
                        new Baseline.Feature(
                            "s" + i, Bins.continuous(edges), Histogram.of(training)))
                    .toList()));
  }

  private static long deliver(List<TestingDevice> devices, String digest, int round) {
    for (int device = 0; device < devices.size(); device++) {
      List<Telemetry.Entry> entries = new ArrayList<>();
      for (int minute = 0; minute < MINUTES; minute++) {
        entries.add(TestingTelemetry.record("lane", bucket(digest, round * MINUTES + minute)));
      }
      assertThat(
              TestingTelemetry.verdicts(
                  TestingTelemetry.send(
                      devices.get(device),
                      TestingTelemetry.telemetry("intake-" + device, List.of(), entries))))
          .containsOnly("accepted");
    }
    return (long) devices.size() * MINUTES * ROWS * FEATURES;
  }

  private static Bucket bucket(String digest, int minute) {
    Bucket like = TestingTelemetry.bucket("intake", digest, minute, ROWS);
    Map<String, Bucket.Seen> features = new TreeMap<>();
    for (int i = 0; i < FEATURES; i++) {
      long[] counts = new long[BINS];
      for (int row = 0; row < ROWS; row++) {
        counts[(row + i + minute) % BINS]++;
      }
      features.put("s" + i, new Bucket.Seen(counts, -0.25 * i, 12.5 + i));
    }
    return new Bucket(
        like.ion(),
        like.node(),
        digest,
        like.generation(),
        like.start(),
        like.seconds(),
        like.part(),
        like.closed(),
        ROWS,
        ROWS,
        Map.of(),
        null,
        features,
        new long[] {ROWS},
        0,
        List.of(),
        like.source(),
        false);
  }

  private static void create(Connection connection) throws SQLException {
    String columns =
        String.join(
            ", ",
            IntStream.range(0, FEATURES).mapToObj(i -> "s" + i + " double precision").toList());
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table bare_row (device text, at timestamptz, " + columns + ")");
    }
  }

  private static long copy(Connection connection) throws SQLException, IOException {
    CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
    for (int first = 0; first < COPIED_ROWS; first += COPIED_AT_ONCE) {
      StringBuilder rows = new StringBuilder();
      for (int row = first; row < first + COPIED_AT_ONCE; row++) {
        rows.append("intake-1\t2026-03-01T10:00:00Z");
        for (int i = 0; i < FEATURES; i++) {
          rows.append('\t').append(0.1 * ((row + i) % 997));
        }
        rows.append('\n');
      }
      long copied = copies.copyIn("copy bare_row from stdin", new StringReader(rows.toString()));
      assertThat(copied).isEqualTo(COPIED_AT_ONCE);
    }
    return (long) COPIED_ROWS * FEATURES;
  }

  private static Pace pace(int round, Work work) throws Exception {
    Duration before = cpu();
    long start = System.nanoTime();
    long values = work.run(round);
    return Pace.of(values, Duration.ofNanos(System.nanoTime() - start), cpu().minus(before));
  }

  private static Duration cpu() {
    ProcessHandle self = ProcessHandle.current();
    return self.descendants()
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(self.info().totalCpuDuration().orElseThrow(), Duration::plus);
  }
}
