package dev.ionosphere.edge.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.data.csv.CsvDialect;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.Poll;
import dev.ionosphere.data.source.Position;
import dev.ionosphere.data.source.RowPlace;
import dev.ionosphere.data.source.Source;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.testing.TestingPowerCut;
import dev.ionosphere.edge.testing.TestingPowerCut.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {

  private static final NodeKey KEY = new NodeKey("pump", "detect");
  private static final Format FORMAT =
      new Format.Csv(CsvDialect.COMMA.withColumns(List.of("a", "note")));
  private static final int MOST = 1_600;

  @TempDir Path directory;
  private TestingPowerCut disk;
  private Inboxes inboxes;
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    disk = new TestingPowerCut(directory);
    inboxes = new Inboxes(disk, "inbox", MOST);
  }

  @Test
  void givesRowsInTheOrderTheyCame() throws IOException {
    Source source = source(Position.START);
    assertThat(drain(source)).isEmpty();
    push("1,\n2,\n");
    push("3,\n");
    assertThat(drain(source)).containsExactly(1.0, 2.0, 3.0);
    push("4,\n");
    assertThat(drain(source)).containsExactly(4.0);
  }

  @Test
  void saysHowMuchWaits() throws IOException {
    Source source = source(Position.START);
    assertThat(source.behind()).hasValue(0);
    push("1,\n2,\n");
    assertThat(source.behind().getAsLong()).isPositive();
    assertThat(drain(source)).containsExactly(1.0, 2.0);
    assertThat(source.behind()).hasValue(0);
  }

  @Test
  void goesOnInTheMiddleOfAParcel() throws IOException {
    Source source = source(Position.START);
    push("1,\n2,\n3,\n");
    push("4,\n");
    List<Double> values = new ArrayList<>();
    Position at = Position.START;
    for (int i = 0; i < 3; i++) {
      inboxes = new Inboxes(disk, "inbox", MOST);
      Poll poll = source(at).poll(2);
      values.addAll(values(poll));
      at = poll.next();
    }
    assertThat(values).containsExactly(1.0, 2.0, 3.0, 4.0);
    assertThat(source(at).nextRow()).isEqualTo(4);
    source.close();
  }

  @Test
  void aQuoteThatIsNotClosedSwallowsNoRowThatCameLater() throws IOException {
    Source source = source(Position.START);
    push("1,\"x\n");
    push("2,\"y\"\n");
    Poll poll = source.poll(9);
    assertThat(values(poll)).containsExactly(2.0);
    assertThat(poll.refused().count()).isEqualTo(1);
  }

  @Test
  void norOneThatCameRightBehindIt() throws IOException {
    Source source = source(Position.START);
    inbox().append(List.of(brought("1,\"x\n"), brought("2,\"y\"\n"), brought("3,\n")));
    Poll poll = source.poll(9);
    assertThat(values(poll)).containsExactly(2.0, 3.0);
    assertThat(poll.refused().count()).isEqualTo(1);
  }

  /** Else what is left of it would be taken for rows. */
  @Test
  void theEndOfALongRowIsNoRowWhereverAReadingStops() throws IOException {
    inboxes = new Inboxes(disk, "inbox", 1 << 20);
    Source source = source(Position.START);
    push("x".repeat(1 << 16) + "1,\n2,\n");
    push("3,\n");
    List<Double> values = new ArrayList<>();
    Position at = Position.START;
    for (int i = 0; i < 4; i++) {
      Poll poll = source.poll(1);
      values.addAll(values(poll));
      at = poll.next();
      inboxes = new Inboxes(disk, "inbox", 1 << 20);
      source.close();
      source = source(at);
    }
    assertThat(values).containsExactly(2.0, 3.0);
    assertThat(source.nextRow()).isEqualTo(3);
  }

  @Test
  void judgesQuotesAsOneReadingDoesWhereverItStops() throws IOException {
    String rows = "1,\"x\n" + "2,\"y\nz\"\n" + "3,\n";
    inboxes = new Inboxes(disk, "inbox", 1 << 20);
    Source source = source(Position.START);
    push(rows);
    Poll whole = source.poll(9);
    List<Double> together = values(whole);
    long refused = whole.refused().count();
    List<Double> values = new ArrayList<>();
    Source again = source(Position.START);
    long alone = 0;
    Poll poll;
    do {
      poll = again.poll(1);
      values.addAll(values(poll));
      alone += poll.refused().count();
    } while (poll.more());
    assertThat(values).isEqualTo(together);
    assertThat(alone).isEqualTo(refused);
  }

  @Test
  void goesOnWhereAnEarlierAgentWas() {
    InboxPosition earlier = InboxPosition.of(new Position("3 40 7 11"));
    assertThat(earlier).isEqualTo(new InboxPosition(3, 40, 7, new RowPlace(11, false, 0)));
    assertThat(earlier.position()).isEqualTo(new Position("3 40 7 11"));
    InboxPosition inside = new InboxPosition(3, 40, 7, new RowPlace(11, true, 5));
    assertThat(InboxPosition.of(inside.position())).isEqualTo(inside);
  }

  @Test
  void isFullUntilRowsAreCounted() throws IOException {
    Source source = source(Position.START);
    String hundred = "1,%s\n".formatted("x".repeat(97));
    int taken = 0;
    try {
      for (; taken < 100; taken++) {
        push(hundred);
      }
    } catch (InboxFullException e) {
      assertThat(e).hasMessageContaining("allowed are 1600");
    }
    assertThat(taken).isEqualTo(14);
    source.committed(source.poll(9).next());
    assertThatThrownBy(() -> push(hundred)).isInstanceOf(InboxFullException.class);
    source.committed(source.poll(9).next());
    push(hundred);
    drain(source);
    Position end = source.poll(9).next();
    source.committed(end);
    assertThat(segments()).isGreaterThan(2);
    source.committed(end);
    assertThat(segments()).isEqualTo(1);
  }

  @Test
  void whatADiskDoesNotTakeIsNotThere() throws IOException {
    Source source = source(Position.START);
    push("1,\n");
    for (Fault fault : List.of(Fault.FULL, Fault.FULL_WHEN_SYNCED, Fault.READ_ONLY, Fault.BROKEN)) {
      disk.from(1, fault);
      assertThatThrownBy(() -> push("8,\n")).isInstanceOf(IOException.class);
      assertThat(drain(source)).doesNotContain(8.0);
      disk.heal();
    }
    push("2,\n");
    assertThat(drain(source)).containsExactly(2.0);
    inboxes = new Inboxes(disk, "inbox", MOST);
    assertThat(drain(source(Position.START))).containsExactly(1.0, 2.0);
  }

  @Test
  void whatIsHalfWrittenAtAnEndIsCutOff() throws IOException {
    Source source = source(Position.START);
    push("1,\n");
    source.close();
    Path segment = segment();
    Files.write(segment, new byte[] {0, 0, 0, 9, 1}, StandardOpenOption.APPEND);
    inboxes = new Inboxes(disk, "inbox", MOST);
    Source again = source(Position.START);
    push("2,\n");
    assertThat(drain(again)).containsExactly(1.0, 2.0);
    assertThat(told).isEmpty();
  }

  @Test
  void saysWhatIsDamagedAndGoesOn() throws IOException {
    String long200 = "1,%s\n".formatted("x".repeat(200));
    Source source = source(Position.START);
    push(long200);
    push("2,\n");
    Files.write(segment(), new byte[] {5, 5, 5}, StandardOpenOption.WRITE);
    assertThat(drain(source)).containsExactly(2.0);
    assertThat(told).singleElement().asString().contains("damaged on disk");
  }

  /** A disk that forgets what it had said to be durable. */
  @Test
  void rowsThatComeAfterALossAreNotTakenForThoseThatWereRead() throws IOException {
    Source source = source(Position.START);
    push("1,\n");
    push("2,\n");
    Position at = source.poll(9).next();
    Files.write(segment(), new byte[0]);
    inboxes = new Inboxes(disk, "inbox", MOST);
    Source again = source(at);
    push("3,\n");
    assertThat(drain(again)).containsExactly(3.0);
    Files.delete(segment());
    inboxes = new Inboxes(disk, "inbox", MOST);
    Source third = source(again.poll(9).next());
    push("4,\n");
    assertThat(drain(third)).containsExactly(4.0);
  }

  @Test
  void knowsAgainWhatItHasTakenAlsoAfterItWasCounted() throws IOException {
    Source source = source(Position.START);
    Mark first = new Mark(1, 11);
    Mark second = new Mark(2, 22);
    append("1,\n2,\n", first, second);
    assertThat(drain(source)).containsExactly(1.0, 2.0);
    source.committed(source.poll(1).next());
    inboxes = new Inboxes(disk, "inbox", MOST);
    Source again = source(Position.START);
    assertThat(inbox().has(first)).isTrue();
    assertThat(inbox().has(second)).isTrue();
    assertThat(inbox().has(new Mark(2, 23))).isFalse();
    append("3,\n", new Mark(1, 99));
    assertThat(inbox().has(first)).isFalse();
    again.close();
  }

  @Test
  void forgetsTheOldestMarks() throws IOException {
    inboxes = new Inboxes(disk, "inbox", 1 << 20);
    Source source = source(Position.START);
    for (int i = 0; i < 3; i++) {
      List<Mark> marks = new ArrayList<>();
      for (int id = 0; id < 1_000; id++) {
        marks.add(new Mark(1_000 * i + id, id));
      }
      append("1,\n", marks.toArray(Mark[]::new));
    }
    assertThat(inbox().has(new Mark(2_000, 0))).isTrue();
    assertThat(inbox().has(new Mark(1_000, 0))).isFalse();
    assertThat(drain(source)).hasSize(3);
  }

  /** As they are in a request of 1 MiB whose last line has no end. */
  @Test
  void givesTheMostRowsThatCanComeAtOnce() throws IOException {
    inboxes = new Inboxes(disk, "inbox", 4 << 20);
    Source source = source(Position.START);
    String rows = "1,x\n".repeat(2) + "1,\n".repeat(349_523);
    assertThat(rows).hasSize((1 << 20) + 1);
    push(rows);
    Poll poll = source.poll(4);
    assertThat(values(poll)).hasSize(4);
    assertThat(poll.restarted()).isEmpty();
  }

  @Test
  void awaitsRoomWhenItIsFull() throws Exception {
    Source source = source(Position.START);
    String hundred = "1,%s\n".formatted("x".repeat(97));
    assertThatThrownBy(
            () -> {
              while (true) {
                push(hundred);
              }
            })
        .isInstanceOf(InboxFullException.class);
    Inbox full = inbox();
    AtomicBoolean room = new AtomicBoolean();
    Thread waits =
        Thread.ofPlatform()
            .start(() -> {
              try {
                full.awaitRoom();
                room.set(true);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    while (waits.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(room).isFalse();
    while (!room.get()) {
      source.committed(source.poll(9).next());
    }
    waits.join();
    push(hundred);
  }

  private Inbox inbox() {
    return inboxes.find(KEY).orElseThrow().inbox();
  }

  @Test
  void takesRowsAsLongAsOneReads() throws IOException {
    assertThat(inboxes.find(KEY)).isEmpty();
    Source first = source(Position.START);
    Source second = source(Position.START);
    first.close();
    assertThat(inboxes.find(KEY)).isPresent();
    second.close();
    assertThat(inboxes.find(KEY)).isEmpty();
    first.poll(1);
    assertThat(inboxes.find(KEY)).isPresent();
  }

  @Test
  void saysWhichColumnTheFormatLacks() {
    assertThat(Inboxes.check("http:", FORMAT, Schema.ofNumbers(List.of("a")))).isEmpty();
    assertThat(Inboxes.check("http:", FORMAT, Schema.ofNumbers(List.of("b"))))
        .hasValueSatisfying(why -> assertThat(why).contains("lacks columns [b]"));
  }

  private Source source(Position from) throws IOException {
    return inboxes.open(
        KEY,
        new StateDirectory(disk, directory.resolve("node")),
        new SourceSpec.Push(),
        FORMAT,
        Schema.ofNumbers(List.of("a")),
        4,
        from);
  }

  private void append(String rows, Mark... marks) throws IOException {
    inbox().append(List.of(brought(rows, marks)));
  }

  private static Brought brought(String rows, Mark... marks) {
    return new Brought(rows.getBytes(StandardCharsets.UTF_8), List.of(marks));
  }

  private void push(String rows) throws IOException {
    inboxes.find(KEY).orElseThrow().inbox().append(rows.getBytes(StandardCharsets.UTF_8));
  }

  private List<Double> drain(Source source) throws IOException {
    List<Double> values = new ArrayList<>();
    Poll poll;
    do {
      poll = source.poll(9);
      values.addAll(values(poll));
      poll.restarted().ifPresent(told::add);
    } while (poll.more());
    return values;
  }

  private long segments() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("node/inbox"))) {
      return files.count();
    }
  }

  private Path segment() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("node/inbox"))) {
      return files.sorted().toList().getFirst();
    }
  }

  private static List<Double> values(Poll poll) {
    double[] values = new double[poll.rows().size()];
    poll.rows().copyNumbers(0, values, 0, 1);
    return Arrays.stream(values).boxed().toList();
  }
}
