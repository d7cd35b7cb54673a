package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.machine.work.Work;
import java.util.Optional;

/** One piece of work, as far as its ION reaches it. */
interface WorkPiece {

  Work work();

  void start();

  /** An earlier run of the ION started it, or was about to. */
  void find();

  /** What it should do now. */
  void tell(Work.Mode mode);

  /** Somebody says that it has ended. */
  void look();

  /**
   * Nobody wants it any more; how it ends is of no interest.
   *
   * @param next what its node wants instead
   */
  void end(Optional<Work> next);
}
