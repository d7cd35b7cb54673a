package dev.ionosphere.api.health;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.ionosphere.api.health.judge.Finding;
import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.api.health.judge.Sums;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.json.NumbersColumn;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The hub's judgement of a model on an inference node.
 *
 * @param id {@code <ion>.<node>.<digest>}
 * @param disagreeing judgements in a row that contradict {@code drifted}
 * @param similarity by feature, 0 to 1
 * @param reportedDrifted what the ION was last told
 * @param sums JSON of the counts that were judged; absent if that was before 0.4.0
 * @param findings JSON of what each check said
 * @param raised signals, with commas
 * @param seenFrom start of the first bucket that was judged
 * @param seenUntil start of the last
 * @param reportedAnomalous whether the ION was last told of too many anomalies
 */
@MappedEntity("node_health")
public record NodeHealth(
    @Id String id,
    String ion,
    String node,
    String digest,
    boolean drifted,
    int disagreeing,
    @TypeDef(type = DataType.STRING, converter = NumbersColumn.class)
        Map<String, Double> similarity,
    long rowsJudged,
    Instant judgedAt,
    boolean reportedDrifted,
    long reports,
    @Nullable Instant reportedAt,
    @Nullable String sums,
    String findings,
    String raised,
    @Nullable Instant seenFrom,
    @Nullable Instant seenUntil,
    boolean reportedAnomalous) {

  public static String id(String ion, String node, String digest) {
    return String.join(".", ion, node, digest);
  }

  public Sums judged() {
    return sums == null ? Sums.NONE : Json.read(sums, Sums.class);
  }

  public List<Finding> found() {
    return Json.read(findings, new TypeReference<>() {});
  }

  /** Whether too many rows are anomalies. */
  public boolean anomalous() {
    return signals().contains(Signal.ANOMALIES);
  }

  public Set<Signal> signals() {
    return HealthTrack.signals(raised);
  }
}
