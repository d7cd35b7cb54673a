package dev.ionosphere.edge.inbox;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.Position;
import dev.ionosphere.data.source.Source;
import dev.ionosphere.data.source.SourceException;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.StateDirectory;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The inboxes of the nodes whose rows come in one way, and which of them take rows now. Rows that
 * come in another way are in inboxes of their own.
 */
public final class Inboxes {

  /**
   * Where rows of a node go, and how they must be written.
   *
   * @param node where it keeps its state
   * @param from what its document says of where they come from
   */
  public record Open(Inbox inbox, StateDirectory node, SourceSpec from, Format format) {}

  private final Disk disk;
  private final String folder;
  private final long most;
  private final Map<NodeKey, Inbox> known = new HashMap<>();
  private final Map<NodeKey, Open> open = new ConcurrentHashMap<>();
  private final Object changed = new Object();
  private long changes;

  /**
   * @param folder of each in the state of its node
   * @param most bytes of rows that wait in each
   */
  public Inboxes(Disk disk, String folder, long most) {
    this.disk = disk;
    this.folder = folder;
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
      NodeKey key,
      StateDirectory node,
      SourceSpec from,
      Format format,
      Schema wanted,
      int most,
      Position at)
      throws IOException {
    Optional<String> wrong = check(key.toString(), format, wanted);
    if (wrong.isPresent()) {
      throw new SourceException(wrong.get());
    }
    Inbox inbox = inbox(key, node);
    Open now = new Open(inbox, node, from, format);
    // Another one may take rows for the node by then.
    Runnable close =
        () -> {
          Open unused = open.computeIfPresent(key, (same, last) -> last == now ? null : last);
          tellChange();
        };
    // A change that fails ends with its source what took the place of the one that reads on.
    Runnable reads =
        () -> {
          if (open.put(key, now) != now) {
            tellChange();
          }
        };
    Source source = new InboxSource(inbox, key.toString(), format, wanted, most, at, reads, close);
    reads.run();
    return source;
  }

  private Inbox inbox(NodeKey key, StateDirectory node) throws IOException {
    synchronized (known) {
      Inbox inbox = known.get(key);
      if (inbox == null) {
        inbox = Inbox.open(disk, node.in(folder), most);
        known.put(key, inbox);
      }
      return inbox;
    }
  }

  /** Where rows of the node go now. */
  public Optional<Open> find(NodeKey key) {
    return Optional.ofNullable(open.get(key));
  }

  /** What takes rows now. */
  public Map<NodeKey, Open> all() {
    return Map.copyOf(open);
  }

  /** Waits until a node takes rows, the first time. */
  public void awaitOpen() throws InterruptedException {
    long unused = awaitChange(0);
  }

  /**
   * Waits until another node takes rows, or one does not any more, or in another way.
   *
   * @param seen what the last call returned, 0 at first
   */
  public long awaitChange(long seen) throws InterruptedException {
    synchronized (changed) {
      while (changes == seen) {
        changed.wait();
      }
      return changes;
    }
  }

  private void tellChange() {
    synchronized (changed) {
      changes++;
      changed.notifyAll();
    }
  }
}
