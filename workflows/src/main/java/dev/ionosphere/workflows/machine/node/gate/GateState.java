package dev.ionosphere.workflows.machine.node.gate;

import dev.ionosphere.workflows.machine.ask.Asked;
import dev.ionosphere.workflows.machine.ask.AskingState;
import dev.ionosphere.workflows.machine.token.Batch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * @param judging the candidate that is judged now
 * @param asked what people are asked where the condition is inconclusive
 * @param judged how many candidates it let pass or stopped
 * @param last what it said last, in words; empty before
 */
public record GateState(@Nullable Judging judging, Asked asked, long judged, String last)
    implements AskingState {

  static final GateState NEW = new GateState(null, Asked.NOTHING, 0, "");

  @Override
  public long laps() {
    return judged + asked.answered();
  }

  @Override
  public Optional<String> occupiedBy(String origin) {
    Judging now = judging;
    return now != null && now.batch().lineage().origin().equals(origin)
        ? Optional.of("judging " + now.id())
        : asked.occupiedBy(origin);
  }

  /** The candidate that is judged now. */
  public Optional<Batch> batch() {
    return Optional.ofNullable(judging).map(Judging::batch);
  }

  GateState judging(@Nullable Judging next) {
    return new GateState(next, asked, judged, last);
  }

  GateState asking(Asked next) {
    return new GateState(judging, next, judged, last);
  }

  GateState judged(String said, int lap) {
    return new GateState(null, asked, judged + lap, said);
  }
}
