package dev.ionosphere.api.timeline;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Predicate;

/** Reads ledgers from one end to the other, a row at a time. */
@Singleton
final class RecordScan {

  /** Rows that PostgreSQL sends at once. */
  private static final int FETCH = 500;

  private static final String SLICE =
      "select "
          + RecordRows.COLUMNS
          + " from timeline_record where ion = ? and sequence > ? and sequence <= ?"
          + " order by ion, sequence";

  private final TransactionOperations<Connection> transactions;

  RecordScan(TransactionOperations<Connection> transactions) {
    this.transactions = transactions;
  }

  /**
   * Hands over the records after one sequence up to another, which bounds what the database looks
   * at. A connection is held meanwhile.
   *
   * @param more whether the next one is wanted
   * @return whether all were wanted
   */
  boolean each(String ion, long after, long last, Predicate<TimelineRecord> more) {
    return Boolean.TRUE.equals(
        transactions.executeRead(status -> {
          try (PreparedStatement slice = status.getConnection().prepareStatement(SLICE)) {
            slice.setFetchSize(FETCH);
            slice.setString(1, ion);
            slice.setLong(2, after);
            slice.setLong(3, last);
            return each(slice, more);
          } catch (SQLException e) {
            throw new DataAccessException("cannot read the ledger of " + ion, e);
          }
        }));
  }

  private static boolean each(PreparedStatement slice, Predicate<TimelineRecord> more)
      throws SQLException {
    try (ResultSet rows = slice.executeQuery()) {
      while (rows.next()) {
        if (!more.test(RecordRows.read(rows))) {
          return false;
        }
      }
      return true;
    }
  }
}
