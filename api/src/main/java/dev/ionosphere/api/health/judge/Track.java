package dev.ionosphere.api.health.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is judged, by the start of its buckets. The judgements are a function of the sums: neither
 * the order in which buckets come nor how late they are changes them, as long as their stretch of
 * time is still here. Rows of an earlier one are judged with the oldest that is.
 *
 * @param slices sums by start, in seconds since 1970
 * @param newest latest start that was heard of, also without rows
 * @param settled start before which nothing is kept
 * @param standing of the signals then
 * @param first what the model said of its first rows, as far as they are settled
 * @param late rows that came of stretches before {@code settled} since that was moved
 */
public record Track(
    SortedMap<Long, Sums> slices,
    long newest,
    long settled,
    Map<Signal, Standing> standing,
    long[] first,
    long late) {

  /** Rows that the model's first sayings are taken from, in judged windows. */
  private static final int FIRST_WINDOWS = 5;

  public static final Track EMPTY =
      new Track(new TreeMap<>(), Long.MIN_VALUE, Long.MIN_VALUE, Map.of(), new long[0], 0);

  public Track {
    slices = Collections.unmodifiableSortedMap(new TreeMap<>(slices));
    standing = Map.copyOf(standing);
  }

  /** As if the signal had been raised before. */
  public Track raised(Signal signal) {
    Map<Signal, Standing> before = new EnumMap<>(Signal.class);
    before.putAll(standing);
    before.put(signal, new Standing(true, 0));
    return new Track(slices, newest, settled, before, first, late);
  }

  /** With rows of a stretch that begins then. */
  public Track plus(long start, Sums sums) {
    long latest = Math.max(newest, start);
    if (sums.came() == 0) {
      return new Track(slices, latest, settled, standing, first, late);
    }
    TreeMap<Long, Sums> more = new TreeMap<>(slices);
    long place = start >= settled ? start : more.isEmpty() ? settled : more.firstKey();
    more.merge(place, sums, Sums::plus);
    long after = start >= settled ? late : late + sums.came();
    return new Track(more, latest, settled, standing, first, after);
  }

  /** What came in the stretch that begins then; those before all that are kept count as one. */
  public long came(long start) {
    return start < settled ? late : slices.getOrDefault(start, Sums.NONE).came();
  }

  /** What came on average in a stretch with rows. */
  public double usual() {
    return slices.values().stream().mapToLong(Sums::came).average().orElse(0);
  }

  /** All that can be judged, oldest first. */
  public List<Judgement> judged(Rules rules) {
    List<Judgement> judged = new ArrayList<>();
    Map<Signal, Standing> now = standing;
    long[] sayings = first;
    Sums sums = Sums.NONE;
    long from = 0;
    for (Map.Entry<Long, Sums> slice : slices.entrySet()) {
      if (rules.whole() && slice.getKey() >= newest) {
        break;
      }
      from = sums.came() == 0 ? slice.getKey() : from;
      sums = sums.plus(slice.getValue());
      if (sums.came() >= rules.rows()) {
        Judgement next = judge(sums, from, slice.getKey(), now, sayings, rules);
        judged.add(next);
        now = next.standing();
        sayings = sayings(sayings, sums, rules);
        sums = Sums.NONE;
      }
    }
    return judged;
  }

  private static Judgement judge(
      Sums sums, long from, long until, Map<Signal, Standing> before, long[] sayings, Rules rules) {
    long[] first = enough(sayings, rules) ? sayings : new long[0];
    Evidence evidence =
        new Evidence(sums, rules.baseline(), rules.policy(), first, rules.devices());
    List<Finding> findings = new ArrayList<>();
    rules.checks().forEach(check -> findings.addAll(check.of(evidence)));
    Map<Signal, Boolean> broken = new EnumMap<>(Signal.class);
    findings.forEach(
        finding -> broken.merge(finding.signal(), finding.broken(), Boolean::logicalOr));
    Map<Signal, Standing> now = new EnumMap<>(Signal.class);
    now.putAll(before);
    broken.forEach((signal, is) ->
        now.put(
            signal,
            now.getOrDefault(signal, Standing.FINE).after(is, rules.toRaise(), rules.toClear())));
    return new Judgement(from, until, sums, findings, now);
  }

  private static boolean enough(long[] sayings, Rules rules) {
    long rows = 0;
    for (long count : sayings) {
      rows += count;
    }
    return rows >= FIRST_WINDOWS * rules.rows();
  }

  private static long[] sayings(long[] before, Sums sums, Rules rules) {
    return enough(before, rules) ? before : Sums.sum(before, sums.predictions());
  }

  /**
   * With at most so many stretches: the oldest judged are settled, else the oldest put together.
   */
  public Track within(int most, Rules rules) {
    Track track = this;
    Iterator<Judgement> judged = judged(rules).iterator();
    while (track.slices.size() > most) {
      track = judged.hasNext() ? track.settled(judged.next(), rules) : track.joined();
    }
    return track;
  }

  private Track joined() {
    TreeMap<Long, Sums> fewer = new TreeMap<>(slices);
    Sums oldest = fewer.remove(fewer.firstKey());
    fewer.merge(fewer.firstKey(), oldest, Sums::plus);
    return new Track(fewer, newest, fewer.firstKey(), standing, first, 0);
  }

  private Track settled(Judgement judgement, Rules rules) {
    TreeMap<Long, Sums> fewer = new TreeMap<>(slices.tailMap(judgement.until() + 1));
    return new Track(
        fewer,
        newest,
        judgement.until() + 1,
        judgement.standing(),
        sayings(first, judgement.sums(), rules),
        0);
  }
}
