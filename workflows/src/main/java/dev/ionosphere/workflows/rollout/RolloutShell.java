package dev.ionosphere.workflows.rollout;

import dev.ionosphere.workflows.IonMessages;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.timeline.TimelineOutbox;
import dev.ionosphere.workflows.watch.EndSignal;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a release through its waves, then waits for who was silent until the deadline. */
public final class RolloutShell implements RolloutWorkflow {

  /** How long the end of a rollout is kept from its ION, so that it need not be told twice. */
  private static final Duration OUTBOX_PATIENCE = Duration.ofSeconds(10);

  /** Why a rollout ends before its time. */
  private record Stop(RolloutStatus outcome, String actor, @Nullable String reason) {}

  private final RolloutInput input;
  private final TimelineOutbox outbox;
  private final RolloutTimeline timeline;
  private final Cohorts cohorts;
  private final Set<String> pausedBy = new LinkedHashSet<>();
  private List<List<String>> waves = List.of();
  private RolloutStatus status = RolloutStatus.SELECTING;
  private int wave;
  private int reports;
  private boolean watched;
  private @Nullable Stop stop;
  private @Nullable CancellationScope walking;

  @WorkflowInit
  public RolloutShell(RolloutInput input) {
    this.input = input;
    outbox = new TimelineOutbox(input.ion(), List.of(), null);
    timeline = new RolloutTimeline(input, Workflow.getInfo().getOriginalExecutionRunId(), outbox);
    cohorts = new Cohorts(input);
  }

  @Override
  public RolloutReport roll(RolloutInput again) {
    outbox.start();
    try {
      CancellationScope scope = Workflow.newCancellationScope(this::walk);
      walking = scope;
      if (stop == null) {
        scope.run();
      }
    } catch (TemporalFailure failure) {
      if (stop == null) {
        stop = stop(failure);
      }
    }
    RolloutReport[] last = new RolloutReport[1];
    // Detached: a rollout that was cancelled still says how it ended.
    Workflow.newDetachedCancellationScope(() -> last[0] = end()).run();
    return last[0];
  }

  /** It cannot go on; the ION and the timeline are told why. */
  private static Stop stop(TemporalFailure failure) {
    return failure instanceof CanceledFailure || failure.getCause() instanceof CanceledFailure
        ? new Stop(RolloutStatus.ABORTED, "system", "cancelled in Temporal")
        : new Stop(RolloutStatus.FAILED, "system", reason(failure));
  }

  private static String reason(TemporalFailure failure) {
    return failure.getCause() instanceof ApplicationFailure said
        ? "nobody was told: " + said.getOriginalMessage()
        : String.valueOf(failure.getMessage());
  }

  /** The story: select, then wave after wave, each judged, then wait for the silent. */
  private void walk() {
    List<String> devices = select();
    waves = WavePlan.split(devices, input.waves());
    timeline.started(now(), waves.stream().map(List::size).toList(), devices.size());
    if (devices.isEmpty()) {
      // Nobody has tried the model, so nothing has proven it.
      stop = new Stop(RolloutStatus.FAILED, "system", "no device matches " + input.selector());
      return;
    }
    Instant deadline = now().plus(input.deadline());
    for (List<String> next : waves) {
      status = RolloutStatus.ROLLING;
      wave++;
      show();
      cohorts.ask(wave, next, deadline, this::paused);
      soak();
      WaveGate.Verdict verdict = judge();
      if (verdict instanceof WaveGate.Verdict.Failed failed) {
        stop = new Stop(RolloutStatus.FAILED, "system", "wave " + wave + ": " + failed.reason());
        return;
      }
    }
    Workflow.await(() -> !paused());
    catchUp();
  }

  private List<String> select() {
    return Workflow.getVersion("signed-orders", Workflow.DEFAULT_VERSION, 1) == 1
        ? SigningCall.devices(input).open(input.claim())
        : SigningCall.earlier(input).select(input.selector());
  }

  private void soak() {
    if (input.soak().isPositive()) {
      status = RolloutStatus.SOAKING;
      show();
      Workflow.sleep(input.soak());
    }
  }

