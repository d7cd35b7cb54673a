package dev.ionosphere.api.json;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.inject.Singleton;
import java.util.Map;

/** Counts by bin, by name. */
@Singleton
public final class CountsColumn extends JsonColumn<Map<String, long[]>> {

  CountsColumn() {
    super(new TypeReference<>() {});
  }
}
