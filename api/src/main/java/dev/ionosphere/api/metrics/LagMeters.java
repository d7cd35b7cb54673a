package dev.ionosphere.api.metrics;

import dev.ionosphere.api.health.HealthTracks;
import dev.ionosphere.api.health.NodeLag;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * How far devices are behind their sources: three figures a node, however many devices it has. They
 * are counted now and then, not when somebody asks.
 */
@Singleton
public class LagMeters {

  private final HealthTracks tracks;
  private final MultiGauge ages;
  private final MultiGauge behind;
  private final Clock clock;

  LagMeters(HealthTracks tracks, MeterRegistry registry, Clock clock) {
    this.tracks = tracks;
    this.clock = clock;
    this.ages =
        MultiGauge.builder("ionosphere.source.newest.age")
            .description("how old the newest row is that devices have read")
            .baseUnit("seconds")
            .register(registry);
    this.behind =
        MultiGauge.builder("ionosphere.source.behind")
            .description("bytes that wait on devices to be read")
            .baseUnit("bytes")
            .register(registry);
  }

  @Scheduled(fixedDelay = "15s", initialDelay = "15s")
  public void refresh() {
    List<NodeLag> nodes = NodeLag.of(tracks.sources(), clock.instant());
    List<MultiGauge.Row<?>> ofAges = new ArrayList<>();
    List<MultiGauge.Row<?>> ofBytes = new ArrayList<>();
    for (NodeLag node : nodes) {
      rows(node, node.ages(), ofAges);
      rows(node, node.behind(), ofBytes);
    }
    ages.register(ofAges, true);
    behind.register(ofBytes, true);
  }

  private static void rows(NodeLag node, List<Double> sorted, List<MultiGauge.Row<?>> rows) {
    if (!sorted.isEmpty()) {
      row(node, "0.5", sorted.get(sorted.size() / 2), rows);
      row(node, "0.9", sorted.get(sorted.size() * 9 / 10), rows);
      row(node, "1", sorted.getLast(), rows);
    }
  }

  private static void row(
      NodeLag node, String quantile, double value, List<MultiGauge.Row<?>> rows) {
    rows.add(
        MultiGauge.Row.of(
            Tags.of("ion", node.place().ion(), "node", node.place().node(), "quantile", quantile),
            value));
  }
}
