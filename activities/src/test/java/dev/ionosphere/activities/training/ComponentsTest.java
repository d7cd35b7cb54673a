package dev.ionosphere.activities.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.activities.hub.HubClient;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.programs.component.ComponentArchive;
import dev.ionosphere.programs.component.ComponentFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComponentsTest {

  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private Path jar;
  private Components components;

  @BeforeEach
  void start() throws IOException {
    jar = directory.resolve("pipelines.jar");
    TestingProgram.write(jar, "1");
    Files.writeString(directory.resolve("token"), TestingHub.TOKEN);
    components =
        new Components(
            jar,
            directory.resolve("components"),
            new HubClient(
                hub.address(), directory.resolve("token"), ServerTrust.system("set ION_HUB_CA")));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void thoseThatComeWithIonosphereAreInOneJar() throws IOException {
    Components.Resolved kmeans = components.resolve("kmeans");

    assertThat(kmeans.home()).isEqualTo(jar);
    assertThat(kmeans.program()).isEqualTo(Digest.of(Files.readAllBytes(jar)));
  }

  @Test
  void thoseOfPeopleAreFetchedOnce() throws IOException {
    Digest digest = push("churn", "1.0.0");

    Components.Resolved churn = components.resolve("churn@1.0.0");
    hub.blobs.clear();
    Components.Resolved again = components.resolve("churn@1.0.0");

    assertThat(churn.program()).isEqualTo(digest);
    assertThat(Files.readString(churn.home().resolve("train.py"))).isEqualTo("print(1)\n");
    assertThat(again).isEqualTo(churn);
    assertThat(directory.resolve("components")).isDirectoryNotContaining("glob:**.{zip,partial}");
  }

  @Test
  void oneThatIsDeletedIsThereForRunsThatBeganBefore() throws IOException {
    push("churn", "1.0.0");
    Components.Resolved before = components.resolve("churn@1.0.0");
    push("churn", "2.0.0");
    hub.components.replaceAll((path, place) -> place.replace("}", ",\"deleted\":true}"));

    assertThat(components.resolve("churn@1.0.0")).isEqualTo(before);
    assertThatThrownBy(() -> components.resolve("churn@2.0.0"))
        .isInstanceOf(InputException.class)
        .hasMessage("component 'churn@2.0.0' is deleted");
  }

  @Test
  void anotherContentThanTheHubSaysIsRefused() throws IOException {
    push("churn", "1.0.0");
    Digest other = Digest.of(new byte[] {1});
    hub.components.compute(
        "components/churn/1.0.0",
        (path, place) -> place.replaceFirst("sha256:[0-9a-f]+", other.value()));

    assertThatThrownBy(() -> components.resolve("churn@1.0.0"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the hub says " + other.value());
    assertThat(directory.resolve("components")).isEmptyDirectory();
  }

  @Test
  void whatIsNotThereIsRefusedByName() {
    assertThatThrownBy(() -> components.resolve("churn@2.0.0"))
        .isInstanceOf(InputException.class)
        .hasMessage("component 'churn@2.0.0' is unknown to the hub");
    assertThatThrownBy(() -> components.resolve("churn"))
        .isInstanceOf(InputException.class)
        .hasMessage("component 'churn' is unknown");
  }

  private Digest push(String name, String version) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("source"));
    Files.writeString(
        folder.resolve("component.yaml"),
        """
        apiVersion: ionosphere.dev/v1
        kind: Component
        metadata: {name: %s, version: "%s"}
        command: [python, train.py]
        """
            .formatted(name, version));
    Files.writeString(folder.resolve("train.py"), "print(1)\n");
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    ComponentArchive.write(new ComponentFolder(folder), archive);
    Digest digest = new ComponentFolder(folder).digest();
    String blob = Digest.of(archive.toByteArray()).hex();
    hub.blobs.put(blob, archive.toByteArray());
    hub.components.put(
        "components/" + name + "/" + version,
        "{\"digest\":\"%s\",\"archive\":\"%s\",\"archiveBytes\":%d,\"pushedBy\":\"anna\"}"
            .formatted(digest.value(), blob, archive.size()));
    return digest;
  }
}
