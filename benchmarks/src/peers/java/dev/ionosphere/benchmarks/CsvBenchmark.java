package dev.ionosphere.benchmarks;

import com.univocity.parsers.csv.CsvParserSettings;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.RowParser;
import dev.ionosphere.data.source.SourceException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds a row of 15 decimals, from bytes to doubles: our reader beside FastCSV and beside
 * univocity, the parser that Spark's CSV source has, both with the JDK's numbers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CsvBenchmark {

  private static final int ROWS = 20_000;
  private static final int WIDTH = 15;

  private final Schema schema =
      Schema.ofNumbers(IntStream.range(0, WIDTH).mapToObj(i -> "sensor" + i).toList());
  private final RowBatch batch = new RowBatch(schema, 1_024);
  private byte[] file = {};

  /** Makes the file and checks that all read the same. */
  @Setup
  public void prepare() throws SourceException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder(String.join(",", schema.names())).append('\n');
    for (int row = 0; row < ROWS; row++) {
      for (int column = 0; column < WIDTH; column++) {
        text.append(column == 0 ? "" : ",")
            .append(Math.round(random.nextGaussian(500, 90) * 1e4) / 1e4);
      }
      text.append('\n');
    }
    file = text.toString().getBytes(StandardCharsets.US_ASCII);
    double ours = ionosphere();
    if (ours != fastCsv() || ours != univocity()) {
      throw new AssertionError("the readers differ");
    }
  }

  /** Columns of doubles with their validity, refused rows counted by reason. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double ionosphere() throws SourceException {
    RowParser parser = Format.DEFAULT.parser("file.csv", schema);
    Refusals refusals = new Refusals();
    int at = parser.begin(file, file.length);
    double sum = 0;
    int before;
    do {
      before = at;
      batch.clear();
      at = parser.parse(file, at, file.length, true, Integer.MAX_VALUE, batch, refusals);
      for (int row = 0; row < batch.size(); row++) {
        for (int column = 0; column < WIDTH; column++) {
          sum += batch.number(column, row);
        }
      }
    } while (at != before);
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double fastCsv() {
    double sum = 0;
    boolean header = true;
    for (CsvRecord record : CsvReader.builder().ofCsvRecord(new ByteArrayInputStream(file))) {
      if (!header) {
        for (int column = 0; column < WIDTH; column++) {
          sum += Double.parseDouble(record.getField(column));
        }
      }
      header = false;
    }
    return sum;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public double univocity() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setHeaderExtractionEnabled(true);
    com.univocity.parsers.csv.CsvParser parser = new com.univocity.parsers.csv.CsvParser(settings);
    parser.beginParsing(new ByteArrayInputStream(file), StandardCharsets.UTF_8);
    double sum = 0;
    for (String[] row = parser.parseNext(); row != null; row = parser.parseNext()) {
      for (String value : List.of(row)) {
        sum += Double.parseDouble(value);
      }
    }
    return sum;
  }
}
