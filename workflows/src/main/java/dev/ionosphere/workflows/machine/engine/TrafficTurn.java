package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.spec.ion.Ports;
import dev.ionosphere.workflows.machine.ordered.OrderedMap;
import dev.ionosphere.workflows.machine.token.Arrival;
import dev.ionosphere.workflows.machine.token.Arrival.Outcome;
import dev.ionosphere.workflows.machine.token.Batch;
import dev.ionosphere.workflows.machine.token.Joining;
import dev.ionosphere.workflows.machine.token.Lineage;
import dev.ionosphere.workflows.machine.token.Payload;
import dev.ionosphere.workflows.machine.token.Provenance;
import dev.ionosphere.workflows.machine.token.Token;
import dev.ionosphere.workflows.machine.token.Traffic;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.TokenEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Moves tokens, in one step. */
final class TrafficTurn {

  private static final String TOKENS = "~token";

  private final Turn turn;
  private final List<Token> held;
  private final Editable<List<Token>> slots;
  private final Editable<Map<String, Long>> closed;

  TrafficTurn(Turn turn, Traffic before) {
    this.turn = turn;
    held = new ArrayList<>(before.held());
    slots = new Editable<>(before.slots());
    closed = new Editable<>(before.closed());
  }

  /** Sends a payload out along every model edge of a node. */
  void send(
      String from,
      Payload payload,
      Lineage lineage,
      Provenance provenance,
      String cause,
      @Nullable String trace) {
    for (String edge : turn.graph().keysFrom(from)) {
      String id = lineage.text() + "/" + turn.next(TOKENS);
      turn.queue.add(
          new Queue.Task.Arrive(new Token(id, edge, payload, lineage, provenance, cause, trace)));
    }
  }

  void arrive(Token token) {
    if (turn.paused()) {
      hold(token);
      return;
    }
    String to = token.to();
    Bound<?, ?> node = turn.bound(to);
    if (node == null) {
      withdraw(token, "there is no node " + to);
      return;
    }
    Join join = turn.graph().ion().joins().get(to);
    if (join == null || join.need() instanceof Join.Need.Any) {
      switch (token.payload()) {
        case Payload.Model model -> turn.set(to, node.arrived(Batch.of(token), turn.scope(to)));
        case Payload.Refusal refusal -> {
          // A join further on may wait for this branch; where any branch does, others may come.
          if (join == null) {
            pass(token);
          }
        }
      }
      return;
    }
    join(to, token, new Joining(join, turn.graph().keysInto(to)));
  }

  private void pass(Token refused) {
    send(
        refused.to(),
        refused.payload(),
        refused.lineage(),
        refused.provenance(),
        refused.cause(),
        refused.trace());
  }

  /** Only the newest candidate of an origin is worth waiting with. */
  private void hold(Token token) {
    for (Token older : List.copyOf(held)) {
      if (older.edge().equals(token.edge())
          && older.lineage().origin().equals(token.lineage().origin())) {
        held.remove(older);
        superseded(older, token);
      }
    }
    held.add(token);
  }

  private void join(String node, Token token, Joining joining) {
    Arrival arrival = joining.arrive(slots.get(node, List.of()), closed.get(node, Map.of()), token);
    waiting(node, arrival.waiting());
    arrival.replaced().forEach(older -> superseded(older, token));
    switch (arrival.outcome()) {
      case Outcome.Waits waits -> {}
      case Outcome.Late late ->
          turn.record(
              new TokenEvent.ArrivalLate(node, token.id(), token.edge()),
              Actor.SYSTEM,
              node,
              token.cause());
      case Outcome.Fires fires -> fire(node, joining, fires);
      case Outcome.Fails fails -> fail(node, token, joining, fails);
    }
  }

  private void waiting(String node, List<Token> tokens) {
    if (tokens.isEmpty()) {
      slots.remove(node);
    } else {
      slots.put(node, tokens);
    }
  }

  private void fire(String node, Joining joining, Outcome.Fires fires) {
    List<Token> tokens = fires.tokens();
    Token last = tokens.getLast();
    boolean one = tokens.stream().allMatch(token -> token.lineage().equals(last.lineage()));
    close(node, joining, last.lineage());
    String key =
        turn.record(
            new TokenEvent.JoinFired(
                node, tokens.stream().map(Token::id).toList(), fires.missing()),
            Actor.SYSTEM,
            node,
            last.cause());
    Lineage lineage = one ? last.lineage() : new Lineage(node, turn.next(node + "~join"));
    Batch batch = new Batch(tokens, lineage, Provenance.merged(tokens), key);
    Bound<?, ?> bound = turn.bound(node);
    if (bound != null) {
      turn.set(node, bound.arrived(batch, turn.scope(node)));
    }
  }

