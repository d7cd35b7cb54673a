package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.work.Work;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Long work of the ION's nodes. What a node wants is started or, in a later run of the workflow,
 * found again; it is told its mode until it has heard; what no node wants any more is cancelled;
 * and however it ends, the machine learns of it, once.
 */
final class WorkDesk {

  /** How pieces of work are made. */
  interface Pieces {

    /**
     * @param over takes how it ended
     */
    WorkPiece piece(Work work, Consumer<WorkEnd> over);
  }

  private final Consumer<IonEvent> inbox;
  private final Pieces pieces;
  private final Map<String, WorkPiece> known = new LinkedHashMap<>();

  /** Work whose end waits in the inbox: the state still wants it, and must not get it twice. */
  private final Set<String> over = new HashSet<>();

  WorkDesk(Consumer<IonEvent> inbox, Pieces pieces) {
    this.inbox = inbox;
    this.pieces = pieces;
  }

  /** Takes up what the state of an earlier run wants. */
  void attach(Work work) {
    add(work).find();
  }

  /** Makes a node's work what it wants now. */
  void want(String node, List<Work> wanted) {
    for (Work work : wanted) {
      WorkPiece piece = known.get(work.id());
      if (piece == null) {
        add(work).start();
      } else if (!over.contains(work.id())) {
        piece.tell(work.mode());
      }
    }
    for (WorkPiece piece : List.copyOf(known.values())) {
      String id = piece.work().id();
      boolean gone =
          piece.work().node().equals(node)
              && wanted.stream().noneMatch(work -> work.id().equals(id));
      if (gone) {
        known.remove(id);
        if (!over.remove(id)) {
          piece.end(wanted.stream().findFirst());
        }
      }
    }
  }

  /** Somebody says that work has ended. */
  void hint(String work) {
    WorkPiece piece = known.get(work);
    if (piece != null && !over.contains(work)) {
      piece.look();
    }
  }

  private WorkPiece add(Work work) {
    WorkPiece piece = pieces.piece(work, end -> ended(work, end));
    known.put(work.id(), piece);
    return piece;
  }

  private void ended(Work work, WorkEnd end) {
    if (known.containsKey(work.id()) && over.add(work.id())) {
      inbox.accept(new IonEvent.WorkEnded(work.id(), work.node(), end));
    }
  }
}
