package dev.ionosphere.programs.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * All processes of a run: a session of its own, and what has left it.
 *
 * @param leader pid of the session's first process, which is also the number of its group
 * @param known whether that process was seen to be the run's. Else the number is only what a file
 *     says: since then it may have become a stranger's, and nobody may be ended by it alone.
 * @param control where the system itself keeps account of them, if it does
 */
record ProcessGroup(long leader, boolean known, String run, Optional<ControlGroup> control) {

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int ROUNDS = 200;

  List<ProcessTable.Member> members() {
    return ProcessTable.of(
        leader, known, run, control.map(ControlGroup::processes).orElse(Set.of()));
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
    if (!known && members().stream().noneMatch(member -> member.session() == leader)) {
      return;
    }
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
