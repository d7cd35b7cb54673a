package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as a person reads them. */
class ListCommandsTest {
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
  void ions() {
    hub.answers(
        "GET /api/v1/ions",
        """
        {"items":[{"name":"pumps","status":"running","generation":3,"labels":{"site":"hangar-7"},
          "appliedBy":"ann","appliedAt":"2025-12-31T00:00:00Z","launchedAt":"2026-01-01T00:01:00Z"},
         {"name":"fans","status":"applied","generation":1,"labels":{},"appliedBy":"bob",
          "appliedAt":"2026-01-01T00:01:00Z","launchedAt":null}]}
        """);
    assertThat(terminal.ion("get")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            NAME   STATUS   GENERATION  LABELS         APPLIED BY  APPLIED  LAUNCHED
            pumps  running  3           site=hangar-7  ann         24h      30s
            fans   applied  1           -              bob         30s      -
            """);
  }

  @Test
  void approvalsSayWhatAChangeWeakensAndWhenItGoesThroughUnasked() {
    hub.answers(
        "GET /api/v1/approvals?state=pending",
        """
        {"items":[{"id":"pumps.review.1","state":"pending","candidate":"sha256:0123456789abcdef",
          "approverRole":"approver","required":1,"documentGeneration":null,"reason":null},
         {"id":"pumps.change-2","state":"pending","candidate":"sha256:fedcba9876543210",
          "approverRole":"approver, operator","required":3,"documentGeneration":4,
          "reason":"review.required: 2 -> 1\\u001b[2J","breakGlassBy":"admin",
          "breakGlassAt":"2026-01-01T01:00:00.123Z"}]}
        """);
    assertThat(terminal.ion("approvals")).isZero();
    assertThat(terminal.out())
        .endsWith(
            """
            pumps.change-2 is document generation 4; it weakens review.required: 2 -> 1?[2J
            admin broke the glass: it goes through at 2026-01-01T01:00:00Z unless an approver rejects it
            """)
        .doesNotContain("pumps.review.1 is");
  }

  @Test
  void rolloutsCountTheirWaves() {
    hub.answers(
        "GET /api/v1/rollouts",
        """
        {"items":[{"id":"rollout:pumps:detect:1","state":"completed","generation":1,
          "digest":"sha256:0123456789abcdef","waves":[2],"devices":2,"active":2,"failed":0,
          "silent":0,"startedAt":"2026-01-01T00:00:00Z"},
         {"id":"rollout:pumps:detect:2","state":"running","generation":2,
          "digest":"sha256:fedcba9876543210","waves":[1,2,7],"devices":10,"active":1,"failed":0,
          "silent":0,"startedAt":"2026-01-01T00:01:00Z"}]}
        """);
    assertThat(terminal.ion("rollouts")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            ROLLOUT                 STATE      GENERATION  MODEL         WAVES      DEVICES  ACTIVE  FAILED  SILENT  STARTED
            rollout:pumps:detect:1  completed  1           0123456789ab  1          2        2       0       0       90s
            rollout:pumps:detect:2  running    2           fedcba987654  3 (1,2,7)  10       1       0       0       30s
            """);
  }

  @Test
  void anApprovalSaysWhyTheGateAsks() {
    hub.answers(
        "GET /api/v1/approvals/pumps.better.2",
        """
        {"id":"pumps.better.2","state":"pending","decisions":[],"gate":{
          "judgement":"pumps.better.1","condition":"candidate.metrics.auc > 0.9",
          "reason":"'candidate.metrics.auc' is missing",
          "seen":{"candidate.metrics.auc":"missing"}}}
        """);
    assertThat(terminal.ion("approvals", "pumps.better.2")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            id         pumps.better.2
            state      pending
            gate
              judgement  pumps.better.1
              condition  candidate.metrics.auc > 0.9
              reason     'candidate.metrics.auc' is missing
              seen
                candidate.metrics.auc  missing
            """);
  }

  @Test
  void aRolloutCanBePausedByItsId() {
    hub.answers(
        "POST /api/v1/rollouts/rollout%3Apumps%3Adetect%3A2/pause", "{\"state\":\"paused\"}");
    assertThat(terminal.ion("rollouts", "rollout:pumps:detect:2", "pause")).isZero();
    assertThat(terminal.out()).isEqualTo("state  paused\n");
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer admin-token");
    assertThat(terminal.ion("rollouts", "rollout:pumps:detect:2", "fly")).isEqualTo(2);
    assertThat(terminal.err()).contains("fly", "show, pause, resume, abort");
  }

  @Test
  void runsAndModels() {
    hub.answers(
            "GET /api/v1/runs?ion=pumps",
            """
            {"items":[{"id":"pumps.learn.2","state":"failed","reason":"drift","requester":"system",
              "startedAt":"2026-01-01T00:00:00Z","finishedAt":"2026-01-01T00:01:00Z",
              "error":"no rows"}]}
            """)
        .answers(
            "GET /api/v1/models",
            """
            {"items":[{"digest":"sha256:0123456789abcdef","ion":"pumps","node":"learn",
              "run":"pumps.learn.1","bytes":4096,"registeredAt":"2026-01-01T00:00:00Z"},
             {"digest":"sha256:ba9876543210abcdef","ion":"pumps","node":"learn",
              "run":"pumps.learn.0","bytes":4096,"registeredAt":"2026-01-01T00:00:00Z",
              "recalledAt":"2026-01-01T00:01:00Z"}]}
            """);
    assertThat(terminal.ion("runs", "--ion", "pumps")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            RUN            STATE   WHY    ASKED BY  MODEL  STARTED  ENDED  ERROR
            pumps.learn.2  failed  drift  system    -      90s      30s    no rows
            """);
    assertThat(terminal.ion("models")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            DIGEST        ION    NODE   RUN            BYTES  CREATED  RECALLED
            0123456789ab  pumps  learn  pumps.learn.1  4096   90s      -
            ba9876543210  pumps  learn  pumps.learn.0  4096   90s      30s
            """);
  }

  @Test
  void anIonWhoseWorkflowDoesNotAnswerYetIsBeingAsked() {
    hub.answers(
        "GET /api/v1/ions/pumps",
        """
        {"name":"pumps","status":"running","generation":3,"launchedAt":"2026-01-01T00:01:00Z",
         "live":null,"unreachable":"Temporal does not answer"}
        """);
    assertThat(terminal.ion("get", "pumps")).isZero();
    assertThat(terminal.out())
        .contains("its workflow does not answer yet, it is being asked: Temporal does not answer");
    hub.answers(
        "GET /api/v1/ions/fans",
        """
        {"name":"fans","status":"running","heard":{"asOf":"2026-01-01T00:01:00Z"},
         "unreachable":"Temporal does not answer"}
        """);
    assertThat(terminal.ion("get", "fans")).isZero();
    assertThat(terminal.out()).contains("its workflow does not answer yet, it was heard 30s ago:");
  }

  @Test
  void aModelIsShownWithItsColumns() {
    String digest = "sha256:" + "a1".repeat(32);
    String numbers =
        IntStream.range(0, 24)
            .mapToObj("{\"name\":\"s%d\",\"type\":\"float64\",\"nullable\":true}"::formatted)
            .collect(Collectors.joining(","));
    hub.answers(
        "GET /api/v1/models/" + digest.replace(":", "%3A"),
        """
        {"digest":"%s","manifest":{"signature":{"inputs":[
          {"name":"mode","type":"string","nullable":false,"categories":["off","on"],
           "unseen":"refuse"},%s],"outputs":[]}}}
        """
            .formatted(digest, numbers));
    assertThat(terminal.ion("models", digest)).isZero();
    assertThat(terminal.out())
        .containsPattern("COLUMN +TYPE +MAY BE MISSING +CATEGORIES +UNSEEN")
        .containsPattern("mode +string +no +off, on +refuse")
        .containsPattern("s18 +float64 +yes +- +-")
        .contains("and 5 more of 25 columns")
        .doesNotContain("s19", "INPUTS", "inputs");
  }

  @Test
  void oneIonIsShownInFullWithoutItsDocument() {
    hub.answers(
        "GET /api/v1/ions/pumps",
        """
        {"name":"pumps","status":"running","empty":{},"document":{"kind":"ION"},
         "live":{"nodes":{"detect":{"state":"active","model":"sha256:0123456789abcdef"},
                          "learn":{"state":"idle","laps":2}}},
         "labels":["a","b"]}
        """);
    assertThat(terminal.ion("describe", "pumps")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            name    pumps
            status  running
            live
              nodes
                        STATE   MODEL         TIMES DONE
                detect  active  0123456789ab  -
                learn   idle    -             2
            labels  a,b
            its document: -o yaml
            """);
    assertThat(terminal.ion("describe", "pumps", "-o", "yaml")).isZero();
    assertThat(terminal.out()).contains("document:\n  kind: ION\n");
  }

  @Test
  void whatWaitsForPeopleIsDescribedInWords() {
    hub.answers(
        "GET /api/v1/ions/pumps",
        """
        {"name":"pumps","appliedAt":"2026-01-01T00:00:00.123456Z",
         "live":{"asOf":"2026-01-01T00:01:00.000001Z",
          "nodes":{"detect":{"kind":"inference","drifted":false,"nextFire":null,
            "release":{"generation":2,"wanted":"sha256:0123456789abcdef","proven":null}}},
          "approvals":[{"approval":"pumps.review.1","openedAt":"2026-01-01T00:00:30.654321Z",
            "ballot":{"stages":[{"role":"approver","required":2},{"role":"operator","required":1}],
              "notRequester":true,"requesters":["person:ann"],"escalatedTo":[],
              "votes":[{"stage":0,"people":["bob"]}]}}]}}
        """);
    assertThat(terminal.ion("describe", "pumps")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            name        pumps
            applied at  2026-01-01T00:00:00Z
            live
              as of      2026-01-01T00:01:00Z
              nodes
                detect
                  kind       inference
                  drifted    no
                  release
                    generation  2
                    wanted      sha256:0123456789abcdef
              approvals
                APPROVAL        OPENED AT             WHO DECIDES
                pumps.review.1  2026-01-01T00:00:30Z  2 of approver, then 1 of operator; approved by bob
            its document: -o yaml
            """);
  }

  @Test
  void theTimelineReadsFromTheOldestToTheNewest() {
    hub.answers(
        "GET /api/v1/ions/pumps/timeline?limit=100",
        """
        {"items":[
          {"seq":2,"time":"2026-01-01T00:00:02.5Z","kind":"training.failed","actor":"system",
           "subject":"pumps.learn.1","cause":1,"sentence":"Training failed: no rows","data":{"error":"no rows"}},
          {"seq":1,"time":"2026-01-01T00:00:01Z","kind":"ion.launched","actor":"person:ann",
           "subject":"pumps","cause":null,"sentence":"Launched","data":{}}]}
        """);
    assertThat(terminal.ion("timeline", "pumps")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            SEQ  TIME                  KIND             ACTOR       SUBJECT        CAUSE  WHAT
            1    2026-01-01T00:00:01Z  ion.launched     person:ann  pumps          -      Launched
            2    2026-01-01T00:00:02Z  training.failed  system      pumps.learn.1  1      Training failed: no rows
            """);
  }

  @Test
  void verifyNamesWorkThatTheIonDidNotStart() {
    hub.answers(
        "GET /api/v1/ions/pumps/timeline/verify",
        """
        {"intact":false,"records":9,"badSequence":4,"reason":"the ION did not start it",
         "unexplained":[{"sequence":4,"kind":"rollout.started","subject":"rollout:pumps:detect:9",
           "reason":"the ION did not start it"}]}
        """);
    assertThat(terminal.ion("timeline", "verify", "pumps")).isEqualTo(1);
    assertThat(terminal.out())
        .contains("pumps: record 4: the ION did not start it")
        .contains("record 4, rollout.started of rollout:pumps:detect:9: the ION did not start it");
  }

  @Test
  void verifyNamesWhatWasLost() {
    hub.answers(
        "GET /api/v1/ions/pumps/timeline/verify",
        """
        {"intact":false,"records":9,"badSequence":null,"reason":"records up to 8 were lost",
         "unexplained":[],"lost":[{"sequence":5,"had":4,"upTo":8,"workflow":"ion:pumps"}]}
        """);
    assertThat(terminal.ion("timeline", "verify", "pumps")).isEqualTo(1);
    assertThat(terminal.out())
        .contains("pumps: records up to 8 were lost\n")
        .contains("record 5 tells that records up to 8 were lost, known to ion:pumps");
  }

  @Test
  void verifySendsTheFileOfAnExport() throws IOException {
    Files.writeString(directory.resolve("pumps.ndjson"), "{\"export\":{}}\n");
    hub.answersAnyBody(
        "POST /api/v1/timeline-exports/verify?ion=pumps",
        200,
        """
        {"ion":"pumps","intact":true,"records":9,"witnessed":null,"vouched":9,"badSequence":null,
         "reason":null,"unexplained":[],"lost":[]}
        """);
    assertThat(terminal.ion("timeline", "verify", "pumps", "--file", "pumps.ndjson")).isZero();
    assertThat(terminal.out())
        .contains(
            "pumps.ndjson, ION pumps: ok, 9 records, every hash fits; the file alone was checked\n");
    assertThat(hub.lastAsked().body()).isEqualTo("{\"export\":{}}\n");
    hub.answersAnyBody(
        "POST /api/v1/timeline-exports/verify",
        200,
        """
        {"ion":"pumps","intact":false,"records":3,"badSequence":4,"reason":"it is missing",
         "unexplained":[],"lost":[]}
        """);
    assertThat(terminal.ion("timeline", "verify", "--file", "pumps.ndjson")).isEqualTo(1);
    assertThat(terminal.out()).contains("pumps.ndjson, ION pumps: record 4: it is missing\n");
  }

  @Test
  void aFileThatCannotBeSentIsNamed() throws IOException {
    assertThat(terminal.ion("timeline", "verify", "pumps", "--file", "none.ndjson")).isEqualTo(2);
    assertThat(terminal.err()).contains("There is no file none.ndjson.");
    Files.createDirectory(directory.resolve("folder"));
    assertThat(terminal.ion("timeline", "verify", "--file", "folder")).isEqualTo(2);
    assertThat(terminal.err()).contains("folder is no file; allowed: an export as lines");
    Files.writeString(directory.resolve("other.ndjson"), "PAR1");
    hub.refuses("POST /api/v1/timeline-exports/verify", 400, "the body is a Parquet file");
    assertThat(terminal.ion("timeline", "verify", "--file", "other.ndjson")).isEqualTo(2);
    assertThat(terminal.err()).contains("the body is a Parquet file");
    assertThat(hub.asked()).hasSize(1);
  }

  @Test
  void theTimelineIsExportedToAFile() {
    hub.answers("GET /api/v1/ions/pumps/timeline/export?format=parquet", "PAR1");
    assertThat(terminal.ion("timeline", "export", "pumps", "--format", "parquet")).isZero();
    Path file = directory.resolve("pumps-timeline.parquet");
    assertThat(terminal.out()).isEqualTo("wrote " + file + "\n");
    assertThat(file).hasContent("PAR1");
    assertThat(terminal.ion("timeline", "burn", "pumps")).isEqualTo(2);
    assertThat(terminal.err()).contains("'burn' is unknown; allowed: verify, export");
  }

  @Test
  void aRefusedExportLeavesNoFile() {
    hub.refuses("GET /api/v1/ions/pumps/timeline/export?format=json", 404, "no ION pumps");
    assertThat(terminal.ion("timeline", "export", "pumps")).isEqualTo(6);
    assertThat(Files.exists(directory.resolve("pumps-timeline.ndjson"))).isFalse();
  }

  @Test
  void theTextOfOthersMovesNoCursor() {
    hub.answers("GET /api/v1/devices", "{\"items\":[{\"id\":\"pump-1\\u001b[2J\",\"labels\":{}}]}");
    assertThat(terminal.columns(120).ion("devices")).isZero();
    assertThat(terminal.out()).contains("pump-1?[2J").contains("\u001b[2mDEVICE");
  }

  @Test
  void colourIsOffWhenPiped() {
    hub.answers("GET /api/v1/devices", "{\"items\":[{\"id\":\"pump-1\"}]}");
    assertThat(terminal.ion("devices")).isZero();
    assertThat(terminal.out()).doesNotContain("\u001b");
  }

  @Test
  void peopleAndTheirRoles() {
    hub.answers(
        "GET /api/v1/people",
        "{\"items\":[{\"name\":\"ann\",\"roles\":[\"operator\",\"approver\"],\"createdAt\":\"2026-01-01T00:00:00Z\"}]}");
    assertThat(terminal.ion("people")).isZero();
    assertThat(terminal.out())
        .isEqualTo("NAME  ROLES              CREATED\nann   operator,approver  90s\n");
  }
}
