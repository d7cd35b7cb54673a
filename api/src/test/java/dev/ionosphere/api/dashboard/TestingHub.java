package dev.ionosphere.api.dashboard;

import dev.ionosphere.api.identity.SecretFiles;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** A hub on a free port with its own database in memory, and workflows that say yes. */
final class TestingHub implements AutoCloseable {
  private final EmbeddedServer server;
  private final TestingRows rows;

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
                "jdbc:h2:mem:"
                    + UUID.randomUUID()
                    + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                    + ";DB_CLOSE_DELAY=-1"));
    rows =
        new TestingRows(
            server.getApplicationContext(), Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  TestingHub filled() {
    rows.write();
    return this;
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
