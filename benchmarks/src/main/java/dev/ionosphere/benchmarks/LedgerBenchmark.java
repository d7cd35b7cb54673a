package dev.ionosphere.benchmarks;

import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.api.timeline.Verification;
import dev.ionosphere.api.timeline.Verifier;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.RunEvent;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Appends to the hub's ledger and verifies it: {@code LedgerBenchmark [JDBC-URL USER PASSWORD]},
 * without a URL on H2 in a file, each commit written before it is answered. Prints records a
 * second.
 */
public final class LedgerBenchmark {

  private static final int BATCH = 100;
  private static final int WRITERS = 8;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    Path directory = Files.createTempDirectory("ledger-benchmark");
    String url =
        arguments.length > 0
            ? arguments[0]
            : "jdbc:h2:file:"
                + directory.resolve("hub")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                + ";OPTIMIZE_REUSE_RESULTS=FALSE;WRITE_DELAY=0";
    try (ApplicationContext hub =
        ApplicationContext.run(
            Map.of(
                "hub.data",
                directory.toString(),
                "hub.temporal-ui",
                "http://localhost:8233",
                "datasources.default.url",
                url,
                "datasources.default.username",
                arguments.length > 1 ? arguments[1] : "sa",
                "datasources.default.password",
                arguments.length > 2 ? arguments[2] : ""))) {
      Ledger ledger = hub.getBean(Ledger.class);
      Verifier verifier = hub.getBean(Verifier.class);
      batches(ledger, "warm", 10_000);
      singly(ledger, "warm", 500);
      verifier.chain("warm");
      say("append in batches of 100", 40_000, () -> batches(ledger, "long", 40_000));
      say("append singly, 8 writers, an ION each", 8_000, () -> singly(ledger, "one", 1_000));
      Verification[] found = new Verification[1];
      for (int round = 0; round < 3; round++) {
        say("verify", 40_000, () -> found[0] = verifier.chain("long"));
      }
      if (!found[0].intact()) {
        throw new IllegalStateException("record " + found[0].badSequence() + " is not intact");
      }
    }
  }

  /** Something to measure. */
  private interface Work {
    void run() throws InterruptedException, ExecutionException;
  }

  private static void say(String what, long records, Work work)
      throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    work.run();
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf("%s: %,d a second%n", what, records * 1_000 / took.toMillis());
  }

  private static void batches(Ledger ledger, String ion, int records) {
    for (int from = 0; from < records; from += BATCH) {
      int first = from;
      ledger.append(
          batch(ion, IntStream.range(first, first + BATCH).mapToObj(i -> entry(ion, i)).toList()));
    }
  }

  private static void singly(Ledger ledger, String prefix, int records)
      throws InterruptedException, ExecutionException {
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Future<?>> all =
          IntStream.range(0, WRITERS)
              .<Future<?>>mapToObj(writer ->
                  writers.submit(() -> {
                    String ion = prefix + "-" + writer;
                    for (int i = 0; i < records; i++) {
                      ledger.append(batch(ion, List.of(entry(ion, i))));
                    }
                  }))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static TimelineBatch batch(String ion, List<TimelineEntry> entries) {
    return new TimelineBatch(ion, "ion:" + ion, "0197a2c4-5c1e-7d1c-9a83-b10a2b5c6d7e", entries);
  }

  private static TimelineEntry entry(String ion, int number) {
    return new TimelineEntry(
        ion + "/skipped/" + number,
        START.plusSeconds(number),
        Actor.SCHEDULE,
        "retrain",
        number == 0 ? null : ion + "/skipped/" + (number - 1),
        new RunEvent.RunSkipped(
            "retrain",
            "an earlier run is still going on",
            1,
            START.plusSeconds(number),
            START.plusSeconds(number)));
  }

  private LedgerBenchmark() {}
}
