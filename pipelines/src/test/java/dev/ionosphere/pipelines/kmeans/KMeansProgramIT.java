package dev.ionosphere.pipelines.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ionosphere.pipelines.Job;
import dev.ionosphere.pipelines.JobException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program on small files, with Spark in this process. */
class KMeansProgramIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.master", "local[1]",
          "spark.ui.enabled", "false",
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.driver.host", "127.0.0.1",
          "spark.sql.shuffle.partitions", "2",
          "spark.extraListeners", "dev.ionosphere.pipelines.statistics.StatisticsListener");

  @TempDir Path directory;
  private int refusals;

  @BeforeEach
  void set() {
    SETTINGS.forEach(System::setProperty);
    System.setProperty(
        "spark.ionosphere.statistics", directory.resolve("statistics.jsonl").toString());
  }

  @AfterEach
  void unset() {
    SETTINGS.keySet().forEach(System::clearProperty);
    System.clearProperty("spark.ionosphere.statistics");
  }

  /** Two clouds of 20 points each, a constant column, and a column of names. */
  private static String clouds() {
    StringBuilder csv = new StringBuilder("heat,speed,always,name\n");
    IntStream.range(0, 40)
        .forEach(i -> {
          double cloud = i % 2 == 0 ? 0 : 100;
          csv.append("%s,%s,7,engine\n".formatted(cloud + i / 10.0, cloud - i / 20.0));
        });
    return csv.toString();
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  private Path train(String run, Map<String, Object> arguments, Path... input) throws IOException {
    Path output = directory.resolve(run);
    KMeansComponent.run(
        new Job(
            run,
            "kmeans",
            arguments,
            List.of(input).stream().map(Path::toString).toList(),
            output.toString(),
            directory.resolve("statistics.jsonl").toString()));
    return output;
  }

  private static JsonNode json(Path output, String name) throws IOException {
    return JSON.readTree(output.resolve(name).toFile());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void leavesAModelThatAnyoneCanCheck() throws IOException {
    Path output = train("t.r.1", Map.of("k", 2), write("train.csv", clouds()));

    JsonNode completed = json(output, "completed.json");
    assertThat(completed.path("run").asText()).isEqualTo("t.r.1");
    assertThat(completed.path("rows").asInt()).isEqualTo(40);
    assertThat(completed.path("dataDigest").asText())
        .isEqualTo(DataDigest.of(List.of(directory.resolve("train.csv").toString())));

    JsonNode metrics = json(output, "metrics.json");
    assertThat(texts(metrics.path("sizes"))).containsExactly("20", "20");
    assertThat(metrics.path("silhouette").asDouble()).isGreaterThan(0.9);
    assertThat(metrics.path("rowsSkipped").asInt()).isZero();

    JsonNode schema = json(output, "schema.json");
    assertThat(texts(schema.path("constant"))).containsExactly("always");
    assertThat(output.resolve("spark-model/metadata")).isDirectory();
    checkGoldenRows(json(output, "plan.json"), json(output, "golden.json"));
    checkBaseline(json(output, "baseline.json"));
  }

  /** Scored here by hand: standardised, nearest centre, distance to it. */
  private static void checkGoldenRows(JsonNode plan, JsonNode golden) {
    assertThat(texts(plan.path("features"))).containsExactly("heat", "speed");
    assertThat(golden.path("rows")).hasSize(40);
    List<Double> distances = new ArrayList<>();
    for (int row = 0; row < 40; row++) {
      double[] distance = new double[2];
      for (int centre = 0; centre < 2; centre++) {
        double sum = 0;
        for (int i = 0; i < 2; i++) {
          double standardised =
              (golden.path("rows").get(row).get(i).asDouble()
                      - plan.path("means").get(i).asDouble())
                  / plan.path("deviations").get(i).asDouble();
          sum += Math.pow(standardised - plan.path("centres").get(centre).get(i).asDouble(), 2);
        }
        distance[centre] = Math.sqrt(sum);
      }
      int nearest = distance[0] < distance[1] ? 0 : 1;
      assertThat(golden.path("clusters").get(row).asInt()).isEqualTo(nearest);
      assertThat(golden.path("distances").get(row).asDouble())
          .isCloseTo(distance[nearest], within(1e-9));
      distances.add(distance[nearest]);
    }
    distances.sort(null);
    // Position 0.99 * 39 = 38.61 between the two largest.
    assertThat(plan.path("threshold").asDouble())
        .isCloseTo(
            distances.get(38) + 0.61 * (distances.get(39) - distances.get(38)), within(1e-9));
  }

  private static void checkBaseline(JsonNode baseline) {
    assertThat(baseline.path("features")).hasSize(2);
    for (JsonNode feature : baseline.path("features")) {
      long counted =
          StreamSupport.stream(feature.path("counts").spliterator(), false)
              .mapToLong(JsonNode::asLong)
              .sum();
      assertThat(counted).isEqualTo(40);
      assertThat(feature.path("kind").asText()).isEqualTo("continuous");
    }
  }

  @Test
  void theSameJobMakesTheSameModel() throws IOException {
    Path input = write("train.csv", clouds());
    Path first = train("t.r.1", Map.of("k", 3), input);
    Path second = train("t.r.2", Map.of("k", 3), input);
    for (String file : List.of("plan.json", "golden.json", "baseline.json", "metrics.json")) {
      assertThat(second.resolve(file)).as(file).hasSameTextualContentAs(first.resolve(file));
    }
  }

  @Test
  void readsSeveralFilesAndLeavesOutRowsThatAreNotComplete() throws IOException {
    Path output =
        train(
            "t.r.1",
            Map.of("k", 2, "exclude", List.of("id")),
            write("a.csv", "id,heat\n1,1\n2,\n3,2\n4,Infinity\n"),
            write("b.csv", "id,heat\n5,101\n6,102\n7,NaN\n"));
    assertThat(json(output, "completed.json").path("rows").asInt()).isEqualTo(4);
    assertThat(json(output, "metrics.json").path("rowsSkipped").asInt()).isEqualTo(3);
    assertThat(texts(json(output, "plan.json").path("features"))).containsExactly("heat");
    assertThat(json(output, "baseline.json").path("features").get(0).path("kind").asText())
        .isEqualTo("categorical");
  }

  @Test
  void tellsHowFarItIsWhileItRuns() throws IOException {
    train("t.r.1", Map.of("k", 2), write("train.csv", clouds()));
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(directory.resolve("statistics.jsonl"))) {
      lines.add(JSON.readTree(line));
    }
    JsonNode last = lines.get(lines.size() - 1);
    assertThat(last.path("event").asText()).isEqualTo("end");
    assertThat(last.path("counters").path("rows read").asDouble()).isEqualTo(40);
    assertThat(last.path("tasksFailed").asInt(-1)).isZero();
    assertThat(last.path("tasksDone").asInt()).isPositive();
    assertThat(lines)
        .extracting(line -> line.path("fraction").asDouble())
        .isSorted()
        .allMatch(fraction -> fraction >= 0 && fraction <= 1);
  }

  private void isRefused(String content, Map<String, Object> arguments, String... said)
      throws IOException {
    Path input = write("train.csv", content);
    // A process keeps the lock of an output that it has opened.
    refusals++;
    String run = "t.r." + refusals;
    assertThatThrownBy(() -> train(run, arguments, input))
        .isInstanceOf(JobException.class)
        .satisfies(refused -> assertThat(refused.getMessage()).contains(said));
    assertThat(directory.resolve(run).resolve("completed.json")).doesNotExist();
  }

  @Test
  void refusesByName() throws IOException {
    isRefused("", Map.of("k", 2), "train.csv is empty");
    isRefused("a,a\n1,2\n", Map.of("k", 2), "'a'", "there twice");
    isRefused("a,b\n1,2\n3,4\n", Map.of("k", 3), "2 complete rows, fewer than k = 3");
    isRefused("a,b\n1,2\n1,2\n1,2\n", Map.of("k", 2), "every feature is constant", "[a, b]");
    isRefused("a,b\nx,y\nz,w\n", Map.of("k", 2), "no numeric column", "[a, b]");
    isRefused("a,b\n1,2\nn/a,4\n5,6\n", Map.of("k", 2), "column 'a' is no number", "'n/a'");
    isRefused(
        "a,b\n1,x\n2,y\n", Map.of("k", 2, "features", List.of("b")), "column 'b' is no number");
    isRefused(
        "a,b\n1,2\n3,4\n",
        Map.of("k", 2, "features", List.of("c")),
        "no column 'c', it has [a, b]");
    isRefused(
        "a,b\n1,2\n3,4\n", Map.of("k", 2, "exclude", List.of("c")), "no column 'c', it has [a, b]");
    isRefused("a,b\n1,2\n3,4\n", Map.of("k", 2, "kk", 3), "unknown argument 'kk'");
  }
}
