package dev.ionosphere.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
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
        new SourceSpec.Push());
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
        Map.of("http", Map.of(), "more", List.of()));
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
