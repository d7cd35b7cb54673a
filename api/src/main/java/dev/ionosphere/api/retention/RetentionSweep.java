package dev.ionosphere.api.retention;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what is older than it is kept, in batches, each a transaction of its own. */
@Singleton
class RetentionSweep {

  private static final Logger LOG = LoggerFactory.getLogger(RetentionSweep.class);
  private static final int BATCH = 1_000;

  private final RetentionConfiguration configuration;
  private final TransactionOperations<Connection> transactions;
  private final MeterRegistry meters;
  private final Clock clock;

  RetentionSweep(
      RetentionConfiguration configuration,
      TransactionOperations<Connection> transactions,
      MeterRegistry meters,
      Clock clock) {
    this.configuration = configuration;
    this.transactions = transactions;
    this.meters = meters;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "1h", initialDelay = "5m")
  void sweep() {
    for (RetentionKind kind : RetentionKind.values()) {
      long deleted = trySweep(kind);
      meters.counter("ionosphere.retention.deleted", "kind", kind.text()).increment(deleted);
      if (deleted > 0) {
        LOG.info(
            "deleted {} rows of {} older than {}", deleted, kind.text(), configuration.kept(kind));
      }
    }
  }

  /** What cannot be swept must not keep the rest. */
  private long trySweep(RetentionKind kind) {
    try {
      return sweep(kind);
    } catch (RuntimeException e) {
      LOG.error("{} are not swept", kind.text(), e);
      return 0;
    }
  }

  /** How many rows went. */
  long sweep(RetentionKind kind) {
    Optional<Duration> kept = configuration.kept(kind);
    if (kept.isEmpty()) {
      return 0;
    }
    Instant before = clock.instant().minus(kept.get());
    long deleted = 0;
    int last = BATCH;
    while (last == BATCH) {
      last = batch(kind, before);
      deleted += last;
    }
    return deleted;
  }

  private int batch(RetentionKind kind, Instant before) {
    Integer deleted =
        transactions.executeWrite(status -> {
          try (PreparedStatement statement =
              status.getConnection().prepareStatement(kind.statement())) {
            statement.setObject(1, OffsetDateTime.ofInstant(before, ZoneOffset.UTC));
            statement.setInt(2, BATCH);
            return statement.executeUpdate();
          } catch (SQLException e) {
            throw new IllegalStateException("sweeping " + kind.text(), e);
          }
        });
    return deleted == null ? 0 : deleted;
  }
}
