package dev.ionosphere.cloud;

import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import dev.ionosphere.activities.conversion.ProgramModels;
import dev.ionosphere.activities.conversion.PythonExporter;
import dev.ionosphere.activities.engine.Engine;
import dev.ionosphere.activities.engine.ProcessEngine;
import dev.ionosphere.activities.engine.SparkEngine;
import dev.ionosphere.activities.engine.SparkHome;
import dev.ionosphere.activities.gate.GateJudge;
import dev.ionosphere.activities.hub.HubClient;
import dev.ionosphere.activities.hub.HubFleet;
import dev.ionosphere.activities.hub.HubTimeline;
import dev.ionosphere.activities.notice.NoticeActivity;
import dev.ionosphere.activities.notice.NoticeSender;
import dev.ionosphere.activities.tracing.Tracing;
import dev.ionosphere.activities.tracing.WorkLogs;
import dev.ionosphere.activities.training.Components;
import dev.ionosphere.activities.training.OrphanReaper;
import dev.ionosphere.activities.training.RunSweep;
import dev.ionosphere.activities.training.Trainer;
import dev.ionosphere.activities.work.TemporalWork;
import dev.ionosphere.links.secret.SecretName;
import dev.ionosphere.links.temporal.TemporalStubs;
import dev.ionosphere.links.tls.UntrustedServerException;
import dev.ionosphere.programs.environment.ProgramRuntimes;
import dev.ionosphere.programs.environment.PythonEnvironments;
import dev.ionosphere.workflows.WorkflowNames;
import dev.ionosphere.workflows.registration.WorkflowTypes;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything the process holds. */
final class CloudProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CloudProcess.class);

  /** IONs are few and sleep most of the time; one not in the cache is replayed. */
  private static final int CACHED_WORKFLOWS = 200;

  /** On a busy machine a workflow's thread may wait long for a processor without being stuck. */
  private static final long STUCK_AFTER_MILLIS = 10_000;

  /** Of Python, made of lock files; those not used for longest go. */
  private static final int MOST_ENVIRONMENTS = 20;

  private static final double METRICS_EVERY_SECONDS = 10;
  private static final long PATIENCE_SECONDS = 8;

  /** It costs the hub a call for each job under way. */
  private static final long ORPHANS_EVERY_SECONDS = 10;

  private static final long SWEEP_EVERY_MINUTES = 60;

  private final WorkflowServiceStubs temporal;
  private final WorkerFactory factory;
  private final HealthServer health;
  private final Tracing tracing;
  private final ScheduledExecutorService orphans;

  private final CountDownLatch closed = new CountDownLatch(1);

  private CloudProcess(
      WorkflowServiceStubs temporal,
      WorkerFactory factory,
      HealthServer health,
      Tracing tracing,
      ScheduledExecutorService orphans) {
    this.temporal = temporal;
    this.factory = factory;
    this.health = health;
    this.tracing = tracing;
    this.orphans = orphans;
  }

  static CloudProcess start(CloudConfiguration configuration) throws IOException {
    SparkHome spark = SparkHome.at(configuration.sparkHome());
    if (!Files.isRegularFile(configuration.pipelines())) {
      throw new IllegalArgumentException(
          "ION_PIPELINES %s is no file".formatted(configuration.pipelines()));
    }
    Files.createDirectories(configuration.data());

    PrometheusMeterRegistry registry = registry();
    Scope metrics =
        new RootScopeBuilder()
            .reporter(new MicrometerClientStatsReporter(registry))
            .reportEvery(com.uber.m3.util.Duration.ofSeconds(METRICS_EVERY_SECONDS));
    WorkflowServiceStubs temporal =
        WorkflowServiceStubs.newServiceStubs(
            TemporalStubs.options(configuration.temporalAddress(), configuration.temporalSecurity())
                .setMetricsScope(metrics)
                .build());
    Tracing tracing = Tracing.to(configuration.collector().orElse(null), "ionosphere-worker-cloud");
    HubClient hub =
        new HubClient(configuration.hub(), configuration.tokenFile(), configuration.hubTrust());
    ProgramRuntimes runtimes =
        new ProgramRuntimes(
            new PythonEnvironments(
                configuration.data().resolve("python"),
                configuration.python(),
                configuration.wheels(),
                MOST_ENVIRONMENTS,
                Clock.systemUTC()));
    List<Engine> engines =
        List.of(
            new SparkEngine(
                spark,
                configuration.masters(),
                configuration.javaHome(),
                configuration.data().resolve("runs")),
            new ProcessEngine(
                configuration.data().resolve("programs"),
                runtimes,
                System.getenv(),
                name -> configuration.secrets().resolve(new SecretName(name)).reveal(),
                configuration.pipelines() + "/python",
                Clock.systemUTC()));
    Trainer trainer =
        new Trainer(
            engines,
            new Components(
                configuration.pipelines(), configuration.data().resolve("components"), hub),
            new ProgramModels(
                new PythonExporter(
                    runtimes,
                    configuration.pipelines() + "/python",
                    System.getenv("PATH"),
                    Clock.systemUTC())),
            configuration.dataRoot(),
            hub,
            tracing);

    WorkflowClient client = client(temporal, configuration.temporalNamespace());
    WorkerFactory factory = factory(client);
    Worker worker = factory.newWorker(WorkflowNames.CLOUD_QUEUE, options());
    worker.registerWorkflowImplementationTypes(WorkflowTypes.all());
    worker.registerActivitiesImplementations(
        trainer,
        new HubTimeline(hub),
        new HubFleet(hub),
        new TemporalWork(client),
        new GateJudge(),
        new NoticeActivity(
            new NoticeSender(
                configuration.outgoing(), configuration.secrets(), Clock.systemUTC())));

    TemporalHealth reachable = new TemporalHealth(temporal);
    HealthServer health = HealthServer.start(configuration.healthPort(), reachable, registry);
    LOG.info(
        "worker-cloud: hub {}, temporal {} ({}), {}, masters {}, health on port {}, outgoing addresses {}",
        configuration.hub(),
        configuration.temporalAddress(),
        configuration.temporalSecurity(),
        spark,
        configuration.masters(),
        health.port(),
        configuration.outgoing());
    return new CloudProcess(
        temporal,
        factory,
        health,
        tracing,
        watch(
            new OrphanReaper(engines, hub, trainer::watches),
            new RunSweep(
                engines, hub, trainer::watches, configuration.runsKept(), Clock.systemUTC())));
  }

  private static ScheduledExecutorService watch(OrphanReaper orphans, RunSweep runs) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("orphans").factory());
    thread.scheduleWithFixedDelay(
        safe("looking for jobs that nobody waits for", orphans::end),
        0,
        ORPHANS_EVERY_SECONDS,
        TimeUnit.SECONDS);
    thread.scheduleWithFixedDelay(
        safe("deleting old runs", runs::sweep), 1, SWEEP_EVERY_MINUTES, TimeUnit.MINUTES);
    return thread;
  }

  private static Runnable safe(String what, Runnable look) {
    return () -> {
      try {
        look.run();
      } catch (RuntimeException ours) {
        // Thrown on, it would end all looking.
        LOG.error("{} failed", what, ours);
      }
    };
  }

  private static PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    return registry;
  }

  private static WorkflowClient client(WorkflowServiceStubs temporal, String namespace) {
    return WorkflowClient.newInstance(
        temporal, WorkflowClientOptions.newBuilder().setNamespace(namespace).build());
  }

  private static WorkerFactory factory(WorkflowClient client) {
    return WorkerFactory.newInstance(
        client,
        WorkerFactoryOptions.newBuilder()
            .setWorkflowCacheSize(CACHED_WORKFLOWS)
            .setWorkerInterceptors(new WorkLogs())
            .build());
  }

  private static WorkerOptions options() {
    return WorkerOptions.newBuilder()
        .setDefaultDeadlockDetectionTimeout(STUCK_AFTER_MILLIS)
        .setMaxConcurrentActivityExecutionSize(20)
        .setMaxConcurrentLocalActivityExecutionSize(20)
        .build();
  }

  /** Starts as soon as Temporal answers, and returns when the process is closed. */
  void work() throws InterruptedException {
    boolean said = false;
    while (closed.getCount() > 0) {
      try {
        factory.start();
        LOG.info("worker-cloud: at work on queue {}", WorkflowNames.CLOUD_QUEUE);
        closed.await();
      } catch (io.grpc.StatusRuntimeException down) {
        if (!said) {
          LOG.warn(
              "temporal is out of reach, trying again: {}",
              UntrustedServerException.sentence(down).orElse(String.valueOf(down.getMessage())));
          said = true;
        }
        closed.await(1, TimeUnit.SECONDS);
      }
    }
  }

  /** Lets what runs come to an end; a training that does not is found again by the next worker. */
  @Override
  public void close() {
    LOG.info("worker-cloud: ending");
    orphans.shutdownNow();
    factory.shutdown();
    factory.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
    factory.shutdownNow();
    temporal.shutdown();
    tracing.close();
    health.close();
    closed.countDown();
  }
}
