package dev.ionosphere.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No text throws, or goes on for long. */
class HostileTextTest {
  private static final Map<String, Object> INPUTS =
      Map.of(
          "candidate", Map.of("metrics", Map.of("a", 1.0)),
          "health", Map.of("similarity", Map.of("a", 1.0, "b", 0.5), "rows", 5, "drifted", true),
          "evidence", "x");

  private static void isHarmless(String text) {
    switch (Expression.compile(text, ExpressionTest.GATE)) {
      case Expression.Compiled compiled -> assertThat(compiled.evaluate(INPUTS)).isNotNull();
      case Expression.Invalid invalid -> assertThat(invalid.findings()).isNotEmpty();
    }
  }

  @Property(tries = 300)
  void anyText(@ForAll String text) {
    isHarmless(text);
  }

  @Property(tries = 300)
  void textsOfTheLanguagesOwnPieces(@ForAll("pieces") List<String> pieces) {
    isHarmless(String.join("", pieces));
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.of(
            "candidate",
            ".metrics",
            ".a",
            "health.similarity",
            "[\"a\"]",
            "evidence",
            "has(",
            ".all(x, ",
            ".exists(x, ",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "?",
            ":",
            ",",
            " && ",
            " || ",
            "!",
            "-",
            " > ",
            " < ",
            " == ",
            " + ",
            " / ",
            " % ",
            " in ",
            "1",
            "0.5",
            "1e308",
            "9223372036854775807",
            "'x'",
            "\"\\u0000\"",
            "b'x'",
            "r\"\\\"",
            "null",
            "true",
            "//",
            "\n",
            "\ud83d\ude80",
            "\ud83d",
            "int(",
            "string(",
            "duration(",
            "timestamp(",
            "size(",
            "dyn(",
            "type(",
            ".getFullYear()",
            ".matches('(a+)+$')",
            "google.protobuf.Any{}")
        .list()
        .ofMaxSize(60);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        "{",
        "!",
        "-",
        "a.",
        "a[",
        "has(",
        "true?",
        "true?true:",
        "1+",
        "true&&",
        "[1,",
        "{1:",
        "\"",
        "'''",
        "x.all(y,",
        "[[1]].all(y,y.all(z,",
        "\\",
        "\ud83d\ude80",
        "b\"",
        "1-",
        "health.similarity.all(a,",
        "true||",
        "!(",
        "-(",
        "((1)+",
        "?",
        "9",
        "'a'+",
        "\t",
        "\u0000"
      })
  @Timeout(60)
  void repeatedUpToTheLimit(String piece) {
    for (int times : new int[] {20, 200, 2_000 / piece.length(), 100_000}) {
      isHarmless(piece.repeat(times));
      isHarmless(piece.repeat(times) + "true");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"( )", "[ ]", "!( )", "[[ ]]", "health.similarity.all(a, )"})
  @Timeout(60)
  void nestedAndClosed(String around) {
    String[] halves = around.split(" ", 2);
    for (int depth : new int[] {5, 12, 30, 70}) {
      isHarmless(halves[0].repeat(depth) + "true" + halves[1].repeat(depth));
    }
  }
}
