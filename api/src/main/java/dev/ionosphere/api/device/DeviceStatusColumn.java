package dev.ionosphere.api.device;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** A device status as its text. */
@Singleton
final class DeviceStatusColumn implements AttributeConverter<DeviceStatus, String> {

  @Override
  public @Nullable String convertToPersistedValue(
      @Nullable DeviceStatus status, ConversionContext context) {
    return status == null ? null : status.text();
  }

  @Override
  public @Nullable DeviceStatus convertToEntityValue(
      @Nullable String text, ConversionContext context) {
    return text == null
        ? null
        : DeviceStatus.of(text)
            .orElseThrow(
                () -> new IllegalStateException("device status \"" + text + "\" is unknown"));
  }
}
