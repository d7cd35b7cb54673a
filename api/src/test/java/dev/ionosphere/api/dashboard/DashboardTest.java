package dev.ionosphere.api.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What the dashboard sends and takes, without a browser. */
@TestInstance(Lifecycle.PER_CLASS)
class DashboardTest {
  private static final String DECISION = "/approvals/turbofan.review.2/decision";
  private static final String SUBJECT = "sha256:" + "a2".repeat(32);
  private static final Pattern INLINE =
      Pattern.compile("<script(?![^>]* src=)|<style|\\sstyle=|\\son[a-z]+=|javascript:");

  @TempDir static Path data;
  @TempDir static Path empty;
  private TestingHub hub;

  @BeforeAll
  void start() {
    hub = new TestingHub(data).filled();
  }

  @AfterAll
  void stop() {
    hub.close();
  }

  private TestingVisitor visitor(String person) {
    return new TestingVisitor(hub.address()).loggedIn(hub.token(person));
  }

  @Test
  void strangersAreLedToTheDoorAndBackAgain() {
    HttpResponse<String> answer = new TestingVisitor(hub.address()).get("/ions/turbofan");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("/login?next=%2Fions%2Fturbofan");
  }

  @Test
  void aTokenThatIsNobodysLeadsBackToTheDoor() {
    HttpResponse<String> answer =
        new TestingVisitor(hub.address()).post("/login", Map.of("token", "nonsense"));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("/login?failed");
  }

  @Test
  void aSecondTryLeadsWhereTheFirstWould() {
    for (String page : List.of("/login?next=%2Fapprovals", "/login?failed&next=%2Fapprovals")) {
      HttpResponse<String> answer =
          new TestingVisitor(hub.address()).from(page).post("/login", Map.of("token", "nonsense"));

      assertThat(answer.headers().firstValue("Location"))
          .hasValue("/login?failed&next=%2Fapprovals");
    }
  }

  @Test
  void pagesHoldNoInlineCodeAndSaySo() {
    TestingVisitor visitor = visitor("admin");
    for (String path : pages()) {
      HttpResponse<String> answer = visitor.get(path);

      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains("script-src 'self'", "style-src 'self'", "default-src 'none'")
          .doesNotContain("unsafe");
      assertThat(INLINE.matcher(answer.body()).find()).as(path).isFalse();
    }
  }

  private List<String> pages() {
    return List.of(
        "/",
        "/login",
        "/ions/turbofan",
        "/ions/turbofan/runs",
        "/ions/turbofan/health",
        "/ions/turbofan/timeline",
        "/approvals",
        "/approvals/turbofan.review.1",
        "/approvals/turbofan.review.2",
        "/ions/pumps",
        "/ions/pumps/timeline",
        "/approvals/pumps.better.2",
        "/runs/turbofan.retrain.0",
        "/devices",
        "/devices/engine-01",
        "/devices/engine-08",
        "/alerts",
        "/notices",
        "/keys",
        "/rollouts",
        "/rollouts/" + TestingRows.ROLLOUT,
        "/models",
        "/models/" + hub.rows().current(),
        "/components",
        "/components/kmeans/1.0.0");
  }

  @Test
  void aLiveIonCanBeSteeredByWhoMay() {
    String operator = visitor("operator").get("/ions/turbofan").body();
    assertThat(operator)
        .contains("/ions/turbofan/pause", "/ions/turbofan/stop", "/ions/turbofan/nodes/retrain/run")
        .doesNotContain("/ions/turbofan/launch", "/ions/turbofan/resume");
    assertThat(visitor("operator").get("/ions/bearings").body()).contains("/ions/bearings/resume");
    assertThat(visitor("viewer").get("/ions/turbofan").body())
        .doesNotContain("/ions/turbofan/pause", "/ions/turbofan/stop", "/run\"");
  }

