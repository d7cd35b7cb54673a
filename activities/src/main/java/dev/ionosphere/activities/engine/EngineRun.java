package dev.ionosphere.activities.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A job under way, or one that has ended. */
public interface EngineRun {

  EngineProgress progress();

  /** Waits for the end, at most so long; empty if the job is still under way then. */
  Optional<Outcome> await(Duration atMost) throws InterruptedException;

  /** Ends the job and everything it started. Does nothing if it has ended. */
  void stop();

  /** Where the component has put its output; complete only after {@link Outcome.Succeeded}. */
  Path output();

  /** Where the digest of the program is noted; a launch anew forgets it. */
  default Path program() {
    return output().resolveSibling(RunDirectory.PROGRAM);
  }

  /** What ran and ended well, if it was a program of a user's own: it has yet to be converted. */
  default Optional<ProgramRunInfo> own() throws IOException {
    return Optional.empty();
  }
}
