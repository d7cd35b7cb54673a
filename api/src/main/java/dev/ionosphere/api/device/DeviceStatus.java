package dev.ionosphere.api.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a device does about the model of one node. */
public enum DeviceStatus {
  @JsonProperty("not-asked")
  NOT_ASKED(false),
  /** A rollout wants it to run something new. */
  @JsonProperty("told")
  TOLD(true),
  @JsonProperty("fetching")
  FETCHING(true),
  @JsonProperty("staged")
  STAGED(true),
  @JsonProperty("active")
  ACTIVE(true),
  @JsonProperty("failed")
  FAILED(true),
  /** It runs an older release than it should. */
  @JsonProperty("behind")
  BEHIND(false),
  /** A rollout did not hear from it in time. Ends when it is heard again. */
  @JsonProperty("silent")
  SILENT(false),
  /** The device was revoked. Ends when its name is enrolled again. */
  @JsonProperty("revoked")
  REVOKED(false);

  private final String text;
  private final boolean saidByDevices;

  DeviceStatus(boolean saidByDevices) {
    this.text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    this.saidByDevices = saidByDevices;
  }

  public String text() {
    return text;
  }

  public static Optional<DeviceStatus> of(String text) {
    return Arrays.stream(values()).filter(status -> status.text.equals(text)).findFirst();
  }

  /** The status that a device reports of itself; nothing for a word that no device says. */
  public static Optional<DeviceStatus> saidByDevice(String text) {
    return of(text).filter(status -> status.saidByDevices);
  }

  public static String textsSaidByDevices() {
    return Arrays.stream(values())
        .filter(status -> status.saidByDevices)
        .map(DeviceStatus::text)
        .collect(Collectors.joining(", "));
  }
}
