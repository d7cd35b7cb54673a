package dev.ionosphere.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceFieldsTest {

  static Stream<SourceSpec> sources() {
    return Stream.of(
        new SourceSpec.File("data/${device}.csv"),
        new SourceSpec.Folder("in/${device}", "*.csv"),
        new SourceSpec.Folder("in", "${device}-?.csv"),
        new SourceSpec.Push(),
        mqtt("mqtts://broker.example:8883", "sensors/${device}/rows", 1, Optional.of("plant-7")));
  }

  static SourceSpec mqtt(String broker, String topic, int qos, Optional<String> login) {
    return new SourceSpec.Mqtt(BrokerAddress.of(broker), topic, qos, login);
  }

  @Test
  void messagesAreAcknowledgedWhereNothingElseIsStated() {
    assertThat(SourceFields.of(Map.of("mqtt", Map.of("broker", "mqtt://localhost", "topic", "a"))))
        .isEqualTo(mqtt("mqtt://localhost:1883", "a", 1, Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void whatIsStatedIsTheSourceAgain(SourceSpec source) {
    assertThat(SourceFields.of(SourceFields.of(source))).isEqualTo(source);
  }

  @Test
  void eachHasANameOfItsOwn() {
    assertThat(sources().map(SourceSpec::name)).doesNotHaveDuplicates();
    assertThat(new SourceSpec.Folder("a", "b.csv").name())
        .isNotEqualTo(new SourceSpec.File("a/b.csv").name());
  }

  @Test
  void aFolderIsReadWholeWhereNoPatternIsStated() {
    assertThat(SourceFields.of(Map.of("directory", "in")))
        .isEqualTo(new SourceSpec.Folder("in", "*"));
  }

  static Stream<Map<String, Object>> wrong() {
    return Stream.of(
        Map.of(),
        Map.of("file", "a", "directory", "b"),
        Map.of("file", ""),
        Map.of("file", 5),
        Map.of("file", "a\nb"),
        Map.of("file", "a".repeat(501)),
        Map.of("file", "a", "pattern", "*"),
        Map.of("directory", "a", "pattern", ".*"),
        Map.of("directory", "a", "pattern", "a/b"),
        Map.of("http", "yes"),
        Map.of("http", Map.of("port", 1)),
        Map.of("http", Map.of(), "more", List.of()),
        Map.of("mqtt", "mqtt://b/t"),
        Map.of("mqtt", Map.of("broker", "mqtt://b")),
        Map.of("mqtt", Map.of("broker", "tcp://b", "topic", "t")),
        Map.of("mqtt", Map.of("broker", "mqtt://b", "topic", "a/#/b")),
        Map.of("mqtt", Map.of("broker", "mqtt://b", "topic", "a", "qos", 2)),
        Map.of("mqtt", Map.of("broker", "mqtt://b", "topic", "a", "qos", "1")),
        Map.of("mqtt", Map.of("broker", "mqtt://b", "topic", "a", "password", "x")),
        Map.of("mqtt", Map.of("broker", "mqtt://b", "topic", "a", "login", "plant")),
        Map.of("mqtt", Map.of("broker", "mqtt://b", "topic", "a", "login", Map.of("name", "P"))));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void saysWhichFieldIsWrong(Map<String, Object> stated) {
    assertThatThrownBy(() -> SourceFields.of(stated))
        .isInstanceOfSatisfying(
            SourceFieldException.class,
            e -> assertThat(e).hasMessageStartingWith("source." + e.field() + ": got "));
  }
}
