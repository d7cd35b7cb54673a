package dev.ionosphere.pipelines.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.pipelines.TestingSpark;
import dev.ionosphere.pipelines.plan.Unseen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputRowsIT {

  private static SparkSession spark;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    spark = TestingSpark.start();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private InputRows read(String... contents) throws IOException {
    TableFiles files = new TestingFiles(directory).of(Map.of(), contents);
    return TrainingInput.look(spark, files, new ColumnWish(List.of(), Set.of())).rows();
  }

  private static List<Double> first(Dataset<Row> rows) {
    return rows.collectAsList().stream().map(row -> row.getDouble(0)).toList();
  }

  @Test
  void columnsHaveNamesThatSparkTakes() throws IOException {
    InputRows rows = read("a.b,`c`,d\n1,2,3\n4,5,6\n");
    assertThat(rows.dataset(List.of("d", "a.b")).columns()).containsExactly("c0", "c1");
    assertThat(first(rows.dataset(List.of("d", "a.b")))).containsExactly(3.0, 6.0);
  }

  @Test
  void parquetThatSparkWroteHasTheRowsOfTheTextThatItRead() throws IOException {
    String text = "a.b,mode,d\n1,idle,3\n,run,5\n4.5,run,6\n";
    ColumnWish wish = new ColumnWish(List.of(), Set.of());
    TrainingInput input = TrainingInput.look(spark, parquet(text), wish);
    assertThat(input.names()).containsExactly("a.b", "d");
    assertThat(input.leftOut()).extracting(LeftOut::name).containsExactly("mode");
    InputRows rows = input.rows();
    assertThat(rows.skipped()).isEqualTo(1);
    assertThat(first(rows.dataset(List.of("a.b"))))
        .isEqualTo(first(read(text).dataset(List.of("a.b"))))
        .containsExactly(1.0, 4.5);
  }

  @Test
  void parquetHasTheCategoriesOfTheTextThatSparkRead() throws IOException {
    String text =
        "size,on,mode,deep\n10,true,idle,9007199254740993\n-2,false,run,3\n,true,run,3\n10,,idle,3\n"
            + "7,false,,3\n7,false,idle,3\n";
    List<String> names = List.of("size", "on", "mode", "deep");
    ColumnWish wish = new ColumnWish(List.of(), Set.of(), names, Unseen.other, Optional.empty());
    TableFiles csv = new TestingFiles(directory).of(Map.of(), text);
    InputRows ofText = TrainingInput.look(spark, csv, wish).rows();
    InputRows ofParquet = TrainingInput.look(spark, parquet(text), wish).rows();
    assertThat(names)
        .allSatisfy(name ->
            assertThat(ofParquet.categories(name)).as(name).isEqualTo(ofText.categories(name)));
    assertThat(ofParquet.categories("size")).containsExactly("-2", "10", "7");
    assertThat(ofParquet.categories("on")).containsExactly("false", "true");
    assertThat(ofParquet.categories("deep")).containsExactly("3", "9007199254740993");
    assertThat(ofParquet.skipped()).isEqualTo(3).isEqualTo(ofText.skipped());
    assertThat(ofParquet.dataset(names).collectAsList())
        .isEqualTo(ofText.dataset(names).collectAsList())
        .hasSize(3);
  }

  /** What Spark writes of the text that it reads with the types that it finds. */
  private TableFiles parquet(String text) throws IOException {
    Path csv = directory.resolve("text/rows.csv");
    Files.createDirectories(csv.getParent());
    Files.writeString(csv, text);
    Path written = directory.resolve("parquet");
    spark
        .read()
        .option("header", true)
        .option("inferSchema", true)
        .csv(csv.toString())
        .coalesce(1)
        .write()
        .parquet(written.toString());
    try (Stream<Path> files = Files.list(written)) {
      return new TableFiles(
          files.map(Path::toString).filter(file -> file.endsWith(".parquet")).toList(), Map.of());
    }
  }

  @Test
  void oneFileIsOnePartitionWhileThereIsLittle() throws IOException {
    InputRows rows = read("a,b\n1,2\n3,4\n", "b,a\n6,5\n");
    assertThat(rows.dataset(List.of("a")).rdd().getNumPartitions()).isEqualTo(2);
    assertThat(first(rows.dataset(List.of("a")))).containsExactly(1.0, 3.0, 5.0);
  }

  @Test
  void manyRowsOfOneFileAreSpreadOverAllCoresInOneOrder() throws IOException {
    StringBuilder csv = new StringBuilder("a\n");
    IntStream.range(0, 60_000).forEach(i -> csv.append(i % 10 == 9 ? "x,y" : i).append('\n'));
    InputRows rows = read(csv.toString());
    Dataset<Row> dataset = rows.dataset(List.of("a"));
    assertThat(dataset.rdd().getNumPartitions()).isEqualTo(2);
    assertThat(rows.count()).isEqualTo(54_000);
    assertThat(rows.refusals().count()).isEqualTo(6_000);
    assertThat(rows.refusals().first().orElseThrow()).startsWith("row 9 of '0.csv'");
    List<Double> values = first(dataset);
    assertThat(values).hasSize(54_000).doesNotHaveDuplicates();
    assertThat(first(read(csv.toString()).dataset(List.of("a")))).isEqualTo(values);
  }
}
