package dev.ionosphere.api.json;

import com.fasterxml.jackson.core.type.TypeReference;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;

/** Keeps a value as canonical JSON text. */
abstract class JsonColumn<T> implements AttributeConverter<T, String> {

  private final TypeReference<T> type;

  JsonColumn(TypeReference<T> type) {
    this.type = type;
  }

  @Override
  public @Nullable String convertToPersistedValue(@Nullable T value, ConversionContext context) {
    return value == null ? null : Json.canonical(value);
  }

  @Override
  public @Nullable T convertToEntityValue(@Nullable String text, ConversionContext context) {
    return text == null ? null : Json.read(text, type);
  }
}
