package dev.ionosphere.api.dashboard.approval;

import java.util.List;

/**
 * A document that waits for people.
 *
 * @param lines what is added, removed and changed against the document in force
 * @param weakens what becomes weaker, in words
 */
public record DocumentChange(List<String> lines, List<String> weakens) {
  public DocumentChange {
    lines = List.copyOf(lines);
    weakens = List.copyOf(weakens);
  }
}
