package dev.ionosphere.api.alert;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * Something people should look at.
 *
 * @param kind drift, feature-shift, prediction-mix, anomaly-rate, device-unlike, device-anomalies,
 *     device-values-missing, device-sensor-stuck, device-rows-refused, device-source-stopped,
 *     device-source-lags, device-outweighs, device-silent, training-failed, rollout-failed,
 *     device-refused, device-fell-back, device-model-lost, device-records-put-aside,
 *     device-agent-failed, device-disk-fault, device-clock-wrong, device-twice,
 *     device-asks-enrolment, order-refused, telemetry-refused, timeline-conflict, ion-lost,
 *     ion-unexpected, break-glass, notice-lost, orders-conflict, root-expires
 * @param severity info, warning or critical
 * @param clearedAt when its cause was gone, its ION was stopped or a person closed it
 * @param clearedBy the person who closed it; absent if the hub did
 */
@MappedEntity("alert")
public record Alert(
    @Id @GeneratedValue @Nullable Long id,
    String ion,
    @Nullable String node,
    String subject,
    String kind,
    String severity,
    String message,
    Instant raisedAt,
    @Nullable Instant clearedAt,
    @Nullable String acknowledgedBy,
    @Nullable Instant acknowledgedAt,
    @Nullable String clearedBy) {

  /** Whether its subject is a device: what is wrong with most of them is told of their node. */
  public boolean isOfDevice() {
    return (kind.startsWith("device-") || kind.equals("telemetry-refused"))
        && !subject.equals(node);
  }

  static Alert raised(
      String ion,
      @Nullable String node,
      String subject,
      String kind,
      String severity,
      String message,
      Instant at) {
    return new Alert(null, ion, node, subject, kind, severity, message, at, null, null, null, null);
  }
}
