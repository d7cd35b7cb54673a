package dev.ionosphere.edge.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.ionosphere.data.csv.CsvDialect;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.RefusalReason;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.Poll;
import dev.ionosphere.data.source.Position;
import dev.ionosphere.data.source.RowFile;
import dev.ionosphere.data.source.SourceException;
import dev.ionosphere.edge.store.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowedFileTest {

  private static final List<String> FEATURES = List.of("b", "a");

  @TempDir Path root;
  private Path file;
  private SourcePath path;
  private Format format = Format.DEFAULT;

  @BeforeEach
  void locate() throws IOException {
    file = root.resolve("d1.csv");
    path = SourcePath.of(root, "${device}.csv", "d1");
  }

  @Test
  void takesColumnsByName() throws IOException {
    Files.writeString(file, "x,a,\"b\"\n9,1.5,-2\n9,3,4e1\n");
    Poll poll = poll(Position.START, 100);
    assertThat(values(poll)).containsExactly("-2.0 1.5", "40.0 3.0");
    assertThat(poll.more()).isFalse();
  }

  @Test
  void saysHowFarBehindItIsAndWhetherTheFileIsThere() throws IOException {
    FollowedFile source =
        new FollowedFile(path, format, Schema.ofNumbers(FEATURES), 9, Position.START);
    assertThat(source.behind()).isEmpty();
    assertThat(source.absent()).hasValueSatisfying(why -> assertThat(why).contains("is not there"));
    Files.writeString(file, "a,b\n1,2\n3,4\n5,");
    assertThat(source.absent()).isEmpty();
    assertThat(source.behind()).hasValue(14);
    Poll unused = source.poll(1);
    assertThat(source.behind()).hasValue(6);
    Poll last = source.poll(9);
    assertThat(source.behind()).as("half a line").hasValue(2);
    Files.move(file, root.resolve("d1.csv.1"));
    assertThat(source.behind()).hasValue(2);
    Files.writeString(file, "a,b\n1,2\n");
    assertThat(source.behind()).as("with the one that was renamed").hasValue(10);
  }

  @Test
  void readsItsDialect() throws IOException {
    format = new Format.Csv(CsvDialect.COMMA.withDelimiter(';').withDecimal(','));
    Files.writeString(file, "a;b\r\n1,5;2\r\n\r\n3;4\r\n");
    assertThat(values(poll(Position.START, 100))).containsExactly("2.0 1.5", "4.0 3.0");
  }

  @Test
  void aDelimiterInsideQuotesShiftsNothing() throws IOException {
    Files.writeString(file, "note,a,b\n\"valve,7,ok\",200.1,3\n");
    assertThat(values(poll(Position.START, 100))).containsExactly("3.0 200.1");
  }

  @Test
  void waitsForTheNewlineOfAGrowingFile() throws IOException {
    assertThat(values(poll(Position.START, 9))).isEmpty();
    Files.writeString(file, "a,b");
    assertThat(values(poll(Position.START, 9))).isEmpty();
    append("\n1,2\n3,");
    Poll first = poll(Position.START, 9);
    assertThat(values(first)).containsExactly("2.0 1.0");
    append("45\n");
    Poll second = poll(first.next(), 9);
    assertThat(values(second)).containsExactly("45.0 3.0");
    assertThat(second.rows().rowNumber(0)).isEqualTo(1);
    assertThat(values(poll(second.next(), 9))).isEmpty();
  }

  @Test
  void countsBadRowsAndGoesOn() throws IOException {
    Files.writeString(file, "a,b\n1,2\n1\nx,2\n1,NaN\n1,0x10\n,2\n5,6\n");
    Poll poll = poll(Position.START, 100);
    assertThat(values(poll)).containsExactly("2.0 1.0", "NaN 1.0", "2.0 NaN", "6.0 5.0");
    assertThat(poll.refused().counts())
        .containsOnly(entry(RefusalReason.FIELD_COUNT, 1L), entry(RefusalReason.NOT_OF_TYPE, 2L));
    assertThat(poll.refused().first()).hasValueSatisfying(t -> assertThat(t).contains("row 1"));
    assertThat(poll.rows().rowNumber(3)).isEqualTo(6);
  }

  @Test
  void takesNoMoreThanItIsAskedFor() throws IOException {
    Files.writeString(file, "a,b\n1,2\nx,2\n3,4\n5,6\n");
    Poll first = poll(Position.START, 2);
    assertThat(first.more()).isTrue();
    assertThat(values(first)).hasSize(1);
    Poll second = poll(first.next(), 2);
    assertThat(values(second)).containsExactly("4.0 3.0", "6.0 5.0");
    assertThat(poll(second.next(), 2).more()).isFalse();
  }

  @Test
  void startsOverWhenTheFileIsTruncatedOrReplaced() throws IOException {
    Files.writeString(file, "a,b\n1,2\n3,4\n");
    Position end = poll(Position.START, 9).next();
    Files.writeString(file, "a,b\n7,8\n");
    Poll truncated = poll(end, 9);
    assertThat(truncated.restarted()).isPresent();
    assertThat(values(truncated)).containsExactly("8.0 7.0");
    Files.writeString(file, "b,a\n1,2\n3,4\n5,6\n");
    Poll replaced = poll(truncated.next(), 9);
    assertThat(replaced.restarted()).isPresent();
    assertThat(values(replaced)).hasSize(3);
  }

  @Test
  void seesAFileThatWasWrittenAnewWithTheSameBeginning() throws IOException {
    String same = "a,b\n" + "1,2\n".repeat(500);
    Files.writeString(file, same + "3,4\n");
    Position end = poll(Position.START, 1_000).next();
    Files.writeString(file, same + "7,8\n9,10\n11,12\n");
    Poll anew = poll(end, 1_000);
    assertThat(anew.restarted()).isPresent();
    assertThat(values(anew)).hasSize(503);
  }

  @Test
  void readsARenamedFileToItsEndBeforeTheNext() throws IOException {
    Files.writeString(file, "a,b\n1,2\n3,4\n");
    Poll first = poll(Position.START, 1);
    Files.move(file, root.resolve("d1.csv.1"));
    Files.createFile(file);
    Poll rest = poll(first.next(), 9);
    assertThat(values(rest)).containsExactly("4.0 3.0");
    append("d1.csv.1", "5,6\n7,");
    Poll late = poll(rest.next(), 9);
    assertThat(values(late)).as("its writer has not noticed yet").containsExactly("6.0 5.0");
    Files.writeString(file, "a,b\n9,10\n");
    Poll tail = poll(late.next(), 9);
    assertThat(tail.refused().counts()).containsOnlyKeys(RefusalReason.UNFINISHED);
    Poll next = poll(tail.next(), 9);
    assertThat(values(next)).containsExactly("10.0 9.0");
    assertThat(next.rows().rowNumber(0)).isZero();
    for (Poll poll : List.of(rest, late, tail, next)) {
      assertThat(poll.restarted()).as("nothing is lost").isEmpty();
    }
  }

  @Test
  void aRenamedFileIsReadAlsoIfTheNextBeginsAsItDid() throws IOException {
    Files.writeString(file, "a,b\n1,2\n");
    Position end = poll(Position.START, 9).next();
    append("3,4\n");
    Files.move(file, root.resolve("old"));
    Files.writeString(file, "a,b\n1,2\n5,6\n");
    Poll rest = poll(end, 9);
    assertThat(values(rest)).containsExactly("4.0 3.0");
    assertThat(values(poll(rest.next(), 9))).containsExactly("2.0 1.0", "6.0 5.0");
  }

  @Test
  void goesOnInACopyThatIsTheSame() throws IOException {
    Files.writeString(file, "a,b\n1,2\n");
    Position end = poll(Position.START, 9).next();
    Files.copy(file, root.resolve("copy"));
    Files.move(root.resolve("copy"), file, StandardCopyOption.REPLACE_EXISTING);
    append("3,4\n");
    Poll rest = poll(end, 9);
    assertThat(rest.restarted()).isEmpty();
    assertThat(values(rest)).containsExactly("4.0 3.0");
  }

  @Test
  void keepsItsPlaceWhileTheFileIsAbsent() throws IOException {
    Files.writeString(file, "a,b\n1,2\n");
    Position end = poll(Position.START, 9).next();
    Path away = Files.createDirectory(root.resolve("elsewhere")).resolve("d1.csv");
    Files.move(file, away);
    assertThat(poll(end, 9).next()).isEqualTo(end);
    Files.move(away, file);
    append("3,4\n");
    assertThat(values(poll(end, 9))).containsExactly("4.0 3.0");
  }

  @Test
  void followsNoLinkToAFileOfThatNumber() throws IOException {
    Files.writeString(file, "a,b\n1,2\n3,4\n");
    Position first = poll(Position.START, 1).next();
    Path elsewhere = Files.createDirectory(root.resolve(".hidden")).resolve("d1.csv");
    Files.move(file, elsewhere);
    Files.createSymbolicLink(root.resolve("link.csv"), elsewhere);
    assertThat(values(poll(first, 9))).isEmpty();
  }

  @Test
  void goesOnWhereAnEarlierAgentWas() throws IOException {
    Files.writeString(file, "a,b\n1,2\n3,4\n");
    String kept =
        "{\"offset\":8,\"row\":1,\"prefixLength\":8,\"prefixCrc\":%d,\"insideLongLine\":false}";
    java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
    crc.update("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
    Position earlier =
        Json.read(kept.formatted(crc.getValue()).getBytes(StandardCharsets.UTF_8), Position.class);
    Poll rest = poll(earlier, 9);
    assertThat(rest.restarted()).isEmpty();
    assertThat(values(rest)).containsExactly("4.0 3.0");
    assertThat(Json.read(Json.write(rest.next()), Position.class)).isEqualTo(rest.next());
  }

  @Test
  void skipsALineWithoutEnd() throws IOException {
    Files.writeString(file, "a,b\n1,2\n" + "7".repeat(300_000));
    Poll first = poll(Position.START, 100);
    append("7".repeat(100_000) + "\n3,4\n");
    Poll second = poll(first.next(), 100);
    assertThat(first.rows().size() + second.rows().size()).isEqualTo(2);
    assertThat(first.refused().count() + second.refused().count()).isEqualTo(1);
    assertThat(second.rows().rowNumber(second.rows().size() - 1)).isEqualTo(2);
  }

  @Test
  void judgesQuotesAsOneReadingOfTheWholeFileDoes() throws IOException {
    String half = "1,2\n".repeat(10_000);
    Files.writeString(file, "a,b\n\"1,2\n" + half + "\"3,\n4\",5\n" + half);
    Refusals whole = new Refusals();
    RowBatch rows = new RowBatch(Schema.ofNumbers(FEATURES), 100_000);
    try (RowFile read =
        RowFile.open(file, format.parser(file.toString(), Schema.ofNumbers(FEATURES)))) {
      boolean unused = read.read(rows, whole);
    }
    long taken = 0;
    Refusals refused = new Refusals();
    Position at = Position.START;
    boolean more = true;
    while (more) {
      Poll poll = poll(at, 100);
      taken += poll.rows().size();
      refused.addAll(poll.refused());
      at = poll.next();
      more = poll.more();
    }
    assertThat(refused.counts()).isEqualTo(whole.counts());
    assertThat(taken).isEqualTo(rows.size());
  }

  @Test
  void saysWhichColumnsAreMissing() throws IOException {
    Files.writeString(file, "a,c\n1,2\n");
    assertThat(open(path, Position.START).check())
        .hasValueSatisfying(t -> assertThat(t).contains("[b]", "[a, c]"));
    assertThatThrownBy(() -> poll(Position.START, 9)).isInstanceOf(SourceException.class);
  }

  @Test
  void neverLeavesTheSourceDirectory() throws IOException {
    for (String path : List.of("../x.csv", "/etc/passwd", "a/../../x", "", ".", "\0")) {
      assertThatThrownBy(() -> SourcePath.of(root.resolve("in"), path, "d1"))
          .as(path)
          .isInstanceOf(SourceException.class);
    }
    Files.createDirectory(root.resolve("in"));
    Files.writeString(root.resolve("secret.csv"), "a,b\n1,2\n");
    Files.createSymbolicLink(root.resolve("in/link.csv"), root.resolve("secret.csv"));
    SourcePath link = SourcePath.of(root.resolve("in"), "link.csv", "d");
    assertThatThrownBy(() -> poll(link, Position.START, 9)).isInstanceOf(SourceException.class);
  }

  @Test
  void readsNothingHidden() throws IOException {
    Path secrets = Files.createDirectories(root.resolve(".ion/hub/secrets"));
    Files.writeString(secrets.resolve("ticket-signing.key"), "a,b\n1,2\n");
    for (String path : List.of(".ion/hub/secrets/ticket-signing.key", "x/../.env", "./.env")) {
      assertThatThrownBy(() -> SourcePath.of(root, path, "d1"))
          .isInstanceOf(SourceException.class)
          .hasMessageContaining(path)
          .hasMessageContaining("begin with '.'");
    }
    Files.createSymbolicLink(root.resolve("link.csv"), secrets.resolve("ticket-signing.key"));
    SourcePath link = SourcePath.of(root, "./link.csv", "d");
    assertThatThrownBy(() -> poll(link, Position.START, 9)).isInstanceOf(SourceException.class);
  }

  @Test
  void worksWhereTheSourceDirectoryItselfIsHidden() throws IOException {
    Path demo = Files.createDirectories(root.resolve(".ion/demo"));
    Files.writeString(demo.resolve("d1.csv"), "a,b\n1,2\n");
    SourcePath shown = SourcePath.of(demo, "${device}.csv", "d1");
    assertThat(poll(shown, Position.START, 9).rows().size()).isEqualTo(1);
  }

  @Test
  void neverQuotesALineThatIsNoHeader() throws IOException {
    for (String line : List.of("MC4CAQAwBQYDK2VwBCIEIJ+7=", "q7Zl0Y8vQ1xw9h3ZkYw0".repeat(3))) {
      Files.writeString(file, line + ",a\n1,2\n");
      assertThat(open(path, Position.START).check())
          .hasValueSatisfying(
              t -> assertThat(t).contains("[b]", "a line that is no header").doesNotContain(line));
    }
  }

  private FollowedFile open(SourcePath at, Position from) {
    return new FollowedFile(at, format, Schema.ofNumbers(FEATURES), 1_000, from);
  }

  private Poll poll(Position from, int most) throws IOException {
    return poll(path, from, most);
  }

  private Poll poll(SourcePath at, Position from, int most) throws IOException {
    return open(at, from).poll(most);
  }

  private void append(String text) throws IOException {
    append("d1.csv", text);
  }

  private void append(String name, String text) throws IOException {
    Files.writeString(root.resolve(name), text, StandardOpenOption.APPEND);
  }

  private static List<String> values(Poll poll) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < poll.rows().size(); row++) {
      rows.add(poll.rows().number(0, row) + " " + poll.rows().number(1, row));
    }
    return rows;
  }
}
