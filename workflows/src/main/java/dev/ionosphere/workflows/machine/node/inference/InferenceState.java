package dev.ionosphere.workflows.machine.node.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ionosphere.workflows.machine.node.InUse;
import dev.ionosphere.workflows.machine.node.InUse.Judgement;
import dev.ionosphere.workflows.machine.node.NodeState;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Three things that are not the same: what devices should run, what has proven itself, and what was
 * rejected.
 *
 * @param wanted the newest release
 * @param proven the release whose rollout completed last
 * @param rejected digests whose rollout failed or was aborted; they stay so until a person says
 *     otherwise
 * @param allowed releases that policy let through, newest last, one a digest
 * @param rollout of the wanted release; absent: that was before this launch of the ION
 * @param drifted digests whose live data is unlike what they were trained on
 * @param anomalous digests of which too many rows are anomalies
 * @param judged the newest judgement of a model that devices run; absent: none yet
 * @param outdated whether the document changed in a pause, so that devices must be told after it
 */
public record InferenceState(
    @Nullable Release wanted,
    @Nullable Release proven,
    List<String> rejected,
    List<Release> allowed,
    @Nullable Rollout rollout,
    List<String> drifted,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> anomalous,
    @Nullable Judgement judged,
    boolean outdated,
    long laps)
    implements NodeState {

  /** How many digests can be gone back to, or stay rejected. */
  private static final int REMEMBERED = 50;

  static final InferenceState NEW =
      new InferenceState(
          null, null, List.of(), List.of(), null, List.of(), List.of(), null, false, 0);

  public InferenceState {
    rejected = List.copyOf(rejected);
    allowed = List.copyOf(allowed);
    drifted = List.copyOf(drifted);
    // Absent from states up to 0.3.0.
    anomalous = anomalous == null ? List.of() : List.copyOf(anomalous);
  }

  /** Of an ION launched again: what its devices hold, newest last. */
  public static InferenceState holding(List<Release> proven) {
    InferenceState state = NEW;
    for (Release release : proven) {
      state = state.released(release, null).withProven(release);
    }
    return state;
  }

  @Override
  public Optional<InUse> inUse() {
    return Optional.ofNullable(proven == null ? wanted : proven)
        .map(release ->
            new InUse(
                release.model(),
                release.metrics(),
                Optional.ofNullable(judged).filter(about -> is(release, about.digest()))));
  }

  boolean isRejected(String digest) {
    return rejected.contains(digest);
  }

  /** Whether devices may run the digest by what the ION told them. */
  boolean runs(String digest) {
    return is(wanted, digest) || is(proven, digest);
  }

  private static boolean is(@Nullable Release release, String digest) {
    return release != null && release.model().digest().equals(digest);
  }

  /** What devices should be told again when the document changes. */
  Optional<Release> standing() {
    boolean good = wanted != null && !isRejected(wanted.model().digest());
    return Optional.ofNullable(good ? wanted : proven)
        .filter(release -> !isRejected(release.model().digest()));
  }

  InferenceState released(Release release, @Nullable Rollout next) {
    List<Release> known = new ArrayList<>(allowed.size() + 1);
    for (Release old : allowed) {
      if (!old.model().digest().equals(release.model().digest())) {
        known.add(old);
      }
    }
    known.add(release);
    if (known.size() > REMEMBERED) {
      known.removeFirst();
    }
    List<String> still = new ArrayList<>(rejected);
    still.remove(release.model().digest());
    return new InferenceState(
        release, proven, still, known, next, List.of(), List.of(), judged, false, laps);
  }

  InferenceState withProven(Release release) {
    Predicate<String> runs = digest -> is(wanted, digest) || is(release, digest);
    return new InferenceState(
        wanted,
        release,
        rejected,
        allowed,
        rollout,
        drifted.stream().filter(runs).toList(),
        anomalous.stream().filter(runs).toList(),
        judged,
        outdated,
        laps);
  }

  InferenceState withRejected(String digest) {
    Set<String> known = new LinkedHashSet<>(rejected);
    known.add(digest);
    List<String> newest = List.copyOf(known);
    return new InferenceState(
        wanted,
        proven,
        newest.subList(Math.max(0, newest.size() - REMEMBERED), newest.size()),
        allowed,
        rollout,
        drifted,
        anomalous,
        judged,
        outdated,
        laps);
  }

  InferenceState rolled(Rollout next, int lap) {
    return new InferenceState(
        wanted, proven, rejected, allowed, next, drifted, anomalous, judged, outdated, laps + lap);
  }

  /**
   * @param strange whether too many rows are anomalies
   */
  InferenceState judged(Judgement judgement, boolean strange) {
    String digest = judgement.digest();
    return new InferenceState(
        wanted,
        proven,
        rejected,
        allowed,
        rollout,
        marked(drifted, digest, judgement.drifted()),
        marked(anomalous, digest, strange),
        judgement,
        outdated,
        laps);
  }

  /** Digests that run, with that one or without it. */
  private List<String> marked(List<String> digests, String digest, boolean is) {
    Set<String> now = new LinkedHashSet<>(digests);
    now.removeIf(known -> !runs(known));
    if (is) {
      now.add(digest);
    } else {
      now.remove(digest);
    }
    return List.copyOf(now);
  }

  InferenceState outdated(boolean now) {
    return new InferenceState(
        wanted, proven, rejected, allowed, rollout, drifted, anomalous, judged, now, laps);
  }
}
