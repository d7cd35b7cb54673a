package dev.ionosphere.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Lineage;
import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.models.pack.Role;
import dev.ionosphere.models.scoring.PlanSignature;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages with too much of something. None of it is read. */
@MicronautTest(transactional = false)
class OversizedPartsTest {

  @Inject TestingHttp http;

  @ParameterizedTest
  @CsvSource({
    "PLAN, 268435456",
    "GOLDEN, 16777216",
    "BASELINE, 16777216",
    "METRICS, 1048576",
  })
  void aPartIsRefusedByNameBeforeItIsThere(Role role, long most) {
    assertThat(detail(registered(manifest(role, most + 1))))
        .startsWith(
            "part %s: got %d bytes, at most %d are allowed"
                .formatted(role.wireName(), most + 1, most));
    assertThat(detail(registered(manifest(role, most)))).contains("not uploaded");
  }

  @Test
  void aManifestIsRefusedByName() {
    byte[] much = new byte[Manifest.MAXIMUM_BYTES + 1];
    assertThat(detail(registered(much)))
        .isEqualTo(
            "manifest %s: got 1048577 bytes, at most 1048576 are allowed"
                .formatted(Digest.of(much)));
    byte[] most = new byte[Manifest.MAXIMUM_BYTES];
    assertThat(detail(registered(most))).startsWith("manifest " + Digest.of(most) + ": manifest");
  }

  @Test
  void aPartThatIsLargerThanTheManifestSaysIsNotRead() {
    byte[] metrics = new byte[2_000_000];
    put(metrics);
    assertThat(
            detail(registered(manifest(new Manifest.Part(Role.METRICS, Digest.of(metrics), 10)))))
        .contains("part metrics", "2000000 bytes are here", "the manifest says 10 bytes");
  }

  @Test
  void metricsThatAreNoneAreRefusedByName() {
    byte[] metrics = "{\"rows\": ".getBytes(StandardCharsets.US_ASCII);
    put(metrics);
    assertThat(detail(registered(manifest(Manifest.Part.of(Role.METRICS, metrics)))))
        .startsWith("part metrics: ");
  }

  private static String detail(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    return answer.json().path("detail").asText();
  }

  private static byte[] manifest(Role role, long bytes) {
    return manifest(new Manifest.Part(role, Digest.of(new byte[] {(byte) bytes}), bytes));
  }

  private static byte[] manifest(Manifest.Part part) {
    return new Manifest(
            "pump.retrain.1",
            Instant.EPOCH,
            List.of(part),
            PlanSignature.ofNumbers(List.of("s1")),
            new Lineage(
                "pump",
                "retrain",
                "pump.retrain.1",
                Optional.empty(),
                "kmeans",
                Optional.empty(),
                Map.of(),
                List.of()),
            "spark-4.1.0")
        .toJson();
  }

  private Answer registered(byte[] manifest) {
    put(manifest);
    return http.post(
        "service",
        "/internal/v1/models",
        "{\"manifestDigest\":\"%s\",\"ion\":\"pump\",\"node\":\"retrain\",\"run\":\"pump.retrain.1\"}"
            .formatted(Digest.of(manifest).value()));
  }

  private void put(byte[] content) {
    Answer answer =
        http.send(
            "PUT",
            "/internal/v1/blobs/" + Digest.of(content).hex(),
            Map.of(
                "Content-Type",
                "application/octet-stream",
                "Authorization",
                "Bearer " + http.token("service")),
            HttpRequest.BodyPublishers.ofByteArray(content));
    assertThat(answer.status()).isIn(200, 201);
  }
}
