package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.links.authority.CertificateAuthority;
import dev.ionosphere.links.authority.IdentityFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands against a hub whose certificate the machine does not know. */
class HttpsHubTest {
  private static final int UNREACHABLE = 4;
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path directory;
  private final CertificateAuthority authority =
      CertificateAuthority.create("Plant 7", Instant.now(), DAY);
  private TestingHub hub;
  private TestingTerminal terminal;
  private Path file;
  private String token;

  @BeforeEach
  void start() throws IOException {
    hub = secured("127.0.0.1");
    terminal = new TestingTerminal(directory);
    token = terminal.file("token", "secret-of-mine");
    file = directory.resolve("ca.crt");
    IdentityFile.writeCertificates(authority.identity().chain(), file);
  }

  private TestingHub secured(String name) {
    return TestingHub.secured(authority.issue(List.of(name), Instant.now(), DAY))
        .answers("GET /api/v1/ions", "{\"items\":[]}");
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void aLoginWithoutTheCaNamesHostIssuerAndWhatToDo() {
    assertThat(login(hub)).isEqualTo(UNREACHABLE);
    assertThat(terminal.err())
        .contains(
            "127.0.0.1:%d shows a certificate issued by 'CN=Plant 7', which is not trusted here"
                .formatted(hub.port()),
            "`ion login URL --ca FILE`",
            "ION_HUB_CA");
    assertThat(hub.asked()).isEmpty();
  }

  @Test
  void aLoginRemembersTheCa() throws IOException {
    assertThat(login(hub, "--ca", "ca.crt")).isZero();
    Files.delete(file);
    assertThat(terminal.ion("get")).isZero();
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer secret-of-mine");
    assertThat(terminal.ion("login", "--out", hub.address().toString())).isZero();
    assertThat(login(hub)).isEqualTo(UNREACHABLE);
  }

  @Test
  void aVariableNamesTheCaAsWell() {
    terminal.with("ION_HUB_CA", file.toString());
    assertThat(login(hub)).isZero();
  }

  @Test
  void aCertificateForAnotherHostIsRefused() {
    try (TestingHub wrong = secured("hub.example.org")) {
      assertThat(login(wrong, "--ca", "ca.crt")).isEqualTo(UNREACHABLE);
      assertThat(terminal.err()).contains("a certificate for hub.example.org, issued by");
      assertThat(wrong.asked()).isEmpty();
    }
  }

  @Test
  void aFileThatIsNoneIsNamed() {
    terminal.file("ca.crt", "nothing");
    assertThat(login(hub, "--ca", "ca.crt")).isEqualTo(UNREACHABLE);
    assertThat(terminal.err()).contains(file.toString(), "holds no certificate");
    assertThat(login(hub, "--ca", "elsewhere.crt")).isEqualTo(2);
    assertThat(terminal.err()).contains("--ca:", "elsewhere.crt cannot be read");
  }

  @Test
  void enrolmentSaysWhatADeviceElsewhereNeeds() {
    login(hub, "--ca", "ca.crt");
    hub.answersAnyBody("POST /api/v1/devices/tokens", 200, "{\"token\":\"once\"}");
    assertThat(terminal.ion("edge", "enrol", "engine-61")).isZero();
    assertThat(terminal.out()).isEqualTo("once\n");
    assertThat(terminal.err())
        .contains("ION_HUB_URL=" + hub.address(), "ION_DEVICE=engine-61", "ION_HUB_CA", ".crt");
  }

  private int login(TestingHub to, String... more) {
    String[] words = new String[4 + more.length];
    words[0] = "login";
    words[1] = to.address().toString();
    words[2] = "--token-file";
    words[3] = token;
    System.arraycopy(more, 0, words, 4, more.length);
    return terminal.ion(words);
  }
}
