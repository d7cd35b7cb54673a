package dev.ionosphere.workflows.ion;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as signal {@code event} carries it and as the state machine takes it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = IonEvent.HealthReported.class, name = "health-reported")})
public sealed interface IonEvent {

  /** Makes the event idempotent. */
  String id();

  /**
   * The hub's judgement of an inference node's live data.
   *
   * @param drifted whether the data is unlike training, after minimum samples and hysteresis
   * @param similarity by feature, 0 to 1
   * @param rows that were judged
   */
  record HealthReported(
      String id,
      String node,
      String digest,
      boolean drifted,
      Map<String, Double> similarity,
      long rows,
      @Nullable String trace)
      implements IonEvent {}
}
