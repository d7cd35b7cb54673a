package dev.ionosphere.cloud;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the cloud worker and keeps it until the process is told to end. */
public final class CloudWorker {
  private static final Logger LOG = LoggerFactory.getLogger(CloudWorker.class);

  private CloudWorker() {}

  public static void main(String[] arguments) throws InterruptedException {
    try {
      CloudConfiguration configuration = CloudConfiguration.of(System.getenv());
      CloudProcess process = CloudProcess.start(configuration);
      Runtime.getRuntime().addShutdownHook(new Thread(process::close, "shutdown"));
      process.work();
    } catch (IllegalArgumentException | IOException wrong) {
      LOG.error("worker-cloud cannot start: {}", wrong.getMessage());
      System.exit(2);
    }
  }
}
