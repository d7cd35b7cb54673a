package dev.ionosphere.workflows.machine.policy;

import java.util.Locale;

/** How one policy stands to another. Whatever is not provably the same or stricter is weaker. */
public enum Strictness {
  SAME,
  STRICTER,
  WEAKER;

  public Strictness and(Strictness other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
