package dev.ionosphere.edge.inbox;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.Poll;
import dev.ionosphere.data.source.Position;
import dev.ionosphere.data.source.RowParser;
import dev.ionosphere.data.source.RowPlace;
import dev.ionosphere.data.source.Source;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads what an inbox holds, parcel by parcel; each is rows of its own. */
final class InboxSource implements Source {

  private final Inbox inbox;
  private final RowBatch rows;
  private final RowParser parser;
  private final Runnable reads;
  private final Runnable closed;
  private InboxPosition position;
  private long committed;
  private @Nullable Parcel parcel;

  /**
   * @param reads told at each poll
   * @param closed told when nothing is read any more
   */
  InboxSource(
      Inbox inbox,
      String name,
      Format format,
      Schema wanted,
      int most,
      Position at,
      Runnable reads,
      Runnable closed)
      throws IOException {
    this.inbox = inbox;
    this.rows = new RowBatch(wanted, most);
    this.parser = format.parser(name, wanted);
    int unused = parser.begin(new byte[0], 0);
    this.reads = reads;
    this.closed = closed;
    this.position = inbox.found(InboxPosition.of(at));
    this.committed = position.segment();
  }

  @Override
  public Optional<String> check() {
    return Optional.empty();
  }

  @Override
  public long nextRow() {
    return position.place().row();
  }

  @Override
  public Poll poll(int most) throws IOException {
    reads.run();
    rows.clear();
    Refusals refused = new Refusals();
    int wanted = Math.min(most, rows.capacity());
    InboxPosition at = position;
    Optional<InboxPosition> next = inbox.next(at);
    while (next.isPresent() && rows.size() + refused.count() < wanted) {
      at = next.get();
      Optional<Parcel> read = parcel(at);
      if (read.isEmpty()) {
        // What was counted before it is told first.
        return rows.size() + refused.count() > 0 ? poll(at, refused, true) : damaged(at);
      }
      at = read(at, read.get(), (int) (wanted - rows.size() - refused.count()), refused);
      next = inbox.next(at);
    }
    return poll(at, refused, next.isPresent());
  }

  private Poll poll(InboxPosition to, Refusals refused, boolean more) {
    position = to;
    return new Poll(rows, refused, to.position(), more, Optional.empty());
  }

  private InboxPosition read(InboxPosition at, Parcel from, int most, Refusals refused) {
    parser.resume(at.place());
    byte[] bytes = from.rows();
    int taken = parser.parse(bytes, at.offset(), bytes.length, true, most, rows, refused);
    RowPlace place = parser.place();
    InboxPosition to = new InboxPosition(at.segment(), at.parcel(), taken, place);
    if (taken < bytes.length && !to.equals(at)) {
      return to;
    }
    parcel = null;
    return to.at(at.segment(), from.next());
  }

  private Optional<Parcel> parcel(InboxPosition at) throws IOException {
    if (at.offset() > 0 && parcel != null) {
      return Optional.of(parcel);
    }
    Optional<Parcel> read = inbox.read(at);
    parcel = read.orElse(null);
    return read;
  }

  /** Where the next parcel begins is not known then. */
  private Poll damaged(InboxPosition at) {
    position = at.at(at.segment(), inbox.end(at.segment()));
    return new Poll(
        rows,
        new Refusals(),
        position.position(),
        true,
        Optional.of(
            "rows that were accepted are damaged on disk: %d bytes of segment %d are left out"
                .formatted(position.parcel() - at.parcel(), at.segment())));
  }

  @Override
  public OptionalLong behind() {
    return OptionalLong.of(inbox.waiting(position));
  }

  /** One position back is kept: the newest copy of what was counted may be lost. */
  @Override
  public void committed(Position at) throws IOException {
    inbox.release(committed);
    committed = InboxPosition.of(at).segment();
  }

  @Override
  public void close() {
    closed.run();
  }
}
