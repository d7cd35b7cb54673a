package dev.ionosphere.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The life of an ION as a whole. */
@JsonSubTypes({
  @JsonSubTypes.Type(LifecycleEvent.IonLaunched.class),
  @JsonSubTypes.Type(LifecycleEvent.IonPaused.class),
  @JsonSubTypes.Type(LifecycleEvent.IonResumed.class),
  @JsonSubTypes.Type(LifecycleEvent.IonStopped.class),
  @JsonSubTypes.Type(LifecycleEvent.IonLost.class),
  @JsonSubTypes.Type(LifecycleEvent.IonFound.class),
  @JsonSubTypes.Type(LifecycleEvent.IonRecovered.class),
  @JsonSubTypes.Type(LifecycleEvent.KeyRotated.class),
  @JsonSubTypes.Type(LifecycleEvent.RecordSetAside.class),
  @JsonSubTypes.Type(LifecycleEvent.RecordsLost.class),
  @JsonSubTypes.Type(LifecycleEvent.WitnessLost.class)
})
public sealed interface LifecycleEvent extends TimelineEvent {

  /** What the record happened to when it is not in its own fields: the ION. */
  String ion();

  @Override
  default String subject() {
    return ion();
  }

  /**
   * @param holds digest by inference node of what an earlier launch left proven there
   */
  @JsonTypeName("ion.launched")
  record IonLaunched(
      String ion, String documentDigest, long ionGeneration, Map<String, String> holds)
      implements LifecycleEvent {
    public IonLaunched {
      // Sorted: Map.copyOf iterates in another order in every process.
      holds = Collections.unmodifiableMap(new TreeMap<>(holds));
    }
  }

  @JsonTypeName("ion.paused")
  record IonPaused(String ion) implements LifecycleEvent {}

  @JsonTypeName("ion.resumed")
  record IonResumed(String ion) implements LifecycleEvent {}

  /**
   * @param withdrawn whether the devices are told to run none of its models any more; absent: they
   *     go on
   */
  @JsonTypeName("ion.stopped")
  record IonStopped(
      String ion, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean withdrawn)
      implements LifecycleEvent {
    public IonStopped {
      withdrawn = Boolean.TRUE.equals(withdrawn) ? true : null;
    }
  }

  /**
   * The hub saw that its workflow ended though nobody stopped the ION.
   *
   * @param reason how it ended, such as {@code terminated}
   */
  @JsonTypeName("ion.lost")
  record IonLost(String ion, String reason) implements LifecycleEvent {}

  /**
   * The hub saw that Temporal runs an ION that it believed lost, stopped or never launched.
   *
   * @param believed status that the hub knew
   * @param status that its workflow tells
   */
  @JsonTypeName("ion.found")
  record IonFound(String ion, String believed, String status) implements LifecycleEvent {}

  /**
   * A person let an ION that was lost go on from its ledger; its launch follows.
   *
   * @param again runs whose candidate begins its way again
   * @param goesOn ids of work that goes on
   * @param ended ids of work that nothing in the ledger explains, and that was told to end
   */
  @JsonTypeName("ion.recovered")
  record IonRecovered(
      String ion,
      long ionGeneration,
      boolean paused,
      List<String> again,
      List<String> goesOn,
      List<String> ended)
      implements LifecycleEvent {
    public IonRecovered {
      again = List.copyOf(again);
      goesOn = List.copyOf(goesOn);
      ended = List.copyOf(ended);
    }
  }

  /** A key that tickets are verified with came, or is no longer believed. */
  @JsonTypeName("key.rotated")
  record KeyRotated(String ion, String keyId, String change) implements LifecycleEvent {}

  /**
   * The hub will never take a record; it is left out of the ledger so that others can follow.
   *
   * @param key of the record
   * @param digest of its JSON
   */
  @JsonTypeName("record.set-aside")
  record RecordSetAside(String ion, String key, String recordKind, String digest, String reason)
      implements LifecycleEvent {}

  /**
   * The ledger does not have a record any more that it once told a workflow of: it was cut, written
   * anew, or restored from an older copy.
   *
   * @param had sequence of the newest record that the ledger had when this was seen
   * @param upTo sequence of the record that the workflow knows
   * @param hash of the record that the workflow knows
   */
  @JsonTypeName("records.lost")
  record RecordsLost(String ion, long had, long upTo, String hash) implements LifecycleEvent {}

  /**
   * The ION begins anew and its workflow before, the only one that knows which record the ledger
   * had last, cannot be read: nobody knows whether the ledger lost records since.
   *
   * @param reason why it cannot be read
   */
  @JsonTypeName("witness.lost")
  record WitnessLost(String ion, String reason) implements LifecycleEvent {}
}
