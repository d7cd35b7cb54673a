package dev.ionosphere.examples;

import dev.ionosphere.cli.process.Ports;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Ports of an installation for a test beside which others run. The port of a process that was
 * killed looks free until it is back: who chooses one by looking alone may take it away. So each
 * JVM of this module's tests has ports of its own.
 */
final class TestingPorts {

  private static final List<String> NAMES =
      List.of(
          "temporal", "temporal-http", "temporal-ui", "temporal-metrics", "hub", "worker-cloud");
  private static final int FIRST = Integer.getInteger("ion.ports", 20_000);
  private static final int COUNT = 1_000;
  private static final Random RANDOM = new Random();
  private static final Set<Integer> TAKEN = new HashSet<>();

  private TestingPorts() {}

  /** By the names that the table of processes has; never one that was answered before. */
  static Map<String, Integer> choose() {
    Map<String, Integer> ports = new LinkedHashMap<>();
    for (String name : NAMES) {
      ports.put(name, one());
    }
    return ports;
  }

  private static int one() {
    int port;
    do {
      port = RANDOM.nextInt(FIRST, FIRST + COUNT);
    } while (!TAKEN.add(port) || !Ports.isFree(port));
    return port;
  }
}
