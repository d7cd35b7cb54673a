package dev.ionosphere.api.dashboard.ion;

import dev.ionosphere.api.dashboard.Tone;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one node is and does now, in words.
 *
 * @param kind training, inference or approval
 * @param state one word
 * @param lines what a person wants to know next, most important first
 * @param link page with more, empty if there is none
 * @param workflow id of the workflow that does the node's present work, null for the ION's own
 * @param runnable whether somebody can ask for a run
 */
public record NodeStatus(
    String name,
    String kind,
    String state,
    Tone tone,
    List<String> lines,
    String link,
    @Nullable String workflow,
    boolean runnable) {
  public NodeStatus {
    lines = List.copyOf(lines);
  }
}
