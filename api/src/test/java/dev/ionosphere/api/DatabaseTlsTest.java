package dev.ionosphere.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.links.authority.CertificateAuthority;
import dev.ionosphere.links.authority.IdentityFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL with a certificate for localhost, and for no other name. */
class DatabaseTlsTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir static Path directory;
  private static EmbeddedPostgres postgres;
  private static Path authority;
  private static Path other;

  @BeforeAll
  static void start() throws IOException {
    CertificateAuthority databases = CertificateAuthority.create("databases", Instant.now(), DAY);
    authority = directory.resolve("databases and more.crt");
    IdentityFile.writeCertificates(databases.identity().chain(), authority);
    other = directory.resolve("other.crt");
    IdentityFile.writeCertificates(
        CertificateAuthority.create("other", Instant.now(), DAY).identity().chain(), other);
    Path server = directory.resolve("server.pem");
    IdentityFile.write(databases.issue(List.of("localhost"), Instant.now(), DAY), server);
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("ssl", "on")
            .setServerConfig("ssl_cert_file", server.toString())
            .setServerConfig("ssl_key_file", server.toString())
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
  }

  private static Map<String, Object> properties(String host, Path ca) {
    return HubEnvironment.properties(
        Map.of(
            "ION_DATABASE_URL",
            "jdbc:postgresql://%s:%d/postgres".formatted(host, postgres.getPort()),
            "ION_DATABASE_USER",
            "postgres",
            "ION_DATABASE_CA",
            ca.toString()));
  }

  private static Connection connect(String host, Path ca) throws SQLException {
    return DriverManager.getConnection(
        properties(host, ca).get("datasources.default.url").toString(), "postgres", "postgres");
  }

  @Test
  void theConnectionIsProtected() throws SQLException {
    try (Connection connection = connect("localhost", authority);
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select ssl from pg_stat_ssl where pid = pg_backend_pid()")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getBoolean(1)).isTrue();
    }
  }

  @Test
  void aServerOfAnotherCaIsRefused() {
    assertThatThrownBy(() -> connect("localhost", other))
        .isInstanceOf(SQLException.class)
        .hasStackTraceContaining("PKIX path");
  }

  @Test
  void aServerOfAnotherNameIsRefused() {
    assertThatThrownBy(() -> connect("127.0.0.1", authority))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void namesTheVariableThatIsWrong() {
    assertThatThrownBy(() -> properties("localhost", directory.resolve("nowhere")))
        .hasMessageStartingWith("ION_DATABASE_CA is '" + directory.resolve("nowhere"));
    assertThatThrownBy(
            () -> HubEnvironment.properties(Map.of("ION_DATABASE_CA", authority.toString())))
        .hasMessageStartingWith("ION_DATABASE_CA is set, but ION_DATABASE_URL is ''");
    assertThatThrownBy(() ->
            HubEnvironment.properties(
                Map.of(
                    "ION_DATABASE_CA",
                    authority.toString(),
                    "ION_DATABASE_URL",
                    "jdbc:postgresql://db/ion?sslmode=require")))
        .hasMessageContaining("has an sslmode or sslrootcert; remove one of them");
  }
}
