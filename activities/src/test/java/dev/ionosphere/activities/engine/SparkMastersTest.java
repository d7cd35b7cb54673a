package dev.ionosphere.activities.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkMastersTest {
  private static final String LIST =
      "spark://one.example.org:7077, spark://two.example.org:7077,spark://*.plant.example:7077,yarn,k8s://https://k8s.example.org:6443";

  private static SparkMasters masters(String list) {
    return SparkMasters.of(Map.of("ION_SPARK_MASTERS", list));
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "local[*]", "local[4]", "local[2,3]"})
  void thisMachineIsAllowedIfNothingIsSaid(String master) {
    assertThatCode(() -> SparkMasters.of(Map.of()).check(master)).doesNotThrowAnyException();
    assertThatCode(() -> SparkMasters.local().check(master)).doesNotThrowAnyException();
    assertThatThrownBy(() -> masters(LIST).check(master)).isInstanceOf(MasterException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark://one.example.org:7077",
        "spark://ONE.example.org:7077",
        "spark://one.example.org:7077,two.example.org:7077",
        "spark://a.b.plant.example:7077",
        "yarn",
        "k8s://https://k8s.example.org:6443"
      })
  void whatTheListNamesIsAllowed(String master) {
    assertThatCode(() -> masters(LIST).check(master)).doesNotThrowAnyException();
    assertThatThrownBy(() -> SparkMasters.local().check(master))
        .isInstanceOf(MasterException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "spark://one.example.org:7078",
        "spark://one.example.org",
        "spark://one.example.org:7077,evil.example.org:7077",
        "spark://one.example.org:7077,",
        "spark://one.example.org:7077@evil.example.org:7077",
        "spark://evilplant.example:7077",
        "spark://*.plant.example:7077",
        "spark://one.example.org:7077/../x",
        "local[2]\nspark://evil:1",
        "k8s://https://evil.example.org:6443",
        "mesos://one.example.org:5050",
        ""
      })
  void everythingElseIsRefusedByName(String master) {
    assertThatThrownBy(() -> masters(LIST + ",local").check(master))
        .isInstanceOf(MasterException.class)
        .hasMessageStartingWith(
            "master '" + master + "' is not allowed, ION_SPARK_MASTERS of this");
  }

  @Test
  void namesTheEntryThatIsMalformed() {
    for (String wrong :
        new String[] {"spark://host", "spark://*:7077", "local[2]", "mesos://x:1", "k8s://*"}) {
      assertThatThrownBy(() -> masters("yarn," + wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("ION_SPARK_MASTERS has '" + wrong + "'");
    }
    assertThat(masters("")).hasToString("local");
  }
}