  @Test
  void whoMayMutesAndEndsAMute() {
    TestingVisitor operator = visitor("operator");
    String form = operator.form("/notices");
    operator.post(
        "/notices/mutes",
        Map.of("form", form, "subject", "turbo*", "decision", "2h", "reason", "cleaning <b>"));
    String page = operator.get("/notices").body();
    assertThat(page)
        .contains("Notices of turbo* are muted.", "cleaning &lt;b&gt;", "/notices/routes/ops/test")
        .doesNotContain("T0/");
    Matcher end = Pattern.compile("/notices/mutes/\\d+/end").matcher(page);
    assertThat(end.find()).isTrue();
    operator.post(end.group(), Map.of("form", form));
    assertThat(operator.get("/notices").body()).contains("The mute has ended.");
    assertThat(visitor("viewer").get("/notices").body())
        .contains("200 alerts")
        .doesNotContain("<form class=\"filters\"", "/end\"", "/test\"");
    assertThat(visitor("viewer").post("/notices/mutes", Map.of("form", form)).statusCode())
        .isEqualTo(403);
  }

  @Test
  void alertsAreOnThePagesOfWhatTheyAreAbout() {
    for (String page : List.of("/", "/alerts", "/ions/turbofan", "/devices/engine-08")) {
      assertThat(visitor("operator").get(page).body())
          .as(page)
          .contains("T50: is 1400.6", "/acknowledge\"");
      assertThat(visitor("viewer").get(page).body())
          .as(page)
          .contains("T50: is 1400.6")
          .doesNotContain("/acknowledge\"", "/close\"");
    }
    assertThat(visitor("viewer").get("/devices/engine-01").body()).doesNotContain("T50: is 1400.6");
    assertThat(visitor("viewer").get("/alerts").body()).contains("golden row 3 differs", "ann");
  }

  @Test
  void healthNamesEachFeatureThatIsBroken() {
    assertThat(visitor("viewer").get("/ions/turbofan/health").body())
        .contains(
            "<li>T30: similarity 0.41, allowed 0.80 or more</li>",
            "<li>Ps30: similarity 0.62, allowed 0.80 or more</li>");
  }

