package dev.ionosphere.api.json;

import com.fasterxml.jackson.core.type.TypeReference;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.util.List;

/** A Listof String kept as JSON text. */
@Singleton
public final class TextsColumn implements AttributeConverter<List<String>, String> {

  @Override
  public @Nullable String convertToPersistedValue(
      @Nullable List<String> value, ConversionContext context) {
    return value == null ? null : Json.canonical(value);
  }

  @Override
  public @Nullable List<String> convertToEntityValue(
      @Nullable String text, ConversionContext context) {
    return text == null ? null : Json.read(text, new TypeReference<>() {});
  }
}
