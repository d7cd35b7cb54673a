package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.workflows.approval.Subject;
import dev.ionosphere.workflows.approval.Ticket;
import dev.ionosphere.workflows.machine.node.Reply;
import dev.ionosphere.workflows.machine.ordered.OrderedMap;
import dev.ionosphere.workflows.machine.state.Dedup;
import dev.ionosphere.workflows.machine.state.Dedup.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has been done, in one step. Copied only when it changes. */
final class DedupTurn {

  /** Longer than any client tries the same command again. */
  private static final Duration KEPT = Duration.ofHours(24);

  private static final int SIGNALS = 256;
  private static final int LONGEST_ID = 200;

  private final Instant now;
  private Dedup dedup;

  /** Until when a ticket that counted in this step could come again. */
  private Instant expiry = Instant.MIN;

  private @Nullable Ticket offered;

  DedupTurn(Dedup before, Instant now) {
    this.dedup = before;
    this.now = now;
  }

  /** The receipt that a command got when it came first. */
  Optional<Reply.Receipt> receipt(String id) {
    Kept kept = dedup.receipts().get(shortened(id));
    return Optional.ofNullable(kept).map(known -> new Reply.Receipt(known.done(), known.message()));
  }

  /** Keeps a command's first receipt; a repeat does not prolong it. */
  void keep(String id, Reply.Receipt receipt) {
    String known = shortened(id);
    if (dedup.receipts().containsKey(known)) {
      return;
    }
    Instant day = now.plus(KEPT);
    Instant until = expiry.isAfter(day) ? expiry : day;
    Map<String, Kept> receipts =
        OrderedMap.copyOf(dedup.receipts())
            .where((command, kept) -> now.isBefore(kept.until()))
            .with(known, new Kept(receipt.done(), receipt.message(), until));
    dedup = new Dedup(receipts, dedup.seen(), dedup.usedTickets());
  }

  /** Whether a signal came for the first time. */
  boolean first(String id) {
    if (isSeen(dedup, id)) {
      return false;
    }
    List<String> before = dedup.seen();
    List<String> kept = before.size() < SIGNALS ? before : before.subList(1, before.size());
    String[] seen = kept.toArray(new String[kept.size() + 1]);
    seen[kept.size()] = shortened(id);
    dedup = new Dedup(dedup.receipts(), List.of(seen), dedup.usedTickets());
    return true;
  }

  static boolean isSeen(Dedup dedup, String id) {
    return dedup.seen().contains(shortened(id));
  }

  Set<String> usedTickets() {
    return dedup.usedTickets().keySet();
  }

  /** A ticket counted. Those past their expiry are refused without being remembered. */
  void used(Ticket ticket) {
    Map<String, Instant> used =
        OrderedMap.copyOf(dedup.usedTickets())
            .where((id, expires) -> now.isBefore(expires))
            .with(ticket.id(), ticket.expires());
    expiry = ticket.expires();
    dedup = new Dedup(dedup.receipts(), dedup.seen(), used);
  }

  /** A command came with a good ticket; it counts if the command is done. */
  void offered(Ticket ticket) {
    offered = ticket;
  }

  /** The command was done: its ticket is good for nothing else. */
  void done() {
    if (offered != null) {
      used(offered);
    }
  }

  private static String shortened(String id) {
    return id.length() > LONGEST_ID ? Subject.digest(id) : id;
  }

  Dedup finish() {
    return dedup;
  }
}
