package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The current code on what {@code tools/installations/record} kept of each release: an ION paused
 * with an approval open, a model on a device. What follows must be as if it had never been away.
 */
class RecordedInstallationsIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path RECORDED = Path.of("src/test/resources/installations");
  private static final String ARCHIVE = ".tar.gz";
  private static final Duration SOON = Duration.ofMinutes(1);

  /**
   * What an installation holds.
   *
   * @param node that runs the model
   * @param model on the device, of that generation
   * @param candidate the approval is of
   */
  private record Recorded(
      String release,
      String commit,
      String ion,
      String node,
      String device,
      long generation,
      String model,
      String approval,
      String candidate) {}

  /** None before the first is recorded. */
  static List<String> releases() throws IOException {
    if (!Files.isDirectory(RECORDED)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(RECORDED)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ARCHIVE))
          .map(name -> name.substring(0, name.length() - ARCHIVE.length()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("releases")
  void goesOnWhereTheReleaseStopped(String release) throws IOException {
    Recorded recorded =
        JSON.readValue(RECORDED.resolve(release + ".json").toFile(), Recorded.class);
    try (LocalIon ion = LocalIon.unpacked("recorded-" + release, archive(release))) {
      ion.ion("up");
      HubClient viewer = ion.hub("viewer");
      Eventually.holds(
          recorded.device + " on the model it had",
          SOON,
          () -> stillRuns(ion, recorded),
          () -> status(ion, recorded));
      assertOpen(viewer, recorded);

      ion.ion("resume", recorded.ion, "--as", "operator");
      assertOpen(viewer, recorded);
      ion.ion("approve", recorded.approval, "--reason", "still good", "--as", "approver");

      String device = "/api/v1/devices/" + recorded.device;
      Eventually.holds(
          "the candidate on " + recorded.device,
          SOON,
          () -> runs(viewer.get(device), recorded.generation + 1, recorded.candidate),
          () -> viewer.get(device));
      Eventually.holds(
          "the candidate proven at node " + recorded.node,
          SOON,
          () -> live(viewer, recorded).at("/release/proven").asText().equals(recorded.candidate),
          () -> live(viewer, recorded));
      assertThat(ion.ion("timeline", "verify", recorded.ion))
          .contains("ok", "the workflow's history has the same");
    }
  }

  @Test
  void oneOlderThanTheFirstRecordedIsToldToStartAnew() throws IOException {
    try (LocalIon ion = LocalIon.create("recorded-older", Map.of())) {
      Files.createDirectories(ion.data().resolve("hub"));
      Files.createFile(ion.data().resolve("hub/hub.mv.db"));
      Files.writeString(ion.data().resolve("processes.json"), "{\"ports\": {}, \"edges\": {}}");

      Program.Result refused = ion.attempt("up");

      assertThat(refused.exitCode()).isNotZero();
      assertThat(refused.output())
          .contains("is older than 0.2.0 and cannot be read; delete it")
          .hasLineCount(1);
      assertThat(ion.processes()).isEmpty();
    }
  }

  private static Path archive(String release) {
    return RECORDED.resolve(release + ARCHIVE);
  }

  private static void assertOpen(HubClient viewer, Recorded recorded) {
    JsonNode approval = viewer.get("/api/v1/approvals/" + recorded.approval);
    assertThat(approval.path("state").asText()).as(approval.toString()).isEqualTo("pending");
    assertThat(approval.path("candidate").asText()).isEqualTo(recorded.candidate);
    String ion = "/api/v1/ions/" + recorded.ion;
    // its worker may still be reading the history
    Eventually.holds(
        recorded.approval + " in the state of the ION",
        SOON,
        () -> viewer.get(ion).at("/live/approvals/0/approval").asText().equals(recorded.approval),
        () -> viewer.get(ion));
  }

  private static JsonNode live(HubClient viewer, Recorded recorded) {
    return viewer.get("/api/v1/ions/" + recorded.ion).at("/live/nodes/" + recorded.node);
  }

  private static boolean runs(JsonNode device, long generation, String model) {
    JsonNode actual = device.path("models").path(0);
    return actual.path("actualGeneration").asLong() == generation
        && actual.path("actualDigest").asText().equals(model);
  }

  private static boolean stillRuns(LocalIon ion, Recorded recorded) {
    JsonNode status = status(ion, recorded);
    JsonNode node = status.path("nodes").path(0);
    // the file of the recording is of a process that has ended
    return status.path("pid").asLong() == ion.process("edge:" + recorded.device).pid()
        && node.path("status").asText().equals("active")
        && node.path("generation").asLong() == recorded.generation
        && node.path("digest").asText().equals(recorded.model);
  }

  private static JsonNode status(LocalIon ion, Recorded recorded) {
    try {
      return JSON.readTree(
          LocalIon.read(ion.data().resolve("edges/%s/status.json".formatted(recorded.device))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
