package dev.ionosphere.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many devices in one process: each with a directory, keys, links and threads of its own, as the
 * agent has them. Arguments: the hub, a directory, and a file with a device and its enrolment token
 * a line. Says {@code ready} when all are enrolled.
 */
public final class TestingFleet {

  private static final int ENROL_AT_ONCE = 4;

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.setProperty("sun.net.http.retryPost", "false");
    // Each device has three requests under way at most; the JDK keeps five connections a host.
    System.setProperty("http.maxConnections", "2000");
    Path directory = Path.of(arguments[1]);
    List<String> devices = Files.readAllLines(Path.of(arguments[2]));
    AtomicInteger started = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(devices.size());
    try (ExecutorService starters = Executors.newFixedThreadPool(ENROL_AT_ONCE)) {
      for (String device : devices) {
        String[] named = device.split(" ");
        starters.execute(() -> {
          try {
            EdgeAgent unused =
                EdgeAgent.start(
                    configuration(arguments[0], directory, named[0], named[1]),
                    Clock.systemUTC(),
                    () -> Runtime.getRuntime().halt(4));
            if (started.incrementAndGet() % 100 == 0) {
              System.out.println("started " + started.get());
            }
          } catch (IOException | InterruptedException | RuntimeException e) {
            System.out.println(named[0] + " does not start: " + e);
            Runtime.getRuntime().halt(1);
          }
          all.countDown();
        });
      }
      all.await();
    }
    System.out.println("ready");
    Thread.currentThread().join();
  }

  private static EdgeConfiguration configuration(
      String hub, Path directory, String device, String token) {
    return EdgeConfiguration.from(
        Map.of(
            "ION_HUB_URL",
            hub,
            "ION_DEVICE",
            device,
            "ION_EDGE_DATA",
            directory.resolve("edges").resolve(device).toString(),
            "ION_SOURCE_ROOT",
            directory.toString(),
            "ION_ENROL_TOKEN",
            token,
            "ION_BUCKET_SECONDS",
            "10"));
  }

  private TestingFleet() {}
}
