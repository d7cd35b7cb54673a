package dev.ionosphere.pipelines.kmeans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ionosphere.pipelines.Job;
import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.TestingSpark;
import dev.ionosphere.pipelines.component.ComponentProgram;
import dev.ionosphere.pipelines.input.DataDigest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program on small files, with Spark in this process. */
class KMeansProgramIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static SparkSession spark;

  @TempDir Path directory;
  private int refusals;

  @BeforeAll
  static void start() {
    spark = TestingSpark.start();
  }

  @AfterAll
  static void stop() {
    spark.stop();
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
    return train(run, arguments, Map.of(), input);
  }

  private Path train(
      String run, Map<String, Object> arguments, Map<String, Object> format, Path... input)
      throws IOException {
    Path output = directory.resolve(run);
    List<String> files = Stream.of(input).map(Path::toString).toList();
    new ComponentProgram(new KMeansComponent())
        .run(new Job(run, "kmeans", arguments, files, format, output.toString(), "/none"), spark);
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
    assertThat(texts(golden.path("columns"))).containsExactly("heat", "speed");
    assertThat(golden.path("rows")).hasSizeGreaterThan(40);
    List<Double> distances = new ArrayList<>();
    JsonNode clusters = golden.path("outputs").get(0);
    JsonNode said = golden.path("outputs").get(1).path("values");
    for (int row = 0; row < golden.path("rows").size(); row++) {
      double[] distance = {
        distance(plan, golden.path("rows").get(row), 0),
        distance(plan, golden.path("rows").get(row), 1)
      };
      double least = Math.min(distance[0], distance[1]);
      if (Double.isFinite(least)) {
        int cluster = clusters.path("labels").get(row).asInt();
        assertThat(distance[cluster]).isCloseTo(least, within(1e-9 * Math.max(1, least)));
        assertThat(said.get(row).asDouble()).isCloseTo(least, within(1e-9 * Math.max(1, least)));
      } else {
        assertThat(clusters.path("labels").get(row).isNull()).isTrue();
        assertThat(said.get(row).asText()).isEqualTo("NaN");
      }
      distances.add(least);
    }
    List<Double> trained = new ArrayList<>(distances.subList(0, 40));
    trained.sort(null);
    // Position 0.99 * 39 = 38.61 between the two largest.
    assertThat(plan.path("anomaly").path("above").asDouble())
        .isCloseTo(trained.get(38) + 0.61 * (trained.get(39) - trained.get(38)), within(1e-9));
  }

  private static double distance(JsonNode plan, JsonNode row, int centre) {
    double sum = 0;
    for (int i = 0; i < 2; i++) {
      JsonNode standardise = plan.path("operators").get(1);
      double standardised =
          (number(row.get(i)) - standardise.path("means").get(i).asDouble())
              / standardise.path("deviations").get(i).asDouble();
      JsonNode centres = plan.path("operators").get(2).path("centres");
      sum += Math.pow(standardised - centres.get(centre).get(i).asDouble(), 2);
    }
    return Math.sqrt(sum);
  }

  /** NaN and infinities are texts. */
  private static double number(JsonNode number) {
    return Double.parseDouble(number.asText());
  }

  /** The first golden rows are rows of the data. */
  private static List<JsonNode> rows(Path output, int count) throws IOException {
    JsonNode rows = json(output, "golden.json").path("rows");
    return IntStream.range(0, count).mapToObj(rows::get).toList();
  }

  private static List<JsonNode> rows(String expected) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    JSON.readTree(expected).forEach(rows::add);
    return rows;
  }

  private static List<String> features(Path output) throws IOException {
    return texts(json(output, "plan.json").path("operators").get(0).path("columns"));
  }

  private static void checkBaseline(JsonNode baseline) {
    assertThat(baseline.path("features")).hasSize(2);
    assertThat(texts(baseline.path("predictions"))).containsExactly("20", "20");
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
    assertThat(features(output)).containsExactly("heat");
    assertThat(json(output, "baseline.json").path("features").get(0).path("kind").asText())
        .isEqualTo("categorical");
  }

  @Test
  void trainsOnTheCommonestSensorFileThereIs() throws IOException {
    StringBuilder csv = new StringBuilder("time,engine.temp,oil [bar],`raw`,on,,1/0\n");
    IntStream.range(0, 60)
        .forEach(i ->
            csv.append(
                "2026-01-01T00:00:%02d,%s,%s,%d,true,,%s\n"
                    .formatted(
                        i, i % 2 * 100 + i / 10.0, i % 2 - 0.5, i % 2, 1.0 + i % 3 * 1e-16)));
    Path output = train("t.r.1", Map.of("k", 2), write("train.csv", csv.toString()));

    List<String> features = List.of("engine.temp", "oil [bar]", "`raw`");
    assertThat(features(output)).isEqualTo(features);
    assertThat(texts(json(output, "golden.json").path("columns"))).isEqualTo(features);
    assertThat(json(output, "baseline.json").path("features").findValuesAsText("name"))
        .isEqualTo(features);
    JsonNode schema = json(output, "schema.json");
    assertThat(schema.path("features").findValuesAsText("name")).isEqualTo(features);
    assertThat(texts(schema.path("constant"))).containsExactly("1/0");
    assertThat(schema.path("leftOut").findValuesAsText("name")).containsExactly("", "time", "on");
    assertThat(schema.path("leftOut").get(1))
        .isEqualTo(
            JSON.readTree("{\"name\":\"time\",\"type\":\"timestamp\",\"why\":\"holds times\"}"));
    assertThat(texts(json(output, "metrics.json").path("columnsLeftOut")))
        .containsExactly("", "time", "on");
  }

  @Test
  void readsTheFormatThatIsStated() throws IOException {
    Path output =
        train(
            "t.r.1",
            Map.of("k", 2),
            Map.of(
                "csv",
                Map.of("delimiter", ";", "decimal", ",", "skip", 1, "missing", List.of("-200"))),
            write("train.csv", "A title\nx;y;;\n1,5;2;;\n-200;1;;\n9,25;3;;\n1;2,5;;\n"));
    assertThat(json(output, "completed.json").path("rows").asInt()).isEqualTo(3);
    assertThat(rows(output, 3)).isEqualTo(rows("[[1.5,2.0],[9.25,3.0],[1.0,2.5]]"));
  }

  @Test
  void countsWhatItRefuses() throws IOException {
    Path output =
        train(
            "t.r.1",
            Map.of("k", 2),
            write("train.csv", "note,a\nx,1\n\"v,7,ok\",2\nx,3,4\nnote,a\nx,5\nx,6\nx,1e400\nx,1"));
    JsonNode metrics = json(output, "metrics.json");
    assertThat(metrics.path("rows").asInt()).isEqualTo(4);
    assertThat(metrics.path("rowsRefused").asInt()).isEqualTo(3);
    assertThat(metrics.path("refused"))
        .isEqualTo(JSON.readTree("{\"fields\":1,\"range\":1,\"unfinished\":1}"));
    assertThat(rows(output, 4)).isEqualTo(rows("[[1.0],[2.0],[5.0],[6.0]]"));
  }

  @Test
  void whatIsDigestedIsWhatIsRead() throws IOException {
    Path[] files = {
      write("_export.csv", "a\n1\n2\n"),
      write(".hidden.csv", "a\n3\n4\n"),
      Files.write(directory.resolve("packed.csv.gz"), gzip("a\n5\n6\n"))
    };
    Path output = train("t.r.1", Map.of("k", 2), files);
    JsonNode completed = json(output, "completed.json");
    assertThat(completed.path("rows").asInt()).isEqualTo(6);
    assertThat(completed.path("dataDigest").asText())
        .isEqualTo(DataDigest.of(Stream.of(files).map(Path::toString).toList()));
    assertThat(rows(output, 6)).isEqualTo(rows("[[1.0],[2.0],[3.0],[4.0],[5.0],[6.0]]"));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void readsJsonLines() throws IOException {
    Path output =
        train(
            "t.r.1",
            Map.of("k", 2),
            Map.of("jsonLines", Map.of()),
            write("a.jsonl", "{\"a\":1,\"b\":5}\n{\"b\":6.5,\"a\":2}\n{\"a\":3}\n"),
            write("b.jsonl", "{\"b\":7,\"a\":\"4\",\"c\":null}\n"));
    assertThat(json(output, "metrics.json").path("rowsSkipped").asInt()).isEqualTo(1);
    assertThat(rows(output, 3)).isEqualTo(rows("[[1.0,5.0],[2.0,6.5],[4.0,7.0]]"));
  }

  @Test
  void aColumnThatIsConstantInTheRowsThatAreKeptIsDropped() throws IOException {
    Path output = train("t.r.1", Map.of("k", 2), write("train.csv", "a,b\n1,1\n2,1\n,2\n3,1\n"));
    assertThat(features(output)).containsExactly("a");
    assertThat(texts(json(output, "schema.json").path("constant"))).containsExactly("b");
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
    isRefused("", Map.of("k", 2), "source 'train.csv' is empty");
    isRefused("a,b\n", Map.of("k", 2), "train.csv has no row");
    isRefused("a;b\n1,5;2,5\n3,5;4,5\n", Map.of("k", 2), "2 of 2 rows are refused", "3 fields");
    isRefused("a,b\n1,2\n1e308,3\n", Map.of("k", 2), "column 'a' holds 1.0E308");
    isRefused("Temp,temp,c\n1,2,3\n2,3,4\n", Map.of("k", 2), "'Temp' and 'temp'");
    isRefused("a,b\n1,\n2,\n,3\n,4\n", Map.of("k", 2), "no row with a value in each", "[a, b]");
    isRefused("a,a\n1,2\n", Map.of("k", 2), "'a'", "there twice");
    isRefused("a,b\n1,2\n3,4\n", Map.of("k", 3), "2 complete rows, fewer than k = 3");
    isRefused("a,b\n1,2\n1,2\n1,2\n", Map.of("k", 2), "every feature is constant", "[a, b]");
    isRefused("a,b\nx,y\nz,w\n", Map.of("k", 2), "no numeric column", "[a, b]");
    isRefused("a,b\n1,2\n0x4,4\n5,6\n", Map.of("k", 2), "column 'a' is no number", "'0x4'");
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
