package dev.ionosphere.api.dashboard.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.health.Bins;
import org.junit.jupiter.api.Test;

class HistogramsTest {

  @Test
  void saysWhereEachBinStarts() {
    assertThat(Histograms.labels(Bins.continuous(1, 2.5))).containsExactly("< 1", "≥ 1", "≥ 2.5");
  }

  @Test
  void tellsEdgesApartThatAreClose() {
    assertThat(Histograms.labels(Bins.continuous(2387.96, 2388.02, 2388.11)))
        .containsExactly("< 2387.96", "≥ 2387.96", "≥ 2388.02", "≥ 2388.11");
  }
}
