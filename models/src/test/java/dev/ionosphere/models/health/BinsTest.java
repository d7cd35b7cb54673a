package dev.ionosphere.models.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.models.Oracle;
import dev.ionosphere.models.format.ModelFormatException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BinsTest {

  @Test
  void aValueOnAnEdgeBelongsToTheBinAbove() {
    Bins bins = Bins.continuous(1, 2, 4);
    assertThat(bins.size()).isEqualTo(4);
    assertThat(DoubleStream.of(-1e308, 0.99, 1, 1.99, 2, 3.99, 4, 1e308).mapToInt(bins::indexOf))
        .containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
    assertThat(bins.indexOf(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(bins.indexOf(Double.POSITIVE_INFINITY)).isEqualTo(3);
    assertThat(bins.indexOf(Double.NaN)).isEqualTo(Bins.MISSING);
  }

  @Test
  void otherValuesThanTheCategoriesShareTheLastBin() {
    Bins bins = Bins.categorical(-1, 0, 7);
    assertThat(bins.size()).isEqualTo(4);
    assertThat(
            DoubleStream.of(-1, 0, -0.0, 7, 7.1, Double.POSITIVE_INFINITY).mapToInt(bins::indexOf))
        .containsExactly(0, 1, 1, 2, 3, 3);
    assertThat(bins.indexOf(Double.NaN)).isEqualTo(Bins.MISSING);
  }

  @Test
  void aCodeIsItsOwnPlace() {
    Bins bins = Bins.categorical(0, 1, 2);
    assertThat(
            DoubleStream.of(0, 1, 2, 3, 0.5, -1, Double.POSITIVE_INFINITY, -0.0)
                .mapToInt(bins::indexOf))
        .containsExactly(0, 1, 2, 3, 3, 3, 3, 0);
    assertThat(bins.indexOf(Double.NaN)).isEqualTo(Bins.MISSING);
  }

  @Test
  void zeroOrOneEdgeIsEnough() {
    assertThat(Bins.continuous().indexOf(5)).isZero();
    assertThat(Bins.categorical().indexOf(5)).isZero();
    assertThat(Bins.continuous(3).indexOf(2)).isZero();
    assertThat(Bins.continuous(3).indexOf(3)).isOne();
  }

  @Test
  void refusesEdgesThatDoNotRise() {
    for (double[] edges :
        List.of(
            new double[] {1, 1},
            new double[] {2, 1},
            new double[] {Double.NaN},
            new double[] {1, Double.POSITIVE_INFINITY},
            new double[5000])) {
      assertThatThrownBy(() -> Bins.continuous(edges)).isInstanceOf(ModelFormatException.class);
      assertThatThrownBy(() -> Bins.categorical(edges)).isInstanceOf(ModelFormatException.class);
    }
  }

  @Property(tries = 500)
  void findsWhatABinarySearchFinds(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 70) int count) {
    Random random = new Random(seed);
    // From even to very uneven spacing, from tiny to huge.
    double power = 1 + random.nextInt(20);
    double[] edges =
        random
            .doubles(count, -1, 1)
            .map(x -> Math.pow(Math.abs(x), power) * Math.signum(x) * Math.pow(10, power))
            .distinct()
            .sorted()
            .toArray();
    Bins bins = Bins.continuous(edges);
    DoubleStream values =
        DoubleStream.concat(
            Arrays.stream(edges).flatMap(e -> DoubleStream.of(Math.nextDown(e), e, Math.nextUp(e))),
            DoubleStream.of(-Double.MAX_VALUE, Double.MAX_VALUE, 0, random.nextGaussian()));
    values.forEach(value -> {
      int found = Arrays.binarySearch(edges, value == 0 ? 0 : value);
      assertThat(bins.indexOf(value)).isEqualTo(found >= 0 ? found + 1 : -found - 1);
    });
  }

  @Test
  void edgesWhoseSpanOverflowsAreFoundToo() {
    Bins bins = Bins.continuous(-Double.MAX_VALUE, 0, Double.MAX_VALUE);
    assertThat(DoubleStream.of(-1, 0, 1e308, Double.MAX_VALUE).mapToInt(bins::indexOf))
        .containsExactly(1, 2, 2, 3);
  }

  @Test
  void trainingChoosesTheBinsThatNumPyChooses() {
    for (JsonNode of : Oracle.json("bins.json")) {
      Bins bins = TrainingBins.of(Oracle.numbers(of.get("column")));
      assertThat(bins.kind().wireName()).isEqualTo(of.get("kind").textValue());
      assertThat(bins.edges()).containsExactly(Oracle.numbers(of.get("edges")), within(1e-9));
    }
  }

  @Test
  void trainingLeavesMissingValuesOut() {
    assertThat(TrainingBins.of(new double[] {Double.NaN, 2, 1, 2, Double.POSITIVE_INFINITY}))
        .isEqualTo(Bins.categorical(1, 2));
    assertThat(TrainingBins.of(new double[] {Double.NaN})).isEqualTo(Bins.categorical());
    assertThat(TrainingBins.of(new double[] {0.0, -0.0})).isEqualTo(Bins.categorical(0));
  }

  @Test
  void aColumnWithoutDeviationGetsAWidthAllTheSame() {
    double[] edges = TrainingBins.edges(7, 0);
    assertThat(edges).hasSize(12);
    assertThat(edges[0]).isCloseTo(6.9, within(1e-12));
    assertThat(edges[11]).isCloseTo(7.1, within(1e-12));
  }
}
