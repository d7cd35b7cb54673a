package dev.ionosphere.api.json;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.inject.Singleton;
import java.util.List;

/** Sizes, in order. */
@Singleton
public final class SizesColumn extends JsonColumn<List<Integer>> {

  SizesColumn() {
    super(new TypeReference<>() {});
  }
}
