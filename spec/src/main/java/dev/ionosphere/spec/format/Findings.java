package dev.ionosphere.spec.format;

import dev.ionosphere.spec.format.Finding.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Gathers everything there is to say about one reading. */
public final class Findings {

  private final List<Finding> found = new ArrayList<>();
  private final boolean kept;
  private int dropped;

  public Findings() {
    this(true);
  }

  private Findings(boolean kept) {
    this.kept = kept;
  }

  /**
   * For a document that was accepted once, perhaps under other rules: whatever is found now is
   * dropped.
   */
  public static Findings ofStored() {
    return new Findings(false);
  }

  /** Whether what is read was accepted once, so that no limit of today cuts it short. */
  public boolean isOfStored() {
    return !kept;
  }

  public boolean hasErrors() {
    return dropped > 0 || found.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /** In the order of the text. */
  public List<Finding> all() {
    List<Finding> all = new ArrayList<>(found);
    all.sort(
        Comparator.comparing(
            finding -> new Position(finding.file(), finding.line(), finding.column()),
            Position.ORDER));
    if (dropped > 0) {
      all.add(
          new Finding(
              Severity.ERROR,
              0,
              0,
              0,
              "",
              "and " + dropped + " more findings",
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
    }
    return all;
  }

  public void error(Position at, String path, String message) {
    add(Severity.ERROR, at, path, message, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public void warning(Position at, String path, String message) {
    add(Severity.WARNING, at, path, message, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A value that may not stand where it stands. */
  public void refused(Position at, String path, String got, String allowed) {
    add(
        Severity.ERROR,
        at,
        path,
        "got " + got + "; allowed: " + allowed,
        Optional.of(got),
        Optional.of(allowed),
        Optional.empty());
  }

  /**
   * A name that is not among the known ones.
   *
   * @param what what the name is of, such as {@code field}
   */
  public void unknown(
      Position at, String path, String what, String name, Collection<String> known) {
    String allowed = known.isEmpty() ? "none" : String.join(", ", known);
    unknownAmongMany(at, path, what, name, known, allowed);
  }

  /** A name that was known once. */
  public void renamed(Position at, String path, String before, String now) {
    add(
        Severity.ERROR,
        at,
        path,
        "the field '%s' is called '%s' now".formatted(before, now),
        Optional.of(before),
        Optional.of(now),
        Optional.of(now));
  }

  /** The same, where the known ones are too many to list. */
  public void unknownAmongMany(
      Position at,
      String path,
      String what,
      String name,
      Collection<String> known,
      String allowed) {
    Optional<String> nearest = NearestName.of(name, known);
    add(
        Severity.ERROR,
        at,
        path,
        "unknown %s %s; allowed: %s%s"
            .formatted(
                what,
                Quoted.of(name),
                allowed,
                nearest.map(meant -> "; did you mean '" + meant + "'?").orElse("")),
        Optional.of(Quoted.bare(name)),
        Optional.of(allowed),
        nearest);
  }

  private void add(
      Severity severity,
      Position at,
      String path,
      String message,
      Optional<String> got,
      Optional<String> allowed,
      Optional<String> nearest) {
    if (!kept) {
      return;
    }
    if (found.size() == Limits.FINDINGS) {
      dropped++;
      return;
    }
    found.add(
        new Finding(
            severity,
            at.file(),
            at.line(),
            at.column(),
            Quoted.path(path),
            message,
            got,
            allowed,
            nearest));
  }
}
