package dev.ionosphere.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** The life of an ION as a whole. */
@JsonSubTypes({
  @JsonSubTypes.Type(LifecycleEvent.IonLaunched.class),
  @JsonSubTypes.Type(LifecycleEvent.IonPaused.class),
  @JsonSubTypes.Type(LifecycleEvent.IonResumed.class),
  @JsonSubTypes.Type(LifecycleEvent.IonStopped.class),
  @JsonSubTypes.Type(LifecycleEvent.KeyRotated.class),
  @JsonSubTypes.Type(LifecycleEvent.RecordSetAside.class)
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

  @JsonTypeName("ion.stopped")
  record IonStopped(String ion) implements LifecycleEvent {}

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
}
