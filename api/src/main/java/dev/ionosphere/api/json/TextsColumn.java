package dev.ionosphere.api.json;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.inject.Singleton;
import java.util.List;

/** Texts, in order. */
@Singleton
public final class TextsColumn extends JsonColumn<List<String>> {

  TextsColumn() {
    super(new TypeReference<>() {});
  }
}
