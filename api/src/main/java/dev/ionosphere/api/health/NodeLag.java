package dev.ionosphere.api.health;

import dev.ionosphere.models.device.Bucket.SourceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far the devices of a node are behind their sources.
 *
 * @param ages seconds since the newest row of each device that has one, youngest first
 * @param behind bytes that wait on each device that knows, fewest first
 */
public record NodeLag(NodeJudge.Place place, List<Double> ages, List<Double> behind) {

  public NodeLag {
    ages = ages.stream().sorted().toList();
    behind = behind.stream().sorted().toList();
  }

  /** By node; of each device counts what it told last, whichever model that was. */
  public static List<NodeLag> of(List<HealthTrack> tracks, Instant now) {
    Map<String, HealthTrack> newest = new TreeMap<>();
    for (HealthTrack track : tracks) {
      newest.merge(
          String.join(".", track.ion(), track.node(), track.device()),
          track,
          (one, other) -> one.closedAt().isBefore(other.closedAt()) ? other : one);
    }
    Map<String, List<HealthTrack>> nodes = new TreeMap<>();
    newest
        .values()
        .forEach(track ->
            nodes
                .computeIfAbsent(track.ion() + "." + track.node(), node -> new ArrayList<>())
                .add(track));
    return nodes.values().stream().map(node -> of(node.getFirst(), node, now)).toList();
  }

  private static NodeLag of(HealthTrack one, List<HealthTrack> node, Instant now) {
    List<Double> ages = new ArrayList<>();
    List<Double> behind = new ArrayList<>();
    for (HealthTrack track : node) {
      track
          .sourceState()
          .ifPresent(source -> {
            @Nullable Instant row = newest(source);
            if (row != null) {
              // A device's clock may be ahead.
              ages.add(Math.max(0, Duration.between(row, now).toMillis() / 1000.0));
            }
            @Nullable Long bytes = source.behind();
            if (bytes != null) {
              behind.add((double) bytes);
            }
          });
    }
    return new NodeLag(new NodeJudge.Place(one.ion(), one.node()), ages, behind);
  }

  /** By the row's own time, or when it came. */
  private static @Nullable Instant newest(SourceState source) {
    return source.newest() == null ? source.lastRow() : source.newest();
  }
}
