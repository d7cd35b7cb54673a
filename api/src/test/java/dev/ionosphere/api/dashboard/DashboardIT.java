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
        new Visit("approvals", "/approvals", List.of("turbofan.review.2", "Review", "Decided")),
        new Visit(
            "approval",
            "/approvals/turbofan.review.2",
            List.of("silhouette", "engine-01", "T30", "72")));
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

  private void look(Page page, Visit visit, int width, ColorScheme scheme) {
    page.navigate(hub.address() + visit.path());
    page.waitForLoadState(LoadState.LOAD);
    String text = page.locator("body").innerText();
    assertThat(text).as(visit.name()).contains(visit.words());
    assertThat(text).as(visit.name()).containsPattern("as of \\d\\d:\\d\\d:\\d\\d UTC");
    Object scroll = page.evaluate("document.documentElement.scrollWidth");
    assertThat(((Number) scroll).intValue())
        .as(visit.name() + " at " + width)
        .isLessThanOrEqualTo(width);
    picture(page, visit.name(), width, scheme);
  }

  private static void picture(Page page, String name, int width, ColorScheme scheme) {
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
    Locator skip = page.getByText("Skip to content");
    assertThat(skip.count()).isEqualTo(1);
    return page;
  }
}
