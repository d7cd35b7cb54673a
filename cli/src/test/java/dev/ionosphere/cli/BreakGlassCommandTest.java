package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way out where nobody can approve. */
class BreakGlassCommandTest {
  private static final String REQUEST =
      "{\"approval\":\"a.change-1\",\"inForce\":\"sha256:1\",\"proposed\":\"sha256:2\",\"generation\":3";

  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private TestingTerminal terminal;
  private Path key;

  @BeforeEach
  void start() {
    terminal = new TestingTerminal(directory).withLocalHub(hub);
    key = directory.resolve("glass.key");
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void theKeyIsForItsOwnerAndNeverOverwritten() throws Exception {
    assertThat(terminal.ion("break-glass", "keygen", key.toString())).isZero();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    String secret = Files.readString(key);
    assertThat(terminal.out()).contains("glass.key.pub").doesNotContain(secret.strip());
    assertThat(terminal.ion("break-glass", "keygen", key.toString())).isEqualTo(2);
    assertThat(Files.readString(key)).isEqualTo(secret);
  }

  @Test
  void aRequestIsSignedWithoutAHubAndHandedIn() throws Exception {
    hub.answers(
            "GET /api/v1/approvals/a.change-1",
            "{\"ion\":\"a\",\"candidate\":\"sha256:2\",\"documentGeneration\":3,\"reason\":\"fewer\"}")
        .answers("GET /api/v1/ions/a", "{\"live\":{\"documentDigest\":\"sha256:1\"}}");
    assertThat(terminal.ion("break-glass", "request", "a.change-1")).isZero();
    assertThat(terminal.out()).isEqualTo(REQUEST + ",\"weakens\":\"fewer\"}\n");

    TestingTerminal offline = new TestingTerminal(directory);
    Path request = Files.writeString(directory.resolve("request.json"), terminal.out());
    assertThat(offline.ion("break-glass", "keygen", key.toString())).isZero();
    TestingTerminal signing = new TestingTerminal(directory);
    assertThat(
            signing.ion(
                "break-glass",
                "sign",
                request.toString(),
                "--key",
                key.toString(),
                "--person",
                "admin",
                "--reason",
                "nobody is left"))
        .isZero();
    String statement = signing.out().strip();
    String[] parts = statement.split("\\.");
    assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
        .isEqualTo(REQUEST + ",\"person\":\"admin\",\"reason\":\"nobody is left\"}");
    byte[] open =
        Base64.getDecoder().decode(Files.readString(directory.resolve("glass.key.pub")).strip());
    Signature verification = Signature.getInstance("Ed25519");
    verification.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(open)));
    verification.update(parts[0].getBytes(StandardCharsets.US_ASCII));
    assertThat(verification.verify(Base64.getUrlDecoder().decode(parts[1]))).isTrue();

    hub.answersTo(
        "POST /api/v1/approvals/a.change-1/break-glass",
        "{\"statement\":\"" + statement + "\"}",
        "{\"done\":true,\"message\":\"goes through at noon\"}");
    Path file = Files.writeString(directory.resolve("statement"), signing.out());
    TestingTerminal opening = new TestingTerminal(directory).withLocalHub(hub);
    assertThat(opening.ion("break-glass", "open", "a.change-1", file.toString())).isZero();
    assertThat(opening.out()).isEqualTo("goes through at noon\n");
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer admin-token");
  }

  @Test
  void whatIsNoRequestOrNoKeyIsAWrongLine() throws Exception {
    Path request = Files.writeString(directory.resolve("request.json"), "{\"approval\":\"a\"}");
    assertThat(
            terminal.ion(
                "break-glass",
                "sign",
                request.toString(),
                "--key",
                key.toString(),
                "--person",
                "admin",
                "--reason",
                "r"))
        .isEqualTo(2);
    assertThat(terminal.err()).contains("has no inForce");
  }
}
