package dev.ionosphere.api.ion;

import dev.ionosphere.api.ion.LastNumbers.LastId;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How far the runs, approvals and generations of an ION's earlier lives were numbered. A new life
 * numbers on: an engine finds what an earlier run of an id left, and devices refuse a generation
 * that is not newer.
 */
@Singleton
public final class UsedNumbers {

  private static final String CHANGE = "~change";

  /** Numbers that people or forgers made up do not lock a node out. */
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,14}");

  private final LastNumbers numbers;

  UsedNumbers(LastNumbers numbers) {
    this.numbers = numbers;
  }

  /** The highest by node, of what the hub keeps. */
  public Map<String, Long> of(String ion) {
    Map<String, Long> last = new HashMap<>();
    for (LastId used : numbers.ids(ion)) {
      if (used.node().isEmpty()) {
        take(last, CHANGE, used.id(), ion + ".change-");
      } else {
        take(last, used.node(), used.id(), ion + "." + used.node() + ".");
      }
    }
    for (LastId used : numbers.rollouts(ion)) {
      take(last, used.node(), used.id(), "rollout:" + ion + ":" + used.node() + ":");
    }
    return last;
  }

  /** The same and the numbers in the ids of workflows that Temporal knows. */
  public Map<String, Long> of(String ion, List<String> workflows) {
    Map<String, Long> last = of(ion);
    for (String workflow : workflows) {
      // <type>:<ion>:<node>:<n>
      String[] parts = workflow.split(":", -1);
      if (parts.length == 4 && parts[1].equals(ion)) {
        take(last, parts[2], workflow, parts[0] + ":" + ion + ":" + parts[2] + ":");
      }
    }
    return last;
  }

  private static void take(Map<String, Long> last, String of, String id, String prefix) {
    if (id.startsWith(prefix) && NUMBER.matcher(id.substring(prefix.length())).matches()) {
      last.merge(of, Long.parseLong(id.substring(prefix.length())), Math::max);
    }
  }
}
