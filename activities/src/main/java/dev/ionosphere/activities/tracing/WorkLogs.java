package dev.ionosphere.activities.tracing;

import dev.ionosphere.workflows.ion.StateCodec;
import dev.ionosphere.workflows.json.JsonTree;
import dev.ionosphere.workflows.machine.state.StoredIon;
import dev.ionosphere.workflows.rollout.CohortInput;
import dev.ionosphere.workflows.rollout.RolloutInput;
import dev.ionosphere.workflows.work.WorkOrder;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.Header;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowOutboundCallsInterceptorBase;
import io.temporal.workflow.Workflow;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every log line of a workflow or an activity of ours carries ion, node and trace. Ion and node are
 * in the workflow's id; the trace is in its input and goes to its activities as a header, because
 * most of their inputs do not have it.
 *
 * <p>For log lines only: an ION lives for months, and spans of everything it ever did would be one
 * trace without an end.
 */
public final class WorkLogs extends WorkerInterceptorBase {
  static final String HEADER = "ionosphere-trace";

  @Override
  public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
    return new LoggedWorkflow(next);
  }

  @Override
  public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
    return new LoggedActivity(next);
  }

  /** What {@code ion:<name>}, {@code rollout:<ion>:<node>:…} and {@code cohort:…} say. */
  static Map<String, String> facts(String workflow, Optional<String> trace) {
    Map<String, String> facts = new LinkedHashMap<>();
    String[] parts = workflow.split(":", -1);
    boolean released = parts[0].equals("rollout") || parts[0].equals("cohort");
    if (parts.length > 1 && (parts[0].equals("ion") || released)) {
      facts.put("ion", parts[1]);
    }
    if (parts.length > 2 && released) {
      facts.put("node", parts[2]);
    }
    trace.ifPresent(id -> facts.put("trace", id));
    return facts;
  }

  private static Optional<String> trace(@Nullable Object[] arguments) {
    String parent =
        switch (arguments.length == 0 ? null : arguments[0]) {
          case StoredIon ion -> StateCodec.decode(ion).identity().trace();
          case WorkOrder order -> JsonTree.traceOf(order.input());
          case RolloutInput rollout -> rollout.trace();
          case CohortInput cohort -> cohort.rollout().trace();
          case null, default -> null;
        };
    return TraceParent.parse(parent).map(TraceParent::trace);
  }

  /** Every thread of a workflow, and the header of what it asks of others. */
  private static final class LoggedWorkflow extends WorkflowInboundCallsInterceptorBase {
    private Optional<String> trace = Optional.empty();

    LoggedWorkflow(WorkflowInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(WorkflowOutboundCallsInterceptor outbound) {
      super.init(new Outbound(outbound));
    }

    @Override
    public WorkflowOutput execute(WorkflowInput input) {
      trace = trace(input.getArguments());
      try (LogContext context = open()) {
        return super.execute(input);
      }
    }

    @Override
    public Object newCallbackThread(Runnable work, String name) {
      return super.newCallbackThread(logged(work), name);
    }

    private Runnable logged(Runnable work) {
      return () -> {
        try (LogContext context = open()) {
          work.run();
        }
      };
    }

    private LogContext open() {
      return LogContext.open(facts(Workflow.getInfo().getWorkflowId(), trace), null);
    }

    private final class Outbound extends WorkflowOutboundCallsInterceptorBase {
      Outbound(WorkflowOutboundCallsInterceptor next) {
        super(next);
      }

      @Override
      public Object newChildThread(Runnable work, boolean detached, String name) {
        return super.newChildThread(logged(work), detached, name);
      }

      @Override
      public <R> ActivityOutput<R> executeActivity(ActivityInput<R> input) {
        tell(input.getHeader());
        return super.executeActivity(input);
      }

      @Override
      public <R> LocalActivityOutput<R> executeLocalActivity(LocalActivityInput<R> input) {
        tell(input.getHeader());
        return super.executeLocalActivity(input);
      }

      private void tell(Header header) {
        trace
            .flatMap(DefaultDataConverter.STANDARD_INSTANCE::toPayload)
            .ifPresent(payload -> header.getValues().put(HEADER, payload));
      }
    }
  }

  private static final class LoggedActivity extends ActivityInboundCallsInterceptorBase {
    private String workflow = "";

    LoggedActivity(ActivityInboundCallsInterceptor next) {
      super(next);
    }

    @Override
    public void init(ActivityExecutionContext context) {
      workflow = Objects.requireNonNullElse(context.getInfo().getWorkflowId(), "");
      super.init(context);
    }

    @Override
    public ActivityOutput execute(ActivityInput input) {
      @Nullable Payload told = input.getHeader().getValues().get(HEADER);
      Optional<String> trace =
          Optional.ofNullable(told)
              .map(payload ->
                  DefaultDataConverter.STANDARD_INSTANCE.fromPayload(
                      payload, String.class, String.class));
      try (LogContext context = LogContext.open(facts(workflow, trace), null)) {
        return super.execute(input);
      }
    }
  }
}
