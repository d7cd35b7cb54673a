package dev.ionosphere.spec.ion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceSelectorTest {

  private static final Map<String, String> LABELS =
      Map.of("role", "engine", "site", "hangar-7", "example.org/tier", "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role=engine|true",
        "role == engine|true",
        "role=relay|false",
        "role!=relay|true",
        "role!=engine|false",
        "absent!=x|true",
        "role|true",
        "absent|false",
        "!absent|true",
        "! role|false",
        "site in (hangar-7, hangar-8)|true",
        "site in (hangar-8)|false",
        "site notin (hangar-8)|true",
        "site notin (hangar-7,hangar-8)|false",
        "absent notin (a)|true",
        "absent in (a)|false",
        "example.org/tier=|true",
        "example.org/tier in ()|true",
        "role=engine,site in (hangar-7,hangar-8),!broken|true",
        "role=engine,site in (hangar-7,hangar-8),broken|false",
      })
  void matchesLabels(String selector, boolean expected) {
    assertThat(DeviceSelector.parse(selector).matches(LABELS)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", ",", "=engine", "role=engine,", "role in engine", "role in (a", "role=(a)",
        "role in (a b)", "role=a=b", "role>1", "role=-", "-role", "a//b", "role in (a))", "!!role"
      })
  void refusesWhatIsNoSelector(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> DeviceSelector.parse(text));
  }

  @ParameterizedTest
  @ValueSource(ints = {1_001, 1_000_000})
  void refusesLongText(int length) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DeviceSelector.parse("a".repeat(length)))
        .withMessageContaining("longer");
  }
}
