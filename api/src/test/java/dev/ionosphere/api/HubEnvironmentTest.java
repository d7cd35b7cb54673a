package dev.ionosphere.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubEnvironmentTest {
  private static final String PASSWORD = "datasources.default.password";

  @TempDir Path directory;

  @Test
  void readsHowLongThingsAreKept() {
    assertThat(HubEnvironment.properties(Map.of("ION_RETENTION_HEALTH_WINDOWS", "30")))
        .containsEntry("hub.retention.health-windows", "30");
  }

  @Test
  void readsThePasswordFromItsVariable() {
    assertThat(HubEnvironment.properties(Map.of("ION_DATABASE_PASSWORD", "secret")))
        .containsEntry(PASSWORD, "secret");
    assertThat(HubEnvironment.properties(Map.of())).doesNotContainKey(PASSWORD);
  }

  @Test
  void readsThePasswordFromAFileWithoutItsLastNewline() throws IOException {
    Path file = directory.resolve("password.txt");
    for (String end : new String[] {"", "\n", "\r\n"}) {
      Files.writeString(file, " two words " + end);
      assertThat(HubEnvironment.properties(Map.of("ION_DATABASE_PASSWORD_FILE", file.toString())))
          .containsEntry(PASSWORD, " two words ");
    }
  }

  @Test
  void namesTheVariableOfAFileThatIsNotThere() {
    Map<String, String> environment =
        Map.of("ION_DATABASE_PASSWORD_FILE", directory.resolve("nowhere").toString());
    assertThatThrownBy(() -> HubEnvironment.properties(environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("ION_DATABASE_PASSWORD_FILE is '" + directory.resolve("nowhere"))
        .hasMessageContaining("cannot be read");
  }

  @Test
  void refusesTwoPasswords() {
    assertThatThrownBy(() ->
            HubEnvironment.properties(
                Map.of("ION_DATABASE_PASSWORD", "a", "ION_DATABASE_PASSWORD_FILE", "b")))
        .hasMessageContaining("both set");
  }
}
