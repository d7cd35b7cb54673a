package dev.ionosphere.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The hub on a database of another release. */
class HubApplicationTest {

  @Test
  void anOlderDatabaseIsToldToStartAnew() throws SQLException {
    assertThat(refusal("older", "update \"flyway_schema_history\" set \"checksum\" = 7"))
        .isEqualTo(
            "its database is older than 0.2.0 and cannot be read; give it an empty database and an empty ION_HUB_DATA, and start anew");
  }

  @Test
  void aNewerDatabaseIsLeftAlone() throws SQLException {
    assertThat(
            refusal(
                "newer",
                "insert into \"flyway_schema_history\" select 99, '999', \"description\", \"type\","
                    + " 'V999__later.sql', 7, \"installed_by\", \"installed_on\","
                    + " \"execution_time\", \"success\" from \"flyway_schema_history\""
                    + " where \"version\" = '1'"))
        .startsWith("its database was made by a newer release");
  }

  @Test
  void anotherFailureIsLeftToMicronaut() {
    assertThat(HubApplication.foreignDatabase(new IllegalStateException(new RuntimeException())))
        .isEmpty();
  }

  /** Of a hub on a database that another hub made and that was then changed like that. */
  private static String refusal(String name, String change) throws SQLException {
    String url = EmbeddedDatabase.url("mem:" + name);
    try (Connection keptOpen = DriverManager.getConnection(url, "sa", "");
        Statement statement = keptOpen.createStatement()) {
      hub(url).close();
      assertThat(statement.executeUpdate(change)).isPositive();
      Throwable failure = catchThrowable(() -> hub(url).close());
      return HubApplication.foreignDatabase(failure).orElseThrow(() -> new AssertionError(failure));
    }
  }

  private static ApplicationContext hub(String url) {
    ApplicationContext context =
        ApplicationContext.run(Map.of("datasources.default.url", url), "test");
    context.getBean(javax.sql.DataSource.class);
    return context;
  }
}
