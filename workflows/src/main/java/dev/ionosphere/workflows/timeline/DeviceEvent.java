package dev.ionosphere.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ionosphere.models.device.IncidentKind;

/** What devices tell of themselves, and what becomes of them. */
@JsonSubTypes({
  @JsonSubTypes.Type(DeviceEvent.OrderRefused.class),
  @JsonSubTypes.Type(DeviceEvent.ModelRefused.class),
  @JsonSubTypes.Type(DeviceEvent.ModelFellBack.class),
  @JsonSubTypes.Type(DeviceEvent.ModelLost.class),
  @JsonSubTypes.Type(DeviceEvent.SourceFault.class),
  @JsonSubTypes.Type(DeviceEvent.SourceRestarted.class),
  @JsonSubTypes.Type(DeviceEvent.RowsBad.class),
  @JsonSubTypes.Type(DeviceEvent.AgentFailed.class),
  @JsonSubTypes.Type(DeviceEvent.DiskFault.class),
  @JsonSubTypes.Type(DeviceEvent.RecordsPutAside.class),
  @JsonSubTypes.Type(DeviceEvent.EnrolledAgain.class),
  @JsonSubTypes.Type(DeviceEvent.OrdersOverruled.class),
  @JsonSubTypes.Type(DeviceEvent.Revoked.class)
})
public sealed interface DeviceEvent extends TimelineEvent {

  String device();

  String message();

  /** What a device told of itself. */
  static DeviceEvent of(IncidentKind kind, String device, String message) {
    return switch (kind) {
      case ORDER_REFUSED -> new OrderRefused(device, message);
      case MODEL_REFUSED -> new ModelRefused(device, message);
      case MODEL_FELL_BACK -> new ModelFellBack(device, message);
      case MODEL_LOST -> new ModelLost(device, message);
      case SOURCE_FAULT -> new SourceFault(device, message);
      case SOURCE_RESTARTED -> new SourceRestarted(device, message);
      case ROWS_BAD -> new RowsBad(device, message);
      case AGENT_FAILED -> new AgentFailed(device, message);
      case DISK_FAULT -> new DiskFault(device, message);
      case RECORDS_PUT_ASIDE -> new RecordsPutAside(device, message);
    };
  }

  @Override
  default String subject() {
    return device();
  }

  /**
   * It was ordered to run something by somebody who may not, or in a way that it does not follow.
   */
  @JsonTypeName("device.order.refused")
  record OrderRefused(String device, String message) implements DeviceEvent {}

  @JsonTypeName("device.model.refused")
  record ModelRefused(String device, String message) implements DeviceEvent {}

  /** Its model was broken on disk and the last good one runs. */
  @JsonTypeName("device.model.fell-back")
  record ModelFellBack(String device, String message) implements DeviceEvent {}

  /** Its model was broken on disk and there is none to go back to. */
  @JsonTypeName("device.model.lost")
  record ModelLost(String device, String message) implements DeviceEvent {}

  /** Its source cannot be read. */
  @JsonTypeName("device.source.fault")
  record SourceFault(String device, String message) implements DeviceEvent {}

  /** Its source began again from the start. */
  @JsonTypeName("device.source.restarted")
  record SourceRestarted(String device, String message) implements DeviceEvent {}

  /** Rows that could not be scored were left out. */
  @JsonTypeName("device.rows.bad")
  record RowsBad(String device, String message) implements DeviceEvent {}

  /** A part of its agent failed and is started again, or ended the agent. */
  @JsonTypeName("device.agent.failed")
  record AgentFailed(String device, String message) implements DeviceEvent {}

  /** Its disk takes or took nothing. */
  @JsonTypeName("device.disk.fault")
  record DiskFault(String device, String message) implements DeviceEvent {}

  /** Records of its spool cannot be read, or the hub refused them; they stay on it. */
  @JsonTypeName("device.records.put-aside")
  record RecordsPutAside(String device, String message) implements DeviceEvent {}

  /** Another machine has its name now, or it has another key. Told by the hub. */
  @JsonTypeName("device.enrolled-again")
  record EnrolledAgain(String device, String message) implements DeviceEvent {}

  /** It held what the hub did not sign; a person said that the hub counts. Told by the hub. */
  @JsonTypeName("device.orders.overruled")
  record OrdersOverruled(String device, String message) implements DeviceEvent {}

  /** A person ended it. Told by the hub. */
  @JsonTypeName("device.revoked")
  record Revoked(String device, String message) implements DeviceEvent {}
}
