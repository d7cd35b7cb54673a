package dev.ionosphere.workflows.machine.state;

import dev.ionosphere.workflows.approval.TicketKey;
import dev.ionosphere.workflows.machine.node.NodeState;
import dev.ionosphere.workflows.machine.ordered.OrderedMap;
import dev.ionosphere.workflows.machine.token.Token;
import dev.ionosphere.workflows.machine.token.Traffic;
import dev.ionosphere.workflows.timeline.Actor;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything an ION knows. It goes through continue-as-new in parts, see {@link StoredIon}.
 *
 * @param rules selects behaviour for a whole run of the workflow
 * @param numbers the last number given out by node: of a run, an approval or a generation
 * @param nodes by name, in document order
 * @param edges what is remembered of event edges, by {@link
 *     dev.ionosphere.spec.ion.Edge.Event#key()}
 */
public record IonState(
    int rules,
    Identity identity,
    Document document,
    IonStatus status,
    Map<String, Long> numbers,
    Map<String, NodeState> nodes,
    Traffic traffic,
    Map<String, EdgeMemory> edges,
    Dedup dedup,
    PolicyState policy,
    LedgerState ledger) {

  /** Of a run that begins now. */
  public static final int RULES = 1;

  public IonState {
    numbers = OrderedMap.copyOf(numbers);
    nodes = OrderedMap.copyOf(nodes);
    edges = OrderedMap.copyOf(edges);
  }

  /** The state a new ION starts from. */
  public static IonState launch(
      String name,
      String document,
      long generation,
      Actor actor,
      List<TicketKey> keys,
      @Nullable String trace) {
    return new IonState(
        RULES,
        new Identity(name, actor, "", trace),
        Document.of(document, generation),
        IonStatus.LAUNCHING,
        Map.of(),
        Map.of(),
        Traffic.NONE,
        Map.of(),
        Dedup.NONE,
        new PolicyState(keys, null),
        LedgerState.EMPTY);
  }

  /**
   * The same launch, going on from where an earlier one ended.
   *
   * @param last by node, the highest number so far; none comes twice
   * @param holds by node, what an earlier launch left there
   */
  public IonState after(Map<String, Long> last, Map<String, ? extends NodeState> holds) {
    return new IonState(
        rules,
        identity,
        document,
        status,
        last,
        Map.copyOf(holds),
        traffic,
        edges,
        dedup,
        policy,
        ledger);
  }

  /**
   * The same launch, going on from where the workflow of the ION was lost.
   *
   * @param last by node, the highest number so far; none comes twice
   * @param left by node, what was going on there
   * @param begun candidates that begin their way again
   */
  public IonState recovered(
      boolean paused,
      Map<String, Long> last,
      Map<String, ? extends NodeState> left,
      Map<String, EdgeMemory> remembered,
      List<Token> begun) {
    return new IonState(
        rules,
        identity,
        document,
        paused ? IonStatus.LAUNCHING_PAUSED : IonStatus.LAUNCHING,
        last,
        Map.copyOf(left),
        new Traffic(begun, Map.of(), Map.of()),
        remembered,
        dedup,
        policy,
        ledger);
  }

  public IonState with(LedgerState now) {
    return new IonState(
        rules, identity, document, status, numbers, nodes, traffic, edges, dedup, policy, now);
  }

  /** As the next run of the workflow begins with it. */
  public IonState withRules(int now) {
    return new IonState(
        now, identity, document, status, numbers, nodes, traffic, edges, dedup, policy, ledger);
  }

  public String name() {
    return identity.name();
  }
}
