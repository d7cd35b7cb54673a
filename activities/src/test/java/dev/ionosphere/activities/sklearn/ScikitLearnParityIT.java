package dev.ionosphere.activities.sklearn;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.ionosphere.activities.model.ModelPackage;
import dev.ionosphere.activities.model.ModelPackager;
import dev.ionosphere.activities.model.TrainingOrigin;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.scoring.GoldenRows;
import dev.ionosphere.models.scoring.Parity;
import dev.ionosphere.models.scoring.PlanJson;
import dev.ionosphere.models.scoring.ScoringPlan;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Models of scikit-learn as the exporter writes them, against scikit-learn itself: one run of
 * Python fits and exports them all, {@code families.py}.
 */
class ScikitLearnParityIT {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static JsonNode told;

  @BeforeAll
  static void export() throws IOException {
    TestingPython python = TestingPython.of(resource("requirements.lock"), 11);
    TestingPython.Said said =
        python.run(
            Map.of(
                "PYTHONPATH", Path.of("../pipelines/python").toAbsolutePath().toString(),
                "PYTHONDONTWRITEBYTECODE", "1",
                // Its threads would wait for each other on the few rows there are.
                "OMP_NUM_THREADS", "1"),
            resource("families.py").toString(),
            folder.toString());
    assertThat(said.code()).describedAs(said.text()).isZero();
    told = JSON.readTree(Files.readAllBytes(folder.resolve("families.json")));
  }

