package dev.ionosphere.workflows.machine.token;

/**
 * What the branches of one candidate have in common.
 *
 * @param origin node that the candidate began at
 * @param number counts that node's candidates; a newer one has a higher number
 */
public record Lineage(String origin, long number) {

  /** Such as {@code retrain#3}. */
  public String text() {
    return origin + "#" + number;
  }

  /** Whether it began at the same node later. */
  public boolean isNewerThan(Lineage other) {
    return origin.equals(other.origin) && number > other.number;
  }
}
