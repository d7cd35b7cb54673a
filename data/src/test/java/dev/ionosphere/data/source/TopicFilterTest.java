package dev.ionosphere.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples are those of MQTT 3.1.1, section 4.7. */
class TopicFilterTest {

  @ParameterizedTest
  @CsvSource({
    "sport/tennis/player1/#, sport/tennis/player1",
    "sport/tennis/player1/#, sport/tennis/player1/ranking",
    "sport/tennis/player1/#, sport/tennis/player1/score/wimbledon",
    "sport/#, sport",
    "'#', a/b",
    "sport/tennis/+, sport/tennis/player1",
    "sport/+, sport/",
    "+/+, /finance",
    "/+, /finance",
    "sensors/+/rows, sensors/7/rows",
  })
  void matches(String filter, String topic) {
    assertThat(new TopicFilter(filter).matches(topic)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "sport/tennis/+, sport/tennis/player1/ranking",
    "sport/+, sport",
    "+, /finance",
    "'#', $SYS/broker/uptime",
    "+/monitor/Clients, $SYS/monitor/Clients",
    "sensors/7, sensors/77",
    "sensors/7, Sensors/7",
    "a/b/#, a",
  })
  void doesNotMatch(String filter, String topic) {
    assertThat(new TopicFilter(filter).matches(topic)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a+/b", "a/#/b", "a#", "$share/g/a", "$SYS/#", "a\u0000b", "a\nb"})
  void isNothingElse(String text) {
    assertThat(TopicFilter.isOne(text)).isFalse();
    assertThatThrownBy(() -> new TopicFilter(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mayNameTheDevice() {
    assertThat(TopicFilter.isOne("${device}/rows")).isTrue();
    assertThat(TopicFilter.isOne("a".repeat(501))).isFalse();
  }
}
