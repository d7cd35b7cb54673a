package dev.ionosphere.api.json;

import com.fasterxml.jackson.core.type.TypeReference;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.util.Map;

/** A Mapof String to Double kept as JSON text. */
@Singleton
public final class NumbersColumn implements AttributeConverter<Map<String, Double>, String> {

  @Override
  public @Nullable String convertToPersistedValue(
      @Nullable Map<String, Double> value, ConversionContext context) {
    return value == null ? null : Json.canonical(value);
  }

  @Override
  public @Nullable Map<String, Double> convertToEntityValue(
      @Nullable String text, ConversionContext context) {
    return text == null ? null : Json.read(text, new TypeReference<>() {});
  }
}
