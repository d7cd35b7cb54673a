package dev.ionosphere.api.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person with a browser. {@code -Dscreenshots=<directory>} says where pictures of all pages go.
 */
@TestInstance(Lifecycle.PER_CLASS)
class DashboardIT {
  private static final Path PICTURES =
      Path.of(System.getProperty("screenshots", "target/screenshots"));

  /** Pages that the documentation shows dark and narrow, too. */
  private static final List<String> ALL_WAYS = List.of("ion", "approval");

  @TempDir static Path data;
  private TestingHub hub;
  private TestingBrowser browser;

  /** A page and words that must be on it. */
  private record Visit(String name, String path, List<String> words) {}

  @BeforeAll
  void start() throws IOException {
    assumeTrue(
        TestingBrowser.executable().isPresent(),
        "no Chromium here (looked for /usr/bin/chromium): the dashboard was not looked at");
    Files.createDirectories(PICTURES);
    hub = new TestingHub(data).filled();
    browser = TestingBrowser.start();
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (hub != null) {
      hub.close();
    }
  }

  private List<Visit> visits() {
    return List.of(
        new Visit("ions", "/", List.of("turbofan", "bearings", "1 to decide", "drift")),
        new Visit("ion", "/ions/turbofan", List.of("detect", "retrain", "review", "Temporal")),
        new Visit(
            "approvals",
            "/approvals",
            List.of("turbofan.review.2", "Review", "Decided", TestingGate.REASON)),
        new Visit(
            "approval",
            "/approvals/turbofan.review.2",
            List.of("silhouette", "engine-01", "T30", "in 2 d")),
        new Visit("ion-gated", "/ions/pumps", List.of("better", "gate", "tell", "notify")),
        new Visit(
            "approval-gated",
            "/approvals/pumps.better.2",
            List.of("It cannot tell", TestingGate.REASON, "health.rows", "missing", "58022.9")),
        new Visit("timeline-gated", "/ions/pumps/timeline", List.of("inconclusive", "Notice")),
        new Visit("runs", "/ions/turbofan/runs", List.of(TestingRows.RUN_3, "Path does not exist")),
        new Visit(
            "run",
            "/runs/" + TestingRows.RUN_3,
            List.of("62 %", "kmeans.iteration", "Iteration 12")),
        new Visit("health", "/ions/turbofan/health", List.of("T30", "PSI", "engine-08", "drifted")),
        new Visit(
            "timeline", "/ions/turbofan/timeline", List.of("intact", "because of #9", "Drift")),
        new Visit(
            "alerts", "/alerts", List.of("device-sensor-stuck", "engine-08", "Over", "golden row")),
        new Visit("devices", "/devices", List.of("engine-07", "silent", "412")),
        new Visit(
            "device",
            "/devices/engine-08",
            List.of("What is wrong", "Newest anomalies", "role=engine")),
        new Visit("device-refused", "/devices/engine-04", List.of("golden row 3", "failed")),
        new Visit(
            "notices",
            "/notices",
            List.of("slack webhook at hooks.slack.com", "bear*", "200 alerts", "answered 503")),
        new Visit("rollouts", "/rollouts", List.of("turbofan detect, generation 1")),
        new Visit(
            "rollout",
            "/rollouts/" + TestingRows.ROLLOUT,
            List.of("Wave 3", "engine-07", "passed")),
        new Visit("models", "/models", List.of("released", "waiting")),
        new Visit(
            "model",
            "/models/" + hub.rows().current(),
            List.of("spark-4.1.0", "k=8", "engine-01", "golden")));
  }

