package dev.ionosphere.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.PropertySource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The databases that repositories must work on, each started once for all tests. */
public enum Database {
  H2 {
    @Override
    public Map<String, Object> properties() {
      return Map.of("datasources.default.url", memory("contract"));
    }
  },
  POSTGRES {
    @Override
    public Map<String, Object> properties() {
      try {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
        return Map.of(
            "datasources.default.url", postgres.getJdbcUrl("postgres", "postgres"),
            "datasources.default.username", "postgres",
            "datasources.default.password", "postgres");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  };

  private @Nullable ApplicationContext context;

  /** H2 as the hub opens it, in memory. */
  public static String memory(String name) {
    return EmbeddedDatabase.url("mem:" + name);
  }

  public abstract Map<String, Object> properties();

  public synchronized <T> T bean(Class<T> type) {
    if (context == null) {
      context = ApplicationContext.run(PropertySource.of("contract", properties()), "test");
    }
    return context.getBean(type);
  }

  private static void close(EmbeddedPostgres postgres) {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
