package dev.ionosphere.api.dashboard;

import dev.ionosphere.api.Database;
import dev.ionosphere.api.identity.SecretFiles;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.api.timeline.TestingEntries;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A hub on a free port with its own database in memory, and workflows that say yes. */
final class TestingHub implements AutoCloseable {
  private final EmbeddedServer server;
  private TestingRows rows;

  TestingHub(Path data) {
    server =
        ApplicationContext.run(
            EmbeddedServer.class,
            Map.of(
                "hub.data",
                data.toString(),
                "hub.temporal-ui",
                "http://127.0.0.1:8233",
                "micronaut.server.port",
                -1,
                "testing.workflows",
                true,
                "datasources.default.url",
                Database.memory(UUID.randomUUID().toString()) + ";DB_CLOSE_DELAY=-1"));
  }

  TestingHub filled() {
    rows =
        new TestingRows(
            server.getApplicationContext(), Instant.now().truncatedTo(ChronoUnit.MILLIS));
    rows.write();
    workflows().current = rows.current();
    return this;
  }

  /** Appends to the timeline of an ION, as a worker would have it. */
  void happens(String ion, String kind, Map<String, Object> data) {
    server
        .getApplicationContext()
        .getBean(Ledger.class)
        .append(
            new TimelineBatch(
                ion,
                "ion:" + ion,
                "run",
                List.of(
                    TestingEntries.entry(
                        UUID.randomUUID().toString(),
                        Instant.now(),
                        kind,
                        "system",
                        ion,
                        null,
                        null,
                        data))));
  }

  String address() {
    return server.getURL().toString();
  }

  TestingRows rows() {
    return rows;
  }

  TestingWorkflows workflows() {
    return server.getApplicationContext().getBean(TestingWorkflows.class);
  }

  String token(String person) {
    return server
        .getApplicationContext()
        .getBean(SecretFiles.class)
        .read(person + ".token")
        .orElseThrow();
  }

  @Override
  public void close() {
    server.close();
  }
}
