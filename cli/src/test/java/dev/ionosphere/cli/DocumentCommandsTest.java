package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code validate}, {@code plan} and {@code apply}. */
class DocumentCommandsTest {
  private static final String VALID =
      """
      apiVersion: ionosphere.dev/v1
      kind: ION
      metadata: {name: pumps}
      spec:
        nodes:
          detect:
            kind: inference
            placement: {devices: "role=pump"}
            every: 5m
            source: {file: "data/${device}.csv"}
            model: {initial: none}
          learn:
            kind: training
            placement: {cloud: {engine: spark, master: "local[2]", memory: 1g}}
            schedule: {cron: "0 10 * * TUE", zone: Europe/Berlin}
            component: kmeans
            arguments: {k: 8, input: "data/train.csv"}
        edges:
          - {from: learn, to: detect}
      """;
  private static final String NEXT =
      "  learn runs next Tue 2026-01-06 10:00, Tue 2026-01-13 10:00, Tue 2026-01-20 10:00"
          + " (Europe/Berlin)\n";

  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private TestingTerminal terminal;

  @BeforeEach
  void start() {
    terminal = new TestingTerminal(directory).withLocalHub(hub);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void validatesOneFileAndShowsTheNextThreeFires() {
    assertThat(terminal.ion("validate", terminal.file("ion.yaml", VALID))).isZero();
    assertThat(terminal.out()).isEqualTo("pumps: valid, 2 nodes, 1 edge\n" + NEXT);
    assertThat(terminal.err()).isEmpty();
    assertThat(hub.asked()).isEmpty();
  }

  @Test
  void showsFiresInTheClockOfTheirZone() {
    String summer = VALID.replace("0 10 * * TUE", "30 2 29 3 *"); // the hour that Berlin skips
    assertThat(terminal.ion("validate", terminal.file("ion.yaml", summer))).isZero();
    assertThat(terminal.out()).contains("next Sun 2026-03-29 03:00, Mon 2027-03-29 02:30");
  }

  @Test
  void saysThatAScheduleNeverFires() {
    String never = VALID.replace("0 10 * * TUE", "0 10 30 2 *");
    int code = terminal.ion("validate", terminal.file("ion.yaml", never));
    assertThat(code).isIn(0, 3);
    assertThat(terminal.out() + terminal.err()).containsAnyOf("never", "0 10 30 2 *");
  }

  @Test
  void anOverlayIsAnotherFile() {
    String overlay = terminal.file("site.yaml", "spec: {nodes: {detect: {every: 7m}}}\n");
    String document = terminal.file("ion.yaml", VALID);
    assertThat(terminal.ion("validate", document, overlay)).isZero();
    assertThat(terminal.ion("validate", "-f", document, "-f", overlay)).isZero();
    assertThat(terminal.ion("validate", document, "-f", overlay)).isEqualTo(2);
    assertThat(terminal.err()).contains("with and without -f");
  }

  @Test
  void aFindingOfAnOverlayNamesTheOverlay() {
    String overlay = terminal.file("site.yaml", "spec: {nodes: {detect: {every: never}}}\n");
    assertThat(terminal.ion("validate", terminal.file("ion.yaml", VALID), overlay)).isEqualTo(3);
    assertThat(terminal.err()).contains("site.yaml:1:", "error:", "ion: 1 finding");
  }

  @Test
  void saysWhatToNameIfNoFileIsNamed() {
    for (String command : new String[] {"validate", "plan", "apply"}) {
      assertThat(terminal.ion(command)).as(command).isEqualTo(2);
      assertThat(terminal.err())
          .isEqualTo("ion: No FILE was given. Name the document, then its overlays.\n");
      assertThat(terminal.ion(command, "nowhere.yaml")).as(command).isEqualTo(2);
      assertThat(terminal.err()).isEqualTo("ion: There is no file nowhere.yaml.\n");
    }
  }

  @Test
  void planShowsChangesAndFiresAndChangesNothing() {
    hub.answersAnyBody(
        "POST /api/v1/ions?dryRun=true",
        200,
        """
        {"name":"pumps","action":"create","dryRun":true,"generation":1,"changes":["+ node learn"]}
        """);
    String file = terminal.file("ion.yaml", VALID);
    assertThat(terminal.ion("plan", file)).isZero();
    assertThat(terminal.out())
        .isEqualTo("pumps: would be created, generation 1\n  + node learn\n" + NEXT);
    assertThat(terminal.ion("plan", file, "-o", "json")).isZero();
    assertThat(terminal.json().path("action").asText()).isEqualTo("create");
    assertThat(terminal.ion("plan", file, "-o", "yaml")).isZero();
    assertThat(terminal.out()).startsWith("name: pumps\n").contains("changes:\n  - ");
  }

  @Test
  void aDocumentThatWeakensPolicySaysWhoHasToApproveItAndHow() {
    String weaker =
        """
        {"name":"pumps","action":"change","generation":5,"changes":["~ node review: expires"],
         "policy":"weaker","weakens":["review.expires.after: 1d -> 2d"],
         "approvers":["1 of operator","2 of approver"],%s}
        """;
    hub.answersAnyBody("POST /api/v1/ions?dryRun=true", 200, weaker.formatted("\"dryRun\":true"))
        .answersAnyBody(
            "POST /api/v1/ions",
            200,
            weaker.formatted("\"dryRun\":false,\"approval\":\"pumps.change-1\""));
    String file = terminal.file("ion.yaml", VALID);
    assertThat(terminal.ion("plan", file)).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            pumps: would change, generation 5
              ~ node review: expires
            it weakens policy:
              review.expires.after: 1d -> 2d
            It would wait for the approval of 1 of operator, then 2 of approver.
            """
                + NEXT);
    assertThat(terminal.ion("apply", file)).isZero();
    assertThat(terminal.out())
        .startsWith("pumps: proposed, generation 5\n")
        .endsWith(
            "The document in force stays until 1 of operator, then 2 of approver approves:"
                + " ion approve pumps.change-1\n");
  }

  @Test
  void aNewIonIsStartedNext() {
    hub.answersAnyBody(
        "POST /api/v1/ions", 201, "{\"name\":\"pumps\",\"action\":\"create\",\"generation\":1}");
    assertThat(terminal.ion("apply", terminal.file("ion.yaml", VALID))).isZero();
    assertThat(terminal.out())
        .isEqualTo("pumps: created, generation 1\nStart it: ion launch pumps\n");
  }

  @Test
  void applyOfTheSameDocumentSaysUnchanged() {
    hub.answersAnyBody(
        "POST /api/v1/ions", 200, "{\"name\":\"pumps\",\"action\":\"none\",\"generation\":4}");
    assertThat(terminal.ion("apply", terminal.file("ion.yaml", VALID))).isZero();
    assertThat(terminal.out()).isEqualTo("pumps: unchanged, generation 4\n");
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer admin-token");
  }

  @Test
  void aFileThatIsTooLargeIsNotRead() {
    String large = terminal.file("large.yaml", "#" + "x".repeat(5 << 20));
    assertThat(terminal.ion("validate", large)).isEqualTo(2);
    assertThat(terminal.err()).contains("large.yaml", "allowed are 4194304");
  }

  /** A library without its logger would say so on stderr of the real process. */
  @Test
  void theProcessPrintsNothingOfItsLibraries() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dion.root=" + directory,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.ionosphere.cli.IonCommand",
                "validate",
                terminal.file("ion.yaml", VALID))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    String printed = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(printed).isEmpty();
  }
}
