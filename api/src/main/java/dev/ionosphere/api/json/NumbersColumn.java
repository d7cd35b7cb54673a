package dev.ionosphere.api.json;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.inject.Singleton;
import java.util.Map;

/** Numbers by name. */
@Singleton
public final class NumbersColumn extends JsonColumn<Map<String, Double>> {

  NumbersColumn() {
    super(new TypeReference<>() {});
  }
}
