package dev.ionosphere.workflows.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineKindTest {

  @Test
  void allHasEveryKindOnce() {
    List<String> declared =
        Arrays.stream(TimelineKind.class.getFields())
            .filter(field -> field.getType() == String.class)
            .map(TimelineKindTest::value)
            .toList();
    assertThat(TimelineKind.ALL).containsExactlyInAnyOrderElementsOf(declared);
  }

  private static String value(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
