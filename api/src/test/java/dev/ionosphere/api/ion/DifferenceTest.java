package dev.ionosphere.api.ion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "none",
      value = {
        "none                                       | none                                       | ``",
        "none                                       | {\"csv\":{\"delimiter\":\";\"}}            | + format csv",
        "{\"csv\":{\"delimiter\":\";\"}}            | none                                       | - format csv",
        "{\"csv\":{\"delimiter\":\";\",\"skip\":1}} | {\"csv\":{\"decimal\":\",\",\"skip\":1}}   | ~ format csv: decimal, delimiter",
        "{\"csv\":{\"skip\":1}}                     | {\"jsonLines\":{}}                         | ~ format: csv -> jsonLines"
      })
  void aFormatIsTold(String before, String after, String line) {
    assertThat(String.join("\n", Difference.lines(document(before), document(after))))
        .isEqualTo(line);
  }

  private static String document(String format) {
    return "{\"spec\":{\"nodes\":{},\"edges\":[]%s}}"
        .formatted(format == null ? "" : ",\"format\":" + format);
  }
}
