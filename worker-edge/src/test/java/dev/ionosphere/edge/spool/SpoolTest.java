package dev.ionosphere.edge.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.edge.testing.TestingDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

  private static final long ROOMY = 1 << 20;

  @TempDir Path directory;

  @Test
  void deliversInOrderMostImportantFirst() throws IOException {
    Spool spool = Spool.open(directory, ROOMY);
    spool.append(Priority.WINDOW, bytes("w1"));
    spool.append(Priority.INCIDENT, bytes("i1"));
    spool.append(Priority.WINDOW, bytes("w2"));
    Spool.Delivery delivery = spool.next(2, ROOMY);
    assertThat(texts(delivery, Priority.INCIDENT)).containsExactly("i1");
    assertThat(texts(delivery, Priority.WINDOW)).containsExactly("w1");
    spool.delivered();
    assertThat(windows(spool)).containsExactly("w2");
    assertThat(spool.depth()).isEqualTo(1);
  }

  @Test
  void keepsWhatWasNotDelivered() throws IOException {
    Spool spool = Spool.open(directory, ROOMY);
    spool.append(Priority.WINDOW, bytes("w1"));
    spool.next(9, ROOMY);
    spool.notDelivered();
    assertThat(windows(Spool.open(directory, ROOMY))).containsExactly("w1");
  }

  @Test
  void forgetsWhatWasDeliveredAcrossARestart() throws IOException {
    Spool spool = Spool.open(directory, ROOMY);
    spool.append(Priority.WINDOW, bytes("w1"));
    spool.next(9, ROOMY);
    spool.delivered();
    Spool again = Spool.open(directory, ROOMY);
    assertThat(again.depth()).isZero();
    again.append(Priority.WINDOW, bytes("w2"));
    assertThat(windows(Spool.open(directory, ROOMY))).containsExactly("w2");
  }

  @Test
  void dropsOldestWindowsFirstAndCountsThem() throws IOException {
    Spool spool = Spool.open(directory, 16_384);
    spool.append(Priority.INCIDENT, bytes("i1"));
    for (int i = 0; i < 100; i++) {
      spool.append(Priority.WINDOW, bytes("%04d".formatted(i) + "x".repeat(500)));
    }
    assertThat(spool.bytes()).isLessThanOrEqualTo(16_384);
    assertThat(spool.dropped()).isPositive();
    assertThat(spool.dropped() + spool.depth()).isEqualTo(101);
    Spool again = Spool.open(directory, 16_384);
    assertThat(again.dropped() + again.depth()).isEqualTo(101);
    Spool.Delivery delivery = again.next(1_000, ROOMY);
    assertThat(texts(delivery, Priority.INCIDENT)).containsExactly("i1");
    List<String> windows = texts(delivery, Priority.WINDOW);
    assertThat(windows.getLast()).startsWith("0099");
    assertThat(windows).isSorted();
  }

  @Test
  void countsADropDuringADeliveryOnlyIfItFails() throws IOException {
    Spool spool = Spool.open(directory, 4_096);
    spool.append(Priority.WINDOW, new byte[1_500]);
    spool.append(Priority.WINDOW, new byte[1_500]);
    spool.next(9, ROOMY);
    spool.append(Priority.WINDOW, new byte[1_500]);
    assertThat(spool.dropped()).isZero();
    spool.delivered();
    assertThat(spool.dropped()).isZero();
    assertThat(spool.depth()).isEqualTo(1);
    spool.next(9, ROOMY);
    spool.append(Priority.WINDOW, new byte[3_000]);
    spool.notDelivered();
    assertThat(spool.dropped()).isEqualTo(1);
  }

  @Test
  void survivesATailTornAtEveryByte() throws IOException {
    Spool spool = Spool.open(directory, ROOMY);
    for (int i = 0; i < 4; i++) {
      spool.append(Priority.WINDOW, bytes("record-" + i));
    }
    Path log = onlyLog();
    byte[] whole = Files.readAllBytes(log);
    int record = Segment.HEADER + "record-0".length();
    for (int length = 0; length <= whole.length; length++) {
      Files.write(log, java.util.Arrays.copyOf(whole, length));
      Spool torn = Spool.open(directory, ROOMY);
      List<String> expected = new ArrayList<>();
      IntStream.range(0, length / record).forEach(i -> expected.add("record-" + i));
      assertThat(windows(torn)).as("cut at %d", length).isEqualTo(expected);
      torn.append(Priority.WINDOW, bytes("after"));
      expected.add("after");
      assertThat(windows(Spool.open(directory, ROOMY))).isEqualTo(expected);
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @Test
  void neverGivesOutARecordWithAFlippedByte() throws IOException {
    Spool spool = Spool.open(directory, ROOMY);
    spool.append(Priority.WINDOW, bytes("first"));
    spool.append(Priority.WINDOW, bytes("second"));
    Path log = onlyLog();
    byte[] whole = Files.readAllBytes(log);
    for (int at = 0; at < whole.length; at++) {
      byte[] flipped = whole.clone();
      flipped[at] ^= 0x40;
      Files.write(log, flipped);
      assertThat(windows(Spool.open(directory, ROOMY))).isSubsetOf("first", "second");
    }
  }

  @Test
  void numbersGoOnUnderTheirNameAcrossARestart() throws IOException {
    Spool spool = Spool.open(directory, ROOMY);
    spool.append(Priority.WINDOW, bytes("w1"));
    Spool.Entry first = only(spool);
    spool.delivered();
    Spool again = Spool.open(directory, ROOMY);
    again.append(Priority.WINDOW, bytes("w2"));
    Spool.Entry second = only(again);
    assertThat(first.lane()).matches("[0-9a-f]{16}").isEqualTo(second.lane());
    assertThat(first.sequence()).isZero();
    assertThat(second.sequence()).isEqualTo(1);
  }

  @Test
  void numbersThatMayComeAgainComeUnderAnotherName() throws IOException {
    Spool spool = Spool.open(directory.resolve("a"), ROOMY);
    spool.append(Priority.WINDOW, bytes("w1"));
    String before = only(spool).lane();
    spool.delivered();
    spool.append(Priority.WINDOW, bytes("w2"));

    Files.write(directory.resolve("a/window/cursor"), new byte[20]);
    TestingDirectory.delete(directory.resolve("a/window/00000000000000000000.log"));
    Spool zeroed = Spool.open(directory.resolve("a"), ROOMY);
    zeroed.append(Priority.WINDOW, bytes("w3"));
    Spool.Entry entry = only(zeroed);
    assertThat(entry.sequence()).isZero();
    assertThat(entry.lane()).isNotEqualTo(before);

    Files.write(directory.resolve("a/window/00000000000000000000.log"), new byte[100]);
    Spool cut = Spool.open(directory.resolve("a"), ROOMY);
    cut.append(Priority.WINDOW, bytes("w4"));
    assertThat(only(cut).lane()).isNotEqualTo(entry.lane());

    Spool other = Spool.open(directory.resolve("b"), ROOMY);
    other.append(Priority.WINDOW, bytes("w1"));
    assertThat(only(other).lane()).isNotEqualTo(before);
  }

  @Test
  void whatCannotBeDeliveredIsPutAsideOnceAndCounted() throws IOException {
    Spool spool = Spool.open(directory, ROOMY);
    spool.append(Priority.WINDOW, bytes("bad"));
    spool.append(Priority.WINDOW, bytes("good"));
    spool.putAside(spool.next(1, ROOMY).records().getFirst(), "nonsense");
    assertThat(spool.putAside()).isEqualTo(1);

    Spool again = Spool.open(directory, ROOMY); // before the lane had let go of it
    again.putAside(again.next(1, ROOMY).records().getFirst(), "nonsense");
    again.delivered();
    assertThat(again.putAside()).isEqualTo(1);
    assertThat(again.reasonsPutAside()).containsExactly("nonsense");
    assertThat(windows(again)).containsExactly("good");
    assertThat(again.dropped()).isZero();
    assertThat(Files.readAllLines(directory.resolve("aside/records.jsonl")))
        .singleElement()
        .asString()
        .contains("nonsense", java.util.Base64.getEncoder().encodeToString(bytes("bad")));
  }

  @Test
  void putsAsideNoMoreThanFits() throws IOException {
    Spool spool = Spool.open(directory, 65_536);
    for (int i = 0; i < 40; i++) {
      spool.append(Priority.WINDOW, new byte[500]);
      spool.putAside(only(spool), "no");
      spool.delivered();
    }
    assertThat(spool.putAside()).isEqualTo(40);
    assertThat(Files.size(directory.resolve("aside/records.jsonl"))).isLessThanOrEqualTo(4_096);
  }

  @Test
  void handsOutARecordThatTheDiskHasLostWithoutItsContent() throws IOException {
    Spool spool = Spool.open(directory, ROOMY);
    spool.append(Priority.WINDOW, bytes("record-1"));
    spool.append(Priority.WINDOW, bytes("record-2"));
    Path log = onlyLog();
    byte[] content = Files.readAllBytes(log);
    content[Segment.HEADER] ^= 1;
    Files.write(log, content);
    List<Spool.Entry> entries = spool.next(9, ROOMY).records();
    assertThat(entries).hasSize(2);
    assertThat(entries.getFirst().payload()).isNull();
    assertThat(entries.getLast().payload()).isEqualTo(bytes("record-2"));
  }

  private static Spool.Entry only(Spool spool) throws IOException {
    List<Spool.Entry> entries = spool.next(9, ROOMY).records();
    assertThat(entries).hasSize(1);
    return entries.getFirst();
  }

  /** A queue in memory says what the spool must hold after any appends, deliveries, restarts. */
  @Property(tries = 60)
  void behavesAsAQueueThroughRestarts(
      @ForAll @Size(max = 80) List<@IntRange(min = 0, max = 5) Integer> steps) throws IOException {
    Path own = Files.createTempDirectory("spool");
    List<String> expected = new ArrayList<>();
    Spool spool = Spool.open(own, ROOMY);
    int count = 0;
    for (int step : steps) {
      if (step <= 2) {
        String text = "record-" + count++ + "x".repeat(step * 40_000);
        spool.append(Priority.WINDOW, bytes(text));
        expected.add(text);
      } else if (step == 3) {
        int taken = spool.next(2, ROOMY).size();
        spool.delivered();
        expected.subList(0, taken).clear();
      } else if (step == 4) {
        spool.next(2, ROOMY);
        spool.notDelivered();
      } else {
        spool = Spool.open(own, ROOMY);
      }
      if (spool.dropped() > 0) {
        break; // Full: the bound has its own test.
      }
      assertThat(spool.depth()).isEqualTo(expected.size());
    }
    if (spool.dropped() == 0) {
      assertThat(windows(Spool.open(own, ROOMY))).isEqualTo(expected);
    }
    TestingDirectory.delete(own);
  }

  private Path onlyLog() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("window"))) {
      return files.filter(f -> f.toString().endsWith(".log")).findFirst().orElseThrow();
    }
  }

  private static List<String> windows(Spool spool) throws IOException {
    return texts(spool.next(1_000_000, Long.MAX_VALUE), Priority.WINDOW);
  }

  private static List<String> texts(Spool.Delivery delivery, Priority priority) {
    return delivery.records().stream()
        .filter(entry -> entry.priority() == priority)
        .map(entry -> new String(entry.payload(), StandardCharsets.US_ASCII))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
