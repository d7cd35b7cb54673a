package dev.ionosphere.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.models.TurbofanData.Flight;
import dev.ionosphere.models.health.Baseline;
import dev.ionosphere.models.health.Bins;
import dev.ionosphere.models.health.FeatureCounter;
import dev.ionosphere.models.health.HealthScores;
import dev.ionosphere.models.health.Histogram;
import dev.ionosphere.models.health.TrainingBins;
import dev.ionosphere.models.scoring.PlanJson;
import dev.ionosphere.models.scoring.Predictions;
import dev.ionosphere.models.scoring.Scorer;
import dev.ionosphere.models.scoring.ScoringPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The whole of the module on real engines, against figures of scikit-learn and NumPy. */
class TurbofanTest {

  private static final List<String> COLUMNS = TurbofanData.columns();

  private final JsonNode oracle = Oracle.json("turbofan.json");
  private final ScoringPlan plan = PlanJson.read(Oracle.bytes("plan.json"));

  @Test
  void tellsWornEnginesFromHealthyOnes() {
    assertThat(anomalies(TurbofanData.healthy())).isEqualTo(oracle.get("falseAlarms").intValue());
    assertThat(anomalies(TurbofanData.worn())).isEqualTo(oracle.get("caught").intValue());
    double falseAlarms =
        oracle.get("falseAlarms").doubleValue() / oracle.get("healthyRows").intValue();
    double caught = oracle.get("caught").doubleValue() / oracle.get("wornRows").intValue();
    assertThat(falseAlarms).isCloseTo(0.012, within(0.002));
    assertThat(caught).isCloseTo(0.98, within(0.005));
  }

  @Test
  void countsAndComparesEverySensorAsNumPyDoes() {
    List<Baseline.Feature> features = new ArrayList<>();
    for (String name : plan.features()) {
      JsonNode of = oracle.get("features").get(name);
      double[] edges = Oracle.numbers(of.get("edges"));
      Bins bins =
          of.get("kind").textValue().equals("continuous")
              ? Bins.continuous(edges)
              : Bins.categorical(edges);
      features.add(
          new Baseline.Feature(name, bins, Histogram.of(Oracle.wholes(of.get("training")))));
    }
    Baseline baseline = Baseline.read(new Baseline(features).toJson());
    Map<String, Histogram> training = counted(baseline, TurbofanData.trained());
    Map<String, Histogram> healthy = counted(baseline, TurbofanData.healthy());
    Map<String, Histogram> worn = counted(baseline, TurbofanData.worn());
    for (Baseline.Feature feature : baseline.features()) {
      JsonNode of = oracle.get("features").get(feature.name());
      assertThat(training.get(feature.name())).isEqualTo(feature.training());
      assertThat(healthy.get(feature.name()).counts()).isEqualTo(Oracle.wholes(of.get("healthy")));
      assertThat(worn.get(feature.name()).counts()).isEqualTo(Oracle.wholes(of.get("worn")));
      double now = HealthScores.similarity(feature.training(), healthy.get(feature.name()));
      double later = HealthScores.similarity(feature.training(), worn.get(feature.name()));
      assertThat(now).isCloseTo(of.get("similarityHealthy").doubleValue(), within(1e-12));
      assertThat(later).isCloseTo(of.get("similarityWorn").doubleValue(), within(1e-12));
      assertThat(now).isGreaterThanOrEqualTo(0.998);
      // Sensor 6 is nearly constant and says nothing.
      assertThat(later).isBetween(feature.name().equals("s6") ? 0.998 : 0.14, 1.0);
      if (!feature.name().equals("s6")) {
        assertThat(later).isLessThan(0.55);
      }
    }
  }

  @Test
  void choosesTheBinsThatNumPyChooses() {
    List<Flight> flights = TurbofanData.flights().stream().filter(TurbofanData.trained()).toList();
    for (String name : plan.features()) {
      int column = COLUMNS.indexOf(name);
      Bins bins = TrainingBins.of(flights.stream().mapToDouble(f -> f.row()[column]).toArray());
      JsonNode of = oracle.get("features").get(name);
      assertThat(bins.kind().wireName()).isEqualTo(of.get("kind").textValue());
      assertThat(bins.edges()).containsExactly(Oracle.numbers(of.get("edges")), within(1e-9));
    }
  }

  private long anomalies(Predicate<Flight> flights) {
    double[] rows = TurbofanData.rows(flights);
    int count = rows.length / COLUMNS.size();
    Scorer scorer = plan.scorer(COLUMNS);
    Predictions scores = scorer.newPredictions(count);
    scorer.score(rows, count, scores);
    long anomalies = 0;
    for (int r = 0; r < count; r++) {
      double[] row = Arrays.copyOfRange(rows, r * COLUMNS.size(), (r + 1) * COLUMNS.size());
      assertThat(scorer.score(row).label()).isEqualTo(scores.label(r));
      anomalies += scores.anomaly(r) ? 1 : 0;
    }
    return anomalies;
  }

  private static Map<String, Histogram> counted(Baseline baseline, Predicate<Flight> flights) {
    double[] rows = TurbofanData.rows(flights);
    FeatureCounter counter = new FeatureCounter(baseline, COLUMNS);
    counter.count(rows, 0, rows.length / COLUMNS.size());
    return counter.histograms();
  }
}
