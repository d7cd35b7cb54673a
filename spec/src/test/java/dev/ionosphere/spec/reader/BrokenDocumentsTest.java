package dev.ionosphere.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.spec.component.ComponentCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each {@code broken/x.yaml} gives exactly the findings in {@code broken/x.txt}. */
final class BrokenDocumentsTest {

  private static final int MEGABYTE = 1_000_000;

  static List<Path> broken() {
    return Documents.broken();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void saysWhatIsWrong(Path document) throws IOException {
    Path expected =
        document.resolveSibling(document.getFileName().toString().replace(".yaml", ".txt"));

    ReadResult result =
        IonReader.readBytes(List.of(Files.readAllBytes(document)), ComponentCatalogue.UNCHECKED);

    assertThat(result).isInstanceOf(ReadResult.Invalid.class);
    assertThat(Documents.findings(result)).isEqualTo(Documents.text(expected));
  }

  static Stream<Arguments> hostile() {
    String deep = "nested more than 32 levels";
    return Stream.of(
        Arguments.of("lists in lists", "[".repeat(MEGABYTE), deep),
        Arguments.of("maps in maps", "{a: ".repeat(MEGABYTE / 4), deep),
        Arguments.of("JSON maps in maps", "{\"a\":".repeat(MEGABYTE / 5), deep),
        Arguments.of("keys in keys", "? ".repeat(MEGABYTE / 2), deep),
        Arguments.of("items in items", "- ".repeat(MEGABYTE / 2), deep),
        Arguments.of("indented maps", indented(1_000), deep),
        Arguments.of("anchors on anchors", "&a [".repeat(MEGABYTE / 4), deep),
        Arguments.of("a long list", "a: [" + "1,".repeat(MEGABYTE / 2 - 10) + "1]", "50000 values"),
        Arguments.of("many fields", manyFields(), "more findings"),
        Arguments.of("a long name", "a".repeat(MEGABYTE) + ": 1", "not readable"),
        Arguments.of(
            "a long quoted name", "? \"" + "a".repeat(500) + "\"\n: 1", "a name of more than"),
        Arguments.of("a long text", "a: " + "b".repeat(MEGABYTE), "unknown field 'a'"),
        Arguments.of(
            "a long decimal",
            "spec: {nodes: {a: {kind: training, arguments: {x: 0." + "1".repeat(MEGABYTE) + "}}}}",
            "which is what it would be kept as"),
        Arguments.of("many documents", "--- a\n".repeat(MEGABYTE / 6), "more than 32 documents"),
        Arguments.of(
            "many aliases", "a: &a [1]\nb: [" + "*a,".repeat(300_000) + "1]", "50000 values"),
        Arguments.of("blanks", " ".repeat(MEGABYTE), "got nothing"),
        Arguments.of("line ends", "\n".repeat(MEGABYTE), "got nothing"),
        Arguments.of("quotes", "\"".repeat(MEGABYTE), "not readable"),
        Arguments.of("directives", "%YAML 1.2\n".repeat(100_000), "not readable"),
        Arguments.of("too large", "#".repeat(1 << 20) + "\n", "at most 1048576"),
        Arguments.of("half a character", "a: \uD83D", "U+D83D"),
        Arguments.of("badly decoded", "a: \uFFFD", "U+FFFD"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void refusesWhatIsMeantToHurt(String name, String document, String message) {
    String findings =
        Assertions.assertTimeout(Duration.ofSeconds(10), () -> Documents.findings(document));

    assertThat(findings).contains(message).hasSizeLessThan(50_000);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] latin = {'a', ':', ' ', (byte) 0xe9, '\n'};

    ReadResult result = IonReader.readBytes(List.of(latin), ComponentCatalogue.UNCHECKED);

    assertThat(Documents.findings(result)).contains("a byte that is not UTF-8 at 3");
  }

  @Test
  void refusesTooManySources() {
    ReadResult result = IonReader.read(Collections.nCopies(33, "a: 1"));

    assertThat(Documents.findings(result)).contains("33 documents");
  }

  @Test
  void refusesWhatWouldBeTooLargeWrittenOut() {
    String document =
        Documents.text(Documents.valid().getLast())
            .replace(
                "component: kmeans",
                "component: kmeans, arguments: {a: " + "é".repeat(400_000) + "}");

    assertThat(Documents.findings(document)).contains("with its defaults written out");
  }

  private static String indented(int levels) {
    StringBuilder text = new StringBuilder();
    for (int level = 0; level < levels; level++) {
      text.append(" ".repeat(level)).append("a:\n");
    }
    return text.toString();
  }

  private static String manyFields() {
    StringBuilder text = new StringBuilder();
    for (int field = 0; field < 20_000; field++) {
      text.append("field").append(field).append(": 1\n");
    }
    return text.toString();
  }
}
