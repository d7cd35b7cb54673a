package dev.ionosphere.edge.inbox;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.Position;
import dev.ionosphere.data.source.Source;
import dev.ionosphere.data.source.SourceException;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.StateDirectory;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** The inboxes of the nodes that have one, and which of them take rows now. */
public final class Inboxes {

  /** Where rows of a node go, and how they must be written. */
  public record Open(Inbox inbox, Format format) {}

  private static final String FOLDER = "inbox";

  private final Disk disk;
  private final long most;
  private final Map<NodeKey, Inbox> known = new HashMap<>();
  private final Map<NodeKey, Open> open = new ConcurrentHashMap<>();
  private final CountDownLatch asked = new CountDownLatch(1);

  /**
   * @param most bytes of rows that wait in each
   */
  public Inboxes(Disk disk, long most) {
    this.disk = disk;
    this.most = most;
  }

  /** What keeps rows of the format from having the columns. */
  public static Optional<String> check(String name, Format format, Schema wanted) {
    if (!format.beginsWithRows()) {
      return Optional.of(
          "rows of '%s' come some at a time, and their format has lines before them; allowed: JSON lines, or CSV with columns"
              .formatted(name));
    }
    try {
      int unused = format.parser(name, wanted).begin(new byte[0], 0);
      return Optional.empty();
    } catch (SourceException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /**
   * Takes rows for a node, until what is returned is closed.
   *
   * @param node where it keeps its state
   */
  public Source open(
      NodeKey key, StateDirectory node, Format format, Schema wanted, int most, Position at)
      throws IOException {
    Optional<String> wrong = check(key.toString(), format, wanted);
    if (wrong.isPresent()) {
      throw new SourceException(wrong.get());
    }
    Inbox inbox = inbox(key, node);
    Open now = new Open(inbox, format);
    // Another one may take rows for the node by then.
    Runnable close = () -> open.computeIfPresent(key, (unused, last) -> last == now ? null : last);
    // A change that fails ends with its source what took the place of the one that reads on.
    Runnable reads = () -> open.put(key, now);
    Source source = new InboxSource(inbox, key.toString(), format, wanted, most, at, reads, close);
    reads.run();
    asked.countDown();
    return source;
  }

  private Inbox inbox(NodeKey key, StateDirectory node) throws IOException {
    synchronized (known) {
      Inbox inbox = known.get(key);
      if (inbox == null) {
        inbox = Inbox.open(disk, node.in(FOLDER), most);
        known.put(key, inbox);
      }
      return inbox;
    }
  }

  /** Where rows of the node go now. */
  public Optional<Open> find(NodeKey key) {
    return Optional.ofNullable(open.get(key));
  }

  /** Waits until a node takes rows. */
  public void awaitOpen() throws InterruptedException {
    asked.await();
  }
}
