package dev.ionosphere.api.dashboard.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.blob.BlobStore;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.model.ModelRegistry;
import dev.ionosphere.api.training.RunProgress;
import dev.ionosphere.api.training.RunProgresses;
import dev.ionosphere.api.training.TestingRuns;
import dev.ionosphere.api.training.TrainingRun;
import dev.ionosphere.api.training.TrainingRuns;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Lineage;
import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.models.pack.Role;
import dev.ionosphere.models.scoring.PlanSignature;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the page of a run and the evidence for approvers say. */
@MicronautTest(transactional = false)
class RunPagesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Inject TestingHttp http;
  @Inject BlobStore blobs;
  @Inject ModelRegistry models;
  @Inject TrainingRuns runs;
  @Inject RunProgresses progresses;
  @Inject Approvals approvals;

  @Test
  void stagesAndFailedTasksAreShownAndNotTwice() {
    runs.save(TestingRuns.running("staged.retrain.1", NOW));
    progresses.save(
        new RunProgress(
            "staged.retrain.1",
            "staged",
            "retrain",
            "running",
            "k-means",
            0.5,
            31,
            50,
            Map.of("rows read", 7.0, "stages done", 4.0, "stages known", 9.0, "tasks failed", 3.0),
            List.of(),
            NOW));

    String page = page("/runs/staged.retrain.1");

    assertThat(page).contains("4 of 9 known so far", "<dt>Failed tasks</dt><dd>3", "rows read");
    assertThat(page).doesNotContain("stages known", "tasks failed");
    JsonNode rest = http.get("viewer", "/api/v1/runs/staged.retrain.1").json();
    assertThat(rest.at("/progress/counters/tasks failed").asDouble()).isEqualTo(3);
  }

  @Test
  void figuresThatAreNoNumbersComeThrough() {
    runs.save(TestingRuns.running("odd.retrain.1", NOW));
    String progress =
        """
        {"run":"odd.retrain.1","ion":"odd","node":"retrain","phase":"running","stage":"fit","fraction":0.5,
         "tasksDone":0,"tasksKnown":0,"log":[],
         "counters":{"loss":"NaN","up":"Infinity","down":"-Infinity","rows":7}}
        """;
    assertThat(http.post("service", "/internal/v1/runs/odd.retrain.1/progress", progress).status())
        .isIn(200, 202, 204);

    JsonNode counters =
        http.get("viewer", "/api/v1/runs/odd.retrain.1").json().at("/progress/counters");

    assertThat(counters.path("loss").asText()).isEqualTo("NaN");
    assertThat(counters.path("up").asText()).isEqualTo("Infinity");
    assertThat(counters.path("down").asText()).isEqualTo("-Infinity");
    assertThat(counters.path("rows").asDouble()).isEqualTo(7);
    assertThat(page("/runs/odd.retrain.1")).contains("loss", "up", "down");
  }

  @Test
  void clusterSizesAreShownToWatchersAndApprovers() throws IOException {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("sized"));
    String current = model("sized.retrain.1", "{\"k\":3,\"sizes\":[10,1200,300]}");
    String candidate = model("sized.retrain.2", "{\"k\":2,\"sizes\":[7,1700]}");
    runs.save(finished("sized.retrain.1", current));
    approvals.save(approval("sized", candidate, current));

    assertThat(page("/runs/sized.retrain.1")).contains("1\u202f200 · 300 · 10");
    assertThat(page("/approvals/sized.review.1"))
        .contains(
            "data-label=\"Candidate\">1\u202f700 · 7<",
            "data-label=\"Current\">1\u202f200 · 300 · 10<");
  }

  @Test
  void modelsWithoutClustersHaveNoSizes() throws IOException {
    runs.save(finished("flat.retrain.1", model("flat.retrain.1", "{\"rows\":2}")));

    assertThat(page("/runs/flat.retrain.1")).contains("Metrics").doesNotContain("each cluster");
  }

  @Test
  void tablesOfAnyModelAreShownToWatchersAndApprovers() throws IOException {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("told"));
    String metrics =
        """
        {"accuracy":0.925,"tables":[{"title":"By label","columns":["label","rows","recall"],
          "rows":[["<b>worn</b>",1200,0.875],["healthy",8,null]]},
         {"title":"no table"},7]}\
        """;
    String digest = model("told.retrain.1", metrics);
    runs.save(
        new TrainingRun(
            "told.retrain.1",
            "told",
            "retrain",
            "finished",
            "request",
            "person:a",
            NOW,
            null,
            digest,
            Map.of("accuracy", 0.925, "rows", 2.0),
            null,
            null));
    String cells = "class=\"number\">1\u202f200</td><td class=\"number\">0.875</td></tr>";

    assertThat(page("/runs/told.retrain.1"))
        .contains("<h3>By label</h3>", cells, "&lt;b", "<td class=\"number\">–</td>")
        .doesNotContain("each cluster", "no table", "<b>");
    assertThat(page("/models/" + digest)).contains(cells);
    assertThat(page("/ions/told/runs")).contains("accuracy 0.925");
    assertThat(page("/models")).contains("accuracy 0.925");
    approvals.save(approval("told", digest, model("told.retrain.2", metrics)));
    assertThat(page("/approvals/told.review.1"))
        .contains("<h3>Candidate: By label</h3>", "<h3>Current: By label</h3>", cells);
  }

  @Test
  void ofLargeTablesItIsSaidWhatIsNotShown() {
    StringBuilder columns = new StringBuilder("\"label\"");
    IntStream.range(0, 100).forEach(i -> columns.append(",\"").append(i).append('"'));
    List<MetricTable> tables =
        MetricTable.read(
            Json.tree(
                "{\"tables\":[{\"title\":\"t\",\"columns\":[%s],\"rows\":[[]]}]}"
                    .formatted(columns)));
    assertThat(tables.getFirst().columns()).hasSize(25);
    assertThat(tables.getFirst().rows().getFirst()).hasSize(25).containsOnly("–");
    assertThat(tables.getFirst().notShown()).isEqualTo("76 columns more in the model's metrics");
  }

  @Test
  void ofManyClustersTheSmallestIsStillSaid() {
    assertThat(ClusterSizes.text(LongStream.rangeClosed(1, 12).boxed().toList()))
        .isEqualTo("12 · 11 · 10 · 9 · 8 · 7 · 6 · 5 · 4 · 3 · 2 · 1");
    assertThat(ClusterSizes.text(LongStream.rangeClosed(1, 1000).boxed().toList()))
        .startsWith("1\u202f000 · 999 · ")
        .endsWith(" · 990 … 988 more … 1");
  }

  private String page(String path) {
    return http.send("viewer", "GET", path, "", "text/html").body();
  }

  private String model(String run, String metrics) throws IOException {
    byte[] part = metrics.getBytes(StandardCharsets.UTF_8);
    String ion = run.substring(0, run.indexOf('.'));
    Manifest manifest =
        new Manifest(
            run,
            NOW,
            List.of(
                Manifest.Part.of(Role.PLAN, new byte[1]),
                Manifest.Part.of(Role.GOLDEN, new byte[2]),
                Manifest.Part.of(Role.BASELINE, new byte[3]),
                Manifest.Part.of(Role.METRICS, part)),
            PlanSignature.ofNumbers(List.of("s1")),
            new Lineage(
                ion,
                "retrain",
                run,
                Optional.empty(),
                "kmeans",
                Optional.empty(),
                Map.of(),
                List.of()),
            "spark-4.1.0");
    for (byte[] blob : List.of(new byte[1], new byte[2], new byte[3], part, manifest.toJson())) {
      blobs.put(Digest.of(blob).hex(), new ByteArrayInputStream(blob));
    }
    return models.register(manifest.digest().value(), ion, "retrain", run).digest();
  }

  private static TrainingRun finished(String id, String digest) {
    return new TrainingRun(
        id,
        id.substring(0, id.indexOf('.')),
        "retrain",
        "finished",
        "request",
        "person:a",
        NOW,
        null,
        digest,
        Map.of("rows", 2.0),
        null,
        null);
  }

  private static Approval approval(String ion, String candidate, String current) {
    return new Approval(
        ion + ".review.1",
        ion,
        "review",
        "pending",
        "sha256:" + "a1".repeat(32),
        candidate,
        current,
        "approver",
        1,
        "person:a",
        NOW,
        null,
        null,
        null,
        ion + ".retrain.2",
        List.of("detect"),
        null,
        null,
        null,
        null);
  }
}
