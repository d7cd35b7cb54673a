package dev.ionosphere.models.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonMemoryTest {

  private static final int MAXIMUM = 16 << 20;
  private static final long OF_A_DEVICE = 24L << 20;

  /** Each takes the memory of a device, and is no more than it takes to fetch. */
  @ParameterizedTest
  @ValueSource(strings = {"[11]", "[]", "{}", "{\"a\":1}", "\"\"", "1234", "[[]]"})
  void saysThatItDoesNotFit(String item) {
    String all = (item + ",").repeat(5_000_000 / (item.length() + 1));
    byte[] json = ("{\"rows\":[" + all + "0]}").getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> JsonFields.parse("golden rows", json, MAXIMUM, OF_A_DEVICE))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining(
            "golden rows: got %d bytes that take more than".formatted(json.length));
  }

  @Test
  void whatTrainingWritesFits() {
    String row = "[" + "0.1234567890123456,".repeat(9) + "1.5],";
    byte[] json = ("{\"rows\":[" + row.repeat(13_000) + "[]]}").getBytes(StandardCharsets.UTF_8);
    assertThat(JsonFields.parse("golden rows", json, MAXIMUM, OF_A_DEVICE).rows("rows"))
        .hasSize(13_001);
  }

  @Test
  void whatIsBrokenIsSaidAsSuch() {
    byte[] json = ("{\"rows\":[" + "1,".repeat(1 << 20)).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> JsonFields.parse("golden rows", json, MAXIMUM, 1L << 40))
        .hasMessageContaining("allowed: one JSON object");
    assertThatThrownBy(() -> JsonFields.parse("golden rows", json, MAXIMUM, 64L << 20))
        .hasMessageContaining("allowed: one JSON object");
  }
}
