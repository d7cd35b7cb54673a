package dev.ionosphere.api.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class RetentionFaultsTest {

  @Inject RetentionSweep sweep;
  @Inject TransactionOperations<Connection> transactions;

  @AfterEach
  void restore() {
    execute("alter table hidden rename to health_window");
  }

  @Test
  void whatCannotBeSweptKeepsNothingElse() {
    execute(
        "insert into session values ('old', 'ann', timestamp with time zone '2020-01-01 00:00:00Z')");
    execute("alter table health_window rename to hidden");
    sweep.sweep();
    assertThat(count("select count(*) from session where id = 'old'")).isZero();
  }

  private void execute(String sql) {
    Object ignored =
        transactions.executeWrite(status -> {
          try (Statement statement = status.getConnection().createStatement()) {
            return statement.executeUpdate(sql);
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private long count(String sql) {
    return transactions.executeRead(status -> {
      try (Statement statement = status.getConnection().createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        rows.next();
        return rows.getLong(1);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    });
  }
}
