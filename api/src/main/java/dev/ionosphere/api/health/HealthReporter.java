package dev.ionosphere.api.health;

import dev.ionosphere.api.health.judge.Signal;
import dev.ionosphere.api.ion.StoredIons;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.api.trace.BackgroundTraces;
import dev.ionosphere.workflows.ion.IonSignal;
import dev.ionosphere.workflows.machine.node.AnomalyRate;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells IONs how a node does: the first judgement of a model, and when it has drifted, when too
 * many rows are anomalies, or when that is over; at most one signal per ION and 5 s. What could not
 * be told is told later, because the database says what was told last. What stands is told again
 * and again: what kept the ION from training, such as a cooldown, may have passed, and gates ask
 * how the model in use does.
 */
@Singleton
public class HealthReporter {

  private static final Logger LOG = LoggerFactory.getLogger(HealthReporter.class);
  private static final Duration APART = Duration.ofSeconds(5);
  private static final Duration TROUBLE_AGAIN = Duration.ofMinutes(10);
  private static final int DIGEST = "sha256:".length() + 12;
  private static final Duration HEALTHY_AGAIN = Duration.ofHours(6);

  private final NodeHealths healths;
  private final RunningModels running;
  private final StoredIons ions;
  private final IonWorkflows workflows;
  private final BackgroundTraces traces;
  private final Clock clock;

  public HealthReporter(
      NodeHealths healths,
      RunningModels running,
      StoredIons ions,
      IonWorkflows workflows,
      BackgroundTraces traces,
      Clock clock) {
    this.healths = healths;
    this.running = running;
    this.ions = ions;
    this.workflows = workflows;
    this.traces = traces;
    this.clock = clock;
  }

  @Scheduled(fixedDelay = "1s", initialDelay = "5s")
  public void reportAll() {
    Instant now = clock.instant();
    Set<String> told = new HashSet<>();
    for (NodeHealth health : healths.findAll()) {
      Instant last = health.reportedAt();
      if (last != null && last.plus(APART).isAfter(now)) {
        told.add(health.ion());
      }
    }
    for (NodeHealth health : healths.findAll()) {
      if ((changed(health) || stands(health, now))
          && ions.lives(health.ion()) // else it is told to its next life
          && running.speaks(health.ion(), health.node(), health.digest())
          && told.add(health.ion())) {
        report(health, now);
      }
    }
  }

  private static boolean changed(NodeHealth health) {
    return health.drifted() != health.reportedDrifted()
        || health.anomalous() != health.reportedAnomalous();
  }

  private static boolean stands(NodeHealth health, Instant now) {
    Instant last = health.reportedAt();
    Duration again = health.drifted() || health.anomalous() ? TROUBLE_AGAIN : HEALTHY_AGAIN;
    return last == null || !last.plus(again).isAfter(now);
  }

  private static String shortened(String digest) {
    return digest.substring(0, Math.min(DIGEST, digest.length()));
  }

  /** The share may be within what is allowed while fewer judgements say so than clear it. */
  private static AnomalyRate anomalies(NodeHealth health) {
    return health.found().stream()
        .filter(found -> found.signal() == Signal.ANOMALIES)
        .findFirst()
        .map(found -> new AnomalyRate(health.anomalous(), found.value(), found.limit()))
        .orElseGet(() -> new AnomalyRate(health.anomalous(), 0, 0));
  }

  private void report(NodeHealth health, Instant now) {
    long number = health.reports() + 1;
    try {
      workflows.report(
          health.ion(),
          new IonSignal.HealthReported(
              "health-%s.%s.%s-%d"
                  .formatted(health.ion(), health.node(), shortened(health.digest()), number),
              health.node(),
              health.digest(),
              health.drifted(),
              health.similarity(),
              health.rowsJudged(),
              anomalies(health),
              traces.begin("report health of " + health.ion())));
    } catch (HubException e) {
      LOG.warn("{} could not be told of its health: {}", health.ion(), e.getMessage());
      return;
    }
    healths.reported(health.id(), health.drifted(), health.anomalous(), number, now);
  }
}
