package dev.ionosphere.links.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final SecretName KEY = new SecretName("hook-key");

  @TempDir Path directory;
  private Path folder;

  @BeforeEach
  void create() throws IOException {
    folder = Files.createDirectory(directory.resolve("secrets"));
  }

  private Secrets secrets() {
    return Secrets.of(
        Map.of("ION_SECRETS", folder.toString(), "ION_SECRET_HOOK_KEY", "of the environment"));
  }

  private static void write(Path file, String content, String mode) throws IOException {
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  @Test
  void readsAFileBeforeAVariable() throws IOException {
    assertThat(secrets().resolve(KEY).reveal()).isEqualTo("of the environment");
    write(folder.resolve("hook-key"), "of the file\n", "rw-------");
    assertThat(secrets().resolve(KEY).reveal()).isEqualTo("of the file");
  }

  @Test
  void readsASecretThatWasChanged() throws IOException {
    Secrets secrets = secrets();
    write(folder.resolve("hook-key"), "old", "r--------");
    assertThat(secrets.resolve(KEY).reveal()).isEqualTo("old");
    Files.delete(folder.resolve("hook-key"));
    write(folder.resolve("hook-key"), "new", "r--------");
    assertThat(secrets.resolve(KEY).reveal()).isEqualTo("new");
  }

  @Test
  void namesAMissingSecretAndWhereItWasLookedFor() {
    assertThatThrownBy(() -> secrets().resolve(new SecretName("mail")))
        .isInstanceOf(SecretException.class)
        .hasMessageContaining("'mail'")
        .hasMessageContaining(folder.resolve("mail").toString())
        .hasMessageContaining("ION_SECRET_MAIL");
    assertThatThrownBy(() -> Secrets.of(Map.of()).resolve(KEY))
        .hasMessageContaining("ION_SECRETS is not set")
        .hasMessageContaining("ION_SECRET_HOOK_KEY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-"})
  void refusesAFileThatOthersMayReadOrWrite(String mode) throws IOException {
    write(folder.resolve("hook-key"), "top secret", mode);
    assertThatThrownBy(() -> secrets().resolve(KEY))
        .hasMessageContaining("allowed is mode 600")
        .hasMessageNotContaining("top secret");
  }

  @Test
  void refusesALinkOutOfTheFolderAndTakesOneInside() throws IOException {
    write(directory.resolve("outside"), "outside", "rw-------");
    Files.createSymbolicLink(folder.resolve("hook-key"), directory.resolve("outside"));
    assertThatThrownBy(() -> secrets().resolve(KEY)).hasMessageContaining("leads out");
    // As Kubernetes mounts secrets.
    Path data = Files.createDirectory(folder.resolve("..data"));
    write(data.resolve("mail"), "inside", "rw-------");
    Files.createSymbolicLink(folder.resolve("mail"), Path.of("..data/mail"));
    assertThat(secrets().resolve(new SecretName("mail")).reveal()).isEqualTo("inside");
  }

  @Test
  void refusesALinkThatLeadsNowhereInsteadOfTheVariable() throws IOException {
    Files.createSymbolicLink(folder.resolve("hook-key"), directory.resolve("gone"));
    assertThatThrownBy(() -> secrets().resolve(KEY)).hasMessageContaining("cannot be read");
  }

  @Test
  void refusesAnEmptyFileAndADirectory() throws IOException {
    write(folder.resolve("hook-key"), "\n", "rw-------");
    assertThatThrownBy(() -> secrets().resolve(KEY)).hasMessageContaining("empty");
    Files.createDirectory(folder.resolve("mail"));
    assertThatThrownBy(() -> secrets().resolve(new SecretName("mail")))
        .hasMessageContaining("no file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Key", "a_b", "../x", "-a", "a-", "a/b", "a.b", "ä"})
  void refusesANameOfOtherLetters(String name) {
    assertThatThrownBy(() -> new SecretName(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "'");
  }

  @Test
  void valueIsNeverShown() {
    SecretValue value = secrets().resolve(KEY);
    assertThat("" + value).isEqualTo("<secret>");
    assertThat(value).isEqualTo(secrets().resolve(KEY));
  }
}
