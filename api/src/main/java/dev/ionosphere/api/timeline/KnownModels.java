package dev.ionosphere.api.timeline;

import java.util.Optional;

/** Whose model it is. */
public interface KnownModels {

  Optional<String> ionOf(String digest);
}
