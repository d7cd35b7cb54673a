package dev.ionosphere.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.timeline.ChainHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest {

  private static final Outcome KEPT = new Outcome.Appended(new ChainHead(1, "hash"), List.of());

  private final List<List<String>> commits = new CopyOnWriteArrayList<>();
  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
  private final CountDownLatch firstBegun = new CountDownLatch(1);
  private final CountDownLatch firstMayEnd = new CountDownLatch(1);

  @Test
  void whatComesDuringACommitSharesTheNext() throws InterruptedException {
    together(group -> true, true, "a", "b", "c");
    assertThat(commits).hasSize(2);
    assertThat(commits.get(1)).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(outcomes)
        .hasSize(4)
        .allSatisfy((ion, outcome) -> assertThat(outcome).isSameAs(KEPT));
  }

  @Test
  void whatFailsInAGroupFailsAlone() throws InterruptedException {
    together(group -> !group.contains("poison"), true, "a", "poison", "b");
    assertThat(outcomes.get("poison")).isInstanceOf(Outcome.Failed.class);
    assertThat(outcomes.get("a")).isSameAs(KEPT);
    assertThat(outcomes.get("b")).isSameAs(KEPT);
    assertThat(commits).hasSize(5);
  }

  @Test
  void aDatabaseThatCannotBeReachedIsAskedOnceForAll() throws InterruptedException {
    together(group -> group.contains("first"), false, "a", "b", "c");
    assertThat(commits).hasSize(2);
    assertThat(List.of("a", "b", "c"))
        .allSatisfy(ion -> assertThat(outcomes.get(ion)).isInstanceOf(Outcome.Failed.class));
  }

  @Test
  void anErrorIsNotTakenForAnAnswer() throws InterruptedException {
    GroupCommit group =
        new GroupCommit(batches -> {
          throw new AssertionError("out of memory, say");
        });
    Thread thread =
        new Thread(() -> group.append(new DraftBatch("a", "w", "r", List.of(), null)), "appends");
    List<Throwable> thrown = new CopyOnWriteArrayList<>();
    thread.setUncaughtExceptionHandler((on, error) -> thrown.add(error));
    thread.start();
    thread.join();
    assertThat(thrown).singleElement().isInstanceOf(AssertionError.class);
  }

  /** Appends one, and the others while it is being committed. */
  private void together(Predicate<List<String>> good, boolean begun, String... others)
      throws InterruptedException {
    GroupCommit group = new GroupCommit(batches -> commit(batches, good, begun));
    List<Thread> threads = new ArrayList<>();
    threads.add(start(group, "first"));
    firstBegun.await();
    for (String other : others) {
      Thread thread = start(group, other);
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      threads.add(thread);
    }
    firstMayEnd.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private Thread start(GroupCommit group, String ion) {
    Thread thread =
        new Thread(
            () -> outcomes.put(ion, group.append(new DraftBatch(ion, "w", "r", List.of(), null))),
            ion);
    thread.start();
    return thread;
  }

  private List<Outcome> commit(
      List<DraftBatch> batches, Predicate<List<String>> good, boolean begun) {
    List<String> ions = batches.stream().map(DraftBatch::ion).toList();
    commits.add(ions);
    if (commits.size() == 1) {
      firstBegun.countDown();
      try {
        firstMayEnd.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    Outcome outcome =
        good.test(ions) ? KEPT : new Outcome.Failed(new IllegalStateException("no"), begun);
    return batches.stream().map(batch -> outcome).toList();
  }
}
