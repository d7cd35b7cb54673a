package dev.ionosphere.api.order;

import dev.ionosphere.api.event.Change;
import dev.ionosphere.api.event.Changes;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Questions of devices that wait for something new. No thread waits with them. */
@Singleton
final class OpenPolls {

  /** What may change the orders of one device, or what it may ask. */
  private static final Set<String> OF_A_DEVICE =
      Set.of("device.enrolled", "device.revoked", "device.orders");

  /** What may change the orders of the devices that run a model of the ION. */
  private static final Set<String> OF_AN_ION =
      Set.of("ion.launched", "ion.stopped", "document.changed", "model.recalled");

  /** What may change the orders of all: of a deleted ION nothing says which ran its models. */
  private static final Set<String> OF_ALL = Set.of("order-keys", "ion.deleted");

  private final ConcurrentHashMap<String, CompletableFuture<Boolean>> open =
      new ConcurrentHashMap<>();
  private final Changes changes;
  private final AssignedModels assigned;
  private final Executor executor;
  private Disposable listening = Disposables.disposed();
  private volatile boolean closed;

  OpenPolls(
      Changes changes,
      AssignedModels assigned,
      @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
    this.changes = changes;
    this.assigned = assigned;
    this.executor = executor;
  }

  @PostConstruct
  void listen() {
    listening = changes.stream().subscribe(this::heard);
  }

  @PreDestroy
  void close() {
    listening.dispose();
    closed = true;
    List.copyOf(open.values()).forEach(news -> news.complete(false));
  }

  private void heard(Change change) {
    if (OF_A_DEVICE.contains(change.kind())) {
      wake(change.subject());
    } else if (change.ion() != null && OF_AN_ION.contains(change.kind())) {
      String ion = change.ion();
      // Whoever tells of a change does not wait for this.
      executor.execute(() -> assigned.devicesOf(ion).forEach(this::wake));
    } else if (OF_ALL.contains(change.kind())) {
      wakeAll();
    }
  }

  /**
   * True when there may be something new. A device has one question: false when there is a newer
   * one.
   */
  CompletableFuture<Boolean> open(String device) {
    CompletableFuture<Boolean> news = new CompletableFuture<>();
    CompletableFuture<Boolean> unused =
        news.whenComplete((done, failure) -> open.remove(device, news));
    CompletableFuture<Boolean> before = open.put(device, news);
    if (before != null) {
      before.complete(false);
    }
    if (closed) {
      news.complete(false);
    }
    return news;
  }

  /** There may be something new for the device. */
  void wake(String device) {
    CompletableFuture<Boolean> news = open.remove(device);
    if (news != null) {
      news.complete(true);
    }
  }

  void wakeAll() {
    List.copyOf(open.keySet()).forEach(this::wake);
  }

  /** How many are open. */
  int size() {
    return open.size();
  }
}
