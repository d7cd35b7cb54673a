package dev.ionosphere.api.health.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.health.Significance;
import dev.ionosphere.spec.ion.HealthPolicy;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has not changed is told as changed no more often than the level promises. */
final class FalseAlarmsTest {

  private static final int FEEDS = 200;
  private static final int BUCKETS = 200;
  private static final int ROWS = 20;

  @ParameterizedTest
  @ValueSource(ints = {10, 50, 200})
  void feedsThatHaveNotDriftedAreNotTold(int minSamples) {
    HealthPolicy policy = new HealthPolicy(0.8, minSamples, 1);
    Count ofAll = new Count();
    Count ofDevice = new Count();
    for (int feed = 0; feed < FEEDS; feed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7_000L + feed);
      TestingFeed machine = TestingFeed.of(random);
      Track track = Track.EMPTY;
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        track = track.plus(60L * bucket, machine.rows(ROWS, TestingFeed.Fault.NONE));
      }
      ofAll.add(track.judged(Rules.ofFleet(machine.baseline(), policy)));
      ofDevice.add(track.judged(Rules.ofDevice(machine.baseline(), policy, 1)));
    }
    ofAll.check();
    ofDevice.check();
  }

  /** Judgements, and in how many of them each signal was broken. */
  private static final class Count {

    private final Map<Signal, Integer> broken = new EnumMap<>(Signal.class);
    private long judged;

    void add(List<Judgement> judgements) {
      for (Judgement judgement : judgements) {
        judged++;
        judgement.findings().stream()
            .filter(Finding::broken)
            .map(Finding::signal)
            .distinct()
            .forEach(signal -> broken.merge(signal, 1, Integer::sum));
      }
    }

    void check() {
      long most = mostByChance(judged, Significance.LEVEL);
      assertThat(judged).isGreaterThan(FEEDS * 10);
      assertThat(broken.values())
          .as("broken %s of %d judgements, allowed %d", broken, judged, most)
          .allMatch(count -> count <= most);
    }
  }

  /** The smallest number that a binomial stays within at 99 %. */
  private static long mostByChance(long tries, double chance) {
    double term = Math.pow(1 - chance, tries);
    double sum = term;
    long most = 0;
    while (sum < 0.99) {
      term *= (tries - most) / (most + 1.0) * chance / (1 - chance);
      sum += term;
      most++;
    }
    return most;
  }
}
