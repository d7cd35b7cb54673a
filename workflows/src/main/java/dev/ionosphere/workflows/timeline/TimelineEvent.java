package dev.ionosphere.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One thing that can happen to an ION, typed: its fields are the data of a timeline record, its
 * name on the wire is the record's kind. Names and fields stay as they are once released; a field
 * may be added if it can be absent.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(LifecycleEvent.class),
  @JsonSubTypes.Type(ChangeEvent.class),
  @JsonSubTypes.Type(RunEvent.class),
  @JsonSubTypes.Type(TokenEvent.class),
  @JsonSubTypes.Type(ApprovalEvent.class),
  @JsonSubTypes.Type(GateEvent.class),
  @JsonSubTypes.Type(ReleaseEvent.class),
  @JsonSubTypes.Type(RolloutEvent.class),
  @JsonSubTypes.Type(DeviceEvent.class),
  @JsonSubTypes.Type(HealthEvent.class),
  @JsonSubTypes.Type(NoticeEvent.class)
})
public sealed interface TimelineEvent
    permits LifecycleEvent,
        ChangeEvent,
        RunEvent,
        TokenEvent,
        ApprovalEvent,
        GateEvent,
        ReleaseEvent,
        RolloutEvent,
        DeviceEvent,
        HealthEvent,
        NoticeEvent {

  /** What it happened to: an ION, node, run, approval, rollout, device or model digest. */
  @JsonIgnore
  String subject();

  /** Its name on the wire, such as {@code training.started}. */
  @JsonIgnore
  default String kind() {
    return EventKinds.name(getClass());
  }
}
