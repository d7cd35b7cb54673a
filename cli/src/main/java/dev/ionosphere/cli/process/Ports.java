package dev.ionosphere.cli.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Finds ports of the loopback address. A found port is written down and used for good, so it is
 * taken from below the range that systems hand out for outgoing connections: otherwise a stranger's
 * connection could sit on it at the next start.
 */
public final class Ports {
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;
  private static final int TRIES = 2_000;
  private static final int WAIT = 5_000;

  private final RandomGenerator random;

  public Ports(RandomGenerator random) {
    this.random = random;
  }

  /** The preferred port if nobody has it, else some free one that is not among the taken. */
  public int choose(int preferred, Set<Integer> taken) {
    if (!taken.contains(preferred) && isFree(preferred)) {
      return preferred;
    }
    for (int i = 0; i < TRIES; i++) {
      int port = random.nextInt(LOWEST, HIGHEST);
      if (!taken.contains(port) && isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "no free port between %d and %d on the loopback address".formatted(LOWEST, HIGHEST));
  }

  /**
   * Whether somebody takes connections there, within a few seconds.
   *
   * @param address {@code host:port}
   */
  public static boolean answers(String address) {
    int colon = address.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(address.substring(colon + 1));
      socket.connect(new InetSocketAddress(address.substring(0, Math.max(0, colon)), port), WAIT);
      return true;
    } catch (IOException | IllegalArgumentException nobody) {
      return false;
    }
  }

  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException inUse) {
      return false;
    }
  }
}
