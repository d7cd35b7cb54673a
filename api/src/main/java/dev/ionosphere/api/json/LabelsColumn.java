package dev.ionosphere.api.json;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.inject.Singleton;
import java.util.Map;

/** Texts by name. */
@Singleton
public final class LabelsColumn extends JsonColumn<Map<String, String>> {

  LabelsColumn() {
    super(new TypeReference<>() {});
  }
}