  @Test
  void aModelIsFoundByTheBeginningOfItsDigest() {
    String digits = hub.rows().current().substring("sha256:".length());
    assertThat(visitor("viewer").get("/models/" + digits.substring(0, 12)).body()).contains(digits);
    assertThat(visitor("viewer").get("/models/" + digits.substring(0, 5)).statusCode())
        .isEqualTo(404);
    assertThat(visitor("viewer").get("/models/%25" + digits.substring(1, 12)).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aModelNamesTheColumnsItNeeds() {
    assertThat(visitor("viewer").get("/models/" + hub.rows().current()).body())
        .contains("Columns it needs", "<td><strong>T30</strong></td>", ">float64<");
  }

  @Test
  void anAlertIsAcknowledgedWhereItIsSeen() {
    TestingVisitor operator = visitor("operator");
    String form = operator.form("/alerts");
    String page = operator.get("/ions/turbofan").body();
    Matcher alert = Pattern.compile("/alerts/\\d+/acknowledge").matcher(page);
    assertThat(alert.find()).isTrue();
    for (String back :
        List.of("//elsewhere.example", "https://elsewhere.example", "/a?b=//c", "")) {
      HttpResponse<String> answer =
          operator.post(alert.group(), Map.of("form", form, "page", back));
      assertThat(answer.headers().firstValue("Location")).as(back).hasValue("/alerts");
    }
    HttpResponse<String> answer =
        operator.post(alert.group(), Map.of("form", form, "page", "/ions/turbofan"));
    assertThat(answer.headers().firstValue("Location")).hasValue("/ions/turbofan");
    assertThat(operator.get("/ions/turbofan").body())
        .contains("You look after alert", "operator looks after it");
    assertThat(visitor("viewer").post(alert.group(), Map.of("form", form)).statusCode())
        .isEqualTo(403);
  }

  @Test
  void aRunThatRunsCanBeStoppedByWhoMay() {
    String running = "/runs/turbofan.retrain.3";
    assertThat(visitor("scientist").get(running).body()).contains(running + "/stop");
    assertThat(visitor("viewer").get(running).body()).doesNotContain(running + "/stop");
    assertThat(visitor("scientist").get("/runs/turbofan.retrain.2").body())
        .doesNotContain("/stop\"");
  }

  @Test
  void hostileTextIsShownAsText() {
    String page = visitor("viewer").get("/runs/turbofan.retrain.0").body();

    assertThat(page).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
  }

  @Test
  void anApproverDecidesWithAReason() {
    TestingVisitor visitor = visitor("approver");
    HttpResponse<String> answer =
        visitor.post(
            DECISION,
            Map.of(
                "form",
                visitor.form("/approvals/turbofan.review.2"),
                "decision",
                "approve",
                "subject",
                SUBJECT,
                "reason",
                "looks & feels <fine>"));

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(hub.workflows().asked).contains("approve " + SUBJECT + " looks & feels <fine>");
    assertThat(visitor.get("/approvals/turbofan.review.2").body())
        .contains("You approved turbofan");
    assertThat(visitor.get("/approvals/turbofan.review.2").body()).doesNotContain("You approved");
  }

  @Test
  void aDecisionAboutSomethingElseIsRefusedInWords() {
    TestingVisitor visitor = visitor("approver");
    String other = "sha256:" + "00".repeat(32);
    visitor.post(
        DECISION,
        Map.of(
            "form",
            visitor.form("/approvals/turbofan.review.2"),
            "decision",
            "reject",
            "subject",
            other,
            "reason",
            "stale page"));

    assertThat(visitor.get("/approvals/turbofan.review.2").body()).contains("the decision about");
    assertThat(hub.workflows().asked).noneMatch(asked -> asked.contains(other));
  }

  @Test
  void formsOfOtherSessionsAndSitesAreRefused() {
    TestingVisitor visitor = visitor("operator");
    String form = visitor.form("/ions/turbofan");
    String foreign = visitor("admin").form("/ions/turbofan");
    int before = hub.workflows().asked.size();

    assertThat(visitor.post("/ions/turbofan/stop", Map.of()).statusCode()).isEqualTo(403);
    assertThat(visitor.post("/ions/turbofan/stop", Map.of("form", foreign)).statusCode())
        .isEqualTo(403);
    assertThat(
            visitor
                .post("/ions/turbofan/stop", Map.of("form", form), "http://evil.example")
                .statusCode())
        .isEqualTo(403);
    assertThat(hub.workflows().asked).hasSize(before);
  }

  @Test
  void operatorsCommandIonsAndViewersDoNot() {
    TestingVisitor operator = visitor("operator");
    String form = operator.form("/ions/turbofan");
    operator.post("/ions/turbofan/pause", Map.of("form", form));
    operator.post("/ions/turbofan/nodes/retrain/run", Map.of("form", form));

    assertThat(hub.workflows().asked).contains("pause ion:turbofan", "run ion:turbofan");
    assertThat(operator.get("/").body()).contains("/acknowledge\"", "/close\"");
    assertThat(visitor("viewer").get("/").body()).doesNotContain("/acknowledge\"");
    TestingVisitor viewer = visitor("viewer");
    assertThat(viewer.get("/ions/turbofan").body()).doesNotContain("<button type=\"submit\">Pause");
    assertThat(viewer.post("/ions/turbofan/pause", Map.of("form", form)).statusCode())
        .isEqualTo(403);
  }

  @Test
  void whatIsNotThereIsAPageThatSaysSo() {
    HttpResponse<String> answer = visitor("viewer").get("/ions/nowhere");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(answer.body()).contains("there is no ION");
  }

  @Test
  void assetsMayBeKeptForEver() {
    String page = new TestingVisitor(hub.address()).get("/login").body();
    String sheet = page.replaceAll("(?s).*href=\"(/assets/[^\"]+\\.css)\".*", "$1");
    HttpResponse<String> answer = new TestingVisitor(hub.address()).get(sheet);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    assertThat(new TestingVisitor(hub.address()).get("/assets/x/hub.mv.db").statusCode())
        .isEqualTo(404);
  }

  @Test
  void anEmptyHubSaysWhatToDoNext() {
    try (TestingHub fresh = new TestingHub(empty)) {
      TestingVisitor visitor =
          new TestingVisitor(fresh.address()).loggedIn(fresh.token("operator"));

      assertThat(visitor.get("/").body()).contains("ion apply", "Nothing is wrong");
      assertThat(visitor.get("/approvals").body()).contains("Nobody waits for you");
      assertThat(visitor.get("/devices").body()).contains("ion devices token");
      assertThat(visitor.get("/rollouts").body()).contains("No rollout yet");
      assertThat(visitor.get("/models").body()).contains("No model yet");
    }
  }
}
