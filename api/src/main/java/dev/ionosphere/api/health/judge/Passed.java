package dev.ionosphere.api.health.judge;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
    List<Passed> raised = new ArrayList<>();
    for (Judgement judgement : now) {
      judgement.standing().keySet().stream()
          .filter(signal -> judgement.of(signal).raised() && !now.getLast().of(signal).raised())
          .forEach(signal -> raised.add(at(signal, judgement)));
    }
    if (raised.isEmpty()) {
      return List.of();
    }
    List<Judgement> known = before.judged(rules);
    Map<Signal, Passed> passed = new EnumMap<>(Signal.class);
    raised.stream()
        .filter(one -> !stood(one.signal(), before, known))
        .filter(one -> known.stream().noneMatch(one::isIn))
        .forEach(one -> passed.merge(one.signal(), one, Passed::with));
    return new ArrayList<>(passed.values());
  }

  private static boolean stood(Signal signal, Track before, List<Judgement> known) {
    Standing last =
        known.isEmpty()
            ? before.standing().getOrDefault(signal, Standing.FINE)
            : known.getLast().of(signal);
    return last.raised();
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

  private boolean isIn(Judgement known) {
    return known.of(signal).raised() && known.from() <= until && known.until() >= from;
  }
}
