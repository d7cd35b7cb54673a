package dev.ionosphere.data.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0.0",
        "641.82",
        "1e-3",
        "+5",
        ".5",
        "5.",
        "123456789012345678",
        "1.7E308",
        "0.000000000000000000000000012",
        "554.3600000000001",
        "9007199254740993"
      })
  void isWhatTheJdkReads(String text) {
    assertThat(Decimal.parse(text)).isEqualTo(Double.parseDouble(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", ".", "1d", "0x1p3", "NaN", "1,5", "e5", "1 2", "1e5.5", "--1"})
  void isNoNumber(String text) {
    assertThat(Decimal.parse(text)).isNaN();
  }

  @Property
  void anyDoubleIsWhatTheJdkReads(@ForAll double value, @ForAll @IntRange(max = 12) int scale) {
    assertThat(Decimal.parse(Double.toString(value))).isEqualTo(value);
    String plain =
        new BigDecimal(value % 1e9).setScale(scale, RoundingMode.HALF_UP).toPlainString();
    assertThat(Decimal.parse(plain)).isEqualTo(Double.parseDouble(plain));
    byte[] comma = plain.replace('.', ',').getBytes(StandardCharsets.US_ASCII);
    assertThat(Decimal.parse(comma, 0, comma.length, (byte) ','))
        .isEqualTo(Double.parseDouble(plain));
  }
}
