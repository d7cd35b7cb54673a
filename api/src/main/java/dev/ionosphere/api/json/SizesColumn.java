package dev.ionosphere.api.json;

import com.fasterxml.jackson.core.type.TypeReference;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.util.List;

/** A Listof Integer kept as JSON text. */
@Singleton
public final class SizesColumn implements AttributeConverter<List<Integer>, String> {

  @Override
  public @Nullable String convertToPersistedValue(
      @Nullable List<Integer> value, ConversionContext context) {
    return value == null ? null : Json.canonical(value);
  }

  @Override
  public @Nullable List<Integer> convertToEntityValue(
      @Nullable String text, ConversionContext context) {
    return text == null ? null : Json.read(text, new TypeReference<>() {});
  }
}
