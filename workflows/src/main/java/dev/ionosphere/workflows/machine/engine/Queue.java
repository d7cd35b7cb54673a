package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.EventName;
import dev.ionosphere.workflows.machine.node.Trigger;
import dev.ionosphere.workflows.machine.token.Batch;
import dev.ionosphere.workflows.machine.token.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What nodes left to be done when their own step is over, in order. */
final class Queue {

  sealed interface Task {

    record Arrive(Token token) implements Task {}

    record Start(String node, Trigger trigger, @Nullable String cause, @Nullable String trace)
        implements Task {}

    record Tell(String node, EventName event, @Nullable String cause, @Nullable String trace)
        implements Task {}
  }

  /** A candidate that begins its way again. */
  record Restart(Batch batch, String cause) {}

  private final Deque<Task> tasks = new ArrayDeque<>(4);
  private final Map<String, Restart> restarts = new LinkedHashMap<>();

  void add(Task task) {
    tasks.add(task);
  }

  @Nullable Task poll() {
    return tasks.poll();
  }

  /** Once a candidate, however many of its branches ask for it; each of those that were joined. */
  void restart(Batch batch, String cause) {
    for (Token token : batch.tokens()) {
      restarts.putIfAbsent(token.lineage().text(), new Restart(Batch.of(token), cause));
    }
  }

  boolean hasRestarts() {
    return !restarts.isEmpty();
  }

  /** In the order in which the candidates began: a newer one must not be met by an older. */
  List<Restart> takeRestarts() {
    List<Restart> taken = new ArrayList<>(restarts.values());
    taken.sort(Comparator.comparingLong(restart -> restart.batch().lineage().number()));
    restarts.clear();
    return taken;
  }
}
