package dev.ionosphere.programs.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ionosphere.programs.curve.Point;
import dev.ionosphere.programs.message.Message;
import dev.ionosphere.programs.message.MessageSummary;
import dev.ionosphere.programs.message.ProgramMessages;
import dev.ionosphere.programs.process.RunFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ionosphere.py} by the system's own Python, without packages. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PythonClientTest {

  private static final Path CLIENT = Path.of("../pipelines/python").toAbsolutePath().normalize();

  @TempDir Path directory;
  private RunFolder folder;

  @BeforeAll
  static void needsPython() throws Exception {
    Optional<Process> python = Optional.empty();
    try {
      python =
          Optional.of(
              new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 8))")
                  .start());
    } catch (IOException none) {
      assumeTrue(false, "no python3 here");
    }
    assumeTrue(python.orElseThrow().waitFor() == 0, "python3 is older than 3.8");
  }

  @BeforeEach
  void prepare() throws IOException {
    folder = new RunFolder(directory.resolve("run"));
    folder.prepare();
  }

  @Test
  void allThatAProgramCanTellArrives() throws Exception {
    run(
        """
        i.metric("loss", 0.5, step=40)
        i.metric("loss", 0.25, step=41)
        i.progress(0.5, stage="fit")
        i.event("saved", rows=3, path="a/b", nested={"a": [1, None, True]})
        i.alert("slow", "so slow", severity="error", seconds=1.5)
        i.kpi("f1", 0.9, unit="%")
        i.model("m", "/models/m", framework="none")
        i.dataset("d", "/rows", rows=7)
        i.check("nulls", False, column="x")
        i.health("drift", 0.25, feature="x")
        i.log("hello", level="debug")
        """);
    MessageSummary told = told();

    assertThat(told.faults()).isEqualTo(none());
    assertThat(told.counts())
        .containsOnlyKeys(
            "open",
            "metric",
            "progress",
            "event",
            "alert",
            "kpi",
            "model",
            "dataset",
            "check",
            "health",
            "log",
            "close")
        .containsEntry("metric", 2L);
    assertThat(told.curves().get("loss").points())
        .extracting(Point::step, Point::value)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(40L, 0.5),
            org.assertj.core.groups.Tuple.tuple(41L, 0.25));
    assertThat(told.fraction()).isEqualTo(OptionalDouble.of(0.5));
    assertThat(told.stage()).contains("fit");
    assertThat(only(told, Message.Event.class).facts())
        .containsEntry("rows", 3L)
        .hasEntrySatisfying(
            "nested", nested -> assertThat(nested).hasToString("{a=[1, null, true]}"));
    assertThat(only(told, Message.Alert.class).text()).contains("so slow");
    assertThat(only(told, Message.Alert.class).severity()).isEqualTo("error");
    assertThat(only(told, Message.Kpi.class).unit()).contains("%");
    assertThat(only(told, Message.Model.class).path()).contains("/models/m");
    assertThat(only(told, Message.Dataset.class).facts()).containsEntry("rows", 7L);
    assertThat(only(told, Message.Check.class).passed()).isFalse();
    assertThat(only(told, Message.Health.class).value()).hasValue(0.25);
    assertThat(only(told, Message.Log.class).level()).isEqualTo("debug");
  }

  @Test
  void numbersOfAnyKindArrive() throws Exception {
    run(
        """
        import decimal, fractions
        class Scalar:
            shape = ()
            def item(self): return 1.5
        class Vector:
            shape = (1,); size = 1
            def tolist(self): return [2.5]
        class Tensor:
            shape = ()
            def size(self): return 7
            def item(self): return 3.5
        i.metric("nan", float("nan"))
        i.metric("inf", float("inf"))
        i.metric("minus", float("-inf"))
        i.metric("large", 2**60)
        i.metric("huge", 10**400)
        i.metric("true", True)
        i.metric("text", "0.75")
        i.metric("decimal", decimal.Decimal("0.125"))
        i.metric("fraction", fractions.Fraction(1, 4))
        i.metric("scalar", Scalar())
        i.metric("vector", Vector())
        i.metric("tensor", Tensor())
        i.metric("half \\ud83d", 1)
        i.event("facts", exact=2**53 + 1, scalar=Scalar(), vector=Vector(), nan=float("nan"))
        """);
    MessageSummary told = told();

    assertThat(told.faults()).isEqualTo(none());
    assertThat(told.figures())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("nan", Double.NaN),
                Map.entry("inf", Double.POSITIVE_INFINITY),
                Map.entry("minus", Double.NEGATIVE_INFINITY),
                Map.entry("large", 0x1p60),
                Map.entry("true", 1.0),
                Map.entry("text", 0.75),
                Map.entry("decimal", 0.125),
                Map.entry("fraction", 0.25),
                Map.entry("scalar", 1.5),
                Map.entry("vector", 2.5),
                Map.entry("tensor", 3.5),
                Map.entry("half \uFFFD", 1.0)));
    assertThat(only(told, Message.Event.class).facts())
        .isEqualTo(
            Map.of(
                "exact", "9007199254740993", "scalar", 1.5, "vector", List.of(2.5), "nan", "NaN"));
  }

  @Test
  void whateverItIsGivenItRaisesNothing() throws Exception {
    run(
        """
        import threading, datetime
        class Bad:
            def __str__(self): raise RuntimeError("no")
            __repr__ = __float__ = __str__
        loop = []; loop.append(loop)
        i.metric("a", "no number"); i.metric("b", None); i.metric(None, Bad()); i.metric("c", 1, step="x")
        i.progress("x"); i.progress(Bad()); i.progress(None, None)
        i.event("loop", loop=loop, bad=threading.Lock(), when=datetime.date(2026, 12, 1), raw=b"\\xb2")
        i.event(Bad()); i.event("bad", bad=Bad())
        i.event("wide", wide={str(k): "x" * 1000 for k in range(1000)})
        i.log("x" * 1000000); i.log(Bad()); i.kpi("k", object()); i.model(Bad(), Bad())
        i.alert("a", Bad()); i.check("c", Bad()); i.dataset("d", 5); i.health("h", "x")
        i.input(Bad()); i.output(Bad()); i.context(); i.stop_requested()
        i.event("last")
        i.close(); i.close(); i.metric("after", 1); i.log("after")
        """);
    MessageSummary told = told();

    assertThat(told.faults()).isEqualTo(none());
    assertThat(told.newest().get("event"))
        .extracting(event -> ((Message.Event) event).name())
        .containsExactly("loop", "wide", "last");
    assertThat(((Message.Event) told.newest().get("event").get(1)).facts()).containsKey("leftOut");
    assertThat(((Message.Log) told.newest().get("log").getFirst()).text()).hasSizeLessThan(17_000);
    assertThat(told.figures()).isEmpty();
    assertThat(told.counts()).containsEntry("close", 1L);
  }

  @Test
  void forksAndThreadsTellForThemselves() throws Exception {
    run(
        """
        import threading
        i.metric("parent", 1)
        children = []
        for child in range(4):
            pid = os.fork()
            if pid == 0:
                for n in range(500):
                    i.metric("child%d" % child, n, step=n)
                os._exit(0)
            children.append(pid)
        def work(name):
            for n in range(500):
                i.metric(name, n, step=n)
        threads = [threading.Thread(target=work, args=("thread%d" % t,)) for t in range(4)]
        for t in threads: t.start()
        for t in threads: t.join()
        for pid in children: os.waitpid(pid, 0)
        i.metric("parent", 2)
        """);
    MessageSummary told = told();

    assertThat(told.faults()).isEqualTo(none());
    assertThat(told.counts())
        .containsEntry("open", 5L)
        .containsEntry("close", 1L)
        .containsEntry("metric", 4_002L);
    assertThat(told.figures()).containsEntry("child3", 499.0).containsEntry("thread3", 499.0);
  }

  @Test
  void aDescriptorThatIsAnothersIsNotWrittenTo() throws Exception {
    Path own = directory.resolve("own");
    run(
        """
        i.metric("before", 1)
        os.closerange(3, 50)
        files = [open(r'%s', "w") for _ in range(20)]
        i.metric("after", 1)
        for f in files: f.close()
        """
            .formatted(own));

    assertThat(told().figures()).containsOnlyKeys("before", "after");
    assertThat(own).isEmptyFile();
  }

  @Test
  void aFileThatCannotBeWrittenIsNoHarm() throws Exception {
    Path pipe = directory.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    for (String path :
        List.of(pipe.toString(), "/nowhere/at/all", "/dev/full", directory.toString())) {
      Map<String, String> variables = variables();
      variables.put("IONOSPHERE_MESSAGES", path);
      run("i.metric('loss', 1); i.progress(0.5); print(i.output('model'))", variables);
    }
  }

  @Test
  void aProgramLearnsWhatItIsGiven() throws Exception {
    Files.writeString(
        folder.context(), "{\"version\":1,\"run\":\"r\",\"arguments\":{\"epochs\":7}}");
    Map<String, String> variables = variables();
    variables.put("IONOSPHERE_CONTEXT", folder.context().toString());
    variables.put("IONOSPHERE_INPUT_TRAIN_SET", "/in/train");
    variables.put("IONOSPHERE_OUTPUT_MODEL", "/out/model");
    variables.put("IONOSPHERE_STOP_FILE", folder.stop().toString());

    String printed =
        run(
            """
            print(i.context()["arguments"]["epochs"], i.context()["inputs"], i.context()["attempt"])
            print(i.input("train-set"), i.input("absent"), i.input("absent", "x"), i.output("model"))
            print(i.stop_requested())
            open(os.environ["IONOSPHERE_STOP_FILE"], "w").close()
            print(i.stop_requested())
            """,
            variables);

    assertThat(printed).isEqualTo("7 {} 1\n/in/train None x /out/model\nFalse\nTrue\n");
  }

  @Test
  void withoutAnOrchestratorThereIsAFolder() throws Exception {
    Map<String, String> variables = variables();
    variables.remove("IONOSPHERE_MESSAGES");
    String script =
        """
        import subprocess
        i.metric("loss", %d)
        with open(os.path.join(i.output("model"), "m.txt"), "w") as f: f.write("m")
        with open(i.output("report.txt", file=True), "w") as f: f.write("r")
        print(i.context()["arguments"], i.input("train"), i.stop_requested())
        subprocess.run([sys.executable, "-c", "import ionosphere; ionosphere.metric('child', 1)"])
        """;

    assertThat(run(script.formatted(1), variables)).isEqualTo("{} None False\n");
    Path made = directory.resolve("ionosphere-run");
    assertThat(made.resolve("out/model/m.txt")).hasContent("m");
    assertThat(made.resolve("out/report.txt")).hasContent("r");
    assertThat(told(new RunFolder(made)).figures())
        .containsOnly(Map.entry("loss", 1.0), Map.entry("child", 1.0));

    run(script.formatted(2), variables);
    Files.delete(made.resolve("messages.json"));
    assertThat(told(new RunFolder(made)).curves().get("loss").points()).hasSize(1);
    assertThat(made.resolve("messages.previous.jsonl")).exists();
  }

  private MessageSummary told() throws IOException {
    return told(folder);
  }

  private static MessageSummary told(RunFolder run) throws IOException {
    ProgramMessages messages = new ProgramMessages(run, Clock.systemUTC());
    messages.finish();
    return messages.summary();
  }

  private static MessageSummary.Faults none() {
    return new MessageSummary.Faults(0, "", 0, 0, 0);
  }

  private static <T extends Message> T only(MessageSummary told, Class<T> type) {
    List<T> found =
        told.newest().values().stream()
            .flatMap(List::stream)
            .filter(type::isInstance)
            .map(type::cast)
            .toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("PATH", System.getenv("PATH"));
    variables.put("PYTHONPATH", CLIENT.toString());
    variables.put("PYTHONDONTWRITEBYTECODE", "1");
    variables.put("IONOSPHERE_MESSAGES", folder.messages().toString());
    return variables;
  }

  private String run(String script) throws Exception {
    return run(script, variables());
  }

  private String run(String script, Map<String, String> variables) throws Exception {
    Path file = directory.resolve("script.py");
    Files.writeString(file, "import os, sys\nimport ionosphere as i\n" + script);
    Path printed = directory.resolve("printed");
    ProcessBuilder builder =
        new ProcessBuilder("python3", "-W", "ignore", file.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it blocks").isTrue();
    String text = Files.readString(printed, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
