package dev.ionosphere.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.ion.TrainingNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A number is kept as it is written, through canonical JSON and back, or it is refused. */
final class ArgumentNumbersTest {

  private static final String SMALLEST =
      Documents.text(Path.of("src/test/resources/valid/smallest.yaml"));

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        7,
        -7,
        9_007_199_254_740_993L,
        999_999_999_999_999_999L,
        -99_999_999_999_999_999L
      })
  void wholeNumbersOfEighteenDigitsAreExact(long number) {
    assertThat(kept(Long.toString(number))).isEqualTo(number);
  }

  @Test
  void theSignIsNoDigit() {
    assertThat(kept("-999999999999999999")).isEqualTo(-999_999_999_999_999_999L);
    assertThat(kept("+5")).isEqualTo(5L);
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "1.0, 1.0",
    "-0.5, -0.5",
    ".5, 0.5",
    "1e-4, 1.0E-4",
    "1.5E8, 1.5E8",
    "1e300, 1e300",
    "123456.789, 123456.789",
    "0.0, 0.0",
    "2.5e3, 2500.0"
  })
  void decimalsAreKept(String written, double number) {
    assertThat(kept(written)).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({
    "01443e5, 1.443E8",
    "1443e5, 1.443E8",
    "1.10, 1.1",
    "10e3, 10000.0",
    "007, 7",
    "-00, -0",
    "0.30000000000000001, 0.3",
    "5., 5.0",
    "1.50e3, 1500.0",
    "01.5, 1.5"
  })
  void whatLooksLikeANumberAndIsPerhapsTextIsRefused(String written, String kept) {
    assertThat(Documents.findings(document(written)))
        .contains("got the number " + written + "; allowed: " + kept)
        .contains("or \"" + written + "\" in quotes if it is text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"01443e5", "1.10", "007", "9007199254740993123", "1e5"})
  void inQuotesItIsText(String written) {
    assertThat(kept("\"" + written + "\"")).isEqualTo(written);
  }

  @Test
  void aFieldMayBeCalledLikeTheMergeKey() {
    ReadResult.Valid valid = Documents.valid(document("{\"<<\": 1}"));

    assertThat(valid.canonicalJson()).contains("\"<<\":1");
    assertThat(Documents.valid(valid.canonicalJson())).isEqualTo(valid);
  }

  private static Object kept(String written) {
    ReadResult.Valid valid = Documents.valid(document(written));
    assertThat(Documents.valid(valid.canonicalJson())).isEqualTo(valid);
    assertThat(IonReader.readStored(valid.canonicalJson())).isEqualTo(valid.ion());
    TrainingNode train = (TrainingNode) valid.ion().nodes().get("train");
    return train.arguments().get("x");
  }

  private static String document(String written) {
    return SMALLEST.replace(
        "component: kmeans", "component: kmeans, arguments: {x: " + written + "}");
  }
}
