package dev.ionosphere.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.ionosphere.data.source.SourceException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files that anybody reads the same way, beside FastCSV as the oracle. */
class FastCsvTest {

  private static final String[] PARTS = {
    "a", "b1", "2.5", ",", ";", "\"\"", "\n", "\r\n", " x ", "ü"
  };
  private static final int FILES = 2_000;

  @Test
  void fieldsAreThoseOfFastCsv() throws SourceException {
    for (int seed = 0; seed < FILES; seed++) {
      String text = file(new Random(seed));
      List<String> expected = oracle(text);
      assertThat(TestingCsv.texts(CsvDialect.COMMA, "h1", "h2", "h3").rows(text))
          .as("seed %d: %s", seed, text)
          .isEqualTo(expected);
    }
  }

  private static String file(Random random) {
    StringBuilder text = new StringBuilder("h1,h2,h3\n");
    int rows = 1 + random.nextInt(5);
    for (int row = 0; row < rows; row++) {
      for (int field = 0; field < 3; field++) {
        text.append(field == 0 ? "" : ",");
        if (random.nextBoolean()) {
          text.append('"');
          int parts = 1 + random.nextInt(4);
          for (int part = 0; part < parts; part++) {
            text.append(PARTS[random.nextInt(PARTS.length)]);
          }
          text.append('"');
        } else {
          text.append(PARTS[random.nextInt(3)]).append(random.nextInt(100));
        }
      }
      text.append(random.nextBoolean() ? "\n" : "\r\n");
    }
    return text.toString();
  }

  private static List<String> oracle(String text) {
    List<String> rows = new ArrayList<>();
    long number = -1;
    for (CsvRecord record : CsvReader.builder().ofCsvRecord(text)) {
      if (number >= 0) {
        rows.add(number + ":" + String.join("|", record.getFields()));
      }
      number++;
    }
    return rows;
  }

  @Test
  void theOracleSeesLineEndsInQuotes() {
    assertThat(oracle("h\n\"a\r\nb\"\n")).containsExactly("0:a\r\nb");
    assertThat("ü".getBytes(StandardCharsets.UTF_8)).hasSize(2);
  }
}
