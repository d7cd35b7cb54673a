package dev.ionosphere.models.device;

import java.util.Optional;

/** What devices tell of themselves. */
public enum IncidentKind {
  ORDER_REFUSED("device.order.refused"),
  MODEL_REFUSED("device.model.refused"),
  MODEL_FELL_BACK("device.model.fell-back"),
  MODEL_LOST("device.model.lost"),
  SOURCE_FAULT("device.source.fault"),
  SOURCE_RESTARTED("device.source.restarted"),
  ROWS_BAD("device.rows.bad"),
  AGENT_FAILED("device.agent.failed"),
  DISK_FAULT("device.disk.fault"),
  RECORDS_PUT_ASIDE("device.records.put-aside");

  private final String text;

  IncidentKind(String text) {
    this.text = text;
  }

  /** As it is sent, and as its event is called on the timeline. */
  public String text() {
    return text;
  }

  public static Optional<IncidentKind> of(String text) {
    for (IncidentKind kind : values()) {
      if (kind.text.equals(text)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
