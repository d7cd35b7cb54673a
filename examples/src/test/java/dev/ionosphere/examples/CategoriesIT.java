package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Pumps whose rows say in words what they do, on real parts: hub, worker, Spark, a device. */
class CategoriesIT {

  private static final Duration SOON = Duration.ofMinutes(5);
  private static final List<String> MODES = List.of("auto", "hand", "off");
  private static final String HEADER = "heat,mode,note";
  private static final String DOCUMENT =
      """
      apiVersion: ionosphere.dev/v1
      kind: ION
      metadata: {name: pumps}
      spec:
        nodes:
          learn:
            kind: training
            placement: {cloud: {engine: spark, master: "local[2]", memory: 1g}}
            component: kmeans
            arguments: {k: 3, input: "data/train.csv", categories: [mode], goldenRows: 1000}
          review:
            kind: approval
            approvers: {role: approver}
            expires: {after: 1h, then: reject}
          detect:
            kind: inference
            placement: {devices: "role=pump"}
            every: 200ms
            bucket: 1s
            source: {file: "data/${device}.csv", batch: 200}
            health: {minSamples: 200, hysteresis: 2}
            rollout: {waves: [100%], gate: {soak: 1s}}
        edges:
          - {from: learn, to: review}
          - {from: review, to: detect}
      """;

  private final Random random = new Random(5);

  @Test
  void aCategoryThatTrainingDidNotSeeIsToldWithItsFeature() throws IOException {
    try (LocalIon ion = LocalIon.create("categories", Map.of())) {
      Path data = Files.createDirectories(ion.directory().resolve("data"));
      Files.write(data.resolve("train.csv"), List.of(HEADER));
      append(data.resolve("train.csv"), 1_200, 0);
      Path source = Files.write(data.resolve("pump-1.csv"), List.of(HEADER));
      append(source, 1_000, 0);
      ion.ion("up");
      ion.ion("edge", "run", "pump-1", "--label", "role=pump", "--source", "" + ion.directory());
      Path document = Files.writeString(ion.directory().resolve("pumps.yaml"), DOCUMENT);
      ion.ion("apply", document.toString(), "--as", "operator");
      ion.ion("launch", "pumps", "--as", "operator");
      ion.ion("run", "pumps", "learn", "--as", "scientist");
      Eventually.holds(
          "the candidate",
          SOON,
          () -> ion.ion("approvals", "--as", "viewer").contains("pumps.review.1"),
          () -> ion.ion("runs", "--as", "viewer"));
      ion.ion("approve", "pumps.review.1", "--as", "approver", "--reason", "seen");
      Eventually.holds("rows", SOON, () -> judged(ion) >= 200, () -> health(ion));
      JsonNode mode = mode(ion);
      assertThat(mode.path("labels")).extracting(JsonNode::asText).isEqualTo(MODES);
      assertThat(mode.path("now").get(MODES.size()).asInt()).isZero();
      assertThat(ion.ion("alerts", "--as", "viewer")).doesNotContain("feature-shift");

      append(source, 4_000, 0.12);
      Eventually.holds(
          "the alert",
          SOON,
          () -> alert(ion).contains("mode"),
          () -> ion.hub("viewer").get("/api/v1/alerts") + "\n" + health(ion));
      assertThat(alert(ion)).contains("mode: PSI").contains("training did not see");
      assertThat(ion.ion("alerts", "--as", "viewer")).contains("feature-shift");
      assertThat(mode(ion).path("now").get(MODES.size()).asInt()).isPositive();
      assertThat(ion.ion("health", "pumps", "detect", "--as", "viewer"))
          .containsPattern("mode +hand +\\d")
          .containsPattern("mode +\\(unseen in training\\) +0.0 % +1\\d.\\d %");
    }
  }

  private static JsonNode health(LocalIon ion) {
    return ion.hub("viewer").get("/api/v1/ions/pumps/nodes/detect/health");
  }

  private static int judged(LocalIon ion) {
    return health(ion).path("judgement").path("rowsJudged").asInt();
  }

  private static JsonNode mode(LocalIon ion) {
    return StreamSupport.stream(health(ion).path("features").spliterator(), false)
        .filter(feature -> feature.path("name").asText().equals("mode"))
        .findFirst()
        .orElseThrow();
  }

  /** What the open alert says, or nothing. */
  private static String alert(LocalIon ion) {
    JsonNode alerts = ion.hub("viewer").get("/api/v1/alerts");
    return StreamSupport.stream(
            (alerts.isArray() ? alerts : alerts.path("items")).spliterator(), false)
        .filter(alert -> alert.path("kind").asText().equals("feature-shift"))
        .map(JsonNode::toString)
        .findFirst()
        .orElse("");
  }

  /**
   * Rows as they always are.
   *
   * @param share of the rows, that have a mode nobody has heard of
   */
  private void append(Path file, int rows, double share) throws IOException {
    List<String> lines = IntStream.range(0, rows).mapToObj(i -> row(share)).toList();
    Files.write(file, lines, StandardOpenOption.APPEND);
  }

  private String row(double share) {
    int mode = random.nextInt(MODES.size());
    String said = random.nextDouble() < share ? "boost" : MODES.get(mode);
    return String.format(
        Locale.ROOT, "%.3f,%s,n%d", 10 * mode + random.nextGaussian(), said, random.nextInt(9));
  }
}
