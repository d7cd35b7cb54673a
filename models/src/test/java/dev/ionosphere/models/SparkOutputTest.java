package dev.ionosphere.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Bins;
import dev.ionosphere.models.health.FeatureCounter;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.models.health.TrainingBins;
import dev.ionosphere.models.scoring.GoldenRows;
import dev.ionosphere.models.scoring.Parity;
import dev.ionosphere.models.scoring.PlanJson;
import dev.ionosphere.models.scoring.Predictions;
import dev.ionosphere.models.scoring.Scorer;
import dev.ionosphere.models.scoring.ScoringPlan;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Spark wrote, read and repeated here; {@code spark/README.md} says how it was made. */
class SparkOutputTest {

  private static final List<String> COLUMNS =
      TurbofanData.columns().stream()
          .map(name -> name.replaceFirst("^s(?=\\d)", "sensor"))
          .toList();

  private final ScoringPlan plan = PlanJson.read(bytes("plan.json"));
  private final Baseline baseline = Baseline.read(bytes("baseline.json"));

  @Test
  void equalsSparkOnItsGoldenRows() {
    Parity parity = GoldenRows.read(bytes("golden.json")).verify(ScoringPlan.read(plan.toBytes()));
    assertThat(parity).isInstanceOf(Parity.Equal.class);
    assertThat(((Parity.Equal) parity).rows()).isEqualTo(200);
    assertThat(((Parity.Equal) parity).largest()).isLessThan(1e-12);
  }

  /** Were it otherwise, a device would see drift on the very rows that the model was trained on. */
  @Test
  void countsTheTrainingRowsAsSparkDid() {
    assertThat(baseline.features().stream().map(Baseline.Feature::name).toList())
        .containsExactlyElementsOf(plan.features());
    double[] rows = TurbofanData.rows(TurbofanData.trained());
    FeatureCounter counter = new FeatureCounter(baseline, COLUMNS);
    counter.count(rows, 0, rows.length / COLUMNS.size());
    Map<String, Histogram> counted = counter.histograms();
    for (Baseline.Feature feature : baseline.features()) {
      assertThat(counted.get(feature.name())).as(feature.name()).isEqualTo(feature.training());
    }
  }

  @Test
  void choosesTheBinsThatSparkChose() {
    List<TurbofanData.Flight> flights =
        TurbofanData.flights().stream().filter(TurbofanData.trained()).toList();
    for (Baseline.Feature feature : baseline.features()) {
      int column = COLUMNS.indexOf(feature.name());
      Bins bins = TrainingBins.of(flights.stream().mapToDouble(f -> f.row()[column]).toArray());
      assertThat(bins.kind()).isEqualTo(feature.bins().kind());
      // Spark divides by n - 1, this by n: of 3600 rows that is a 7200th of a deviation.
      double[] edges = feature.bins().edges();
      double span = edges[edges.length - 1] - edges[0];
      assertThat(bins.edges()).containsExactly(edges, within(1e-4 * span));
    }
  }

  /** The demo promises at most 3 % and at least 90 %. */
  @Test
  void tellsWornEnginesFromHealthyOnes() {
    assertThat(flagged(TurbofanData.healthy())).isLessThan(0.02);
    assertThat(flagged(TurbofanData.worn())).isGreaterThan(0.95);
  }

  private double flagged(Predicate<TurbofanData.Flight> flights) {
    double[] rows = TurbofanData.rows(flights);
    int count = rows.length / COLUMNS.size();
    Scorer scorer = plan.scorer(COLUMNS);
    Predictions scores = scorer.newPredictions(count);
    scorer.score(rows, count, scores);
    return (double) IntStream.range(0, count).filter(scores::anomaly).count() / count;
  }

  private static byte[] bytes(String name) {
    try (InputStream in = SparkOutputTest.class.getResourceAsStream("spark/" + name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new AssertionError("spark/" + name, e);
    }
  }
}
