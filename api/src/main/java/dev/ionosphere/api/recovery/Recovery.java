package dev.ionosphere.api.recovery;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.ion.Documents;
import dev.ionosphere.api.ion.IonGeneration;
import dev.ionosphere.api.ion.IonLaunches;
import dev.ionosphere.api.ion.IonService;
import dev.ionosphere.api.ion.StoredIon;
import dev.ionosphere.api.ion.UsedNumbers;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.Census;
import dev.ionosphere.api.temporal.WorkflowStanding;
import dev.ionosphere.api.timeline.ChainTip;
import dev.ionosphere.api.timeline.ChainTips;
import dev.ionosphere.api.timeline.ColumnLimits;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.api.timeline.TimelineRecord;
import dev.ionosphere.api.timeline.TimelineRecords;
import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.ion.CommandReceipt;
import dev.ionosphere.workflows.machine.state.LedgerState;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.LifecycleEvent;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts an ION that was lost anew, from its ledger: under the document in force, with what was
 * wanted, proven and rejected, with numbers beyond those that were used. Work that still runs is
 * found again or ended; candidates that waited for people begin their way again.
 */
@Singleton
public final class Recovery {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  /** Workflows of the ION that are looked at, newest first. */
  private static final int WORK = 5_000;

  /** More tokens than any one record leads to, so that a token's id does not come back. */
  private static final long TOKENS = 100;

  private final IonService service;
  private final IonLaunches launches;
  private final Census census;
  private final UsedNumbers numbers;
  private final LeftTrainings trainings;
  private final LeftReleases releases;
  private final LeftCandidates candidates;
  private final TimelineRecords records;
  private final ChainTips tips;
  private final Ledger ledger;
  private final Reconciler reconciler;
  private final Clock clock;

  Recovery(
      IonService service,
      IonLaunches launches,
      Census census,
      UsedNumbers numbers,
      LeftTrainings trainings,
      LeftReleases releases,
      LeftCandidates candidates,
      TimelineRecords records,
      ChainTips tips,
      Ledger ledger,
      Reconciler reconciler,
      Clock clock) {
    this.service = service;
    this.launches = launches;
    this.census = census;
    this.numbers = numbers;
    this.trainings = trainings;
    this.releases = releases;
    this.candidates = candidates;
    this.records = records;
    this.tips = tips;
    this.ledger = ledger;
    this.reconciler = reconciler;
    this.clock = clock;
  }

  /**
   * @throws HubException a conflict, if the ION was not lost
   */
  public CommandReceipt recover(String name, Requester person) {
    return service.alone(() -> alone(name, person));
  }

  private CommandReceipt alone(String name, Requester person) {
    StoredIon ion = service.ion(name);
    if (!ion.isLost() && !ion.isAlive()) {
      throw new HubException(
          ErrorCode.CONFLICT, "ION " + name + " is " + ion.status() + ", not lost; launch it");
    }
    WorkflowStanding standing = census.standing(WorkflowNames.ion(name));
    if (standing.running()) {
      if (ion.isLost()) {
        reconciler.found(ion);
      }
      return new CommandReceipt(false, name + " runs; there is nothing to recover");
    }
    // Nobody may have noticed before.
    reconciler.lost(ion, standing);
    return anew(ion, person, launches.witnessed(name));
  }

  private CommandReceipt anew(StoredIon ion, Requester person, LedgerState known) {
    String name = ion.name();
    IonGeneration first = service.inForce(ion);
    Ion document = Documents.stored(first.document());
    List<Census.Work> work = census.work(name, WORK);
    Map<String, Long> last = numbers.of(name, work.stream().map(Census.Work::id).toList());
    long sequence = tips.findById(name).map(ChainTip::sequence).orElse(0L);
    LeftBehind left = new LeftBehind(name, UUID.randomUUID().toString(), clock.instant());
    trainings.gather(left, document);
    releases.gather(left, document);
    candidates.gather(left, document, sequence * TOKENS + 1);
    last.put("~token", sequence * TOKENS + left.tokens().size());
    document.joins().keySet().forEach(node -> last.put(node + "~join", sequence));
    boolean paused = wasPaused(name);
    List<String> ended =
        work.stream()
            .filter(one -> one.running() && !left.goesOn().contains(one.id()))
            .map(Census.Work::id)
            .toList();
    record(left, first, paused, ended, person);
    boolean started =
        launches.start(
            first,
            person,
            known,
            state -> state.recovered(paused, last, left.nodes(), left.edges(), left.tokens()));
    if (!started) {
      throw new HubException(
          ErrorCode.CONFLICT, "ION " + name + " was launched meanwhile; look at it again");
    }
    ended.forEach(this::end);
    LOG.info("{} recovered ION {}", person.actor(), name);
    return new CommandReceipt(true, message(left, first, ion));
  }

  private void record(
      LeftBehind left,
      IonGeneration document,
      boolean paused,
      List<String> ended,
      Requester person) {
    List<TimelineEntry> entries = new ArrayList<>(left.closing());
    entries.add(
        left.entry(
            new LifecycleEvent.IonRecovered(
                left.ion(),
                document.generation(),
                paused,
                again(left),
                List.copyOf(left.goesOn()),
                ended),
            Actor.person(person.person()),
            null,
            null));
    ledger.append(new TimelineBatch(left.ion(), "hub", "", entries));
  }

  private static List<String> again(LeftBehind left) {
    return left.tokens().stream()
        .map(token -> left.ion() + "." + token.lineage().origin() + "." + token.lineage().number())
        .distinct()
        .toList();
  }

  private boolean wasPaused(String ion) {
    return Stream.of("ion.launched", "ion.paused", "ion.resumed")
        .flatMap(kind ->
            records
                .newest(ion, Long.MAX_VALUE, Instant.EPOCH, ColumnLimits.LATEST, kind, "", 1)
                .stream())
        .max((one, other) -> Long.compare(one.sequence(), other.sequence()))
        .map(TimelineRecord::kind)
        .filter("ion.paused"::equals)
        .isPresent();
  }

  /** It may end by itself meanwhile. */
  private void end(String workflow) {
    try {
      census.cancel(workflow);
    } catch (HubException e) {
      LOG.warn("{} was not told to end: {}", workflow, e.getMessage());
    }
  }

  private static String message(LeftBehind left, IonGeneration document, StoredIon ion) {
    StringBuilder text =
        new StringBuilder(
            "recovered %s under generation %d".formatted(ion.name(), document.generation()));
    List<String> again = again(left);
    if (!again.isEmpty()) {
      text.append("; begins again: ").append(String.join(", ", again));
    }
    if (!left.goesOn().isEmpty()) {
      text.append("; goes on: ").append(String.join(", ", left.goesOn()));
    }
    if (document.generation() < ion.generation()) {
      text.append("; generation %d was not in force, apply it again".formatted(ion.generation()));
    }
    return text.toString();
  }
}
