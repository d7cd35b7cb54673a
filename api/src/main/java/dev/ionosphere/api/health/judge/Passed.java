package dev.ionosphere.api.health.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A signal that was raised and cleared by what was judged at once: who was cut off delivers hours
 * together, and what was wrong in between is told as well.
 *
 * @param findings that were broken when it was raised
 * @param from start of the first bucket it was raised by, in seconds since 1970
 * @param until start of the last
 */
public record Passed(Signal signal, List<Finding> findings, long from, long until) {

  public Passed {
    findings = List.copyOf(findings);
  }

  /**
   * Those that nobody could have been told of before.
   *
   * @param before as it was judged last
   */
  public static List<Passed> of(Track before, List<Judgement> now, Rules rules) {
    if (now.isEmpty()) {
      return List.of();
    }
    List<Signal> cleared =
        now.getLast().standing().keySet().stream()
            .filter(signal -> !now.getLast().of(signal).raised())
            .filter(signal -> now.stream().anyMatch(judgement -> judgement.of(signal).raised()))
            .toList();
    if (cleared.isEmpty()) {
      return List.of();
    }
    List<Judgement> known = before.judged(rules);
    return cleared.stream().flatMap(signal -> untold(signal, before, known, now).stream()).toList();
  }

  /** From the first to the last time that it was raised without any part that was known. */
  private static Optional<Passed> untold(
      Signal signal, Track before, List<Judgement> known, List<Judgement> now) {
    boolean stood = before.standing().getOrDefault(signal, Standing.FINE).raised();
    return times(signal, now).stream()
        .filter(time -> !stood || time.getFirst() != now.getFirst())
        .filter(time -> time.stream().noneMatch(one -> isKnown(signal, one, known)))
        .flatMap(List::stream)
        .map(judgement -> at(signal, judgement))
        .reduce(Passed::with);
  }

  /** Judgements that it was raised at, without a break. */
  private static List<List<Judgement>> times(Signal signal, List<Judgement> now) {
    List<List<Judgement>> times = new ArrayList<>();
    boolean before = false;
    for (Judgement judgement : now) {
      boolean raised = judgement.of(signal).raised();
      if (raised && !before) {
        times.add(new ArrayList<>());
      }
      if (raised) {
        times.getLast().add(judgement);
      }
      before = raised;
    }
    return times;
  }

  private static Passed at(Signal signal, Judgement judgement) {
    return new Passed(
        signal,
        judgement.broken().stream().filter(found -> found.signal() == signal).toList(),
        judgement.from(),
        judgement.until());
  }

  private Passed with(Passed later) {
    return new Passed(signal, findings, from, later.until);
  }

  private static boolean isKnown(Signal signal, Judgement one, List<Judgement> known) {
    return known.stream()
        .anyMatch(other ->
            other.of(signal).raised()
                && other.from() <= one.until()
                && other.until() >= one.from());
  }
}