  private void fail(String node, Token token, Joining joining, Outcome.Fails fails) {
    close(node, joining, token.lineage());
    String key =
        turn.record(
            new TokenEvent.JoinFailed(node, fails.had(), fails.need(), fails.reason()),
            Actor.SYSTEM,
            node,
            token.cause());
    send(
        node,
        new Payload.Refusal("did not come together: " + fails.reason()),
        token.lineage(),
        token.provenance(),
        key,
        token.trace());
  }

  private void close(String node, Joining joining, Lineage lineage) {
    if (joining.join().match() == Join.Match.LINEAGE) {
      OrderedMap<String, Long> newest = OrderedMap.copyOf(closed.get(node, Map.of()));
      Long before = newest.get(lineage.origin());
      if (before == null || before < lineage.number()) {
        closed.put(node, newest.with(lineage.origin(), lineage.number()));
      }
    }
  }

  private void superseded(Token older, Token newer) {
    turn.record(
        new TokenEvent.TokenSuperseded(older.id(), older.edge(), newer.id()),
        Actor.SYSTEM,
        older.to(),
        newer.cause());
  }

  private void withdraw(Token token, String reason) {
    turn.record(
        new TokenEvent.TokenWithdrawn(token.id(), token.edge(), reason),
        Actor.SYSTEM,
        token.from(),
        token.cause());
  }

  /** The pause is over. */
  void release() {
    List<Token> waiting = List.copyOf(held);
    held.clear();
    waiting.forEach(token -> turn.queue.add(new Queue.Task.Arrive(token)));
  }

  /** The ION ends: nothing goes on. */
  void end() {
    everywhere().forEach(token -> withdraw(token, "the ION is stopped"));
    held.clear();
    slots.clear();
  }

  /**
   * The document has changed. What is on a way that changed is withdrawn and begins again at its
   * origin; everything else stays where it is.
   *
   * @param changed origins whose policy ahead is no longer what it was
   */
  void adapt(Set<String> changed, String cause) {
    for (Token token : everywhere()) {
      boolean there = turn.graph().keysFrom(token.from()).contains(token.edge());
      if (there && token.provenance().origins().stream().noneMatch(changed::contains)) {
        continue;
      }
      remove(token);
      withdraw(token, "the document has changed");
      if (token.payload() instanceof Payload.Model) {
        turn.queue.restart(Batch.of(token), cause);
      }
    }
    closed.keep((node, newest) -> turn.graph().ion().nodes().containsKey(node));
  }

  private List<Token> everywhere() {
    List<Token> all = new ArrayList<>(held);
    slots.read().values().forEach(all::addAll);
    return all;
  }

  private void remove(Token token) {
    held.remove(token);
    String node = token.to();
    waiting(
        node, slots.get(node, List.of()).stream().filter(other -> !other.equals(token)).toList());
  }

  /** Candidates whose way has changed begin again, if what made them is still there. */
  void restart() {
    for (Queue.Restart restart : turn.queue.takeRestarts()) {
      Lineage lineage = restart.batch().lineage();
      Node origin = turn.graph().ion().nodes().get(lineage.origin());
      if (origin == null || origin.ports().models() != Ports.Models.MADE) {
        continue;
      }
      for (Token token : everywhere()) {
        if (token.lineage().equals(lineage)) {
          remove(token);
          withdraw(token, "its candidate begins again");
        }
      }
      reopen(lineage);
      send(
          origin.name(),
          restart.batch().model(),
          lineage,
          restart.batch().provenance().restarted(),
          restart.cause(),
          restart.batch().trace());
    }
  }

  private void reopen(Lineage lineage) {
    closed
        .read()
        .forEach((node, newest) -> {
          Long number = newest.get(lineage.origin());
          if (number != null && number == lineage.number()) {
            closed.put(
                node, OrderedMap.copyOf(newest).with(lineage.origin(), lineage.number() - 1));
          }
        });
  }

  Traffic finish() {
    return new Traffic(held, slots.read(), closed.read());
  }
}
