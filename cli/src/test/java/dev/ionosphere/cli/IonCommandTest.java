package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.process.Installation;
import dev.ionosphere.cli.process.Layout;
import dev.ionosphere.cli.rest.Logins;
import dev.ionosphere.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IonCommandTest {
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

  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void writeTokens() throws IOException {
    Path secrets = Files.createDirectories(directory.resolve("data/hub/secrets"));
    for (String user : new String[] {"admin", "approver", "viewer", "operator"}) {
      Files.writeString(secrets.resolve(user + ".token"), user + "-token\n");
    }
    Files.writeString(
        directory.resolve("data/processes.json"),
        "{\"ports\": {\"hub\": %d}}".formatted(hub.address().getPort()));
  }

  @AfterEach
  void closeHub() {
    hub.close();
  }

  @Test
  void showsFindingsAsCompilersDo() throws IOException {
    String broken = VALID.replace("every: 5m", "evry: 5m");
    assertThat(ion("validate", "-f", file("broken.yaml", broken))).isEqualTo(3);
    assertThat(err.toString())
        .containsPattern("broken\\.yaml:9:\\d+: error: .*evry")
        .contains("every")
        .doesNotContain("Exception");
  }

  @Test
  void saysWhatIsNoText() throws IOException {
    Path file = directory.resolve("picture.yaml");
    Files.write(file, new byte[] {'a', ':', ' ', (byte) 0xff});
    assertThat(ion("validate", "-f", file.toString())).isEqualTo(3);
    assertThat(err.toString()).contains("picture.yaml:1:1").contains("UTF-8");
  }

  @Test
  void appliesWhatWasValidatedAsTheChosenUser() throws IOException {
    hub.answersAnyBody(
        "POST /api/v1/ions",
        200,
        """
        {"name":"pumps","action":"change","generation":3,"changes":["~ node a: every"],
         "warnings":[{"path":"spec.nodes.b","message":"needs 2"}]}
        """);
    assertThat(ion("apply", "-f", file("ion.yaml", VALID), "--as", "operator")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            """
            pumps: changed, generation 3
              ~ node a: every
            warning spec.nodes.b: needs 2
            """);
    assertThat(hub.asked().getFirst().authorization()).isEqualTo("Bearer operator-token");
    assertThat(json(hub.asked().getFirst().body()).at("/documents/0").asText())
        .as("the file as it is written")
        .isEqualTo(VALID);
  }

  @Test
  void sendsNothingThatIsInvalid() throws IOException {
    assertThat(ion("apply", "-f", file("ion.yaml", "kind: PION"))).isEqualTo(3);
    assertThat(hub.asked()).isEmpty();
  }

  @Test
  void approvesWhatItReadAsTheApprover() throws IOException {
    hub.answers(
            "GET /api/v1/approvals/pumps.review.1",
            "{\"id\":\"pumps.review.1\",\"ion\":\"pumps\",\"subject\":\"sha256:abc\"}")
        .answersTo(
            "POST /api/v1/approvals/pumps.review.1/decision",
            "{\"decision\":\"approve\",\"reason\":\"looks right\",\"subject\":\"sha256:abc\"}",
            "{\"outcome\":\"approved\"}");
    assertThat(ion("approve", "pumps.review.1", "--reason", "looks right")).isZero();
    assertThat(out.toString()).isEqualTo("pumps.review.1: approved\n");
    TestingHub.Asked decision = hub.asked().getLast();
    assertThat(decision.authorization()).isEqualTo("Bearer approver-token");
  }

  @Test
  void listsApprovalsOfStatesThatThereAre() {
    hub.answers("GET /api/v1/approvals?state=expired", "{\"items\":[]}")
        .answers("GET /api/v1/approvals", "{\"items\":[]}");
    assertThat(ion("approvals", "--state", "expired")).isZero();
    assertThat(ion("approvals", "--state", "all")).isZero();
    assertThat(ion("approvals", "--state", "bogus")).isEqualTo(2);
    assertThat(err.toString()).contains("--state", "bogus", "voided");
  }

  @Test
  void saysWhatHealthWaitsFor() {
    hub.answers(
        "GET /api/v1/ions/pumps/nodes/detect/health",
        """
        {"signals":[{"title":"anomalies","state":"unknown","text":"too few rows to judge"}],
        "features":[],"devices":[]}
        """);
    assertThat(ion("health", "pumps", "detect")).isZero();
    assertThat(out.toString()).contains("Nothing is judged yet").doesNotContain("none");
  }

  @Test
  void whatIsJudgedWithoutFeaturesIsNotWaitedFor() {
    hub.answers(
        "GET /api/v1/ions/pumps/nodes/detect/health",
        """
        {"judgement":{"digest":"sha256:%s","drifted":false,"rowsJudged":300,
        "judgedAt":"2026-03-01T10:00:00Z"},"signals":[],"features":[],"devices":[]}
        """
            .formatted("a".repeat(64)));
    assertThat(ion("health", "pumps", "detect")).isZero();
    assertThat(out.toString())
        .contains("judged on 300 rows", "No feature is compared")
        .doesNotContain("Nothing is judged", "ahead ago");
  }

  @Test
  void healthOfAModelIsFoundByTheBeginningOfItsDigest() {
    String digest = "sha256:" + "a".repeat(64);
    hub.answers("GET /api/v1/models", "{\"items\":[{\"digest\":\"%s\"}]}".formatted(digest));
    hub.answers(
        "GET /api/v1/ions/pumps/nodes/detect/health?digest=sha256%3A" + "a".repeat(64),
        """
        {"judgement":{"digest":"%s","drifted":false,"rowsJudged":300,
        "judgedAt":"2026-03-01T10:00:00Z"},"signals":[],"features":[],"devices":[]}
        """
            .formatted(digest));
    assertThat(ion("health", "pumps", "detect", "--model", "aaaaaaaaaaaa")).isZero();
    assertThat(out.toString()).contains("judged on 300 rows");
  }

  @Test
  void saysThatThereIsNoSuchNode() {
    hub.refuses("GET /api/v1/ions/pumps/nodes/nothere/health", 404, "there is no node nothere");
    assertThat(ion("health", "pumps", "nothere")).isEqualTo(6);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void printsThePayloadForTemporalsDoors() {
    hub.answers(
            "GET /api/v1/approvals/pumps.review.1",
            "{\"id\":\"pumps.review.1\",\"ion\":\"pumps\",\"subject\":\"sha256:abc\"}")
        .answersTo(
            "POST /api/v1/approvals/pumps.review.1/ticket",
            "{\"decision\":\"reject\",\"reason\":\"\"}",
            "{\"approval\":\"pumps.review.1\",\"decision\":\"reject\",\"ticket\":\"a.b\"}");
    assertThat(ion("reject", "pumps.review.1", "--ticket")).isZero();
    assertThat(out.toString())
        .contains("temporal workflow update execute")
        .contains("--workflow-id 'ion:pumps' --name decide")
        .contains("\"ticket\":\"a.b\"");
  }

  @Test
  void showsTablesToPeopleAndEverythingToPrograms() throws IOException {
    hub.answers(
        "GET /api/v1/devices",
        "{\"items\":[{\"id\":\"pump-1\",\"lastSeen\":\"2026-01-01T00:00:00Z\",\"spoolDepth\":2}]}");
    assertThat(ion("devices")).isZero();
    assertThat(out.toString()).contains("DEVICE").contains("pump-1").contains("90s");
    out.reset();
    assertThat(ion("devices", "-o", "json")).isZero();
    assertThat(json(out.toString()).at("/items/0/spoolDepth").asInt()).isEqualTo(2);
    out.reset();
    assertThat(ion("devices", "-o", "yaml")).isZero();
    assertThat(out.toString()).startsWith("items:\n  - id: ").contains("    spoolDepth: 2\n");
  }

  @Test
  void listsEveryPage() throws IOException {
    hub.answers("GET /api/v1/devices", "{\"items\":[{\"id\":\"a-1\"}],\"next\":\"a-1\"}")
        .answers("GET /api/v1/devices?cursor=a-1", "{\"items\":[{\"id\":\"b-1\"}],\"next\":null}");
    assertThat(ion("devices", "-o", "json")).isZero();
    JsonNode all = json(out.toString());
    assertThat(all.path("items")).hasSize(2);
    assertThat(all.path("next").isNull()).isTrue();
  }

  @Test
  void tellsScriptsWhatWentWrong() {
    hub.answers("GET /api/v1/ions", 403, "{\"title\":\"Not allowed\",\"detail\":\"no viewer\"}");
    assertThat(ion("get")).isEqualTo(5);
    assertThat(err.toString()).isEqualTo("ion: no viewer\n");
    hub.refuses("GET /api/v1/ions/unknown", 404, "there is no ION unknown");
    assertThat(ion("get", "unknown")).isEqualTo(6);
    assertThat(ion("get", "--as", "nobody")).isEqualTo(5);
    assertThat(ion("get", "--as", "../admin")).isEqualTo(2);
    assertThat(ion("get", "--hub", "http://127.0.0.1:1")).isEqualTo(4);
    assertThat(ion("get", "--hub", "file:///etc/passwd")).isEqualTo(2);
    assertThat(ion("fly")).isEqualTo(2);
    assertThat(err.toString()).doesNotContain("Exception").doesNotContain("\tat ");
  }

  @Test
  void showsTheHubsFindings() throws IOException {
    hub.answersAnyBody(
        "POST /api/v1/ions",
        422,
        """
        {"title":"The document is not valid","detail":"2 findings","errors":[
          {"file":"ion.yaml","line":4,"column":7,"message":"unknown device"},"and more"]}
        """);
    assertThat(ion("apply", "-f", file("ion.yaml", VALID))).isEqualTo(3);
    assertThat(err.toString()).contains("ion.yaml:4:7: unknown device").contains("and more");
  }

  @Test
  void callsWordsThatTheHubDoesNotTakeAWrongLine() {
    hub.answersAnyBody(
        "POST /api/v1/people", 422, "{\"title\":\"Not valid\",\"detail\":\"role \\\"king\\\"\"}");
    assertThat(ion("people", "add", "eve", "--role", "king")).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("ion: role \"king\"\n");
  }

  @Test
  void asksForNoTimelineWithoutBounds() {
    assertThat(ion("timeline", "pumps", "--from", "yesterday")).isEqualTo(2);
    assertThat(err.toString()).contains("--from", "'yesterday' is no ISO time");
    assertThat(ion("timeline", "pumps", "--limit", "0")).isEqualTo(2);
    assertThat(ion("timeline", "pumps", "--limit", "-1")).isEqualTo(2);
    assertThat(err.toString()).contains("--limit is -1; allowed: 1 or more");
    assertThat(hub.asked()).isEmpty();
    hub.answers(
        "GET /api/v1/ions/pumps/timeline?limit=1&from=2026-01-01T00%3A00%3A00Z", "{\"items\":[]}");
    assertThat(ion("timeline", "pumps", "--limit", "1", "--from", "2026-01-01T00:00:00Z")).isZero();
  }

  @Test
  void verifiesATimeline() {
    hub.answers(
        "GET /api/v1/ions/pumps/timeline/verify",
        "{\"intact\":false,\"records\":6,\"badSequence\":7,\"reason\":\"its hash differs\"}");
    assertThat(ion("timeline", "verify", "pumps")).isEqualTo(1);
    assertThat(out.toString()).contains("record 7").contains("its hash differs");
  }

  @Test
  void saysWhichFileOfATokenIsNotThere() {
    assertThat(ion("login", hub.address().toString(), "--token-file", "nothing")).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("ion: There is no file nothing.\n");
  }

  @Test
  void forgetsNothingThatItDoesNotKnow() {
    assertThat(ion("login", hub.address().toString(), "--out")).isEqualTo(6);
    assertThat(err.toString()).isEqualTo("ion: There is no login at " + hub.address() + ".\n");
    assertThat(directory.resolve("config")).doesNotExist();
  }

  @Test
  void showsNoLessThanNoLineOfALog() throws IOException {
    Files.createDirectories(directory.resolve("data/logs"));
    file("data/logs/hub.log", "one\ntwo\n");
    assertThat(ion("logs", "hub", "-n", "-3")).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("ion: -n is -3; allowed: 0 or more\n");
    assertThat(ion("logs", "hub", "-n", "1")).isZero();
    assertThat(out.toString()).isEqualTo("two\n");
  }

  @Test
  void saysWhichTokenTheHubDoesNotTake() throws IOException {
    hub.answers("GET /api/v1/ions", 401, "{\"detail\":\"send Authorization: Bearer\"}");
    assertThat(ion("get")).isEqualTo(5);
    assertThat(err.toString())
        .startsWith("ion: " + hub.address() + " does not take the token in " + directory)
        .contains("ion login", "ION_TOKEN")
        .doesNotContain("Bearer");
    err.reset();
    assertThat(ion("login", hub.address().toString(), "--token-file", file("token", "x")))
        .isEqualTo(5);
    assertThat(err.toString()).contains("does not take the token that was given");
  }

  @Test
  void enrolsADeviceWithItsLabels() throws IOException {
    hub.answersAnyBody("POST /api/v1/devices/tokens", 200, "{\"token\":\"t0ken\"}");
    assertThat(ion("edge", "enrol", "a-1", "--label", "role=pump", "--label", "x=")).isZero();
    assertThat(json(hub.asked().getLast().body()).path("labels").toString())
        .isEqualTo("{\"role\":\"pump\",\"x\":\"\"}");
    assertThat(ion("edge", "enrol", "a-1", "--label", "pump")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--label", "'pump' is no label; allowed: KEY=VALUE")
        .doesNotContain("option option");
  }

  @Test
  void saysThatThereAreNoLogsYet() {
    assertThat(ion("logs", "hub")).isEqualTo(6);
    assertThat(err.toString()).contains("no log of 'hub'; there are none yet");
  }

  @Test
  void helpOfTheTimelineNamesItsWordsOnce() {
    assertThat(ion("timeline", "--help")).isZero();
    assertThat(out.toString()).contains("[verify|export] ION").doesNotContain("ION [[");
  }

  @Test
  void showsCountsOfARunAsCountsAndItsLogLineByLine() {
    hub.answers(
        "GET /api/v1/runs/pumps.learn.1",
        """
        {"id":"pumps.learn.1","metrics":{"k":8.0,"rows":3600.0,"silhouette":0.25},
         "log":["read 3600 rows, 5 columns","fitted"]}
        """);
    assertThat(ion("runs", "pumps.learn.1")).isZero();
    assertThat(out.toString())
        .containsPattern("k +8\n")
        .containsPattern("rows +3600\n")
        .containsPattern("silhouette +0.25\n")
        .contains("log\n  read 3600 rows, 5 columns\n  fitted\n");
  }

  @Test
  void roundsTimesToTheNearest() {
    hub.answers(
        "GET /api/v1/approvals?state=pending",
        "{\"items\":[{\"id\":\"a.b.1\",\"expiresAt\":\"2026-01-04T00:00:30Z\"}]}");
    assertThat(ion("approvals")).isZero();
    assertThat(out.toString()).contains("3d ahead");
  }

  @Test
  void startsNothingWithoutItsDirectory() {
    Path nowhere = directory.resolve("nowhere");
    assertThat(ion("edge", "run", "a-1", "--source", nowhere.toString())).isEqualTo(2);
    assertThat(err.toString()).isEqualTo("ion: --source: there is no directory " + nowhere + "\n");
    assertThat(hub.asked()).isEmpty();
  }

  @Test
  void stopsARun() {
    hub.answers(
        "POST /api/v1/runs/pumps.learn.1/stop",
        "{\"done\":true,\"message\":\"Run pumps.learn.1 is stopped\"}");
    assertThat(ion("runs", "pumps.learn.1", "stop")).isZero();
    assertThat(out.toString()).isEqualTo("Run pumps.learn.1 is stopped\n");
  }

  @Test
  void startsNoRunThatItCannotWaitFor() {
    assertThat(ion("run", "pumps", "learn", "--wait", "--timeout", "xyz")).isEqualTo(2);
    assertThat(err.toString()).contains("--timeout", "'xyz' is no duration", "10m");
    assertThat(hub.asked()).isEmpty();
  }

  @Test
  void addsAndRemovesPeople() throws IOException {
    hub.answersAnyBody("POST /api/v1/people", 200, "{\"name\":\"ann\",\"token\":\"t0ken\"}")
        .answers("DELETE /api/v1/people/ann", "");
    assertThat(ion("people", "add", "ann", "--role", "operator", "--role", "approver")).isZero();
    assertThat(out.toString()).isEqualTo("t0ken\n");
    assertThat(json(hub.asked().getLast().body()).at("/roles/1").asText()).isEqualTo("approver");
    assertThat(hub.asked().getLast().authorization()).isEqualTo("Bearer admin-token");
    assertThat(ion("people", "remove", "ann")).isZero();
    assertThat(ion("people", "add", "bob")).isEqualTo(2);
  }

  @Test
  void showsHealthAsScores() {
    hub.answers(
        "GET /api/v1/ions/pumps/nodes/detect/health",
        """
        {"judgement":{"digest":"sha256:0123456789abcdef","drifted":true,"rowsJudged":640,
          "judgedAt":"2026-01-01T00:00:00Z"},
         "signals":[{"title":"distribution (PSI)","state":"raised","text":"heat: PSI 2.40"},
          {"title":"similarity to training","state":"raised","text":"s1: 0.1","more":4,
           "broken":[{"subject":"s1","text":"s1: 0.1"},{"subject":"s2","text":"s2: 0.2"}]}],
         "features":[{"name":"heat","similarity":0.41236,"psi":2.4,"ks":0.5,"now":[1,2],
          "missing":5,"training":[3,4]}],
         "devices":[{"device":"p-1","similarity":0.4,"rows":60,"source":"idle","behind":7,
          "lastRow":"2026-01-01T00:00:00Z","texts":["heat: is 7 in all of 60 rows"]},
          {"device":"p-2","similarity":1,"rows":0,"source":"reading","texts":[]}]}
        """);
    assertThat(ion("health", "pumps", "detect")).isZero();
    assertThat(out.toString())
        .contains("model 0123456789ab has drifted, judged on 640 rows 90s ago")
        .containsPattern("distribution \\(PSI\\) +raised +heat: PSI 2.40")
        .containsPattern("similarity to training +raised +s1: 0.1; s2: 0.2; and 4 more")
        .containsPattern("heat +0.412 +2.400 +0.500 +- +5 +3 +7")
        .containsPattern("p-1 +0.400 +60 +idle +90s ago +7 +heat: is 7 in all of 60 rows")
        .containsPattern("p-2 +1.000 +0 +reading +- +- +-");
  }

  @Test
  void showsTheMostFrequentCategoriesByNamesThatAreNoCommands() {
    StringBuilder names = new StringBuilder();
    StringBuilder now = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      names.append("\"<b>").append(i).append("</b>\",");
      now.append(i == 500 ? 900 : 0).append(',');
    }
    hub.answers(
        "GET /api/v1/ions/pumps/nodes/detect/health",
        """
        {"judgement":{"digest":"sha256:0123456789ab"},"features":[{"name":"mode","labels":[%s],"training":[%s 0],"now":[%s 100]},
          {"name":"site","labels":["a\\nb","\\u001b[31m\\"x\\" 'y'"],"training":[3,1,0],"now":[0,0,0]},
          {"name":"heat","training":[1,2],"now":[1,2]}]}
        """
            .formatted(names.substring(0, names.length() - 1), now, now));
    assertThat(ion("health", "pumps", "detect")).isZero();
    assertThat(out.toString())
        .containsPattern("mode +<b>500</b> +100.0 % +90.0 %")
        .containsPattern("mode +\\(980 more\\)")
        .containsPattern("mode +\\(unseen in training\\) +0.0 % +10.0 %")
        .containsPattern("site +a.?b +75.0 % +-")
        .containsPattern("site +.*\"x\" 'y' +25.0 % +-")
        .doesNotContain("<b>20</b>", "a\nb", "\u001b");
  }

  @Test
  void preparesTheDataOfTheDemoAndStartsNothing() throws IOException {
    Path data = Files.createDirectories(directory.resolve("examples/turbofan/data"));
    Files.copy(
        Path.of("../examples/turbofan/data/train_FD001.txt.gz"),
        data.resolve("train_FD001.txt.gz"));
    assertThat(ion("demo", "--prepare", "turbofan", "--devices", "2")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            directory.resolve("turbofan")
                + ": data/train.csv with 3,600 rows,"
                + " data/engine-61.csv, data/engine-62.csv with 365 in all\n");
    assertThat(Files.readAllLines(directory.resolve("turbofan/data/engine-62.csv"))).hasSize(181);
    assertThat(directory.resolve("data/processes.json")).content().doesNotContain("demo");
    assertThat(directory.resolve("data/logs")).doesNotExist();
  }

  @Test
  void asksTheLocalHubAsTheSameUserWhenItIsNamed() {
    hub.answers("GET /api/v1/ions", "{\"items\":[]}");
    assertThat(ion("get", "--hub", hub.address().toString())).isZero();
    assertThat(hub.asked().getLast().authorization()).isEqualTo("Bearer viewer-token");
  }

  @Test
  void helpOfCompletionNamesTheCommand() {
    assertThat(ion("completion", "--help")).isZero();
    assertThat(out.toString())
        .contains("Usage: ion completion", "source <(ion completion)")
        .doesNotContain("generate");
  }

  private int ion(String... arguments) {
    PrintStream before = System.out;
    picocli.CommandLine command = IonCommand.commandLine(session());
    command.setOut(new java.io.PrintWriter(out, true, StandardCharsets.UTF_8));
    command.setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8));
    try {
      return command.execute(arguments);
    } finally {
      System.setOut(before);
    }
  }

  private Session session() {
    return new Session(
        Terminal.of(new PrintStream(out, true), new PrintStream(err, true), Map.of(), 0),
        Map.of(),
        new Installation(directory, directory.resolve("dist"), directory),
        new Layout(directory.resolve("data")),
        new Logins(directory.resolve("config/logins.json")),
        directory,
        Clock.fixed(Instant.parse("2026-01-01T00:01:30Z"), ZoneOffset.UTC),
        Duration.ofMillis(300));
  }

  private String file(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, text);
    return file.toString();
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
