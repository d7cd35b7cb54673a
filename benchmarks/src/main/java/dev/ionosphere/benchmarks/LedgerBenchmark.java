package dev.ionosphere.benchmarks;

import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.api.timeline.Verification;
import dev.ionosphere.api.timeline.Verifier;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Appends to the hub's ledger and verifies it, beside bare JDBC: {@code LedgerBenchmark [verify]
 * [ROUNDS [JDBC-URL USER PASSWORD]]}, without a URL on H2 in a file, each commit written before it
 * is answered. With {@code verify} nothing else is measured. CPU time is that of this process,
 * which has H2 in it but no other database.
 */
public final class LedgerBenchmark {

  private static final int BATCH = 100;
  private static final int BATCHED = 20_000;
  private static final int WRITERS = 8;
  private static final int SINGLE = 500;
  private static final int PASSES = 5;

  public static void main(String[] words) throws Exception {
    boolean verifyOnly = words.length > 0 && words[0].equals("verify");
    String[] arguments = Arrays.copyOfRange(words, verifyOnly ? 1 : 0, words.length);
    Duel duel = new Duel(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5);
    Path directory = Files.createTempDirectory("ledger-benchmark");
    run(
        directory,
        arguments.length > 3
            ? new Database(arguments[1], arguments[2], arguments[3])
            : h2(directory),
        duel,
        verifyOnly);
  }

  /** Where the ledger is kept. */
  private record Database(String url, String user, String password) {}

  private static Database h2(Path directory) {
    return new Database(
        "jdbc:h2:file:"
            + directory.resolve("hub")
            + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";OPTIMIZE_REUSE_RESULTS=FALSE;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0",
        "sa",
        "");
  }

  private static void run(Path directory, Database database, Duel duel, boolean verifyOnly)
      throws Exception {
    Map<String, Object> properties = new HashMap<>();
    properties.put("datasources.default.url", database.url());
    properties.put("datasources.default.username", database.user());
    properties.put("datasources.default.password", database.password());
    properties.put("hub.data", directory.toString());
    properties.put("hub.temporal-ui", "http://localhost:8233");
    properties.put("datasources.default.maximum-pool-size", 2 * WRITERS);
    try (ApplicationContext hub = ApplicationContext.run(properties)) {
      Ledger ledger = hub.getBean(Ledger.class);
      Verifier verifier = hub.getBean(Verifier.class);
      BareLedger bare = new BareLedger(database.url(), database.user(), database.password());
      bare.create();
      Duel.header();
      if (verifyOnly) {
        batches(ledger, "long-1");
        bare.append("long-1", 0, BATCHED, BATCH);
      } else {
        appends(duel, ledger, bare);
      }
      duel.run(
          "verify",
          PASSES * BATCHED,
          round -> verify(verifier, "long-1"),
          round -> read(bare, "long-1"));
    }
  }

  private static void appends(Duel duel, Ledger ledger, BareLedger bare) throws Exception {
    duel.run(
        "append in batches of 100",
        BATCHED,
        round -> batches(ledger, "long-" + round),
        round -> bare.append("long-" + round, 0, BATCHED, BATCH));
    duel.run(
        "append singly, " + WRITERS + " writers, an ION each",
        WRITERS * SINGLE,
        round -> {
          int first = round * SINGLE;
          together(writer -> {
            for (int i = first; i < first + SINGLE; i++) {
              ledger.append(LedgerEntries.batch("one-" + writer, i, 1));
            }
          });
        },
        round -> together(writer -> bare.append("one-" + writer, round * SINGLE, SINGLE, 1)));
  }

  private static void batches(Ledger ledger, String ion) {
    for (int from = 0; from < BATCHED; from += BATCH) {
      ledger.append(LedgerEntries.batch(ion, from, BATCH));
    }
  }

  private static void verify(Verifier verifier, String ion) {
    for (int pass = 0; pass < PASSES; pass++) {
      Verification found = verifier.chain(ion);
      if (!found.intact() || found.records() != BATCHED) {
        throw new IllegalStateException(
            "%s has %d good records of %d: %s"
                .formatted(ion, found.records(), BATCHED, found.reason()));
      }
    }
  }

  private static void read(BareLedger bare, String ion) throws SQLException {
    for (int pass = 0; pass < PASSES; pass++) {
      bare.read(ion, BATCHED);
    }
  }

  /** What one writer does. */
  private interface Writing {
    void run(int writer) throws SQLException;
  }

  private static void together(Writing writing) throws InterruptedException, ExecutionException {
    try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int writer = i;
        all.add(() -> {
          writing.run(writer);
          return true;
        });
      }
      for (Future<Boolean> done : writers.invokeAll(all)) {
        done.get();
      }
    }
  }

  private LedgerBenchmark() {}
}
