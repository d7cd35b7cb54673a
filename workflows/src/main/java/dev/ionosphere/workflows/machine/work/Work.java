package dev.ionosphere.workflows.machine.work;

/**
 * Work that a node wants done, frozen when it began: what a document says later does not change it.
 * As long as the state wants it, it is started, found again by its id and told its mode; when the
 * state no longer wants it, it is cancelled.
 *
 * @param id of the workflow that does it
 * @param node that wants it
 * @param input of the class that the runner takes
 * @param attempts how often a program is tried before its failure counts
 */
public record Work(
    String id, String node, Runner runner, Object input, int attempts, Mode mode, String summary) {

  /** What the work should do now. */
  public enum Mode {
    RUN,
    PAUSE
  }
}
