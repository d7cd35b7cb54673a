package dev.ionosphere.api.order;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.api.temporal.IonWorkflows;
import dev.ionosphere.models.device.ApplyOutcome;
import dev.ionosphere.workflows.rollout.AnswersSignal;
import io.micronaut.data.model.Pageable;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signals cohorts what devices answered: at most once a second each, and again until it worked. */
@Singleton
class AnswerPost {

  private static final Logger LOG = LoggerFactory.getLogger(AnswerPost.class);
  private static final int AT_ONCE = 1_000;

  /** In one round: then it is Temporal that is away. */
  private static final int MOST_FAILURES = 3;

  /** A cohort is over by its deadline, which is 30 days at most. */
  private static final Duration LONGEST = Duration.ofDays(60);

  private final AwaitedAnswerRows rows;
  private final IonWorkflows workflows;
  private final Clock clock;
  private volatile boolean something = true;

  AnswerPost(AwaitedAnswerRows rows, IonWorkflows workflows, Clock clock) {
    this.rows = rows;
    this.workflows = workflows;
    this.clock = clock;
  }

  /** There is an answer to tell, as soon as its transaction is through. */
  void something() {
    something = true;
  }

  @Scheduled(fixedDelay = "${hub.answers.every:1s}", initialDelay = "${hub.answers.every:1s}")
  void round() {
    if (!something) {
      return;
    }
    // Before the rows are read: what comes meanwhile is for the next round.
    something = false;
    try {
      if (tell()) {
        something = true;
      }
    } catch (RuntimeException e) {
      something = true;
      LOG.warn("answers of devices wait: {}", e.toString());
    }
  }

  /** Whatever was forgotten, such as by a hub that ended between an answer and its telling. */
  @Scheduled(fixedDelay = "30s", initialDelay = "30s")
  void look() {
    something = true;
  }

  /** What is older is nobody's business any more. */
  @Scheduled(fixedDelay = "24h", initialDelay = "20m")
  void sweep() {
    long swept = rows.deleteByAskedAtBefore(clock.instant().minus(LONGEST));
    if (swept > 0) {
      LOG.info("{} answers that nobody waits for any more are forgotten", swept);
    }
  }

  /** Whether there is more to tell. */
  private boolean tell() {
    List<AwaitedAnswer> answered =
        rows.findByStatusIsNotNullOrderByCohort(Pageable.from(0, AT_ONCE));
    Map<String, List<AwaitedAnswer>> byCohort =
        answered.stream()
            .collect(
                Collectors.groupingBy(
                    AwaitedAnswer::cohort, LinkedHashMap::new, Collectors.toList()));
    int failed = 0;
    for (Map.Entry<String, List<AwaitedAnswer>> cohort : byCohort.entrySet()) {
      if (!tell(cohort.getKey(), cohort.getValue())) {
        failed++;
      }
      if (failed == MOST_FAILURES) {
        break;
      }
    }
    return failed > 0 || answered.size() == AT_ONCE;
  }

  /** Whether the cohort knows, or is over. One that cannot be told holds up no other. */
  private boolean tell(String cohort, List<AwaitedAnswer> answers) {
    try {
      workflows.signal(
          cohort,
          AnswersSignal.NAME,
          new AnswersSignal(answers.stream().map(AnswerPost::outcome).toList()));
    } catch (HubException e) {
      if (e.code() != ErrorCode.CONFLICT) {
        LOG.debug("{} answers wait for {}: {}", answers.size(), cohort, e.getMessage());
        return false;
      }
      LOG.debug("{} is over", cohort);
    }
    answers.forEach(answer -> rows.told(answer.id(), cohort));
    return true;
  }

  private static ApplyOutcome outcome(AwaitedAnswer answer) {
    return new ApplyOutcome(
        answer.device(),
        answer.generation(),
        answer.model(),
        ApplyOutcome.Status.valueOf(String.valueOf(answer.status()).toUpperCase(Locale.ROOT)),
        String.valueOf(answer.reason()));
  }
}
