package dev.ionosphere.edge;

import dev.ionosphere.edge.hub.HubRefusal;
import dev.ionosphere.edge.log.LineLogging;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the device agent; SIGTERM ends it cleanly. */
public final class EdgeWorker {

  private static final int WRONG_USE = 2;
  private static final int DATA_TAKEN = 3;
  private static final int OUT_OF_MEMORY = 4;

  public static void main(String[] arguments) {
    // A repeated POST would be a second delivery that nobody asked for.
    System.setProperty("sun.net.http.retryPost", "false");
    Logger log = LoggerFactory.getLogger(EdgeWorker.class);
    try {
      EdgeConfiguration configuration = EdgeConfiguration.from(System.getenv());
      LineLogging.of(configuration.device());
      Thread.setDefaultUncaughtExceptionHandler(EdgeWorker::uncaught);
      EdgeAgent agent =
          EdgeAgent.start(configuration, Clock.systemUTC(), EdgeWorker::endOutOfMemory);
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(agent, stopped), "stop"));
      log.info("running, data in {}", configuration.data());
      stopped.await();
    } catch (IllegalArgumentException e) {
      log.error("{}", e.getMessage());
      System.exit(WRONG_USE);
    } catch (DataLock.Taken e) {
      log.error("{}", e.getMessage());
      System.exit(DATA_TAKEN);
    } catch (HubRefusal e) {
      log.error("the device cannot start: {}", e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      log.error("the device cannot start: {}", e.toString());
      System.exit(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Threads of libraries; the agent's own are supervised. */
  static void uncaught(Thread thread, Throwable failure) {
    if (failure instanceof OutOfMemoryError) {
      endOutOfMemory();
    }
    LoggerFactory.getLogger(EdgeWorker.class).error("thread {} ended", thread.getName(), failure);
  }

  /** Without shutdown hooks: they would write from memory that may be half done. */
  static void endOutOfMemory() {
    Runtime.getRuntime().halt(OUT_OF_MEMORY);
  }

  private static void stop(EdgeAgent agent, CountDownLatch stopped) {
    try {
      agent.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stopped.countDown();
  }

  private EdgeWorker() {}
}
