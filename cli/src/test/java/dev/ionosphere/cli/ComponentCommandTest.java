package dev.ionosphere.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ion component}, with real processes and a hub of the test. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ComponentCommandTest {

  @TempDir Path directory;
  private final TestingHub hub = new TestingHub();
  private TestingTerminal terminal;

  @BeforeEach
  void start() {
    terminal = new TestingTerminal(directory).withLocalHub(hub).with("PATH", System.getenv("PATH"));
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void whatIsBegunRunsAsItIs() {
    terminal.file("rows.csv", "a,b\n1,2\n3,4\n");
    assertThat(terminal.ion("component", "init", "counts", "--template", "shell")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            Wrote counts. Try it here:
              ion component test counts --input train=FILE
            """);

    assertThat(terminal.ion("component", "test", "counts", "--input", "train=rows.csv")).isZero();

    assertThat(terminal.err()).isEmpty();
    assertThat(terminal.out())
        .isEqualTo(
            """
            running counts@0.1.0
              rows=2
              rows = 2.0
              output report: report (12 bytes)
            ✓ counts@0.1.0 ended well
            """);
  }

  @Test
  void nothingIsWrittenOverWhatIsThere() throws IOException {
    Files.createDirectories(directory.resolve("counts"));
    terminal.file("counts/mine.py", "1");

    assertThat(terminal.ion("component", "init", "counts")).isEqualTo(1);
    assertThat(terminal.err()).contains("counts is not empty; nothing was written.");
    assertThat(terminal.ion("component", "init", "Counts")).isEqualTo(2);
    assertThat(terminal.err()).contains("'Counts' is no name of a component");
  }

  @Test
  void whatFailsSaysSo() {
    terminal.file("rows.csv", "a\n1\n");
    terminal.ion("component", "init", "counts", "--template", "shell");
    terminal.file("counts/run.sh", "echo it went wrong; exit 7\n");

    assertThat(terminal.ion("component", "test", "counts", "--input", "train=rows.csv"))
        .isEqualTo(1);
    assertThat(terminal.out()).contains("it went wrong");
    assertThat(terminal.err()).contains("The program failed with exit code 7.");
    terminal.file("counts/run.sh", "exit 0\n");
    assertThat(terminal.ion("component", "test", "counts", "--input", "train=rows.csv"))
        .isEqualTo(1);
    assertThat(terminal.err())
        .contains("output 'report' is missing: nothing was written to IONOSPHERE_OUTPUT_REPORT");
  }

  @Test
  void whatIsMissingOrWrongIsNamed() {
    terminal.ion("component", "init", "counts", "--template", "shell");

    assertThat(terminal.ion("component", "test", "counts")).isEqualTo(2);
    assertThat(terminal.err()).contains("Input 'train' is missing: --input train=FILE");
    assertThat(terminal.ion("component", "test", "counts", "--input", "train=no.csv")).isEqualTo(2);
    assertThat(terminal.err()).contains("There is no file no.csv.");
    assertThat(terminal.ion("component", "test", "counts", "--arg", "k=8")).isEqualTo(2);
    assertThat(terminal.err()).contains("There is no argument 'k', allowed are none");
  }

  @Test
  void aManifestThatIsWrongIsShownAsCompilersDo() throws IOException {
    Files.createDirectories(directory.resolve("bad"));
    terminal.file("bad/component.yaml", "apiVersion: ionosphere.dev/v1\nkind: Component\n");

    assertThat(terminal.ion("component", "push", "bad")).isEqualTo(3);
    assertThat(terminal.err())
        .contains(
            "bad/component.yaml:1:1: error: metadata: the required field 'metadata' is missing");
    assertThat(hub.asked()).isEmpty();
  }

  @Test
  void aFolderIsPushedAsTheScientist() {
    hub.answersAnyBody(
        "POST /api/v1/components",
        201,
        "{\"name\":\"counts\",\"version\":\"0.1.0\",\"files\":2,\"digest\":\"sha256:1f\"}");
    terminal.ion("component", "init", "counts", "--template", "shell");

    assertThat(terminal.ion("component", "push", "counts")).isZero();

    assertThat(terminal.out())
        .isEqualTo(
            """
            counts@0.1.0: pushed, 2 files, sha256:1f
            In a document: component: counts@0.1.0
            """);
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer scientist-token");
  }

  @Test
  void aFolderOfGitIsPushedWithItsCommit() throws Exception {
    terminal.ion("component", "init", "repository/counts", "--template", "shell");
    git("init", "--quiet", "--initial-branch=main");
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "--quiet", "-m", "1");
    String commit = git("rev-parse", "HEAD").strip();
    String address = "file://" + directory.resolve("repository");
    hub.answersAnyBody(
        "POST /api/v1/components?source="
            + java.net.URLEncoder.encode(
                address + "#" + commit, java.nio.charset.StandardCharsets.UTF_8),
        201,
        "{\"name\":\"counts\",\"version\":\"0.1.0\",\"files\":2,\"digest\":\"sha256:1f\"}");

    assertThat(terminal.ion("component", "push", "git+" + address + "#main:counts")).isZero();
    assertThat(terminal.ion("component", "push", "git+" + address + "#none:counts")).isEqualTo(1);
    assertThat(terminal.ion("component", "push", "git+ftp://a/b")).isEqualTo(2);
    assertThat(terminal.err()).contains("is no address of Git");
  }

  @Test
  void aComponentIsShownWithWhatItTakes() {
    hub.answers(
            "GET /api/v1/components?limit=1&name=counts",
            "{\"items\":[{\"name\":\"counts\",\"version\":\"0.2.0\"}]}")
        .answers(
            "GET /api/v1/components/counts/0.2.0",
            """
            {"name":"counts","version":"0.2.0","about":"Counts rows.","engine":"process",
             "digest":"sha256:1f","pushedBy":"anna","inputs":["train"],"outputs":["report (file)"],
             "compat":[],"arguments":[{"name":"epochs","allowed":"a whole number","required":false,
             "otherwise":10,"about":"how often"}],"uses":[{"ion":"pumps","node":"learn"}]}
            """);

    assertThat(terminal.ion("component", "show", "counts")).isZero();

    assertThat(terminal.out())
        .contains(
            "counts@0.2.0",
            "  pushed by  anna",
            "  used by    learn in pumps",
            "  epochs           a whole number, default 10");
  }

  @Test
  void aVersionIsDeletedByItsName() {
    hub.answers("DELETE /api/v1/components/counts/0.1.0", 204, "");

    assertThat(terminal.ion("component", "delete", "counts@0.1.0")).isZero();
    assertThat(terminal.out()).isEqualTo("counts@0.1.0: deleted\n");
    assertThat(terminal.ion("component", "delete", "counts")).isEqualTo(2);
  }

  private String git(String... words) throws Exception {
    java.util.List<String> all = new java.util.ArrayList<>();
    all.add("git");
    all.addAll(java.util.List.of(words));
    Process git =
        new ProcessBuilder(all)
            .directory(directory.resolve("repository").toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(git.getInputStream().readAllBytes());
    assertThat(git.waitFor()).as(said).isZero();
    return said;
  }
}
