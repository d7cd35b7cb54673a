package dev.ionosphere.edge.temporal;

import dev.ionosphere.edge.feed.OrderFeed;
import dev.ionosphere.edge.reconcile.OrderIntake;
import dev.ionosphere.links.temporal.TemporalChannels;
import dev.ionosphere.links.temporal.TemporalSecurity;
import dev.ionosphere.links.tls.UntrustedServerException;
import dev.ionosphere.workflows.WorkflowNames;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.okhttp.OkHttpChannelBuilder;
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
 * Takes orders from the device's own queue. Temporal may be down at the start and at any later
 * time; nothing else on the device waits for it.
 */
public final class TemporalFeed implements OrderFeed {

  private static final Logger LOG = LoggerFactory.getLogger(TemporalFeed.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final long RETRY_SECONDS = 2;

  // With a channel of our own nobody else does it: in a long outage the wait between attempts
  // grows to two minutes.
  private static final long RESET_SECONDS = 5;

  private final String address;
  private final String namespace;
  private final String device;
  private final OrderIntake intake;
  private final TemporalSecurity security;
  private final ManagedChannel channel;
  private volatile boolean started;

  public TemporalFeed(
      String address,
      String namespace,
      TemporalSecurity security,
      String device,
      OrderIntake intake) {
    this.address = address;
    this.namespace = namespace;
    this.device = device;
    this.intake = intake;
    this.security = security;
    this.channel = channel(address, security);
  }

  /** Connects when it is first used. */
  private static ManagedChannel channel(String address, TemporalSecurity security) {
    OkHttpChannelBuilder builder =
        OkHttpChannelBuilder.forTarget(address, TemporalChannels.credentials(security))
            .keepAliveTime(30, TimeUnit.SECONDS)
            .keepAliveTimeout(15, TimeUnit.SECONDS);
    TemporalChannels.name(builder, security);
    return builder.build();
  }

  /** Whether the server can be reached and asks this worker for its work. */
  @Override
  public boolean connected() {
    return started && channel.getState(false) == ConnectivityState.READY;
  }

  @Override
  public void run() {
    WorkflowServiceStubs stubs = stubs();
    @Nullable WorkerFactory factory = null;
    try {
      factory = start(stubs);
      started = true;
      LOG.info("takes work from {} at {}", WorkflowNames.deviceQueue(device), address);
      while (true) {
        TimeUnit.SECONDS.sleep(RESET_SECONDS);
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
          channel.resetConnectBackoff();
        }
      }
    } catch (InterruptedException e) {
      if (factory != null) {
        stop(factory);
      }
      stubs.shutdownNow();
      channel.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the server, then starts the worker; both may fail and are tried again. */
  private WorkerFactory start(WorkflowServiceStubs stubs) throws InterruptedException {
    boolean said = false;
    while (true) {
      @Nullable WorkerFactory factory = null;
      try {
        stubs.connect(CONNECT_TIMEOUT);
        factory = factory(stubs);
        factory.start();
        return factory;
      } catch (RuntimeException e) {
        if (!said) {
          LOG.warn(
              "Temporal at {} is out of reach, tried again: {}",
              address,
              UntrustedServerException.sentence(e).orElse(e.toString()));
        }
        said = true;
        if (factory != null) {
          stop(factory);
        }
        TimeUnit.SECONDS.sleep(RETRY_SECONDS);
        channel.resetConnectBackoff();
      }
    }
  }

  /** The server is told if it can be reached; if not, it finds out by itself. */
  private static void stop(WorkerFactory factory) {
    try {
      factory.shutdownNow();
      factory.awaitTermination(2, TimeUnit.SECONDS);
    } catch (RuntimeException e) {
      LOG.debug("worker ended without the server: {}", e.toString());
    }
  }

  private WorkflowServiceStubs stubs() {
    return WorkflowServiceStubs.newServiceStubs(
        TemporalChannels.authorized(
                WorkflowServiceStubsOptions.newBuilder()
                    .setChannel(channel)
                    // Messages are small; compressing costs a small processor more than it saves.
                    .setGrpcCompression(GrpcCompression.NONE),
                security)
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
        .registerActivitiesImplementations(new DeviceWork(intake));
    return factory;
  }
}
