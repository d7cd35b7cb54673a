package dev.ionosphere.workflows.rollout;

import dev.ionosphere.models.device.ApplyOutcome;
import java.util.List;

/** What devices answered that fetch their orders from the hub themselves. */
public record AnswersSignal(List<ApplyOutcome> answers) {

  /** Name of the signal. */
  public static final String NAME = "answers";

  public AnswersSignal {
    answers = answers == null ? List.of() : List.copyOf(answers);
  }
}
