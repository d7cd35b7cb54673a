package dev.ionosphere.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AnswerTableTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-01-10T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void showsTimesAsAPersonCountsThem() throws IOException {
    assertThat(ago("2026-01-10T11:59:30Z")).isEqualTo("30s");
    assertThat(ago("2026-01-10T11:58:31Z")).isEqualTo("89s");
    assertThat(ago("2026-01-10T11:14:31Z")).isEqualTo("45m");
    assertThat(ago("2026-01-10T00:31:00Z")).isEqualTo("11h");
    assertThat(ago("2026-01-07T13:00:00Z")).isEqualTo("3d");
    assertThat(ago("2026-01-10T12:05:00Z")).isEqualTo("5m ahead");
  }

  @Test
  void showsNoTimeAsADash() throws IOException {
    assertThat(AnswerTable.ago(json("null"), NOON)).isEqualTo("-");
    assertThat(AnswerTable.ago(json("{}").path("never"), NOON)).isEqualTo("-");
    assertThat(AnswerTable.ago(json("\"soon\""), NOON)).isEqualTo("-");
  }

  @Test
  void showsCountsWithoutAFractionAndScoresWithTheirs() throws IOException {
    assertThat(text("8.0")).isEqualTo("8");
    assertThat(text("8.25")).isEqualTo("8.25");
    assertThat(text("3600")).isEqualTo("3600");
    assertThat(text("1e300")).isEqualTo("1.0E300");
  }

  @Test
  void showsListsMapsAndNothing() throws IOException {
    assertThat(text("[\"a\",\"b\"]")).isEqualTo("a,b");
    assertThat(text("{\"site\":\"x\",\"rack\":2}")).isEqualTo("site=x,rack=2");
    for (String nothing : new String[] {"null", "\"\"", "[]", "{}"}) {
      assertThat(text(nothing)).as(nothing).isEqualTo("-");
    }
  }

  @Test
  void showsEnoughOfADigestToTellModelsApart() throws IOException {
    assertThat(AnswerTable.digest(json("\"sha256:0123456789abcdef\""))).isEqualTo("0123456789ab");
    assertThat(AnswerTable.digest(json("\"sha256:012\""))).isEqualTo("012");
    assertThat(AnswerTable.digest(json("\"none\""))).isEqualTo("none");
  }

  @Test
  void takesAPageAListOrOneThing() throws IOException {
    assertThat(AnswerTable.items(json("{\"items\":[1,2],\"next\":null}"))).hasSize(2);
    assertThat(AnswerTable.items(json("[1,2,3]"))).hasSize(3);
    assertThat(AnswerTable.items(json("{\"name\":\"pumps\"}"))).hasSize(1);
    assertThat(AnswerTable.items(json("{}").path("absent"))).isEmpty();
  }

  @Test
  void readsDurationsAsDocumentsWriteThem() {
    WaitOptions.DurationConverter converter = new WaitOptions.DurationConverter();
    assertThat(converter.convert("90s")).isEqualTo(Duration.ofSeconds(90));
    assertThat(converter.convert("1h30m")).isEqualTo(Duration.ofMinutes(90));
  }

  private static String ago(String time) throws IOException {
    return AnswerTable.ago(json("\"" + time + "\""), NOON);
  }

  private static String text(String json) throws IOException {
    return AnswerTable.text(json(json));
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
