package dev.ionosphere.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.data.csv.CsvDialect;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.spec.component.ComponentCatalogue;
import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.Approvers;
import dev.ionosphere.spec.ion.CloudEngine;
import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.EventName;
import dev.ionosphere.spec.ion.HealthPolicy;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.RolloutPolicy;
import dev.ionosphere.spec.ion.RowSource;
import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.spec.ion.Wave;
import dev.ionosphere.spec.reader.ReadResult.Valid;
import dev.ionosphere.spec.schedule.CronSchedule;
import dev.ionosphere.spec.schedule.CronSchedule.CatchUp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class IonReaderTest {

  private static final String TURBOFAN = Documents.text(Documents.turbofan("ion.yaml"));
  private static final String DEMO = Documents.text(Documents.turbofan("demo.yaml"));
  private static final String SMALLEST =
      Documents.text(Path.of("src/test/resources/valid/smallest.yaml"));

  static List<Path> valid() {
    return Documents.valid();
  }

  @Test
  void readsTheReferenceIon() {
    Ion ion = Documents.valid(TURBOFAN).ion();

    assertThat(ion.name()).isEqualTo("turbofan");
    assertThat(ion.labels()).containsExactly(Map.entry("site", "hangar-7"));
    assertThat(ion.nodes()).containsOnlyKeys("detect", "retrain", "review");
    InferenceNode detect = (InferenceNode) ion.nodes().get("detect");
    assertThat(detect.devices().matches(Map.of("role", "engine"))).isTrue();
    assertThat(detect.devices().matches(Map.of("role", "relay"))).isFalse();
    assertThat(detect.every().every()).isEqualTo(Duration.ofMinutes(5));
    assertThat(detect.source())
        .isEqualTo(new RowSource(new SourceSpec.File("data/${device}.csv"), 1_000, Format.DEFAULT));
    assertThat(detect.health()).isEqualTo(new HealthPolicy(0.8, 200, 3));
    assertThat(detect.rollout())
        .isEqualTo(
            new RolloutPolicy(
                List.of(new Wave.Count(1), new Wave.Percent(10), new Wave.Percent(100)),
                0.9,
                Duration.ofMinutes(10),
                Duration.ofHours(1),
                Duration.ofDays(7)));
    TrainingNode retrain = (TrainingNode) ion.nodes().get("retrain");
    assertThat(retrain.engine()).isEqualTo(CloudEngine.spark("local[2]", "1g"));
    assertThat(retrain.schedule())
        .contains(new CronSchedule("0 10 * * TUE", ZoneId.of("Europe/Berlin"), CatchUp.LAST));
    assertThat(retrain.arguments())
        .containsExactly(
            Map.entry("k", 8L),
            Map.entry("input", "data/train.csv"),
            Map.entry("exclude", List.of("unit", "cycle")));
    assertThat(ion.nodes().get("review"))
        .isEqualTo(
            new ApprovalNode(
                "review",
                new Approvers(
                    List.of(new Stage("approver", 1)),
                    true,
                    Duration.ofHours(72),
                    Optional.empty())));
    assertThat(ion.edges())
        .containsExactly(
            new Edge.Model("retrain", "review"),
            new Edge.Model("review", "detect"),
            new Edge.Event("detect", "retrain", EventName.DRIFT, Duration.ofHours(6)));
  }

  @Test
  void trainingAndDevicesReadTheOneFormat() {
    ReadResult.Valid read =
        Documents.valid(Documents.text(Path.of("src/test/resources/valid/semicolons.yaml")));
    Ion ion = read.ion();
    CsvDialect dialect = ((Format.Csv) ion.format()).dialect();
    assertThat(dialect.delimiter()).isEqualTo(';');
    assertThat(dialect.missing()).containsExactly("-200", "?");
    assertThat(((InferenceNode) ion.nodes().get("detect")).source().format())
        .isEqualTo(ion.format());
    assertThat(((TrainingNode) ion.nodes().get("retrain")).format()).isEqualTo(ion.format());
    assertThat(IonReader.readStored(read.canonicalJson()).format()).isEqualTo(ion.format());
  }

  @Test
  void theUsualFormatIsNotWritten() {
    assertThat(Documents.valid(TURBOFAN).canonicalJson()).doesNotContain("format");
  }

  @Test
  void laysTheDemoOverIt() {
    Ion ion = Documents.valid(TURBOFAN, DEMO).ion();

    InferenceNode detect = (InferenceNode) ion.nodes().get("detect");
    assertThat(detect.every().every()).isEqualTo(Duration.ofMillis(200));
    assertThat(detect.source())
        .isEqualTo(new RowSource(new SourceSpec.File("data/${device}.csv"), 2, Format.DEFAULT));
    assertThat(detect.rollout().deliveredMin()).isEqualTo(0.9);
    assertThat(detect.rollout().soak()).isEqualTo(Duration.ofSeconds(2));
    assertThat(detect.rollout().waves()).contains(new Wave.Percent(50)).hasSize(3);
    assertThat(ion.nodes()).containsOnlyKeys("detect", "retrain", "review");
    assertThat(ion.edges())
        .contains(new Edge.Event("detect", "retrain", EventName.DRIFT, Duration.ofSeconds(20)));
  }

  @Test
  void saysHowLongABucketIsOnlyIfTheDocumentDoes() {
    assertThat(Documents.valid(TURBOFAN).canonicalJson()).doesNotContain("bucket");
    Valid read = Documents.valid(TURBOFAN, detect("bucket: 5s"));
    InferenceNode detect = (InferenceNode) read.ion().nodes().get("detect");
    assertThat(detect.bucket()).contains(Duration.ofSeconds(5));
    assertThat(IonReader.readStored(read.canonicalJson()).nodes().get("detect")).isEqualTo(detect);
  }

  @ParameterizedTest
  @ValueSource(strings = {"500ms", "1s500ms", "2d", "60"})
  void refusesABucketThatNoDeviceCanMake(String length) {
    ReadResult result = IonReader.read(List.of(TURBOFAN, detect("bucket: " + length)));
    assertThat(((ReadResult.Invalid) result).findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.toString()).contains("spec.nodes.detect.bucket"));
  }

  private static String detect(String field) {
    return "spec:\n  nodes:\n    detect: {%s}".formatted(field);
  }

  @Test
  void documentsInOneSourceAreOverlaysToo() {
    assertThat(Documents.valid(TURBOFAN + "\n---\n" + DEMO))
        .isEqualTo(Documents.valid(TURBOFAN, DEMO));
  }

  @Test
  void nothingInAnOverlayRemoves() {
    Ion ion =
        Documents.valid(
                TURBOFAN,
                "metadata: {labels: ~}\n"
                    + "spec: {nodes: {retrain: {schedule: ~, arguments: {k: null, x: {y: ~}}}}}")
            .ion();

    assertThat(ion.labels()).isEmpty();
    TrainingNode retrain = (TrainingNode) ion.nodes().get("retrain");
    assertThat(retrain.schedule()).isEmpty();
    assertThat(retrain.arguments())
        .containsExactly(
            Map.entry("input", "data/train.csv"),
            Map.entry("exclude", List.of("unit", "cycle")),
            Map.entry("x", Map.of()));
  }

  @Test
  void aFindingInAnOverlayNamesItsSource() {
    ReadResult result =
        IonReader.read(List.of(TURBOFAN, "spec:\n  nodes:\n    detect: {evry: 1s}"));

    assertThat(((ReadResult.Invalid) result).findings())
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.file()).isEqualTo(1);
          assertThat(finding.line()).isEqualTo(3);
          assertThat(finding.column()).isEqualTo(14);
          assertThat(finding.path()).isEqualTo("spec.nodes.detect.evry");
          assertThat(finding.nearest()).contains("every");
        });
  }

  @Test
  void bytesAreReadAsText() {
    byte[] bytes = ("\uFEFF" + TURBOFAN).getBytes(StandardCharsets.UTF_8);

    assertThat(IonReader.readBytes(List.of(bytes), ComponentCatalogue.UNCHECKED))
        .isEqualTo(Documents.valid(TURBOFAN));
  }

  @ParameterizedTest
  @MethodSource("valid")
  void canonicalJsonIsReadAsTheSameIon(Path document) {
    Valid first = Documents.valid(Documents.text(document));
    Valid again = Documents.valid(first.canonicalJson());

    assertThat(again).isEqualTo(first);
  }

  @Test
  void canonicalJsonWritesEveryDefaultOut() {
    assertThat(Documents.valid(SMALLEST).canonicalJson())
        .isEqualTo(
            """
            {"apiVersion":"ionosphere.dev/v1","kind":"ION","metadata":{"name":"a","labels":{}},"spec":{"nodes":{\
            "train":{"kind":"training","placement":{"cloud":{"engine":"spark","master":"local[*]","memory":"1g"}},\
            "component":"kmeans","arguments":{},"retry":{"attempts":3}},\
            "score":{"kind":"inference","placement":{"devices":"role"},"every":"100ms",\
            "source":{"file":"data.csv","batch":1000},"model":{"initial":"none"},\
            "health":{"similarity":{"min":0.8},"minSamples":200,"hysteresis":3},\
            "rollout":{"waves":[1,"10%","100%"],"gate":{"delivered":">= 90%","soak":"10m"},\
            "silentAfter":"1h","deadline":"7d"}}},"edges":[{"from":"train","to":"score"}]}}\
            """);
  }

  @Test
  void aCharacterAcrossABufferEndIsRead() {
    for (int length = 1_000; length < 1_050; length++) {
      String comment = "# " + "a".repeat(length) + "\uD83D\uDE00\n";

      assertThat(Documents.valid(comment + SMALLEST)).isEqualTo(Documents.valid(SMALLEST));
    }
  }

  @Test
  void aTrainingNodeWhoseModelsGoNowhereIsAWarning() {
    ReadResult result =
        IonReader.read(
            SMALLEST.replace(
                "    train:", "    idle: {kind: training, component: kmeans}\n    train:"));

    assertThat(result).isInstanceOf(Valid.class);
    assertThat(Documents.findings(result))
        .isEqualTo("6:5 spec.nodes.idle: no model edge leads away, its models go nowhere\n");
  }
}
