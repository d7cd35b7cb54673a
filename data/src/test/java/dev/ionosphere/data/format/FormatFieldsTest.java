package dev.ionosphere.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ionosphere.data.cell.TimeFormat;
import dev.ionosphere.data.csv.CsvDialect;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FormatFieldsTest {

  static Stream<Format> formats() {
    CsvDialect comma = CsvDialect.COMMA;
    TimeFormat berlin = TimeFormat.of("dd.MM.yyyy HH:mm", ZoneId.of("Europe/Berlin"));
    return Stream.of(
        Format.DEFAULT,
        new Format.Csv(comma.withDelimiter(';').withDecimal(',').withMissing(List.of("-200"))),
        new Format.Csv(comma.withDelimiter('\t').withQuote(null, null)),
        new Format.Csv(comma.withQuote('\'', '\'').withSkip(3).withComment('#')),
        new Format.Csv(comma.withQuote('"', '\\').withColumns(List.of("a", "b"))),
        new Format.Csv(comma.withEncoding(StandardCharsets.ISO_8859_1).withTime("at", berlin)),
        new Format.JsonLines(List.of(), Optional.empty(), TimeFormat.iso(ZoneOffset.UTC)),
        new Format.JsonLines(List.of("?"), Optional.of("at"), berlin));
  }

  @ParameterizedTest
  @MethodSource("formats")
  void whatIsStatedIsTheFormatAgain(Format format) {
    assertThat(FormatFields.of(FormatFields.of(format))).isEqualTo(format);
  }

  @Test
  void whatIsAsUsualIsNotStated() {
    assertThat(FormatFields.of(Format.DEFAULT)).isEmpty();
    assertThat(FormatFields.of(new Format.Csv(CsvDialect.COMMA.withDelimiter('\t'))))
        .isEqualTo(Map.of("csv", Map.of("delimiter", "tab")));
  }

  static Stream<Map<String, Object>> wrong() {
    return Stream.of(
        Map.of("xml", Map.of()),
        Map.of("csv", "x"),
        Map.of("csv", Map.of(), "jsonLines", Map.of()),
        csv("delimiter", ":"),
        csv("delimiter", "none"),
        csv("delimiter", ",,"),
        csv("quote", "x"),
        csv("escape", "^"),
        csv("decimal", ";"),
        csv("decimal", ","),
        csv("columns", List.of(1)),
        csv("columns", "a,b"),
        csv("skip", -1),
        csv("skip", 1.5),
        csv("skip", "one"),
        csv("comment", "x"),
        csv("comment", List.of()),
        csv("missing", List.of(Map.of())),
        csv("missing", List.of("x".repeat(201))),
        csv("encoding", "utf-16"),
        csv("encoding", 8),
        csv("delimeter", ","),
        csv("time", Map.of("column", "")),
        csv("time", Map.of("zone", "Mars")),
        csv("time", Map.of("format", "JJJJ")),
        csv("time", Map.of("at", "x")));
  }

  private static Map<String, Object> csv(String name, Object value) {
    return Map.of("csv", Map.of(name, value));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void whatCannotBeIsNamed(Map<String, Object> stated) {
    FormatException wrong =
        catchThrowableOfType(FormatException.class, () -> FormatFields.of(stated));
    String top = stated.keySet().iterator().next();
    Object below = stated.get(top);
    String field =
        below instanceof Map<?, ?> map && map.size() == 1
            ? top + "." + map.keySet().iterator().next()
            : "";
    assertThat(wrong.path()).startsWith(field);
    assertThat(wrong.getMessage()).contains("got", "allowed: ");
  }
}
