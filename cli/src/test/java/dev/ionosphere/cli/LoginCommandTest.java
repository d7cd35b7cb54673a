package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginCommandTest {
  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private TestingTerminal terminal;
  private String token;

  @BeforeEach
  void start() {
    terminal = new TestingTerminal(directory);
    token = terminal.file("token", "secret-of-mine\n");
    hub.answers("GET /api/v1/ions", "{\"items\":[]}");
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void theFirstLoginIsTheDefault() {
    assertThat(login(hub)).isZero();
    assertThat(terminal.out())
        .isEqualTo("Signed in at %s. It is the default hub now.\n".formatted(hub.address()));
    assertThat(terminal.ion("get")).isZero();
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer secret-of-mine");
  }

  @Test
  void anotherLoginLeavesTheDefaultAlone() {
    login(hub);
    try (TestingHub other = new TestingHub().answers("GET /api/v1/ions", "{\"items\":[]}")) {
      assertThat(login(other)).isZero();
      assertThat(terminal.out()).contains("The default hub is still " + hub.address(), "--default");
      assertThat(terminal.ion("get")).isZero();
      assertThat(other.asked()).hasSize(1);
      assertThat(terminal.ion("get", "--hub", other.address().toString())).isZero();
      assertThat(other.lastAsked().authorization()).isEqualTo("Bearer secret-of-mine");
      assertThat(login(other, "--default")).isZero();
      assertThat(terminal.ion("get")).isZero();
      assertThat(other.asked()).hasSize(4);
    }
  }

  @Test
  void theHubOfUpStaysTheDefault() {
    terminal.withLocalHub(hub);
    try (TestingHub other = new TestingHub().answers("GET /api/v1/ions", "{\"items\":[]}")) {
      assertThat(login(other)).isZero();
      assertThat(terminal.out()).contains("The default hub is still " + hub.address());
      assertThat(terminal.ion("get")).isZero();
      assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer viewer-token");
    }
  }

  @Test
  void onlyTheOwnerReadsTheTokens() throws IOException {
    login(hub);
    Path file = directory.resolve("config/logins.json");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(file)).contains("secret-of-mine");
    assertThat(terminal.ion("login", hub.address().toString(), "--out")).isZero();
    assertThat(Files.readString(file)).doesNotContain("secret-of-mine");
  }

  @Test
  void aTokenThatTheHubDoesNotTakeIsNotKept() {
    try (TestingHub strict = new TestingHub().refuses("GET /api/v1/ions", 401, "no")) {
      assertThat(login(strict)).isEqualTo(5);
      assertThat(terminal.err()).contains("does not take the token that was given");
    }
    assertThat(directory.resolve("config")).doesNotExist();
  }

  @Test
  void aBrokenFileOfLoginsIsNamed() {
    Path file = Path.of(terminal.file("config/logins.json", "{\"hubs\""));
    assertThat(terminal.ion("get")).isEqualTo(1);
    assertThat(terminal.err()).contains(file.toString(), "ion login");
  }

  @Test
  void keepsTheTokenBelowHome() throws IOException, InterruptedException {
    assertThat(login(Map.of("HOME", directory + "/ann"))).isZero();
    assertThat(directory.resolve("ann/.config/ionosphere/logins.json")).exists();
  }

  /** As a process, since the environment belongs to it. */
  private int login(Map<String, String> environment) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Dion.root=" + directory,
            "-cp",
            System.getProperty("java.class.path"),
            "dev.ionosphere.cli.IonCommand",
            "login",
            hub.address().toString(),
            "--token-file",
            token);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("ION_") || name.startsWith("XDG"));
    builder.environment().putAll(new HashMap<>(environment));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private int login(TestingHub where, String... more) {
    URI address = where.address();
    String[] arguments = new String[4 + more.length];
    System.arraycopy(
        new String[] {"login", address.toString(), "--token-file", token}, 0, arguments, 0, 4);
    System.arraycopy(more, 0, arguments, 4, more.length);
    return terminal.ion(arguments);
  }
}
