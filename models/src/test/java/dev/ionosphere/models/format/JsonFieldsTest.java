package dev.ionosphere.models.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "1",
        "{",
        "{}x",
        "{} {}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":NaN}",
        "{'a':1}",
        "{\"a\":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}",
        "{\"a\":11111111111111111111111111111111111111111111111111111111111111111111111}"
      })
  void refusesWhatIsNotOneStrictObject(String text) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("the file");
  }

  @Test
  void refusesMoreBytesThanAllowed() {
    assertThatThrownBy(() -> JsonFields.parse("the file", new byte[11], 10))
        .isInstanceOf(ModelFormatException.class)
        .hasMessage("the file: got 11 bytes, allowed: at most 10 bytes");
  }

  @Test
  void aSmallFileIsNotManyThings() {
    String many = "{\"a\":[" + "{},".repeat(300_000) + "{}]}";
    byte[] bytes = many.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> JsonFields.parse("the file", bytes, 1 << 20))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("the file: got Token count");
    String some = "{\"a\":[" + "{},".repeat(30_000) + "{}]}";
    assertThat(JsonFields.parse("f", some.getBytes(StandardCharsets.UTF_8), 1 << 20).objects("a"))
        .hasSize(30_001);
  }

  @Test
  void namesTheFieldThatIsWrong() {
    JsonFields json = parse("{\"a\":{\"b\":[1,\"x\"]},\"n\":1.5,\"none\":null}");
    assertThatThrownBy(() -> json.object("a").numbers("b")).hasMessageContaining("the file.a.b[1]");
    assertThatThrownBy(() -> json.whole("n")).hasMessageContaining("a whole number");
    assertThatThrownBy(() -> json.text("none")).hasMessageContaining("the file.none: got nothing");
    assertThatThrownBy(() -> json.only("a", "n")).hasMessageContaining("field none");
  }

  @Test
  void readsNumbersThatJsonDoesNotHave() {
    JsonFields json = parse("{\"a\":[\"NaN\",\"-Infinity\",\"Infinity\",1e400,2]}");
    assertThat(json.numbers("a"))
        .containsExactly(
            Double.NaN,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            2);
  }

  @Test
  void messagesAreShortAndPrintable() {
    String message = new ModelFormatException("a", "x\n\u0007" + "y".repeat(500), "b").getMessage();
    assertThat(message).hasSizeLessThan(120).doesNotContain("\n", "\u0007");
  }

  private static JsonFields parse(String text) {
    return JsonFields.parse("the file", text.getBytes(StandardCharsets.UTF_8), 1000);
  }
}
