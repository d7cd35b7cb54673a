package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.ion.NodeState.Release;
import java.util.List;
import java.util.Map;

/**
 * What an ION that was stopped leaves to the one launched after it.
 *
 * @param numbers by node, the highest number of a run, an approval or a generation so far; devices
 *     refuse a generation that is not newer, and runs and approvals must not repeat
 * @param releases by inference node, what policy let through to it, newest last; devices run the
 *     newest
 */
public record EarlierLife(Map<String, Long> numbers, Map<String, List<Release>> releases) {

  public EarlierLife {
    numbers = Map.copyOf(numbers);
    releases = Map.copyOf(releases);
  }
}
