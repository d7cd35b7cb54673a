package dev.ionosphere.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.format.Finding;
import dev.ionosphere.spec.reader.ReadResult.Invalid;
import dev.ionosphere.spec.reader.ReadResult.Valid;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is read, the reader answers; whatever it accepts, it can write and read again. */
final class IonReaderPropertiesTest {

  private static final String EVERYTHING =
      Documents.text(Path.of("src/test/resources/valid/everything.yaml"));
  private static final String SMALLEST =
      Documents.text(Path.of("src/test/resources/valid/smallest.yaml"));

  @Property(tries = 2_000)
  void anyTextIsAnswered(@ForAll String text) {
    answered(text);
  }

  @Property(tries = 2_000)
  void anySoupOfYamlIsAnswered(@ForAll("soup") String text) {
    answered(text);
  }

  @Property(tries = 3_000)
  void aDamagedDocumentIsAnswered(
      @ForAll("positions") int position,
      @ForAll("lengths") int length,
      @ForAll("soup") String soup) {
    int end = Math.min(EVERYTHING.length(), position + length);

    answered(EVERYTHING.substring(0, position) + soup + EVERYTHING.substring(end));
  }

  @Property(tries = 1_000)
  void argumentsSurviveTheCanonicalJson(@ForAll("arguments") Map<String, Object> arguments) {
    String json = new JsonText(arguments).toString();
    Valid first =
        Documents.valid(
            SMALLEST.replace("component: kmeans", "component: kmeans, arguments: " + json));

    assertThat(Documents.valid(first.canonicalJson())).isEqualTo(first);
    assertThat(first.ion().nodes().get("train")).extracting("arguments").isEqualTo(arguments);
  }

  private static void answered(String text) {
    switch (IonReader.read(text)) {
      case Valid valid -> {
        Valid again = (Valid) IonReader.read(valid.canonicalJson());
        assertThat(again.ion()).isEqualTo(valid.ion());
        assertThat(again.canonicalJson()).isEqualTo(valid.canonicalJson());
        assertThat(again.warnings())
            .extracting(Finding::message)
            .containsExactlyInAnyOrderElementsOf(
                valid.warnings().stream().map(Finding::message).toList());
      }
      case Invalid invalid -> assertThat(invalid.findings()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<Integer> positions() {
    return Arbitraries.integers().between(0, EVERYTHING.length());
  }

  @Provide
  Arbitrary<Integer> lengths() {
    return Arbitraries.integers().between(0, 20);
  }

  @Provide
  Arbitrary<String> soup() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ": ",
            ", ",
            "\n",
            "\n  ",
            "\n    ",
            "- ",
            "? ",
            "&a ",
            "*a",
            "!t ",
            "!!map ",
            "|",
            ">",
            "\"",
            "'",
            "#",
            "%",
            "@",
            "`",
            "~",
            "null",
            "<<",
            "---\n",
            "...\n",
            "\t",
            "0",
            "1e9",
            ".5",
            "true",
            "kind",
            "spec",
            "nodes",
            "every",
            "cron",
            "*/0 * * * *",
            "5-1",
            "99%",
            "5m",
            "\\u0000",
            "é",
            "\uD83D\uDE00",
            "\u2028")
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<Map<String, Object>> arguments() {
    Arbitrary<Object> scalar =
        Arbitraries.oneOf(
            text().asGeneric(),
            Arbitraries.longs()
                .between(-99_999_999_999_999_999L, 999_999_999_999_999_999L)
                .asGeneric(),
            Arbitraries.doubles().asGeneric(),
            Arbitraries.of(true, false).asGeneric());
    Arbitrary<Object> value =
        Arbitraries.oneOf(
            scalar,
            scalar.list().ofMaxSize(4).asGeneric(),
            Arbitraries.maps(text(), scalar).ofMaxSize(4).asGeneric());
    return Arbitraries.maps(text(), value).ofMaxSize(6).map(HashMap::new);
  }

  /** Text with characters that YAML or JSON treat as special, and none that are refused. */
  private static Arbitrary<String> text() {
    return Arbitraries.strings()
        .withChars("ab:{}[],&*#?|-<>=!%@`'\"\\/ ~.0\n\r\t\u0085\u00a0\u2028\u2029é\ud7ff\ue000")
        .ofMaxLength(20);
  }
}
