package dev.ionosphere.api.temporal;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.links.tls.UntrustedServerException;
import dev.ionosphere.workflows.approval.Refusal;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the hub's words why a call to Temporal failed. */
final class TemporalProblems {

  private static final ScheduledExecutorService DEADLINES =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("temporal-deadlines").factory());
  private static final Logger LOG = LoggerFactory.getLogger(TemporalProblems.class);

  static void run(String what, Duration patience, Runnable call) {
    Object ignored =
        call(
            what,
            patience,
            () -> {
              call.run();
              return what;
            });
  }

  /**
   * @param patience how long somebody waits; then it is a 503
   * @throws WorkflowNotFoundException if nothing runs under that id
   * @throws WorkflowExecutionAlreadyStarted if something does already
   */
  static <T> T call(String what, Duration patience, Callable<T> call) {
    Context.CancellableContext context =
        Context.current().withDeadlineAfter(patience.toMillis(), TimeUnit.MILLISECONDS, DEADLINES);
    try {
      return context.call(call);
    } catch (WorkflowNotFoundException | WorkflowExecutionAlreadyStarted e) {
      throw e;
    } catch (ExecutionException e) {
      throw translated(what, e.getCause() == null ? e : e.getCause());
    } catch (Exception e) {
      throw translated(what, e);
    } finally {
      context.cancel(null);
    }
  }

  private static RuntimeException translated(String what, Throwable failure) {
    if (failure instanceof WorkflowNotFoundException notFound) {
      return notFound;
    }
    ApplicationFailure refused = refusal(failure);
    if (refused != null) {
      return Refusal.of(refused)
          .map(refusal -> DecisionProblems.of(refusal, refused.getOriginalMessage()))
          .orElseGet(() -> new HubException(ErrorCode.REFUSED, refused.getOriginalMessage()));
    }
    StatusRuntimeException status = cause(failure, StatusRuntimeException.class);
    boolean ours =
        status == null
            && !(failure instanceof java.util.concurrent.TimeoutException)
            && !(failure instanceof WorkflowException);
    if (ours) {
      return failure instanceof RuntimeException unchecked
          ? unchecked
          : new IllegalStateException(what, failure);
    }
    LOG.warn(
        "{}: Temporal did not answer: {}",
        what,
        UntrustedServerException.sentence(failure).orElse(failure.toString()));
    return new HubException(
        ErrorCode.UNAVAILABLE,
        what
            + ": Temporal or the cloud worker does not answer; nothing was lost, try again"
            + (status == null ? "" : " (" + status.getStatus().getCode() + ")"));
  }

  private static @Nullable ApplicationFailure refusal(Throwable failure) {
    return failure instanceof WorkflowUpdateException
        ? cause(failure, ApplicationFailure.class)
        : null;
  }

  private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }

  private TemporalProblems() {}
}