  private static Path resource(String name) {
    try {
      return Path.of(ScikitLearnParityIT.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static byte[] read(String family, String file) throws IOException {
    return Files.readAllBytes(folder.resolve(family).resolve(file));
  }

  private static List<String> families() {
    return StreamSupport.stream(told.path("names").spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private static ScoringPlan plan(String family) throws IOException {
    return ScoringPlan.read(PlanJson.read(read(family, "plan.json")).toBytes());
  }

  @Test
  void everyFamilyIsScoredAsItsLibraryDoes() throws IOException {
    Set<String> operators = new TreeSet<>();
    assertThat(families()).hasSizeGreaterThan(40);
    for (String family : families()) {
      ScoringPlan plan = plan(family);
      plan.operators().forEach(operator -> operators.add(operator.kind().wireName()));
      assertThat(GoldenRows.read(read(family, "golden.json")).verify(plan))
          .describedAs("%s: %s", family, plan)
          .isInstanceOfSatisfying(
              Parity.Equal.class,
              equal -> {
                assertThat(equal.rows()).isGreaterThanOrEqualTo(1_000);
                assertThat(equal.largest()).isLessThan(1e-9);
              });
    }
    assertThat(operators)
        .containsExactly(
            "affine",
            "argmax",
            "forest",
            "gather",
            "guard",
            "impute",
            "linear",
            "logistic",
            "nearest-centre",
            "numbers",
            "one-hot",
            "pointwise",
            "recode",
            "scale",
            "softmax");
  }

  /** A plan too large for text is written so by the exporter itself. */
  @Test
  void theBinaryFormIsThatOfDevices() throws IOException {
    for (String family : families()) {
      if (Files.exists(folder.resolve(family).resolve("written.bin"))) {
        assertThat(read(family, "written.bin"))
            .describedAs(family)
            .isEqualTo(PlanJson.read(read(family, "plan.json")).toBytes());
      }
    }
  }

  @Test
  void aLargePlanIsBinary() throws IOException {
    ScoringPlan plan = ScoringPlan.read(read("large", "plan.bin"));
    assertThat(GoldenRows.read(read("large", "golden.json")).verify(plan))
        .isInstanceOf(Parity.Equal.class);
    assertThat(folder.resolve("large/plan.json")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"columns-strict", "isolation", "large"})
  void whatIsExportedIsPackaged(String family) throws IOException {
    Path output = folder.resolve(family);
    Path binary = output.resolve("plan.bin");
    ScoringPlan plan =
        Files.exists(binary) ? ScoringPlan.read(Files.readAllBytes(binary)) : plan(family);
    Files.writeString(output.resolve("baseline.json"), baseline(plan));
    Files.writeString(output.resolve("metrics.json"), "{}");
    Files.writeString(output.resolve("schema.json"), "{}");
    Files.writeString(
        output.resolve("completed.json"),
        "{\"run\":\"r.1\",\"rows\":1,\"dataDigest\":\"%s\"}".formatted(Digest.of(new byte[1])));
    Files.createDirectories(output.resolve("spark-model"));
    TrainingOrigin origin =
        new TrainingOrigin(
            "r",
            "train",
            "r.1",
            "person:ada",
            "own",
            Digest.of(new byte[1]),
            Optional.empty(),
            Map.of(),
            Map.of(),
            "python-3.11");
    ModelPackage made = new ModelPackager().pack(origin, output);
    assertThat(made.manifest().signature()).isEqualTo(plan.signature());
  }

  private static String baseline(ScoringPlan plan) {
    return plan.features().stream()
        .map("{\"name\":\"%s\",\"kind\":\"categorical\",\"edges\":[0],\"counts\":[1,0]}"::formatted)
        .collect(Collectors.joining(",", "{\"features\":[", "]}"));
  }

  @Test
  void goldenRowsHoldWhatALibraryRefuses() throws IOException {
    Set<String> refusing = new HashSet<>();
    for (String family : families()) {
      JsonNode export = JSON.readTree(read(family, "export.json"));
      if (export.path("goldenRowsRefused").asInt() > 0) {
        refusing.add(family);
      }
    }
    assertThat(refusing)
        .contains("linear", "kmeans", "tree", "boosting", "columns-forest", "columns-strict")
        .doesNotContain("hist", "isolation");
  }

  /** Rows beside thresholds tell a double from the next one, and a float32 from its neighbour. */
  @ParameterizedTest
  @ValueSource(strings = {"tree", "forest-scaled", "boosting-value", "isolation", "hist-value"})
  void goldenRowsNoticeThresholdsThatAreOneUlpOff(String family) throws IOException {
    for (boolean up : new boolean[] {true, false}) {
      JsonNode plan = JSON.readTree(read(family, "plan.json"));
      for (JsonNode operator : plan.path("operators")) {
        if (operator.path("thresholds") instanceof ArrayNode thresholds) {
          for (int i = 0; i < thresholds.size(); i++) {
            double threshold = thresholds.get(i).doubleValue();
            thresholds.set(i, up ? Math.nextUp(threshold) : Math.nextDown(threshold));
          }
        }
      }
      byte[] other = plan.toString().getBytes(StandardCharsets.UTF_8);
      assertThat(GoldenRows.read(read(family, "golden.json")).verify(PlanJson.read(other)))
          .isInstanceOf(Parity.Different.class);
    }
  }

  @Test
  void aPlanSaysWhatMayBeMissingAndUnseen() throws IOException {
    ScoringPlan lenient = plan("columns-forest");
    assertThat(lenient.inputs().columns()).allMatch(column -> column.nullable());
    assertThat(lenient.inputs().categories().get("mode").unseen().wireName()).isEqualTo("other");
    ScoringPlan strict = plan("columns-strict");
    assertThat(strict.inputs().columns()).noneMatch(column -> column.nullable());
    assertThat(strict.inputs().categories().get("mode").unseen().wireName()).isEqualTo("refuse");
    assertThat(strict.inputs().categories().get("mode").values())
        .containsExactly("Auto", "auto", "hand", "off", "\u00e9t\u00e9", "\ud83d\ude00");
    assertThat(strict.inputs().categories().get("open").values()).containsExactly("False", "True");
    assertThat(strict.features()).doesNotContain("s5", "value", "state");
    assertThat(plan("forest").labels()).containsExactly("healthy", "worn");
    assertThat(plan("isolation-some").anomaly()).isPresent();
  }

  @Test
  void anExportSaysWhatItFound() throws IOException {
    JsonNode export = JSON.readTree(read("columns-strict", "export.json"));
    assertThat(export.path("versions").path("sklearn").asText()).isEqualTo("1.9.1");
    assertThat(export.path("steps").findValuesAsText("type"))
        .containsExactly(
            "sklearn.compose.ColumnTransformer", "sklearn.ensemble.GradientBoostingClassifier");
    assertThat(export.path("leftOut").findValuesAsText("column"))
        .containsExactly("s5", "value", "state", "grade");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "svc|3|step 'svc' (sklearn.svm.SVC) cannot be scored on devices; supported are StandardScaler",
        "svc|3|a model like this can be scored as ONNX or by a score command",
        "ovr|3|step 'model' (sklearn.multiclass.OneVsRestClassifier)",
        "function|3|step 'log' (sklearn.preprocessing.FunctionTransformer) applies the function log1p",
        "own|3|step 'own' (__main__.Own)",
        "imputer|3|step 'simpleimputer' (sklearn.impute.SimpleImputer) takes -1 for missing",
        "init|3|begins with sklearn.linear_model.LinearRegression",
        "targets|3|predicts several targets",
        "no-estimator|3|step 'pca' (sklearn.decomposition.PCA) is the last step and says nothing of a row",
        "dict|1|holds a builtins.dict",
        "unfitted|1|is not fitted",
        "unnamed-count|1|fitted with 5 columns without names, and the data have 12",
        "features-count|1|fitted with 5 columns, --features names 2",
        "column|1|needs column 's3'",
        "texts|1|column 'mode' has texts",
        "rows|1|no rows",
      })
  void whatCannotBeScoredIsRefusedByName(String name, int code, String error) {
    JsonNode refused = told.path("refused").path(name);
    assertThat(refused.path("error").asText()).startsWith("ERROR ").contains(error);
    assertThat(refused.path("code").asInt()).isEqualTo(code);
    assertThat(refused.path("written")).isEmpty();
  }
}
