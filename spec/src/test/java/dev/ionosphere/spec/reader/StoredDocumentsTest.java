package dev.ionosphere.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ionosphere.spec.ion.ApprovalNode;
import dev.ionosphere.spec.ion.Edge;
import dev.ionosphere.spec.ion.InferenceNode;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.spec.ion.Stage;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.spec.ion.Wave;
import dev.ionosphere.spec.schedule.CronSchedule;
import dev.ionosphere.spec.schedule.CronSchedule.CatchUp;
import dev.ionosphere.spec.schedule.NextFire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What was accepted once is read for ever; a file below {@code stored} never changes. */
final class StoredDocumentsTest {

  private static final Path STORED = Path.of("src/test/resources/stored");
  private static final String SMALLEST =
      Documents.text(STORED.resolve("0.2.0/smallest.json")).strip();

  static List<Path> ofEveryVersion() throws IOException {
    try (Stream<Path> files = Files.walk(STORED)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("ofEveryVersion")
  void isReadWithAllItsNodesAndEdges(Path file) {
    Ion ion = IonReader.readStored(Documents.text(file));

    assertThat(ion.nodes()).isNotEmpty();
    assertThat(ion.edges()).isNotEmpty();
    assertThat(IonReader.readStored(CanonicalJson.of(ion).toString())).isEqualTo(ion);
  }

  @Test
  void meansToBothReadersTheSame() {
    for (String name : List.of("everything", "smallest")) {
      ReadResult.Valid valid =
          (ReadResult.Valid)
              IonReader.read(Documents.text(Path.of("src/test/resources/valid/" + name + ".yaml")));

      assertThat(IonReader.readStored(valid.canonicalJson())).isEqualTo(valid.ion());
    }
  }

  @Test
  void theDocumentsOfBeforeJoinsKeepTheirMeaning() {
    Ion ion = IonReader.readStored(Documents.text(STORED.resolve("0.2.0/everything.json")));

    assertThat(ion.joins()).containsOnlyKeys("review", "canary");
    assertThat(ion.joins().get("review").need()).isEqualTo(new Join.Need.Any());
    InferenceNode detect = (InferenceNode) ion.nodes().get("detect");
    assertThat(detect.rollout().deliveredMin()).isEqualTo(0.995);
    assertThat(((ApprovalNode) ion.nodes().get("review")).approvers().stages())
        .containsExactly(new Stage("approver", 2));
    TrainingNode retrain = (TrainingNode) ion.nodes().get("retrain");
    assertThat(retrain.schedule())
        .contains(
            new CronSchedule(
                "*/15 8-18 * JAN-JUN MON-FRI", ZoneId.of("America/New_York"), CatchUp.NONE));
    assertThat(retrain.arguments()).containsEntry("seed", -7L).containsEntry("tolerance", 1e-4);
  }

  @Test
  void unknownFieldsAreIgnored() {
    String later =
        SMALLEST
            .replace("\"kind\":\"training\"", "\"kind\":\"training\",\"colour\":{\"a\":[1]}")
            .replace("\"labels\":{}", "\"labels\":{},\"owner\":\"x\"")
            .replace("\"soak\"", "\"later\":null,\"soak\"");

    assertThat(IonReader.readStored(later)).isEqualTo(IonReader.readStored(SMALLEST));
  }

  @Test
  void valuesOutsideOfTodaysLimitsAreKept() {
    String wide =
        SMALLEST
            .replace("\"attempts\":3", "\"attempts\":1000000")
            .replace("\"every\":\"100ms\"", "\"every\":\"1ms\"")
            .replace("\"min\":0.8", "\"min\":1.5")
            .replace("\"batch\":1000", "\"batch\":99999999")
            .replace("\"deadline\":\"7d\"", "\"deadline\":\"9999d\"")
            .replace("\"master\":\"local[*]\"", "\"master\":\"mesos://x\"")
            .replace("\"name\":\"a\"", "\"name\":\"Not_A Label\"");

    Ion ion = IonReader.readStored(wide);

    assertThat(ion.name()).isEqualTo("Not_A Label");
    TrainingNode train = (TrainingNode) ion.nodes().get("train");
    assertThat(train.attempts()).isEqualTo(1_000_000);
    assertThat(train.engine().master()).contains("mesos://x");
    InferenceNode score = (InferenceNode) ion.nodes().get("score");
    assertThat(score.every().every()).isEqualTo(Duration.ofMillis(1));
    assertThat(score.health().similarityMin()).isEqualTo(1.5);
    assertThat(score.source().batch()).isEqualTo(99_999_999);
    assertThat(score.rollout().deadline()).isEqualTo(Duration.ofDays(9_999));
  }

  @Test
  void aCronExpressionThatIsNoneAnyMoreIsKeptAndNeverFires() {
    String refused =
        SMALLEST.replace(
            "\"component\"",
            "\"schedule\":{\"cron\":\"0 9 L * *\",\"zone\":\"UTC\",\"catchUp\":\"last\"},\"component\"");

    TrainingNode train = (TrainingNode) IonReader.readStored(refused).nodes().get("train");

    CronSchedule schedule = (CronSchedule) train.schedule().orElseThrow();
    assertThat(schedule.expression()).isEqualTo("0 9 L * *");
    Instant now = Instant.parse("2026-11-28T00:00:00Z");
    assertThat(NextFire.nextFire(schedule, Instant.EPOCH, now)).isEmpty();
    assertThat(NextFire.missed(schedule, Instant.EPOCH, now)).isEmpty();
  }

  @Test
  void aSelectorThatIsNoneAnyMoreMatchesNoDevice() {
    Ion ion = IonReader.readStored(SMALLEST.replace("\"devices\":\"role\"", "\"devices\":\"a>1\""));

    InferenceNode score = (InferenceNode) ion.nodes().get("score");
    assertThat(score.devices().text()).isEqualTo("a>1");
    assertThat(score.devices().matches(Map.of("a", "2", "", ""))).isFalse();
  }

  @Test
  void aRoleAndAnEdgeThatTodayRefusesAreKept() {
    String turbofan = Documents.text(STORED.resolve("0.2.0/turbofan.json"));

    Ion ion =
        IonReader.readStored(
            turbofan
                .replace("\"role\":\"approver\"", "\"role\":\"captain\"")
                .replace("\"cooldown\":\"6h\"", "\"cooldown\":\"0s\""));

    assertThat(((ApprovalNode) ion.nodes().get("review")).approvers().stages().getFirst().role())
        .isEqualTo("captain");
    assertThat(ion.edges())
        .filteredOn(Edge.Event.class::isInstance)
        .extracting("cooldown")
        .containsExactly(Duration.ZERO);
  }

  @Test
  void noLimitOfTodayCutsItShort() {
    StringBuilder nodes = new StringBuilder();
    StringBuilder edges = new StringBuilder();
    for (int i = 0; i < 1_500; i++) {
      nodes.append("\"n%d\":{\"kind\":\"approval\"},".formatted(i));
      edges.append("{\"from\":\"train\",\"to\":\"n%d\"},".formatted(i));
    }
    Ion ion =
        IonReader.readStored(
            SMALLEST
                .replace("\"nodes\":{", "\"nodes\":{" + nodes)
                .replace("\"edges\":[", "\"edges\":[" + edges));

    assertThat(ion.nodes()).hasSize(1_502);
    assertThat(ion.edges()).hasSize(1_501);
  }

  @Test
  void wavesThatCannotBeReadAreNoLeaveToAskEveryDevice() {
    Ion ion =
        IonReader.readStored(
            SMALLEST.replace("[1,\"10%\",\"100%\"]", "[{\"site\":\"a\"},{\"site\":\"b\"}]"));

    InferenceNode score = (InferenceNode) ion.nodes().get("score");
    assertThat(score.rollout().waves()).first().isEqualTo(new Wave.Count(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ionosphere.dev/v1|ionosphere.dev/v9|apiVersion 'ionosphere.dev/v9'",
        "\"kind\":\"training\"|\"kind\":\"quantum\"|kind 'quantum'",
        "\"to\":\"score\"|\"to\":\"train\",\"on\":\"eclipse\"|event 'eclipse'",
        "{\"apiVersion\"|{{\"apiVersion\"|no ION",
      })
  void whatOnlyALaterVersionKnowsIsNamed(String before, String after, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IonReader.readStored(SMALLEST.replace(before, after)))
        .withMessageContaining(message);
  }
}
