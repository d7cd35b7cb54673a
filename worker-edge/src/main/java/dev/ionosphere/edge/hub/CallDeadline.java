package dev.ionosphere.edge.hub;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Ends calls that take too long though a byte comes now and then, or whose bytes nobody takes. The
 * timeouts of a connection do not: they begin anew with each byte.
 */
final class CallDeadline {

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1, work -> Thread.ofPlatform().name("hub-deadline").daemon().unstarted(work));

  CallDeadline() {
    timer.setRemoveOnCancelPolicy(true);
  }

  /** A call that must be over in time; closed when it is. */
  final class Call implements AutoCloseable {

    private final HttpURLConnection connection;
    private final Duration longest;
    private final ScheduledFuture<?> end;
    private volatile boolean over;

    private Call(HttpURLConnection connection, Duration longest) {
      this.connection = connection;
      this.longest = longest;
      this.end = timer.schedule(this::end, longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void end() {
      over = true;
      connection.disconnect();
    }

    /**
     * What the connection says after its end is no answer.
     *
     * @throws IOException if the call took too long
     */
    void check() throws IOException {
      if (over) {
        throw new IOException(
            "%s %s: no whole answer in %d s"
                .formatted(
                    connection.getRequestMethod(),
                    connection.getURL().getPath(),
                    Math.max(1, longest.toSeconds())));
      }
    }

    @Override
    public void close() {
      boolean unused = end.cancel(false);
    }
  }

  Call start(HttpURLConnection connection, Duration longest) {
    return new Call(connection, longest);
  }
}
