package dev.ionosphere.programs.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.programs.SteppedClock;
import dev.ionosphere.programs.curve.Point;
import dev.ionosphere.programs.process.RunFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProgramMessagesTest {

  private static final long KIB = 1024;

  @TempDir Path directory;
  private RunFolder folder;
  private final SteppedClock clock = new SteppedClock(Instant.parse("2026-12-01T00:00:00Z"));

  @BeforeEach
  void prepare() throws IOException {
    folder = new RunFolder(directory.resolve("run"));
    folder.prepare();
  }

  @Test
  void aHalfLineIsWaitedFor() throws IOException {
    ProgramMessages messages = messages();
    tell("{\"type\":\"metric\",\"name\":\"loss\",\"value\":0.5}\n{\"type\":\"metric\",\"na");
    messages.poll();
    assertThat(messages.figures()).containsExactly(Map.entry("loss", 0.5));
    tell("me\":\"loss\",\"value\":0.25,\"step\":40}\r\n\n");
    messages.poll();

    assertThat(messages.figures()).containsExactly(Map.entry("loss", 0.25));
    assertThat(messages.summary().faults()).isEqualTo(MessageSummary.Faults.NONE);
    assertThat(messages.summary().curves().get("loss").points())
        .containsExactly(new Point(0, clock.instant(), 0.5), new Point(40, clock.instant(), 0.25));
  }

  @Test
  void theLastLineNeedsNoEnd() throws IOException {
    ProgramMessages messages = messages();
    tell("{\"type\":\"progress\",\"fraction\":0.5}");
    messages.finish();

    assertThat(messages.fraction()).isEqualTo(OptionalDouble.of(0.5));
  }

  @Test
  void allThatWasToldOutlivesAWorker() throws IOException {
    tell(
        """
        {"type":"open","pid":7,"seq":1,"t":1764547200}
        {"type":"metric","pid":7,"seq":2,"name":"loss","value":"NaN"}
        {"type":"progress","pid":7,"seq":3,"fraction":0.25,"stage":"fit"}
        {"type":"event","pid":7,"seq":4,"name":"saved","rows":3}
        {"type":"alert","pid":7,"seq":5,"name":"slow","severity":"error","text":"so slow"}
        {"type":"kpi","pid":7,"seq":6,"name":"f1","value":0.9}
        {"type":"strange","pid":7,"seq":7}
        no message
        """);
    ProgramMessages first = messages();
    first.poll();
    MessageSummary before = first.summary();
    // It dies: nothing is closed.
    tell("{\"type\":\"metric\",\"pid\":7,\"seq\":8,\"name\":\"loss\",\"value\":1}\n");
    ProgramMessages second = messages();

    assertThat(second.summary())
        .usingRecursiveComparison()
        .ignoringFields("curves", "figures")
        .isEqualTo(before);
    assertThat(second.stage()).contains("fit");
    assertThat(second.summary().newest().get("event"))
        .first()
        .isInstanceOfSatisfying(
            Message.Event.class, event -> assertThat(event.facts()).containsEntry("rows", 3L));
    assertThat(second.summary().newest()).containsKeys("open", "alert", "kpi", "strange");
    assertThat(second.summary().kpis()).containsEntry("f1", 0.9);
    assertThat(second.summary().faults().firstBad()).contains("no JSON").endsWith(": no message");
    second.finish();
    assertThat(second.summary().curves().get("loss").points())
        .extracting(Point::value)
        .containsExactly(Double.NaN, 1.0);
  }

  @Test
  void linesThatAreThereTwiceCountOnce() throws IOException {
    ProgramMessages messages = messages();
    String line = "{\"type\":\"event\",\"pid\":%d,\"seq\":%d,\"name\":\"e\"}\n";
    tell(line.formatted(7, 2) + line.formatted(7, 1) + line.formatted(8, 1));
    tell(line.formatted(7, 1) + line.formatted(7, 2) + line.formatted(8, 1));
    tell(line.formatted(7, 1_000_000) + line.formatted(7, 3) + line.formatted(7, 999_999));
    tell("{\"type\":\"event\",\"name\":\"e\"}\n".repeat(2));
    messages.poll();

    assertThat(messages.summary().counts()).containsEntry("event", 7L);
    assertThat(messages.summary().faults().duplicates()).isEqualTo(4);
  }

  @Test
  void aProcessThatHasTheNumberOfAnEarlierOneIsAnother() throws IOException {
    ProgramMessages messages = messages();
    String process =
        "{\"type\":\"open\",\"pid\":7,\"seq\":1,\"t\":%d}\n{\"type\":\"event\",\"pid\":7,\"seq\":2,\"name\":\"e\"}\n";
    tell(process.formatted(1000) + process.formatted(2000) + process.formatted(2000));
    messages.poll();

    assertThat(messages.summary().counts()).containsEntry("event", 2L).containsEntry("open", 2L);
    assertThat(messages.summary().faults().duplicates()).isEqualTo(2);
  }

  @Test
  void aMillionBadLinesAreCountedAndTheFirstIsKept() throws IOException {
    ProgramMessages messages = messages();
    tell("{bad 0}\n");
    tell("{bad}\n".repeat(1_000_000));
    tell("{\"type\":\"close\"}\n");
    messages.finish();

    assertThat(messages.summary().faults().badLines()).isEqualTo(1_000_001);
    assertThat(messages.summary().faults().firstBad()).endsWith("{bad 0}").hasSizeLessThan(400);
    assertThat(messages.summary().counts()).containsExactly(Map.entry("close", 1L));
  }

  @Test
  void aLineThatIsTooLongIsSkippedAndNeverHeld() throws IOException {
    ProgramMessages messages = bounded(1 << 20, 64 * KIB, 1L << 30);
    tell("{\"type\":\"log\",\"text\":\"");
    for (int i = 0; i < 40; i++) {
      tell("x".repeat(1 << 20));
      messages.poll();
      clock.step(Duration.ofSeconds(3));
    }
    // Another worker goes on inside it.
    messages = bounded(1 << 20, 64 * KIB, 1L << 30);
    tell("{\"type\":\"close\"}\"}\n{\"type\":\"close\"}\n");
    messages.finish();

    assertThat(messages.summary().faults().badLines()).isEqualTo(1);
    assertThat(messages.summary().faults().firstBad()).contains("longer than 65536 bytes");
    assertThat(messages.summary().counts()).containsExactly(Map.entry("close", 1L));
    assertThat(onDisk()).isLessThan(4L << 20);
    assertThat(Files.size(directory.resolve("run/messages.json"))).isLessThan(2_000);
  }

  @Test
  void aLineOfTheGreatestLengthIsRead() throws IOException {
    String begin = "{\"type\":\"log\",\"text\":\"";
    String line = begin + "x".repeat(65_536 - begin.length() - 2) + "\"}";
    ProgramMessages messages = messages();
    tell(line + "\n" + line.replace("\"}", "x\"}") + "\n");
    messages.finish();

    assertThat(messages.summary().counts()).containsEntry("log", 1L);
    assertThat(messages.summary().faults().badLines()).isEqualTo(1);
  }

  @Test
  void theDiskIsGivenBackAndNothingIsLost() throws Exception {
    ProgramMessages messages = bounded(1 << 20, 64 * KIB, 1L << 30);
    int threads = 2;
    int each = 50_000;
    List<Thread> writers =
        java.util.stream.IntStream.range(0, threads)
            .mapToObj(pid -> Thread.ofPlatform().start(() -> write(pid, each)))
            .toList();
    while (writers.stream().anyMatch(Thread::isAlive)) {
      messages.poll();
    }
    messages.finish();

    assertThat(messages.summary().counts()).containsEntry("event", (long) threads * each);
    assertThat(messages.summary().faults()).isEqualTo(MessageSummary.Faults.NONE);
    assertThat(onDisk()).isLessThan(1 << 20);
    assertThat(Files.size(directory.resolve("run/messages.json"))).isLessThan(100_000);
  }

  private void write(int pid, int count) {
    try (OutputStream out = Files.newOutputStream(folder.messages(), StandardOpenOption.APPEND)) {
      for (int i = 1; i <= count; i++) {
        out.write(
            "{\"type\":\"event\",\"pid\":%d,\"seq\":%d,\"name\":\"e\"}\n"
                .formatted(pid, i)
                .getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  @Test
  void whatIsTooFarBehindGoesByAndIsTold() throws IOException {
    ProgramMessages messages = bounded(64 * KIB, 64 * KIB, 256 * KIB);
    String line = "{\"type\":\"event\",\"name\":\"e\"}\n";
    tell(line.repeat(20_000));
    messages.finish();

    long read = messages.summary().counts().get("event");
    long dropped = messages.summary().faults().bytesDropped();
    assertThat(read).isBetween(4_000L, 6_000L);
    assertThat(dropped + (read + 1) * line.length())
        .isBetween(
            20_000L * line.length() - line.length(), 20_000L * line.length() + line.length());
    assertThat(messages.summary().faults().badLines()).isZero();
  }

  @Test
  void aFileThatShrinksIsReadFromItsBeginning() throws IOException {
    ProgramMessages messages = messages();
    tell("{\"type\":\"event\",\"pid\":1,\"seq\":1,\"name\":\"e\"}\n".repeat(10) + "{\"half");
    messages.poll();
    Files.writeString(
        folder.messages(), "{\"type\":\"event\",\"pid\":1,\"seq\":2,\"name\":\"e\"}\n");
    messages.poll();

    assertThat(messages.summary().counts()).containsEntry("event", 2L);
  }

  @Test
  void aFileThatIsAnotherOneIsReadFromItsBeginning() throws IOException {
    ProgramMessages messages = messages();
    String line = "{\"type\":\"event\",\"pid\":1,\"seq\":%d,\"name\":\"e\"}\n";
    tell(line.formatted(1));
    messages.poll();
    Path other = directory.resolve("other");
    Files.writeString(other, line.formatted(1) + line.formatted(2) + line.formatted(3));
    Files.move(other, folder.messages(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    messages.poll();

    assertThat(messages.summary().counts()).containsEntry("event", 3L);
  }

  @Test
  void whatIsNoFileIsLeftAlone() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "{\"type\":\"close\"}\n");
    Files.delete(folder.messages());
    ProgramMessages messages = messages();
    messages.poll();
    Files.createSymbolicLink(folder.messages(), secret);
    messages.poll();
    Files.delete(folder.messages());
    Files.createDirectory(folder.messages());
    messages.finish();

    assertThat(messages.summary().counts()).isEmpty();
    assertThat(secret).hasContent("{\"type\":\"close\"}\n");
  }

  @Test
  void manyOfEverythingStayFew() throws IOException {
    ProgramMessages messages = messages();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      text.append("{\"type\":\"event\",\"name\":\"e%d\"}\n".formatted(i))
          .append("{\"type\":\"metric\",\"name\":\"m%d\",\"value\":1}\n".formatted(i))
          .append("{\"type\":\"kpi\",\"name\":\"k%d\",\"value\":1}\n".formatted(i))
          .append("{\"type\":\"t%d\"}\n".formatted(i));
    }
    tell(text.toString());
    tell(("{\"type\":\"log\",\"text\":\"" + "x".repeat(60_000) + "\"}\n").repeat(50));
    messages.finish();
    MessageSummary summary = summaryOfAnotherWorker();

    assertThat(summary.counts()).hasSize(100);
    assertThat(summary.figures()).hasSize(500);
    assertThat(summary.faults().metricsLeftOut()).isEqualTo(1_500);
    assertThat(summary.kpis()).hasSize(500);
    assertThat(summary.newest().get("event")).hasSize(100);
    assertThat(((Message.Event) summary.newest().get("event").getLast()).name()).isEqualTo("e1999");
    assertThat(summary.newest()).hasSizeLessThanOrEqualTo(31);
  }

  @Test
  void aNoteThatIsDamagedIsNoHarm() throws IOException {
    tell("{\"type\":\"close\"}\n");
    messages().finish();
    Path note = directory.resolve("run/messages.json");
    String whole = Files.readString(note);
    for (String damaged :
        List.of(
            "{\"position\":",
            "{}",
            "[]",
            "{\"position\":0,\"told\":null}",
            whole.replaceFirst("\"position\":[0-9]+", "\"position\":-7"),
            whole.replaceFirst("\"curves\":\\{", "\"curves\":{\"a\":null,"))) {
      Files.writeString(note, damaged);
      ProgramMessages messages = messages();
      messages.finish();

      assertThat(messages.summary().counts()).as(damaged).containsEntry("close", 1L);
    }
  }

  private MessageSummary summaryOfAnotherWorker() {
    return messages().summary();
  }

  private ProgramMessages messages() {
    return new ProgramMessages(folder, clock);
  }

  private ProgramMessages bounded(long poll, long file, long behind) {
    return new ProgramMessages(folder, clock, new ProgramMessages.Bounds(poll, file, behind));
  }

  private void tell(String text) throws IOException {
    Files.writeString(
        folder.messages(),
        text,
        StandardCharsets.UTF_8,
        StandardOpenOption.APPEND,
        StandardOpenOption.CREATE);
  }

  /** Bytes that the file takes, holes left out. */
  private long onDisk() throws IOException {
    Process process =
        new ProcessBuilder("stat", "--format", "%b %B", folder.messages().toString()).start();
    String[] words =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .strip()
            .split(" ");
    return Long.parseLong(words[0]) * Long.parseLong(words[1]);
  }
}
