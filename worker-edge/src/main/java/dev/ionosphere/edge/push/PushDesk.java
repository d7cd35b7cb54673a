package dev.ionosphere.edge.push;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.edge.inbox.InboxFullException;
import dev.ionosphere.edge.inbox.Inboxes;
import dev.ionosphere.edge.store.NodeKey;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers who pushes rows. A page in a browser on this machine is kept out: it has an origin, or
 * comes by a name that is not this machine's.
 */
final class PushDesk {

  private static final Logger LOG = LoggerFactory.getLogger(PushDesk.class);
  private static final int MOST_BYTES = 1 << 20;

  /** Each has a body of {@link #MOST_BYTES} in memory. */
  private static final int AT_ONCE = 2;

  private static final String RETRY_SECONDS = "5";
  private static final Pattern PATH = Pattern.compile("/sources/([^/]+)/([^/]+)");
  private static final Pattern HOST =
      Pattern.compile("(?:localhost|127\\.0\\.0\\.1|\\[::1])(?::\\d{1,5})?");
  private static final Set<String> OF_LINES =
      Set.of("application/x-ndjson", "application/jsonl", "application/json");
  private static final Set<String> OF_CSV = Set.of("text/csv");

  private final Inboxes inboxes;
  private final PushToken token;
  private final Semaphore room = new Semaphore(AT_ONCE, true);

  PushDesk(Inboxes inboxes, PushToken token) {
    this.inboxes = inboxes;
    this.token = token;
  }

  PushAnswer answer(PushRequest request) throws IOException {
    Optional<String> host = request.header("Host").map(name -> name.toLowerCase(Locale.ROOT));
    if (host.filter(name -> HOST.matcher(name).matches()).isEmpty()
        || request.header("Origin").isPresent()) {
      return PushAnswer.refused(
          403, "only programs on this machine may push, by its loopback name");
    }
    if (!token.isIn(request.header("Authorization").orElse(""))) {
      return PushAnswer.refused(401, "the device's token is needed: Authorization: Bearer …")
          .with("WWW-Authenticate", "Bearer");
    }
    Optional<Inboxes.Open> open = key(request.path()).flatMap(inboxes::find);
    if (open.isEmpty()) {
      return PushAnswer.refused(
          404,
          "%s takes no rows here; /sources/<ion>/<node> of a node that runs does"
              .formatted(request.path()));
    }
    if (!request.method().equals("POST")) {
      return PushAnswer.refused(405, "got %s, allowed: POST".formatted(request.method()))
          .with("Allow", "POST");
    }
    return taken(request, open.get());
  }

  private static Optional<NodeKey> key(String path) {
    Matcher names = PATH.matcher(path);
    try {
      return names.matches()
          ? Optional.of(new NodeKey(names.group(1), names.group(2)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private PushAnswer taken(PushRequest request, Inboxes.Open open) throws IOException {
    Set<String> types = open.format() instanceof Format.Csv ? OF_CSV : OF_LINES;
    if (!types.contains(request.mediaType()) || request.header("Content-Encoding").isPresent()) {
      return PushAnswer.refused(
          415,
          "got Content-Type '%s', allowed, and not encoded: %s"
              .formatted(request.mediaType(), String.join(", ", types.stream().sorted().toList())));
    }
    room.acquireUninterruptibly();
    try {
      return read(request, open);
    } finally {
      room.release();
    }
  }

  private static PushAnswer read(PushRequest request, Inboxes.Open open) throws IOException {
    byte[] body = request.body().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      return PushAnswer.refused(413, "more than %d bytes in one request".formatted(MOST_BYTES));
    }
    return switch (PushedRows.of(body, open.format())) {
      case PushedRows.Refused refused ->
          PushAnswer.refused(400, refused.why() + "; none of the request's rows was taken");
      case PushedRows.Taken rows -> kept(rows, open);
    };
  }

  private static PushAnswer kept(PushedRows.Taken rows, Inboxes.Open open) {
    try {
      open.inbox().append(rows.content());
      return PushAnswer.accepted(rows.count());
    } catch (InboxFullException e) {
      return later(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      LOG.warn("rows that were pushed are not kept: {}", e.toString());
      return later("the device's disk does not take them");
    }
  }

  private static PushAnswer later(String why) {
    return PushAnswer.refused(503, why).with("Retry-After", RETRY_SECONDS);
  }
}
