package dev.ionosphere.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {

  @TempDir Path directory;

  @Test
  void theHubsOwnAnswersNothingFromBeforeACommit() throws SQLException {
    Object url =
        HubEnvironment.properties(Map.of("ION_HUB_DATA", directory.toString()))
            .get("datasources.default.url");
    try (Connection connection = DriverManager.getConnection(String.valueOf(url))) {
      // No statement tells: the setting is not among those of the information schema.
      SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
      assertThat(session.getDatabase().getOptimizeReuseResults()).isFalse();
    }
  }

  @Test
  void testsRunOnTheSame() throws IOException {
    Properties tests = new Properties();
    try (InputStream file = getClass().getResourceAsStream("/application-test.properties")) {
      tests.load(file);
    }
    assertThat(tests.getProperty("datasources.default.url"))
        .isEqualTo(EmbeddedDatabase.url("mem:hub-${random.shortuuid}"));
  }
}
