package dev.ionosphere.workflows.machine.engine;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/** What a sequence chooses by its seed. */
final class Choice {

  static <T> T one(List<T> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  /** Nothing, and nothing drawn, if there is nothing to choose. */
  static <T> Optional<T> any(List<T> of, Random random) {
    return of.isEmpty() ? Optional.empty() : Optional.of(one(of, random));
  }

  private Choice() {}
}
