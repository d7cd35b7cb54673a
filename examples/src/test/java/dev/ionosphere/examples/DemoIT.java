package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** {@code ion demo} as a newcomer runs it: what it claims, its exit code, what it leaves behind. */
class DemoIT {

  private static final List<String> DEVICES =
      IntStream.rangeClosed(61, 68).mapToObj(engine -> "engine-" + engine).toList();
  private static final Duration GONE = Duration.ofSeconds(10);
  private static final Pattern STEP = Pattern.compile("(?m)^ +([✓✗]) (.{21}) (.*)$");

  private final Set<String> names = new HashSet<>();
  private final Set<ProcessHandle> started = new HashSet<>();

  @Test
  void goesOnceRoundAndLeavesNothingRunning() throws IOException {
    try (LocalIon ion = LocalIon.nothingYet("demo", Map.of())) {
      Program.Result demo = demo(ion);

      assertThat(demo.exitCode()).as(demo.output()).isZero();
      assertThat(steps(demo, "✗")).as(demo.output()).isEmpty();
      Map<String, String> steps = steps(demo, "✓");
      assertThat(steps)
          .containsOnlyKeys(
              "devices on the model",
              "rows scored",
              "false alarms",
              "wear noticed",
              "one engine told",
              "drift found",
              "trained again",
              "second approval",
              "timeline");
      long flights = flights(ion);
      assertThat(steps)
          .containsEntry("devices on the model", "8 of 8")
          .containsEntry("rows scored", "%,d of %,d in the files".formatted(flights, flights))
          .containsEntry("second approval", "turbofan.review.2 came up");
      assertThat(percent(steps.get("false alarms"))).isLessThanOrEqualTo(3);
      assertThat(percent(steps.get("wear noticed"))).isGreaterThanOrEqualTo(90);
      assertThat(steps.get("one engine told"))
          .matches("engine-6[1-8], \\d+ s before the drift; sensor\\d+: similarity 0\\.\\d+, .*");
      assertThat(demo.output()).contains("this engine is unlike the others: sensor");
      assertThat(steps.get("drift found")).matches("\\d+ s after the release; .*");
      assertThat(steps.get("timeline"))
          .matches("[1-9]\\d* records, every hash fits, and Temporal's history");
      assertThat(names).contains("temporal", "hub", "worker-cloud", "edge:engine-61");
      assertThat(started).hasSizeGreaterThan(DEVICES.size() + 3);
      assertNothingIsLeft();
    }
  }

  @Test
  void failsWhenTheTrainingDid() throws IOException {
    TrainingProgram program =
        TrainingProgram.in(Path.of("target", "it", "demo-program").toAbsolutePath());
    program.fails();
    try (LocalIon ion = LocalIon.nothingYet("demo-fails", program.settings())) {
      Program.Result demo = demo(ion, "--devices", "1");

      assertThat(demo.exitCode()).as(demo.output()).isEqualTo(1);
      assertThat(steps(demo, "✗"))
          .as(demo.output())
          .containsEntry("devices on the model", "0 of 1")
          .hasEntrySatisfying("no failures", why -> assertThat(why).startsWith("training failed"));
      assertThat(names).contains("temporal", "hub", "worker-cloud");
      assertNothingIsLeft();
    }
  }

  @Test
  void failsAtOnceWhereItCannotWrite() throws IOException {
    try (LocalIon ion = LocalIon.nothingYet("demo-nowhere", Map.of())) {
      write(ion.data(), "a file where the demo wants a directory");

      Program.Result demo = demo(ion);

      assertThat(demo.exitCode()).as(demo.output()).isEqualTo(1);
      assertThat(demo.output()).contains(ion.data().toString()).doesNotContain("\tat ");
      assertNothingIsLeft();
    }
  }

  private Program.Result demo(LocalIon ion, String... options) {
    List<String> command = new ArrayList<>(List.of("demo", "--yes", "--exit"));
    command.addAll(List.of(options));
    return ion.attemptWatched(
        running -> {
          names.addAll(ion.processes());
          running.descendants().forEach(started::add);
        },
        command.toArray(String[]::new));
  }

  private void assertNothingIsLeft() {
    Eventually.holds(
        "the end of all that was started",
        GONE,
        () -> started.stream().noneMatch(ProcessHandle::isAlive),
        () ->
            started.stream()
                .filter(ProcessHandle::isAlive)
                .map(left -> left.pid() + " " + left.info().commandLine().orElse("?"))
                .toList());
  }

  /** Lines of the summary with that mark: what was to happen, and how it went. */
  private static Map<String, String> steps(Program.Result demo, String mark) {
    Map<String, String> steps = new LinkedHashMap<>();
    Matcher line = STEP.matcher(demo.output());
    while (line.find()) {
      if (line.group(1).equals(mark)) {
        steps.put(line.group(2).strip(), line.group(3).strip());
      }
    }
    return steps;
  }

  private static double percent(String figures) {
    return Double.parseDouble(figures.substring(0, figures.indexOf(' ')));
  }

  /** Rows in the files that the devices read. */
  private static long flights(LocalIon ion) {
    return DEVICES.stream()
        .mapToLong(device -> LocalIon.read(data(ion, device)).lines().count() - 1)
        .sum();
  }

  private static Path data(LocalIon ion, String name) {
    return ion.data().resolve("demo/data/" + name + ".csv");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
