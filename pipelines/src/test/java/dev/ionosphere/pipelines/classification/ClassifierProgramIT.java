package dev.ionosphere.pipelines.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ionosphere.pipelines.Job;
import dev.ionosphere.pipelines.JobException;
import dev.ionosphere.pipelines.TestingSpark;
import dev.ionosphere.pipelines.component.Component;
import dev.ionosphere.pipelines.component.ComponentProgram;
import dev.ionosphere.pipelines.forest.ForestComponent;
import dev.ionosphere.pipelines.logistic.LogisticComponent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both programs with labels on small files, with Spark in this process. */
class ClassifierProgramIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Component FOREST = new ForestComponent();
  private static final Component LOGISTIC = new LogisticComponent();

  private static SparkSession spark;

  @TempDir Path directory;
  private int runs;

  @BeforeAll
  static void start() {
    spark = TestingSpark.start();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  static List<Component> components() {
    return List.of(FOREST, LOGISTIC);
  }

  /** Three clouds of pumps, a column of noise; each tenth row has no state. */
  private static String pumps() {
    Random random = new Random(7);
    StringBuilder csv = new StringBuilder("time,heat,speed,noise,state\n");
    String[] states = {"worn", "healthy", "dry"};
    IntStream.range(0, 600)
        .forEach(i -> {
          int kind = i % 3;
          csv.append(
              "2026-01-01T00:%02d:%02d,%s,%s,%s,%s\n"
                  .formatted(
                      i / 60,
                      i % 60,
                      kind * 3 + random.nextGaussian(),
                      kind * kind - random.nextGaussian(),
                      random.nextGaussian(),
                      i % 10 == 0 ? "" : states[kind]));
        });
    return csv.toString();
  }

  private Path train(Component component, Map<String, Object> arguments, String csv)
      throws IOException {
    Map<String, Object> small = new HashMap<>(arguments);
    if (component == FOREST) {
      small.putIfAbsent("trees", 6);
    }
    // A process keeps the lock of an output that it has opened.
    runs++;
    String run = "t.r." + runs;
    Path input = Files.writeString(directory.resolve("train.csv"), csv);
    Path output = directory.resolve(run);
    new ComponentProgram(component)
        .run(
            new Job(
                run,
                component.name(),
                small,
                List.of(input.toString()),
                Map.of(),
                output.toString(),
                "/none"),
            spark);
    return output;
  }

  private static JsonNode json(Path output, String name) throws IOException {
    return JSON.readTree(output.resolve(name).toFile());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  @ParameterizedTest
  @MethodSource("components")
  void tellsRowsByTheirLabels(Component component) throws IOException {
    Path output =
        train(component, Map.of("label", "state", "anomalous", List.of("worn", "dry")), pumps());

    JsonNode metrics = json(output, "metrics.json");
    assertThat(metrics.path("rows").asInt()).isEqualTo(540);
    assertThat(metrics.path("rowsWithoutLabel").asInt()).isEqualTo(60);
    assertThat(metrics.path("rowsHeldOut").asInt()).isBetween(80, 140);
    assertThat(metrics.path("accuracy").asDouble()).isGreaterThan(0.8);
    assertThat(metrics.path("logLoss").asDouble()).isLessThan(0.6);
    assertThat(metrics.path("anomalyRecall").asDouble()).isGreaterThan(0.8);
    assertThat(metrics.has("areaUnderRoc")).as("of three labels there is none").isFalse();
    JsonNode byLabel = metrics.path("tables").get(0);
    assertThat(texts(byLabel.path("columns")))
        .containsExactly("label", "rows", "precision", "recall", "F1");
    assertThat(byLabel.path("rows").get(1).get(0).asText()).isEqualTo("healthy");
    JsonNode confusion = metrics.path("tables").get(1);
    assertThat(texts(confusion.path("columns")))
        .containsExactly("is \\ said", "dry", "healthy", "worn");
    assertThat(confusion.path("rows")).hasSize(3);

    JsonNode plan = json(output, "plan.json");
    assertThat(texts(plan.path("outputs").get(0).path("labels")))
        .containsExactly("dry", "healthy", "worn");
    assertThat(plan.path("outputs").get(2).path("name").asText()).isEqualTo("anomalous");
    assertThat(plan.path("anomaly"))
        .isEqualTo(JSON.readTree("{\"output\":\"anomalous\",\"column\":0,\"above\":0.5}"));
    assertThat(plan.path("inputs").findValuesAsText("name"))
        .contains("heat", "speed")
        .doesNotContain("time", "state");
    assertThat(plan.path("inputs").get(0).path("nullable").asBoolean(true)).isFalse();

    JsonNode baseline = json(output, "baseline.json");
    assertThat(baseline.path("predictions")).hasSize(3);
    assertThat(IntStream.range(0, 3).map(i -> baseline.path("predictions").get(i).asInt()).sum())
        .isEqualTo(540);
    JsonNode schema = json(output, "schema.json");
    assertThat(schema.path("label").path("column").asText()).isEqualTo("state");
    assertThat(schema.path("leftOut").findValuesAsText("name")).containsExactly("time");
    assertThat(output.resolve("spark-model/metadata")).isDirectory();
    assertThat(output.resolve("completed.json")).exists();
  }

  @ParameterizedTest
  @MethodSource("components")
  void saysNothingOfRowsThatLackAValueAndAnswersAllOthers(Component component) throws IOException {
    Path output = train(component, Map.of("label", "state"), pumps());
    JsonNode golden = json(output, "golden.json");
    assertThat(golden.path("rows").size()).isGreaterThan(400);
    int missing = 0;
    for (int row = 0; row < golden.path("rows").size(); row++) {
      JsonNode label = golden.path("outputs").get(0).path("labels").get(row);
      if (texts(golden.path("rows").get(row)).contains("NaN")) {
        missing++;
        assertThat(label.isNull()).isTrue();
        assertThat(golden.path("outputs").get(1).path("probabilities").get(row).get(0).asText())
            .isEqualTo("NaN");
      }
    }
    assertThat(missing).isEqualTo(json(output, "plan.json").path("inputs").size() + 1);
  }

  @Test
  void aForestMayScoreRowsThatLackAValue() throws IOException {
    Path output = train(FOREST, Map.of("label", "state", "missing", "right"), pumps());
    assertThat(json(output, "plan.json").path("inputs").get(0).path("nullable").asBoolean())
        .isTrue();
    assertThat(texts(json(output, "golden.json").path("outputs").get(0).path("labels")))
        .doesNotContain("null")
        .isNotEmpty();
    assertThat(json(output, "golden.json").path("outputs").get(0).path("labels"))
        .noneMatch(JsonNode::isNull);
  }

  /** What a pump is follows from its mode alone; the last mode is rare. */
  private static String modes() {
    Random random = new Random(3);
    StringBuilder csv = new StringBuilder("heat,mode,on,state\n");
    String[] modes = {"hand", "auto", "off", "Auto"};
    IntStream.range(0, 800)
        .forEach(i -> {
          int mode = i == 399 ? 3 : random.nextInt(3);
          csv.append(
              "%s,%s,%s,%s\n"
                  .formatted(
                      random.nextGaussian(),
                      i % 50 == 0 ? "" : modes[mode],
                      random.nextBoolean(),
                      mode == 1 ? "worn" : mode == 2 ? "dry" : "healthy"));
        });
    return csv.toString();
  }

  @ParameterizedTest
  @MethodSource("components")
  void learnsFromCategories(Component component) throws IOException {
    Path output =
        train(
            component,
            Map.of(
                "label",
                "state",
                "categories",
                List.of("mode", "on"),
                "unseen",
                "refuse",
                "goldenRows",
                1_000),
            modes());
    JsonNode plan = json(output, "plan.json");
    int mode = plan.path("inputs").findValuesAsText("name").indexOf("mode");
    JsonNode input = plan.path("inputs").get(mode);
    assertThat(texts(input.path("categories"))).containsExactly("Auto", "auto", "hand", "off");
    assertThat(input.path("unseen").asText()).isEqualTo("refuse");
    assertThat(input.path("type").asText()).isEqualTo("string");
    assertThat(plan.path("operators").get(1).path("kind").asText()).isEqualTo("one-hot");
    JsonNode metrics = json(output, "metrics.json");
    assertThat(metrics.path("rowsSkipped").asInt()).isEqualTo(16);
    assertThat(metrics.path("accuracy").asDouble()).isGreaterThan(0.95);
    JsonNode feature = json(output, "baseline.json").path("features").get(mode);
    assertThat(texts(feature.path("labels"))).containsExactly("Auto", "auto", "hand", "off");
    assertThat(texts(feature.path("edges"))).containsExactly("0.0", "1.0", "2.0", "3.0");
    assertThat(texts(feature.path("counts"))).startsWith("1").endsWith("0").hasSize(5);
    JsonNode golden = json(output, "golden.json");
    int column = texts(golden.path("columns")).indexOf("mode");
    int unseen = 0;
    for (int row = 0; row < golden.path("rows").size(); row++) {
      if (golden.path("rows").get(row).get(column).asDouble() == 4) {
        unseen++;
        assertThat(golden.path("outputs").get(0).path("labels").get(row).isNull()).isTrue();
      }
    }
    assertThat(unseen).isPositive();
  }

  @ParameterizedTest
  @MethodSource("components")
  void theSameJobMakesTheSameModel(Component component) throws IOException {
    Map<String, Object> arguments = Map.of("label", "state");
    Path first = train(component, arguments, pumps());
    Path second = train(component, arguments, pumps());
    for (String file : List.of("plan.json", "golden.json", "baseline.json", "metrics.json")) {
      assertThat(second.resolve(file)).as(file).hasSameTextualContentAs(first.resolve(file));
    }
  }

  /** Of two labels, written as truths, whole numbers and numbers. */
  private static String alarms(String no, String yes) {
    Random random = new Random(11);
    StringBuilder csv = new StringBuilder("x,y,alarm\n");
    IntStream.range(0, 400)
        .forEach(i ->
            csv.append(
                "%s,%s,%s\n"
                    .formatted(
                        random.nextGaussian() + i % 2 * 2,
                        random.nextGaussian(),
                        i % 2 == 0 ? no : yes)));
    return csv.toString();
  }

  @ParameterizedTest
  @MethodSource("components")
  void labelsMayBeTruthsAndNumbers(Component component) throws IOException {
    Path truths =
        train(
            component,
            Map.of("label", "alarm", "anomalous", List.of(true)),
            alarms("False", "TRUE"));
    JsonNode plan = json(truths, "plan.json");
    assertThat(texts(plan.path("outputs").get(0).path("labels"))).containsExactly("false", "true");
    assertThat(plan.path("anomaly"))
        .isEqualTo(JSON.readTree("{\"output\":\"probability\",\"column\":1,\"above\":0.5}"));
    JsonNode metrics = json(truths, "metrics.json");
    assertThat(metrics.path("areaUnderRoc").asDouble()).isBetween(0.8, 1.0);

    Path wholes =
        train(component, Map.of("label", "alarm", "anomalous", List.of(2)), alarms("10", "2"));
    assertThat(texts(json(wholes, "plan.json").path("outputs").get(0).path("labels")))
        .containsExactly("2", "10");
    Path numbers = train(component, Map.of("label", "alarm"), alarms("-0.5", "1.0"));
    assertThat(texts(json(numbers, "plan.json").path("outputs").get(0).path("labels")))
        .containsExactly("-0.5", "1");
    assertThat(json(numbers, "plan.json").has("anomaly")).isFalse();
  }

  @Test
  void withoutRowsHeldOutThereAreNoFiguresOnThem() throws IOException {
    Path output = train(FOREST, Map.of("label", "alarm", "holdout", 0), alarms("a", "b"));
    JsonNode metrics = json(output, "metrics.json");
    assertThat(metrics.path("rowsHeldOut").asInt()).isZero();
    assertThat(metrics.has("accuracy")).isFalse();
    assertThat(metrics.path("tables")).isEmpty();
  }

  @Test
  void logisticNeedsNoFeatureWithoutWeight() throws IOException {
    Path output =
        train(
            LOGISTIC,
            Map.of("label", "alarm", "regularisation", 0.2, "elasticNet", 1),
            alarms("a", "b"));
    assertThat(json(output, "plan.json").path("inputs").findValuesAsText("name"))
        .containsExactly("x");
    assertThat(json(output, "golden.json").path("columns")).hasSize(2);
    assertThat(json(output, "baseline.json").path("features").findValuesAsText("name"))
        .containsExactly("x");
    assertThat(json(output, "plan.json").path("operators").get(1).path("weights").get(0))
        .hasSize(1);
    assertThat(json(output, "metrics.json").path("accuracy").asDouble())
        .isCloseTo(0.84, within(0.1));
  }

  private void isRefused(String csv, Map<String, Object> more, String... said) {
    Map<String, Object> arguments = new HashMap<>(Map.of("label", "kind"));
    arguments.putAll(more);
    assertThatThrownBy(() -> train(FOREST, arguments, csv))
        .isInstanceOf(JobException.class)
        .satisfies(refused -> assertThat(refused.getMessage()).contains(said));
  }

  @Test
  void refusesByName() {
    isRefused("a,b\n1,2\n2,3\n", Map.of(), "no column 'kind', it has [a, b]");
    isRefused("a,kind\n1,x\n2,x\n", Map.of(), "column 'kind' has no other label than 'x'");
    isRefused("a,kind\n1,\n2,\n", Map.of(), "column 'kind' is no label, it has no value");
    isRefused("a,kind\n1,x\n,y\n3,x\n", Map.of(), "no other label than 'x'");
    isRefused(
        "a,kind\n1,2026-01-01\n2,2026-01-02\n", Map.of(), "'kind' is no label, it holds days");
    StringBuilder keys = new StringBuilder("a,kind\n");
    IntStream.range(0, 101).forEach(i -> keys.append(i % 7).append(',').append(i).append('\n'));
    isRefused(keys.toString(), Map.of(), "column 'kind' has more than 100 labels");
    isRefused("a,kind\n1,x\n2,y\n", Map.of("features", List.of("kind")), "is the label and under");
    isRefused(
        "a,kind\n1,x\n2,y\n3,x\n4,y\n",
        Map.of("anomalous", List.of("z")),
        "label 'z', column 'kind' has [x, y]");
    isRefused(
        "a,kind\n1,x\n2,y\n3,x\n4,y\n",
        Map.of("anomalous", List.of("x", "y")),
        "all labels of column 'kind'");
    isRefused("a,kind\n1,x\n2,y\n", Map.of("holdout", 0.9), "'holdout'", "from 0 to 0.5");
    isRefused("a,kind\n1,x\n2,y\n", Map.of("k", 2), "random-forest: unknown argument 'k'");
    assertThatThrownBy(() -> train(LOGISTIC, Map.of(), "a\n1\n"))
        .hasMessageContaining("logistic-regression: argument 'label' is missing");
  }
}
