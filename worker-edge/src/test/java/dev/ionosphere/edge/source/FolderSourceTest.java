package dev.ionosphere.edge.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.RefusalReason;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.NamePattern;
import dev.ionosphere.data.source.Poll;
import dev.ionosphere.data.source.Position;
import dev.ionosphere.data.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSourceTest {

  @TempDir Path root;
  @TempDir Path outside;
  private Path folder;
  private final List<String> told = new ArrayList<>();
  private long refused;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createDirectories(root.resolve("in/d1"));
  }

  @Test
  void readsFilesInTheOrderOfTheirNames() throws IOException {
    file("b.csv", 3, 4);
    file("a.csv", 1, 2);
    file("c.csv", 5);
    file("d.txt", 6);
    assertThat(all(Position.START)).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
  }

  @Test
  void saysHowFarBehindItIsAndWhetherTheFolderIsThere() throws IOException {
    FolderSource source = source(Position.START);
    file("a.csv", 1, 2);
    file("b.csv", 3);
    file("c.txt", 4);
    long all = Files.size(folder.resolve("a.csv")) + Files.size(folder.resolve("b.csv"));
    assertThat(source.behind()).hasValue(all);
    assertThat(source.absent()).isEmpty();
    Poll unused = source.poll(1);
    assertThat(source.behind().getAsLong()).isPositive().isLessThan(all);
    List<Double> rest = drain(source);
    assertThat(source.behind()).as("all but %s", rest).hasValue(0);
    Files.move(folder, root.resolve("in/away"));
    assertThat(source.behind()).isEmpty();
    assertThat(source.absent()).hasValueSatisfying(why -> assertThat(why).contains("is not there"));
  }

  @Test
  void passesFoldersThatAreNamedLikeFiles() throws IOException {
    file("a.csv", 1);
    Files.createDirectory(folder.resolve("b.csv"));
    Files.createSymbolicLink(folder.resolve("c.csv"), folder.resolve("b.csv"));
    file("d.csv", 2);
    assertThat(all(Position.START)).containsExactly(1.0, 2.0);
  }

  @Test
  void followsTheLastOneAsItGrows() throws IOException {
    file("a.csv", 1);
    FolderSource source = source(Position.START);
    assertThat(drain(source)).containsExactly(1.0);
    append("a.csv", "2\n3");
    assertThat(drain(source)).containsExactly(2.0);
    append("a.csv", "4\n");
    assertThat(drain(source)).containsExactly(34.0);
    assertThat(told).isEmpty();
  }

  @Test
  void refusesALineThatIsNotFinishedWhenTheNextFileIsThere() throws IOException {
    file("a.csv", 1);
    append("a.csv", "2");
    FolderSource source = source(Position.START);
    assertThat(drain(source)).containsExactly(1.0);
    file("b.csv", 3);
    assertThat(drain(source)).containsExactly(3.0);
    assertThat(refused).isEqualTo(1);
    append("a.csv", "2\n7\n");
    assertThat(drain(source)).isEmpty();
  }

  @Test
  void goesOnAtItsPosition() throws IOException {
    file("a.csv", 1, 2, 3);
    file("b.csv", 4, 5);
    List<Double> values = new ArrayList<>();
    Position at = Position.START;
    for (int i = 0; i < 10; i++) {
      Poll poll = source(at).poll(2);
      values.addAll(values(poll));
      at = poll.next();
    }
    assertThat(values).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
    append("b.csv", "6\n");
    assertThat(all(at)).containsExactly(6.0);
  }

  @Test
  void neverReadsNamesBeforeThePresentOne() throws IOException {
    file("b.csv", 1);
    FolderSource source = source(Position.START);
    assertThat(drain(source)).containsExactly(1.0);
    file("a.csv", 9);
    assertThat(drain(source)).isEmpty();
    file("c.csv", 2);
    assertThat(drain(source)).containsExactly(2.0);
  }

  @Test
  void seesANameThatComesBetweenTwoThatItKnows() throws IOException {
    file("a.csv", 1);
    file("c.csv", 3);
    Files.setLastModifiedTime(folder, FileTime.fromMillis(0));
    FolderSource source = source(Position.START);
    assertThat(values(source.poll(1))).containsExactly(1.0);
    file("b.csv", 2);
    assertThat(drain(source)).containsExactly(2.0, 3.0);
  }

  @Test
  void waitsForAFolderAndForAFile() throws IOException {
    Files.delete(folder);
    FolderSource source = source(Position.START);
    assertThat(drain(source)).isEmpty();
    assertThat(source.check()).isEmpty();
    Files.createDirectories(folder);
    assertThat(drain(source)).isEmpty();
    file("a.csv", 1);
    assertThat(drain(source)).containsExactly(1.0);
    Files.delete(folder.resolve("a.csv"));
    assertThat(drain(source)).isEmpty();
    assertThat(told).isEmpty();
  }

  @Test
  void aFileThatIsTakenAwayWhenItWasReadIsNoFault() throws IOException {
    file("a.csv", 1);
    FolderSource source = source(Position.START);
    Position at = source.poll(10).next();
    Files.delete(folder.resolve("a.csv"));
    file("b.csv", 2);
    assertThat(all(at)).containsExactly(2.0);
    assertThat(told).isEmpty();
  }

  @Test
  void saysWhichFileIsGoneBeforeItsEnd() throws IOException {
    file("a.csv", 1, 2, 3);
    FolderSource source = source(Position.START);
    Position at = source.poll(2).next();
    Files.delete(folder.resolve("a.csv"));
    file("b.csv", 4);
    assertThat(all(at)).containsExactly(4.0);
    assertThat(told).singleElement().asString().contains("a.csv' is gone");
  }

  @Test
  void startsAFileOverThatShrinks() throws IOException {
    file("a.csv", 1, 2);
    FolderSource source = source(Position.START);
    assertThat(drain(source)).containsExactly(1.0, 2.0);
    file("a.csv", 7);
    assertThat(drain(source)).containsExactly(7.0);
    assertThat(told).singleElement().asString().contains("a.csv' is not what was read before");
  }

  @Test
  void passesFilesWithoutRows() throws IOException {
    for (int i = 0; i < 250; i++) {
      Files.createFile(folder.resolve("e%03d.csv".formatted(i)));
    }
    Files.writeString(folder.resolve("f.csv"), "a,b");
    file("g.csv", 5);
    FolderSource source = source(Position.START);
    assertThat(drain(source)).isEmpty();
    assertThat(drain(source)).isEmpty();
    assertThat(drain(source)).containsExactly(5.0);
    assertThat(told).singleElement().asString().contains("f.csv' ends before its header line");
  }

  @Test
  void stopsAtAFileThatIsNoTableUntilItIsRight() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "x,y\n1,2\n");
    file("b.csv", 2);
    FolderSource source = source(Position.START);
    assertThat(source.check()).hasValueSatisfying(why -> assertThat(why).contains("a.csv' lacks"));
    assertThatThrownBy(() -> source.poll(9)).isInstanceOf(SourceException.class);
    assertThatThrownBy(() -> source.poll(9)).hasMessageContaining("a.csv' lacks columns");
    file("a.csv", 1);
    assertThat(drain(source)).containsExactly(1.0, 2.0);
  }

  @Test
  void readsCompressedFiles() throws IOException {
    gzip("a.csv.gz", 5_000);
    file("b.csv", -1);
    Position at = Position.START;
    List<Double> values = new ArrayList<>();
    FolderSource source = source(at);
    for (int i = 0; i < 4; i++) {
      Poll poll = source.poll(1_024);
      values.addAll(values(poll));
      at = poll.next();
    }
    values.addAll(all(at));
    assertThat(values)
        .hasSize(5_001)
        .endsWith(4_999.0, -1.0)
        .isSortedAccordingTo((one, other) -> other < 0 ? -1 : Double.compare(one, other));
    assertThat(told).isEmpty();
  }

  @Test
  void waitsForTheRestOfACompressedFile() throws IOException {
    byte[] whole = gzip("a.csv.gz", 3_000);
    Path file = folder.resolve("a.csv.gz");
    FolderSource source = source(Position.START);
    List<Double> values = new ArrayList<>();
    for (int length : new int[] {1, 9, whole.length / 2, whole.length - 1, whole.length}) {
      Files.write(file, Arrays.copyOf(whole, length));
      values.addAll(drain(source));
    }
    assertThat(values).hasSize(3_000).doesNotHaveDuplicates();
    assertThat(refused).isZero();
  }

  @Test
  void saysThatACompressedFileIsDamaged() throws IOException {
    byte[] whole = gzip("a.csv.gz", 3_000);
    whole[whole.length / 2] ^= 0x55;
    whole[whole.length - 6] ^= 0x55;
    Files.write(folder.resolve("a.csv.gz"), whole);
    FolderSource source = source(Position.START);
    assertThatThrownBy(() -> drain(source))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("a.csv.gz' is compressed with gzip, and damaged");
  }

  @Test
  void refusesLinksThatLeadOutAndHiddenNames() throws IOException {
    Files.writeString(outside.resolve("x.csv"), "a\n1\n");
    Files.writeString(folder.resolve(".a.csv"), "a\n2\n");
    assertThat(all(Position.START)).isEmpty();
    Files.createSymbolicLink(folder.resolve("z.csv"), outside.resolve("x.csv"));
    assertThatThrownBy(() -> all(Position.START)).hasMessageContaining("leads out of");
    Files.createSymbolicLink(root.resolve("in/d2"), outside);
    FolderSource linked = source("in/d2", Position.START);
    assertThatThrownBy(() -> linked.poll(9)).hasMessageContaining("leads out of");
    assertThatThrownBy(() -> SourcePath.of(root, "in/../..", "d1"))
        .isInstanceOf(SourceException.class);
    Files.writeString(root.resolve("plain"), "");
    assertThatThrownBy(() -> source("plain", Position.START).poll(9))
        .hasMessageContaining("is not a folder");
  }

  @Test
  void aFolderOfManyIsNotListedForEachFile() throws IOException {
    for (int i = 0; i < 3_000; i++) {
      file("%05d.csv".formatted(i), i);
    }
    Files.setLastModifiedTime(folder, FileTime.fromMillis(0));
    assertThat(all(Position.START)).hasSize(3_000).isSorted();
  }

  @Test
  void aRefusedRowIsCountedOnce() throws IOException {
    Files.writeString(folder.resolve("a.csv"), "a\n1\nx\n");
    Poll poll = source(Position.START).poll(9);
    assertThat(poll.refused().counts()).containsEntry(RefusalReason.NOT_OF_TYPE, 1L);
    assertThat(all(poll.next())).isEmpty();
    assertThat(refused).isZero();
  }

  private void file(String name, int... values) throws IOException {
    StringBuilder text = new StringBuilder("a\n");
    Arrays.stream(values).forEach(value -> text.append(value).append('\n'));
    Files.writeString(folder.resolve(name), text);
  }

  private void append(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text, StandardOpenOption.APPEND);
  }

  private byte[] gzip(String name, int rows) throws IOException {
    StringBuilder text = new StringBuilder("a,note\n");
    for (int i = 0; i < rows; i++) {
      text.append(i).append(',').append(Integer.toHexString(i * 0x9e3779b9)).append('\n');
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }
    Files.write(folder.resolve(name), bytes.toByteArray());
    return bytes.toByteArray();
  }

  private FolderSource source(Position from) throws IOException {
    return source("in/${device}", from);
  }

  private FolderSource source(String path, Position from) throws IOException {
    return new FolderSource(
        SourcePath.of(root, path, "d1"),
        new NamePattern("*.csv*"),
        Format.DEFAULT,
        Schema.ofNumbers(List.of("a")),
        1_024,
        from);
  }

  private List<Double> all(Position from) throws IOException {
    try (FolderSource source = source(from)) {
      return drain(source);
    }
  }

  private List<Double> drain(FolderSource source) throws IOException {
    List<Double> values = new ArrayList<>();
    Poll poll;
    do {
      poll = source.poll(1_024);
      values.addAll(values(poll));
      refused += poll.refused().count();
      poll.restarted().ifPresent(told::add);
    } while (poll.more());
    return values;
  }

  private static List<Double> values(Poll poll) {
    double[] values = new double[poll.rows().size()];
    poll.rows().copyNumbers(0, values, 0, 1);
    return Arrays.stream(values).boxed().toList();
  }
}
