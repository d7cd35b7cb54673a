package dev.ionosphere.pipelines.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EdgesTest {

  @Test
  void continuousEdgesReachTwoDeviationsToEachSide() {
    Edges edges = Edges.continuous("x", 10, 2);
    assertThat(edges.edges()).hasSize(12);
    assertThat(edges.edges()[0]).isEqualTo(6);
    assertThat(edges.edges()[11]).isCloseTo(14, within(1e-12));
    assertThat(edges.bins()).isEqualTo(13);
  }

  @Test
  void valueOnAnEdgeBelongsToTheBinAboveIt() {
    Edges edges = Edges.continuous("x", 0, 1);
    assertThat(edges.bin(-2)).isEqualTo(1);
    assertThat(edges.bin(Math.nextDown(-2.0))).isZero();
    assertThat(edges.bin(5)).isEqualTo(12);
  }

  @Test
  void categoriesHaveABinForAllOthers() {
    Edges edges = Edges.categorical("x", new double[] {3, 1, 2});
    assertThat(edges.bin(1)).isZero();
    assertThat(edges.bin(3)).isEqualTo(2);
    assertThat(edges.bin(2.5)).isEqualTo(3);
  }
}
