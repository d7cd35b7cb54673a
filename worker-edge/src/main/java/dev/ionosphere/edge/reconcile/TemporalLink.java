package dev.ionosphere.edge.reconcile;

import dev.ionosphere.workflows.WorkflowNames;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.GrpcCompression;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the device's work from its own queue. Temporal may be down at the start and at any later
 * time; nothing else on the device waits for it.
 */
public final class TemporalLink {

  private static final Logger LOG = LoggerFactory.getLogger(TemporalLink.class);
  private static final long MOST_WAIT_SECONDS = 10;

  private final String address;
  private final String namespace;
  private final String device;
  private final Reconciler reconciler;
  private volatile boolean connected;

  public TemporalLink(String address, String namespace, String device, Reconciler reconciler) {
    this.address = address;
    this.namespace = namespace;
    this.device = device;
    this.reconciler = reconciler;
  }

  /** Whether the worker has been started. It keeps looking for the server by itself after that. */
  public boolean connected() {
    return connected;
  }

  /** Works until the thread is interrupted. */
  public void run() {
    WorkflowServiceStubs stubs = stubs();
    @Nullable WorkerFactory factory = null;
    try {
      factory = start(stubs);
      connected = true;
      LOG.info("takes work from {} at {}", WorkflowNames.deviceQueue(device), address);
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      if (factory != null) {
        factory.shutdownNow();
        factory.awaitTermination(2, TimeUnit.SECONDS);
      }
      stubs.shutdownNow();
    }
  }

  private WorkerFactory start(WorkflowServiceStubs stubs) throws InterruptedException {
    boolean said = false;
    for (long wait = 1; ; wait = Math.min(2 * wait, MOST_WAIT_SECONDS)) {
      WorkerFactory factory = factory(stubs);
      try {
        factory.start();
        return factory;
      } catch (RuntimeException e) {
        factory.shutdownNow();
        if (!said) {
          LOG.warn("Temporal at {} is out of reach, tried again: {}", address, e.toString());
        }
        said = true;
        TimeUnit.SECONDS.sleep(wait);
      }
    }
  }

  private WorkflowServiceStubs stubs() {
    return WorkflowServiceStubs.newServiceStubs(
        WorkflowServiceStubsOptions.newBuilder()
            .setTarget(address)
            // The server ends connections every five minutes; more often is a storm for a fleet.
            .setGrpcReconnectFrequency(Duration.ofMinutes(10))
            // Else the wait between attempts grows to two minutes in a long outage.
            .setConnectionBackoffResetFrequency(Duration.ofSeconds(5))
            // Messages are small; compressing costs a small processor more than it saves.
            .setGrpcCompression(GrpcCompression.NONE)
            .build());
  }

  private WorkerFactory factory(WorkflowServiceStubs stubs) {
    WorkflowClient client =
        WorkflowClient.newInstance(
            stubs,
            WorkflowClientOptions.newBuilder()
                .setNamespace(namespace)
                .setIdentity("device:" + device)
                .build());
    WorkerFactory factory =
        WorkerFactory.newInstance(
            client,
            WorkerFactoryOptions.newBuilder()
                .setWorkflowCacheSize(0)
                .setMaxWorkflowThreadCount(1)
                .build());
    factory
        .newWorker(
            WorkflowNames.deviceQueue(device),
            WorkerOptions.newBuilder()
                .setMaxConcurrentActivityTaskPollers(1)
                // One change at a time; the next one waits on its queue, not in here.
                .setMaxConcurrentActivityExecutionSize(1)
                .setMaxConcurrentLocalActivityExecutionSize(1)
                .setMaxConcurrentNexusExecutionSize(1)
                .setAllowActivityHeartbeatDuringShutdown(true)
                .build())
        .registerActivitiesImplementations(new DeviceWork(reconciler));
    return factory;
  }
}
