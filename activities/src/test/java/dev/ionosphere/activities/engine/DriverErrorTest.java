package dev.ionosphere.activities.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DriverErrorTest {

  @Test
  void componentsOwnWordsCount() {
    assertThat(
            DriverError.of(
                List.of(
                    "ERROR an earlier one",
                    "Exception in thread \"main\" java.lang.IllegalStateException: x",
                    "ERROR input train.csv has no column 's99'",
                    "later noise")))
        .isEqualTo("input train.csv has no column 's99'");
  }

  @Test
  void exceptionAndItsInnermostCauseCount() {
    assertThat(
            DriverError.of(
                List.of(
                    "Exception in thread \"main\" java.lang.RuntimeException: outer",
                    "Caused by: java.io.IOException: middle",
                    "\tat x.Y.z",
                    "Caused by: java.net.ConnectException: refused")))
        .isEqualTo(
            "Exception in thread \"main\" java.lang.RuntimeException: outer Caused by:"
                + " java.net.ConnectException: refused");
  }

  @Test
  void lastLinesCountWhereNothingElseIsSaid() {
    assertThat(DriverError.of(List.of("a", "b", "c", "", "d"))).isEqualTo("b | c | d");
    assertThat(DriverError.of(List.of())).isEqualTo("it wrote no log");
  }
}
