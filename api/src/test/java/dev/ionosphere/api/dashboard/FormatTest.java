package dev.ionosphere.api.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FormatTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @Test
  void shortTimesAreNotNothing() {
    assertThat(Format.length(Duration.ofMillis(200))).isEqualTo("200 ms");
    assertThat(Format.length(Duration.ZERO)).isEqualTo("0 s");
    assertThat(Format.length(Duration.ofSeconds(59))).isEqualTo("59 s");
  }

  @Test
  void timesAreToldFromNow() {
    assertThat(Format.ago(NOW, NOW)).isEqualTo("now");
    assertThat(Format.ago(NOW.minusSeconds(42), NOW)).isEqualTo("42 s ago");
    assertThat(Format.ago(NOW.minusSeconds(300), NOW)).isEqualTo("5 min ago");
    assertThat(Format.ago(NOW.minusSeconds(5400), NOW)).isEqualTo("1 h 30 min ago");
    assertThat(Format.ago(NOW.plusSeconds(3 * 86_400), NOW)).isEqualTo("in 3 d");
    assertThat(Format.ago(NOW.plusSeconds(3 * 86_400 - 60), NOW)).isEqualTo("in 2 d 23 h");
    assertThat(Format.ago(NOW.minusSeconds(30 * 86_400 - 60), NOW)).isEqualTo("29 d ago");
  }

  @Test
  void sizesHaveTheirUnit() {
    assertThat(Format.bytes(0)).isEqualTo("0 B");
    assertThat(Format.bytes(1536)).isEqualTo("1.5 KiB");
    assertThat(Format.bytes(20L * 1024 * 1024)).isEqualTo("20 MiB");
    assertThat(Format.bytes(Long.MAX_VALUE)).endsWith("TiB");
  }

  @Test
  void numbersAreAsLongAsTheyNeedToBe() {
    assertThat(Format.metric(8)).isEqualTo("8");
    assertThat(Format.metric(0.41)).isEqualTo("0.41");
    assertThat(Format.metric(0.29312)).isEqualTo("0.2931");
    assertThat(Format.metric(91.75)).isEqualTo("91.75");
    assertThat(Format.metric(100.04)).isEqualTo("100");
    assertThat(Format.metric(-62_481.3)).isEqualTo("-62\u202f481");
    assertThat(Format.metric(Double.NaN)).isEqualTo("unknown");
    assertThat(Format.metric(0.00001)).isEqualTo("1.0e-05");
  }

  @Test
  void digestsAreShort() {
    assertThat(Format.digest("sha256:" + "ab".repeat(32))).isEqualTo("abababababab");
    assertThat(Format.digest(null)).isEqualTo("none");
    assertThat(Format.digest("odd")).isEqualTo("odd");
  }

  @Test
  void longTextIsClipped() {
    assertThat(Format.clipped("abcdef", 4)).isEqualTo("abc…");
    assertThat(Format.clipped("abcd", 4)).isEqualTo("abcd");
  }
}
