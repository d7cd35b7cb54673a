package dev.ionosphere.workflows.ion;

import dev.ionosphere.workflows.machine.engine.IonEvent;
import dev.ionosphere.workflows.machine.node.Reply;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/** What handlers, alarms and work leave for the loop, in order of arrival. */
final class Inbox {

  private record Letter(IonEvent event, CompletablePromise<Reply> reply) {}

  private final Deque<Letter> letters = new ArrayDeque<>();

  Promise<Reply> put(IonEvent event) {
    Letter letter = new Letter(event, Workflow.newPromise());
    letters.add(letter);
    return letter.reply();
  }

  boolean isEmpty() {
    return letters.isEmpty();
  }

  void drain(Function<IonEvent, Reply> take) {
    while (!letters.isEmpty()) {
      Letter letter = letters.remove();
      letter.reply().complete(take.apply(letter.event()));
    }
  }
}