  private WaveGate.Verdict judge() {
    Tally tally = cohorts.tally(wave);
    WaveGate.Verdict verdict = WaveGate.judge(new WaveGate.Facts(tally), input.deliveredMin());
    timeline.wave(now(), wave, tally, verdict);
    return verdict;
  }

  /** The waves are through; whoever was silent still gets the release when it comes back. */
  private void catchUp() {
    if (cohorts.finished()) {
      return;
    }
    status = RolloutStatus.CATCHING_UP;
    show();
    tellIon(RolloutStatus.COMPLETED);
    Workflow.await(cohorts::finished);
  }

  private RolloutReport end() {
    Stop early = stop;
    cohorts.cancel();
    Workflow.await(cohorts::finished);
    status = early == null ? RolloutStatus.COMPLETED : early.outcome();
    show();
    timeline.finished(
        now(),
        status,
        cohorts.tally(),
        early == null ? "system" : early.actor(),
        early == null ? null : early.reason());
    if (!Workflow.await(OUTBOX_PATIENCE, outbox::delivered)) {
      // The hub is away. The ION goes on meanwhile.
      tellIon(status);
    }
    Workflow.await(() -> outbox.delivered() && Workflow.isEveryHandlerFinished());
    if (watched) {
      EndSignal.send(input.ion(), input.rollout());
    }
    return report(status, false);
  }

  private RolloutReport report(RolloutStatus outcome, boolean open) {
    return new RolloutReport(
        input.rollout(), input.node(), input.generation(), outcome, cohorts.tally(), open);
  }

  /** Before this workflow ends; what it returns is its last report. */
  private void tellIon(RolloutStatus outcome) {
    RolloutReport report = report(outcome, true);
    reports++;
    try {
      Workflow.newUntypedExternalWorkflowStub(WorkflowNames.ion(input.ion()))
          .signal(IonMessages.EVENT, new ReportSignal(input.rollout() + "/" + reports, report));
    } catch (SignalExternalWorkflowException | ApplicationFailure e) {
      // The ION was stopped; nobody wants to know.
    }
  }

  @Override
  public void pause(@Nullable RolloutCommand command) {
    if (command == null) {
      return;
    }
    boolean first = pausedBy.isEmpty();
    pausedBy.add(party(command));
    if (first) {
      timeline.paused(now(), command);
      show();
    }
  }

  @Override
  public void resume(@Nullable RolloutCommand command) {
    if (command == null) {
      return;
    }
    boolean was = paused();
    pausedBy.remove(party(command));
    if (was && !paused()) {
      timeline.resumed(now(), command);
      show();
    }
  }

  /** An ION that is resumed does not resume what an operator paused, nor the other way round. */
  private static String party(RolloutCommand command) {
    return command.actor().equals("system") ? "ion" : "operator";
  }

  private boolean paused() {
    return !pausedBy.isEmpty();
  }

  @Override
  public void abort(@Nullable RolloutCommand command) {
    stop(RolloutStatus.ABORTED, command);
  }

  @Override
  public void supersede(@Nullable RolloutCommand command) {
    stop(RolloutStatus.SUPERSEDED, command);
  }

  private void stop(RolloutStatus outcome, @Nullable RolloutCommand command) {
    if (stop == null && command != null) {
      stop = new Stop(outcome, command.actor(), command.reason());
      if (walking != null) {
        walking.cancel(outcome.text());
      }
    }
  }

  @Override
  public void watch() {
    watched = true;
  }

  @Override
  public void cohort(@Nullable CohortReport report) {
    if (report != null) {
      cohorts.settled(report);
      show();
    }
  }

  @Override
  public RolloutView progress() {
    return new RolloutView(
        input.rollout(),
        input.ion(),
        input.node(),
        input.generation(),
        input.model().digest(),
        paused() && stop == null && status != RolloutStatus.CATCHING_UP
            ? RolloutStatus.PAUSED
            : status,
        wave,
        waves.stream().map(List::size).toList(),
        cohorts.tally(),
        now());
  }

  private void show() {
    Workflow.setCurrentDetails(WorkflowDetails.of(progress()));
  }

  private static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }
}
