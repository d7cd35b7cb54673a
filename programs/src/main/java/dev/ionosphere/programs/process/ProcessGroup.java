package dev.ionosphere.programs.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * All processes of a run: a session of its own, and what has left it.
 *
 * @param leader pid of the session's first process, which is also the number of its group
 */
record ProcessGroup(long leader, String run) {

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int ROUNDS = 200;

  List<ProcessTable.Member> members() {
    return ProcessTable.of(leader, run);
  }

  /** Asks all of them to end. */
  void terminate() {
    signal("TERM");
    members().forEach(member -> ProcessHandle.of(member.pid()).ifPresent(ProcessHandle::destroy));
  }

  /**
   * Ends all of them by force, again and again while they make new ones.
   *
   * @return whether none is left
   */
  boolean kill() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      // A group is hit at once: what is forked in between is in it.
      signal("KILL");
      List<ProcessTable.Member> left = members();
      if (left.isEmpty()) {
        return true;
      }
      left.forEach(
          member -> ProcessHandle.of(member.pid()).ifPresent(ProcessHandle::destroyForcibly));
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
    return members().isEmpty();
  }

  /** To the group as one; Java knows processes only. */
  private void signal(String name) {
    try {
      Optional<Process> sent =
          Optional.of(
              new ProcessBuilder("sh", "-c", "kill -" + name + " -" + leader)
                  .redirectError(ProcessBuilder.Redirect.DISCARD)
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                  .start());
      sent.get().waitFor();
    } catch (IOException noShell) {
      // Each is asked by itself.
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
