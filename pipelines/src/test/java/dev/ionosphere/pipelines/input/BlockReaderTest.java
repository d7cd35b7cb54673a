package dev.ionosphere.pipelines.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.data.row.Column;
import dev.ionosphere.data.row.RefusalReason;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.pipelines.JobException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockReaderTest {

  @TempDir Path directory;

  private List<RowBlock> blocks(TableFiles files, int file, String... columns) throws IOException {
    List<RowBlock> blocks = new ArrayList<>();
    new BlockReader(files, file, Stream.of(columns).map(Column::number).toList(), null)
        .forEachRemaining(blocks::add);
    return blocks;
  }

  private RowBlock block(String content, String... columns) throws IOException {
    return blocks(new TestingFiles(directory).of(Map.of(), content), 0, columns).get(0);
  }

  @Test
  void columnsGoByName() throws IOException {
    TableFiles files = new TestingFiles(directory).of(Map.of(), "a,b\n1,2\n", "b,x,a\n4,0,3\n");
    assertThat(blocks(files, 0, "b", "a").get(0).values()).containsExactly(2, 1);
    assertThat(blocks(files, 1, "b", "a").get(0).values()).containsExactly(4, 3);
  }

  @Test
  void rowsThatAreNotCompleteAreSkippedAndCounted() throws IOException {
    RowBlock block = block("a,b\n1,2\n,3\n4,NaN\n5,inf\n6,7\n", "a", "b");
    assertThat(block.values()).containsExactly(1, 2, 6, 7);
    assertThat(block.tally().taken()).isEqualTo(2);
    assertThat(block.tally().skipped()).isEqualTo(3);
  }

  @Test
  void rowsThatAreNoneAreRefusedAndCountedByReason() throws IOException {
    RowBlock block =
        block("note,a\n\"valve,7,ok\",200.1\nx,1,2\n\"x\"y,3\nx\nnote,a\n\nx,1e400\nx,5\nx,6", "a");
    assertThat(block.values()).containsExactly(200.1, 5);
    assertThat(RefusedRows.counts(block.tally().refusals()))
        .isEqualTo(Map.of("fields", 2L, "quote", 1L, "range", 1L, "unfinished", 1L));
    assertThat(RefusedRows.told(block.tally().refusals()))
        .contains("fields 2 (row 1 of '0.csv', 3 fields, the header has 2)");
  }

  @Test
  void positionsTellTheOrderOfAllBlocksOfAllFiles() throws IOException {
    TableFiles files =
        new TestingFiles(directory).of(Map.of(), "a\n" + "1\n".repeat(5_000), "a\n1\n");
    List<RowBlock> blocks = blocks(files, 0, "a");
    blocks.addAll(blocks(files, 1, "a"));
    assertThat(blocks).extracting(block -> block.tally().taken()).containsExactly(4_096L, 904L, 1L);
    assertThat(blocks).extracting(block -> block.tally().position()).isSorted();
    assertThat(blocks)
        .extracting(block -> new Spread(2).getPartition(block.tally().position()))
        .containsExactly(0, 1, 1);
  }

  @Test
  void aBlockOfManyColumnsHasFewRows() throws IOException {
    StringBuilder names = new StringBuilder("c0");
    StringBuilder row = new StringBuilder("0");
    List<String> columns = new ArrayList<>(List.of("c0"));
    for (int i = 1; i < 10_000; i++) {
      names.append(",c").append(i);
      row.append(",0");
      columns.add("c" + i);
    }
    String content = names + "\n" + (row + "\n").repeat(105);
    RowBlock first = block(content, columns.toArray(String[]::new));
    assertThat(first.tally().taken()).isEqualTo(104);
  }

  @Test
  void moreThanHalfRefusedIsARefusalOfAll() throws IOException {
    TableFiles files = new TestingFiles(directory).of(Map.of(), "a title\na,b\n1,2\n3,4\n");
    assertThatThrownBy(
            () -> {
              RowBlock block = blocks(files, 0, "a title").get(0);
              RefusedRows.check(files, block.tally().taken(), block.tally().refusals());
            })
        .isInstanceOf(JobException.class)
        .hasMessage(
            "input 0.csv: 3 of 3 rows are refused, more than half: fields 3 (row 0 of '0.csv', 2 fields, the header has 1)");
    Refusals one = new Refusals();
    one.add(RefusalReason.QUOTE, "x");
    assertThatCode(() -> RefusedRows.check(files, 1, one)).doesNotThrowAnyException();
    assertThatThrownBy(() -> RefusedRows.check(files, 0, new Refusals()))
        .hasMessage("input 0.csv has no row");
  }
}
