package dev.ionosphere.workflows.ion;

import java.util.List;

/** What an event led to. */
public record Transition(IonState state, List<Effect> effects, Reply reply) {

  public Transition {
    effects = List.copyOf(effects);
  }
}