  @Test
  void everyPageIsFineWideAndNarrowInLightAndDark() {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (int width : List.of(1280, 400)) {
        Page page = loggedIn("approver", width, scheme);
        for (Visit visit : visits()) {
          look(page, visit, width, scheme);
        }
        page.context().close();
      }
    }
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void keysAreShownToAdmins() {
    Visit keys =
        new Visit(
            "keys", "/keys", List.of("Orders to devices", "director", "Tickets of decisions"));
    for (int width : List.of(1280, 400)) {
      Page page = loggedIn("admin", width, ColorScheme.LIGHT);
      look(page, keys, width, ColorScheme.LIGHT);
      page.context().close();
    }
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void theApiPageShowsItsOperations() {
    Page page = loggedIn("viewer", 1280, ColorScheme.LIGHT);
    page.navigate(hub.address() + "/api");
    page.getByText("/api/v1/approvals/{id}/decision").waitFor();
    assertThat(page.content()).doesNotContain("data-path=\"/devices/{id}\"");
    page.context().close();
  }

  @Test
  void everyPageLeadsToTemporal() {
    Page page = loggedIn("viewer", 1280, ColorScheme.LIGHT);
    for (Visit visit : visits()) {
      page.navigate(hub.address() + visit.path());
      assertThat(page.locator("a[href*='/namespaces/default/workflows']").count())
          .as(visit.name())
          .isPositive();
    }
    page.context().close();
  }

  @Test
  void aPageFollowsWhatHappensWithoutBeingLoadedAgain() {
    Page page = loggedIn("viewer", 1280, ColorScheme.LIGHT);
    page.navigate(hub.address() + "/ions/bearings");
    page.evaluate("window.loadedOnce = true");
    assertThat(page.locator("#recent").innerText()).contains("Nothing has happened yet");

    hub.happens(
        "bearings", "run.skipped", Map.of("node", "retrain", "reason", "paused", "count", 1));

    page.getByText("A run of retrain did not start").waitFor();
    assertThat(page.evaluate("window.loadedOnce")).isEqualTo(true);
    page.context().close();
  }

  @Test
  void thePageCanBeUsedByKeyboardAlone() {
    Page page = loggedIn("viewer", 1280, ColorScheme.LIGHT);
    page.navigate(hub.address() + "/devices");

    page.keyboard().press("?");
    assertThat(page.locator("#help").isVisible()).isTrue();
    page.keyboard().press("Escape");
    assertThat(page.locator("#help").isVisible()).isFalse();
    page.keyboard().press("/");
    page.keyboard().type("engine-03");
    assertThat(page.locator("tbody tr:visible").count()).isEqualTo(1);
    page.keyboard().press("Escape");
    page.keyboard().press("j");
    page.keyboard().press("Enter");
    page.waitForURL("**/devices/engine-03");
    page.keyboard().press("g");
    page.keyboard().press("a");
    page.waitForURL("**/approvals");
    page.keyboard().press("Tab");
    assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Skip to content");
    page.context().close();
  }

  @Test
  void anApproverApprovesInTheBrowser() {
    Page page = loggedIn("approver", 1280, ColorScheme.LIGHT);
    page.navigate(hub.address() + "/approvals");
    page.getByText("Review", new Page.GetByTextOptions().setExact(true)).first().click();
    page.getByLabel("Reason").fill("The candidate's silhouette is better.");
    page.getByText("Approve", new Page.GetByTextOptions().setExact(true)).click();

    page.getByText("You approved").waitFor();
    assertThat(hub.workflows().asked)
        .anyMatch(asked -> asked.contains("The candidate's silhouette is better."));
    assertThat(browser.complaints()).isEmpty();
    page.context().close();
  }

  private void look(Page page, Visit visit, int width, ColorScheme scheme) {
    page.navigate(hub.address() + visit.path());
    page.waitForLoadState(LoadState.LOAD);
    picture(page, visit.name(), width, scheme);
    String text = page.locator("body").innerText();
    assertThat(text).as(visit.name()).contains(visit.words());
    assertThat(text).as(visit.name()).containsPattern("as of \\d\\d:\\d\\d:\\d\\d UTC");
    Object scroll = page.evaluate("document.documentElement.scrollWidth");
    assertThat(((Number) scroll).intValue())
        .as(visit.name() + " at " + width)
        .isLessThanOrEqualTo(width);
  }

  private static void picture(Page page, String name, int width, ColorScheme scheme) {
    boolean plain = width > 600 && scheme == ColorScheme.LIGHT;
    if (System.getProperty("screenshots") != null && !plain && !ALL_WAYS.contains(name)) {
      return;
    }
    String suffix = (width < 600 ? "-narrow" : "") + (scheme == ColorScheme.DARK ? "-dark" : "");
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve(name + suffix + ".png"))
            .setFullPage(true));
  }

  private Page loggedIn(String person, int width, ColorScheme scheme) {
    Page page = browser.window(width, scheme);
    page.navigate(hub.address() + "/");
    assertThat(page.url()).contains("/login");
    picture(page, "login", width, scheme);
    page.getByLabel("Token").fill(hub.token(person));
    page.getByLabel("Token").press("Enter");
    // Else it might overtake the page that is opened next.
    page.waitForURL(url -> !url.contains("/login"));
    Locator skip = page.getByText("Skip to content");
    assertThat(skip.count()).isEqualTo(1);
    return page;
  }
}
