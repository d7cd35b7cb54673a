package dev.ionosphere.api.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@MicronautTest(transactional = false)
class BrokenDocumentsTest {

  private static final Path BROKEN = Path.of("../spec/src/test/resources/broken");

  @Inject TestingHttp http;
  @Inject StoredIons ions;
  @Inject IonGenerations generations;

  static List<Path> broken() throws IOException {
    try (Stream<Path> files = Files.list(BROKEN)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @Test
  void thereAreAtLeastTwenty() throws IOException {
    assertThat(broken()).hasSizeGreaterThanOrEqualTo(20);
  }

  @ParameterizedTest
  @MethodSource("broken")
  void isRefusedWithFindingsAndNothingApplied(Path file) throws IOException {
    long before = ions.count() + generations.count();
    Answer answer =
        http.send(
            "POST",
            "/api/v1/ions",
            Map.of(
                "Content-Type",
                "application/yaml",
                "Authorization",
                "Bearer " + http.token("operator")),
            HttpRequest.BodyPublishers.ofFile(file));
    assertThat(answer.status()).as(answer.body()).isIn(400, 413, 422);
    assertThat(answer.json().path("detail").asText()).isNotBlank();
    if (answer.status() == 422) {
      assertThat(answer.json().path("errors")).isNotEmpty();
      assertThat(answer.json().path("errors").get(0).path("message").asText()).isNotBlank();
    }
    assertThat(answer.body()).doesNotContain("\tat ").doesNotContain("java.lang");
    assertThat(ions.count() + generations.count()).isEqualTo(before);
  }

  @Test
  void jsonNestedForOneMegabyteIsRefused() {
    Answer answer = http.post("operator", "/api/v1/ions", "[".repeat(1_000_000));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).doesNotContain("StackOverflow");
  }
}
