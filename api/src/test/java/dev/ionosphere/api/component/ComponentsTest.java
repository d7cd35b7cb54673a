package dev.ionosphere.api.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.programs.component.ComponentArchive;
import dev.ionosphere.programs.component.ComponentFolder;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Components as people push them, and what documents may say of them. */
@MicronautTest(transactional = false)
class ComponentsTest {

  private static final String MANIFEST =
      """
      apiVersion: ionosphere.dev/v1
      kind: Component
      metadata: {name: %s, version: "%s", about: Learns who leaves.}
      command: [python, train.py, --epochs, "{arg:epochs}"]
      arguments:
        epochs: {type: int, default: 10, min: 1}
      inputs:
        train: {kind: dataset}
      outputs:
        model: {kind: model}
      """;

  private static final String ION =
      """
      apiVersion: ionosphere.dev/v1
      kind: ION
      metadata: {name: %s}
      spec:
        nodes:
          learn:
            kind: training
            component: %s
            arguments: {epochs: %s}
            inputs: {train: data.csv}
          score:
            kind: inference
            placement: {devices: role=engine}
            every: 5m
            source: {file: "data.csv"}
        edges:
          - {from: learn, to: score}
      """;

  @TempDir Path directory;

  @Inject TestingHttp http;

  @Test
  void aVersionIsPushedOnceAndNeverChanges() throws IOException {
    Answer pushed = push("scientist", archive("once", "1.0.0", "print(1)"));
    assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
    assertThat(pushed.json().path("digest").asText()).startsWith("sha256:");
    assertThat(pushed.json().path("pushedBy").asText()).isEqualTo("scientist");

    Answer again = push("scientist", archive("once", "1.0.0", "print(1)"));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(pushed.json());

    Answer other = push("scientist", archive("once", "1.0.0", "print(2)"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(detail(other))
        .contains("component once@1.0.0 has the digest", "raise metadata.version");
    assertThat(push("scientist", archive("once", "1.0.1", "print(2)")).status()).isEqualTo(201);
    assertThat(http.get("viewer", "/api/v1/components?name=once").json().path("items"))
        .extracting(item -> item.path("version").asText())
        .containsExactly("1.0.1", "1.0.0");
  }

  @ParameterizedTest
  @CsvSource({"viewer, 403", "operator, 403", "approver, 403", "service, 403", "admin, 201"})
  void pushingIsAPermission(String person, int status) throws IOException {
    assertThat(push(person, archive("of-" + person, "1", "print(1)")).status()).isEqualTo(status);
  }

  @Test
  void whatIsNoComponentIsRefusedByName() throws IOException {
    Answer broken = push("scientist", archive("Bad_Name", "1", ""));
    assertThat(broken.status()).isEqualTo(422);
    JsonNode error = broken.json().path("errors").path(0);
    assertThat(error.path("path").asText()).isEqualTo("metadata.name");
    assertThat(error.path("line").asInt()).isEqualTo(3);

    assertThat(detail(push("scientist", archive("kmeans", "1", ""))))
        .contains("component 'kmeans' comes with Ionosphere");
    Answer noZip = push("scientist", "PK no zip".getBytes("UTF-8"));
    assertThat(noZip.status()).isEqualTo(422);
    assertThat(detail(noZip)).contains("the archive: it is no zip archive");
    assertThat(push("", archive("nobody", "1", "")).status()).isEqualTo(401);
  }

  @Test
  void documentsAreCheckedByTheComponentsTheyName() throws IOException {
    assertThat(push("scientist", archive("checked", "1.0.0", "print(1)")).status()).isEqualTo(201);

    Answer wrong = apply("checks-arguments", "checked@1.0.0", "eight");
    assertThat(wrong.status()).isEqualTo(422);
    JsonNode error = wrong.json().path("errors").path(0);
    assertThat(error.path("message").asText())
        .isEqualTo("got 'eight'; allowed: a whole number from 1 on");
    assertThat(error.path("line").asInt()).isEqualTo(9);
    assertThat(error.path("column").asInt()).isEqualTo(27);
    assertThat(detail(apply("checks-arguments", "checked", "8")))
        .contains("got 'checked' without a version; allowed: checked@1.0.0");
    assertThat(detail(apply("checks-arguments", "chekced@1.0.0", "8")))
        .contains("unknown component 'chekced'", "did you mean 'checked'?");
    Answer right = apply("checks-arguments", "checked@1.0.0", "8");
    assertThat(right.status()).as(right.body()).isEqualTo(201);
    assertThat(
            http.get("viewer", "/api/v1/components/checked/1.0.0").json().path("uses").toString())
        .isEqualTo("[{\"ion\":\"checks-arguments\",\"node\":\"learn\"}]");
  }

  @Test
  void whatIsUsedStaysAndWhatIsDeletedIsNeverAnother() throws IOException {
    push("scientist", archive("gone", "1.0.0", "print(1)"));
    assertThat(apply("uses-gone", "gone@1.0.0", "8").status()).isEqualTo(201);

    Answer used = delete("scientist", "/api/v1/components/gone/1.0.0");
    assertThat(used.status()).isEqualTo(409);
    assertThat(detail(used)).contains("gone@1.0.0 is used by learn in ION uses-gone");

    push("scientist", archive("gone", "2.0.0", "print(1)"));
    assertThat(delete("viewer", "/api/v1/components/gone/2.0.0").status()).isEqualTo(403);
    assertThat(delete("scientist", "/api/v1/components/gone/2.0.0").status()).isEqualTo(204);
    assertThat(http.get("viewer", "/api/v1/components/gone/2.0.0").status()).isEqualTo(404);
    assertThat(detail(apply("uses-gone", "gone@2.0.0", "8"))).contains("allowed: gone@1.0.0");
    assertThat(detail(push("scientist", archive("gone", "2.0.0", "print(2)"))))
        .contains("(it is deleted)");
    // A run that began before has yet to be packaged.
    JsonNode place = http.get("service", "/internal/v1/components/gone/2.0.0").json();
    assertThat(place.path("deleted").asBoolean()).isTrue();
    assertThat(place.path("pushedBy").asText()).isEqualTo("scientist");
    assertThat(push("scientist", archive("gone", "2.0.0", "print(1)")).status()).isEqualTo(201);
  }

  @Test
  void aWorkerGetsWhatWasPushed() throws IOException {
    byte[] archive = archive("fetched", "1.0.0", "print(1)");
    push("scientist", archive);

    JsonNode place = http.get("service", "/internal/v1/components/fetched/1.0.0").json();

    assertThat(place.path("archiveBytes").asLong()).isEqualTo(archive.length);
    assertThat(http.get("service", "/internal/v1/blobs/" + place.path("archive").asText()).status())
        .isEqualTo(200);
    assertThat(http.get("scientist", "/internal/v1/components/fetched/1.0.0").status())
        .isEqualTo(403);
  }

  @Test
  void thoseThatComeWithIonosphereAreComponentsLikeAnyOther() {
    JsonNode kmeans = http.get("viewer", "/api/v1/components/kmeans/1.0.0").json();

    assertThat(kmeans.path("builtIn").asBoolean()).isTrue();
    assertThat(kmeans.path("arguments"))
        .filteredOn(argument -> argument.path("name").asText().equals("k"))
        .singleElement()
        .extracting(argument -> argument.path("allowed").asText())
        .isEqualTo("a whole number from 2 to 1000");
    assertThat(http.get("viewer", "/api/v1/components/kmeans/9").status()).isEqualTo(404);
  }

  private byte[] archive(String name, String version, String script) throws IOException {
    Path folder = Files.createTempDirectory(directory, name);
    Files.writeString(folder.resolve("component.yaml"), MANIFEST.formatted(name, version));
    Files.writeString(folder.resolve("train.py"), script);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ComponentArchive.write(new ComponentFolder(folder), bytes);
    return bytes.toByteArray();
  }

  private Answer push(String person, byte[] archive) {
    Map<String, String> headers =
        person.isEmpty()
            ? Map.of("Content-Type", "application/zip")
            : Map.of(
                "Content-Type", "application/zip", "Authorization", "Bearer " + http.token(person));
    return http.send("POST", "/api/v1/components", headers, BodyPublishers.ofByteArray(archive));
  }

  private Answer apply(String ion, String component, String epochs) {
    return http.yaml("operator", "/api/v1/ions", ION.formatted(ion, component, epochs));
  }

  private Answer delete(String person, String path) {
    return http.send(person, "DELETE", path, "", "application/json");
  }

  private static String detail(Answer answer) {
    return answer.json().path("detail").asText();
  }
}
