package dev.ionosphere.activities.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFilesTest {
  @TempDir Path directory;
  private InputFiles inputs;

  @BeforeEach
  void fill() throws IOException {
    Path data = Files.createDirectories(directory.resolve("root/data"));
    Files.writeString(data.resolve("b.csv"), "");
    Files.writeString(data.resolve("a.csv"), "");
    Files.writeString(data.resolve("c.txt"), "");
    Files.writeString(directory.resolve("secret.csv"), "");
    Files.createSymbolicLink(data.resolve("link.csv"), directory.resolve("secret.csv"));
    Path hidden = Files.createDirectories(directory.resolve("root/.ion/hub/secrets"));
    Files.writeString(hidden.resolve("ticket-signing.key"), "");
    Files.writeString(data.resolve(".env.csv"), "");
    Files.createSymbolicLink(data.resolve("key.txt"), hidden.resolve("ticket-signing.key"));
    Files.createSymbolicLink(data.resolve("shown"), hidden);
    inputs = new InputFiles(directory.resolve("root"));
  }

  @Test
  void findsAFile() {
    assertThat(inputs.find("data/a.csv"))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("a.csv");
  }

  @Test
  void findsFilesByPatternInOrderOfName() {
    assertThat(inputs.find("data/{a,b}*.csv"))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("a.csv", "b.csv");
    assertThat(inputs.find(List.of("data/b.csv", "data/?.txt"))).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret.csv",
        "data/../../secret.csv",
        "/etc/passwd",
        "data/link.csv",
        "data/*.csv",
        "file:///etc/passwd",
        "data",
        "data/none.csv",
        "none/*.csv",
        ".ion/hub/secrets/ticket-signing.key",
        ".ion/hub/secrets/*.key",
        "./.ion/hub/secrets/ticket-signing.key",
        "data/.env.csv",
        "data/key.txt",
        "data/shown/ticket-signing.key",
        "data/shown/*.key",
        "*.parquet",
        " ",
        "data/\0"
      })
  void refusesWhatIsNotBelowTheRoot(String input) {
    assertThatThrownBy(() -> inputs.find(input))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("input");
  }

  @Test
  void leavesHiddenFilesOutOfAPattern() {
    assertThat(inputs.find("./data/[.ac]*[vn]*"))
        .extracting(file -> file.getFileName().toString())
        .containsExactly("a.csv");
  }

  @Test
  void allowsADataRootThatIsHiddenItself() throws IOException {
    Path demo = Files.createDirectories(directory.resolve("root/.ion/demo"));
    Files.writeString(demo.resolve("train.csv"), "");
    assertThat(new InputFiles(demo).find("train.csv")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cloud/runs/log.txt",
        "hub/secrets/service.token",
        "hub/secrets/a.key",
        "keys/hook-key"
      })
  void refusesWhatTheWorkerKeepsForItself(String input) throws IOException {
    Path root = directory.resolve("root");
    Path file = root.resolve(input);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
    ForbiddenPaths closed =
        ForbiddenPaths.of(
            Map.of(
                "ION_CLOUD_DATA", root.resolve("cloud").toString(),
                "ION_SECRETS", root.resolve("keys").toString(),
                "ION_TOKEN_FILE", root.resolve("hub/secrets/service.token").toString()));
    assertThatThrownBy(() -> new InputFiles(root, closed).find(input))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(input)
        .hasMessageContaining("worker itself");
  }

  @Test
  void refusesOnlyTheTokenWhereItLiesInTheDataRootOrAboveIt() throws IOException {
    Path root = directory.resolve("root");
    Files.writeString(root.resolve("service.token"), "");
    ForbiddenPaths closed =
        ForbiddenPaths.of(
            Map.of(
                "ION_CLOUD_DATA", directory.toString(),
                "ION_TOKEN_FILE", root.resolve("service.token").toString()));
    InputFiles here = new InputFiles(root, closed);
    assertThat(here.find("data/a.csv")).hasSize(1);
    assertThatThrownBy(() -> here.find("service.token")).isInstanceOf(InputException.class);
  }

  @Test
  void refusesWhatIsNoPath() {
    assertThatThrownBy(() -> inputs.find(7)).isInstanceOf(InputException.class);
  }
}
