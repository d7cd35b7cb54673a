package dev.ionosphere.api;

import io.micronaut.context.env.Environment;
import io.micronaut.runtime.Micronaut;
import java.util.Optional;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Micronaut, but a database of another release is told in a sentence. */
final class HubApplication extends Micronaut {
  private static final Logger LOG = LoggerFactory.getLogger(HubApplication.class);
  private static final int WRONG_DATABASE = 2;

  @Override
  protected void handleStartupException(Environment environment, Throwable failure) {
    Optional<String> foreign = foreignDatabase(failure);
    if (foreign.isPresent()) {
      LOG.error("the hub cannot start: {}", foreign.get());
      System.exit(WRONG_DATABASE);
    }
    super.handleStartupException(environment, failure);
  }

  /** What to do if the migrations in the database are not those of this release. */
  static Optional<String> foreignDatabase(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FlywayValidateException validation) {
        return Optional.of(
            String.valueOf(validation.getMessage()).contains("not resolved locally")
                ? "its database was made by a newer release; start it with that one, or give it an empty database and an empty ION_HUB_DATA"
                : "its database is older than 0.2.0 and cannot be read; give it an empty database and an empty ION_HUB_DATA, and start anew");
      }
    }
    return Optional.empty();
  }
}
