package dev.ionosphere.programs.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.programs.message.Message.Origin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageReaderTest {

  private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
  private static final Origin NONE = new Origin(NOW, OptionalLong.empty(), OptionalLong.empty());

  @Test
  void aMetricWithAllThatItTells() {
    assertThat(
            good(
                """
                {"v":1,"t":1764547200.5,"pid":7,"seq":12,"type":"metric","name":"loss","value":0.31,"step":40}\
                """))
        .isEqualTo(
            new Message.Metric(
                new Origin(
                    Instant.parse("2025-12-01T00:00:00.500Z"),
                    OptionalLong.of(7),
                    OptionalLong.of(12)),
                "loss",
                0.31,
                OptionalLong.of(40)));
  }

  @Test
  void everyTypeWithTheLeastItNeeds() {
    Map<String, Object> none = Map.of();
    assertThat(good("{\"type\":\"open\"}")).isEqualTo(new Message.Open(NONE, none));
    assertThat(good("{\"type\":\"close\"}")).isEqualTo(new Message.Close(NONE));
    assertThat(good("{\"type\":\"log\",\"text\":\"hi\"}"))
        .isEqualTo(new Message.Log(NONE, "info", "hi"));
    assertThat(good("{\"type\":\"progress\",\"fraction\":1.5,\"stage\":\"fit\"}"))
        .isEqualTo(new Message.Progress(NONE, OptionalDouble.of(1), Optional.of("fit")));
    assertThat(good("{\"type\":\"event\",\"name\":\"saved\",\"facts\":{\"rows\":3},\"by\":\"me\"}"))
        .isEqualTo(new Message.Event(NONE, "saved", Map.of("rows", 3L, "by", "me")));
    assertThat(good("{\"type\":\"alert\",\"name\":\"nan\"}"))
        .isEqualTo(new Message.Alert(NONE, "nan", "warning", Optional.empty(), none));
    assertThat(good("{\"type\":\"kpi\",\"name\":\"f1\",\"value\":1,\"unit\":\"%\"}"))
        .isEqualTo(new Message.Kpi(NONE, "f1", 1, Optional.of("%")));
    assertThat(good("{\"type\":\"model\",\"name\":\"m\",\"path\":\"/m\"}"))
        .isEqualTo(new Message.Model(NONE, "m", Optional.of("/m"), none));
    assertThat(good("{\"type\":\"dataset\",\"name\":\"d\"}"))
        .isEqualTo(new Message.Dataset(NONE, "d", Optional.empty(), none));
    assertThat(good("{\"type\":\"check\",\"name\":\"c\",\"passed\":false}"))
        .isEqualTo(new Message.Check(NONE, "c", false, none));
    assertThat(good("{\"type\":\"health\",\"name\":\"h\",\"value\":\"-Infinity\"}"))
        .isEqualTo(
            new Message.Health(NONE, "h", OptionalDouble.of(Double.NEGATIVE_INFINITY), none));
  }

  @Test
  void whatIsNotKnownIsKeptAsItIs() {
    assertThat(good("{\"type\":\"matrix\",\"name\":\"c\",\"rows\":[[1,2.5],[null,\"NaN\"]]}"))
        .isInstanceOfSatisfying(
            Message.Unknown.class,
            unknown -> {
              assertThat(unknown.type()).isEqualTo("matrix");
              assertThat(unknown.facts()).containsOnlyKeys("name", "rows");
              assertThat(unknown.facts().get("rows").toString())
                  .isEqualTo("[[1, 2.5], [null, NaN]]");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "'\"NaN\"', NaN",
    "'\"Infinity\"', Infinity",
    "'\"-Infinity\"', -Infinity",
    "'\"9007199254740993\"', 9007199254740992",
    "12345678901234567890123, 12345678901234567890123",
    "1e308, 1e308",
    "-0.0, -0.0",
    "1e-999, 0"
  })
  void numbersThatJsonHasNoneFor(String written, double value) {
    assertThat(good("{\"type\":\"metric\",\"name\":\"a\",\"value\":" + written + "}"))
        .isEqualTo(new Message.Metric(NONE, "a", value, OptionalLong.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"metric\",\"name\":\"a\",\"value\":1e999} | 'value' is no number",
        "{\"type\":\"metric\",\"name\":\"a\",\"value\":\"0x1p3\"} | 'value' is no number",
        "{\"type\":\"metric\",\"name\":\"a\",\"value\":true} | 'value' is no number",
        "{\"type\":\"metric\",\"name\":\"a\"} | 'value' is missing",
        "{\"type\":\"metric\",\"name\":7,\"value\":1} | 'name' is no text",
        "{\"type\":\"metric\",\"name\":\" \",\"value\":1} | 'name' is missing",
        "{\"type\":\"metric\",\"name\":\"a\",\"value\":1,\"step\":1.5} | 'step' is no whole number",
        "{\"type\":\"metric\",\"name\":\"a\",\"value\":1,\"step\":1e300} | 'step' is no whole number",
        "{\"type\":\"metric\",\"name\":\"a\",\"value\":1,\"step\":99999999999999999999} | 'step' is greater than 64 bits",
        "{\"type\":\"progress\",\"fraction\":\"NaN\"} | 'fraction' is NaN",
        "{\"type\":\"check\",\"name\":\"a\",\"passed\":\"yes\"} | 'passed' is neither true nor false",
        "{\"v\":2,\"type\":\"close\"} | version 2 is not known here, only 1",
        "{\"name\":\"a\"} | 'type' is missing",
        "[1] | it is no object of JSON",
        "null | it is no object of JSON",
        "{\"type\":\"close\"}{} | something follows the object",
      })
  void whatIsNoMessageIsToldWithItsReason(String line, String reason) {
    assertThat(read(line)).isEqualTo(new MessageReader.Read.Bad(reason));
  }

  @Test
  void hostileLinesAreBadAndNothingElse() {
    for (String line :
        List.of(
            "{\"type\":\"event\",\"name\":\"a\",\"facts\":" + "[".repeat(60_000),
            "[".repeat(60_000),
            "{\"a\":".repeat(10_000),
            "{\"type\":\"metric\",\"name\":\"a\",\"value\":" + "9".repeat(60_000) + "}",
            "{\"type\":\"metric\",\"name\":\"a\",\"value\":\"" + "9".repeat(60_000) + "\"}",
            "{\"type\":\"metric\",\"name\":\"" + "a".repeat(60_000) + "\",\"value\":1}",
            "{\"type\":\"metric\",\"name\":\"a\",\"value\":NaN}",
            "{\"type\"",
            "{]",
            "x")) {
      assertThat(read(line)).as(line.substring(0, 1)).isInstanceOf(MessageReader.Read.Bad.class);
    }
  }

  @Test
  void whatIsNoTextIsReplaced() {
    byte[] text = "{\"type\":\"log\",\"text\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    text[22] = (byte) 0xb2;
    assertThat(MessageReader.read(text, 0, text.length, NOW))
        .isEqualTo(new MessageReader.Read.Good(new Message.Log(NONE, "info", "\uFFFD")));
  }

  @Test
  void numbersThatWouldCostMuchStayTexts() {
    assertThat(
            good(
                "{\"type\":\"event\",\"name\":\"a\",\"big\":1e999999999,\"long\":123456789012345678901234567890}"))
        .isEqualTo(
            new Message.Event(
                NONE, "a", Map.of("big", "1e999999999", "long", "123456789012345678901234567890")));
  }

  @Test
  void halvesOfLettersAreReplaced() {
    assertThat(good("{\"type\":\"log\",\"text\":\"a\\ud83d b \\ud83d\\ude00\"}"))
        .isEqualTo(new Message.Log(NONE, "info", "a\uFFFD b \ud83d\ude00"));
  }

  @Test
  void aTimeThatNoClockShowsIsThatOfReading() {
    assertThat(good("{\"t\":1e300,\"type\":\"close\"}").origin()).isEqualTo(NONE);
    assertThat(good("{\"t\":\"2026-12-01\",\"type\":\"close\"}").origin()).isEqualTo(NONE);
    assertThat(good("{\"t\":-5,\"type\":\"close\"}").origin()).isEqualTo(NONE);
    assertThat(good("{\"t\":\"NaN\",\"type\":\"close\"}").origin()).isEqualTo(NONE);
  }

  private static Message good(String line) {
    return ((MessageReader.Read.Good) read(line)).message();
  }

  private static MessageReader.Read read(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return MessageReader.read(bytes, 0, bytes.length, NOW);
  }
}
