package dev.ionosphere.api.orderkey;

import dev.ionosphere.models.order.Root;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys for models, as people see them. */
@Singleton
public final class ModelKeyViews {

  private final OrderKeys keys;
  private final StoredRoots stored;

  ModelKeyViews(OrderKeys keys, StoredRoots stored) {
    this.keys = keys;
    this.stored = stored;
  }

  /** Newest first. */
  public List<ModelKeyView> all() {
    List<Root> roots = keys.roots().stream().map(Root::of).toList();
    List<StoredRoot> rows = stored.findAllOrderByVersion();
    String signing = ModelKeyLife.signing(roots);
    List<ModelKeyView> views = new ArrayList<>();
    for (ModelKeyLife life : ModelKeyLife.of(roots).reversed()) {
      StoredRoot made = row(rows, life.since());
      @Nullable StoredRoot ended = life.until().map(version -> row(rows, version)).orElse(null);
      views.add(
          new ModelKeyView(
              life.id(),
              ended != null ? "revoked" : life.id().equals(signing) ? "signing" : "trusted",
              life.since(),
              made.madeAt(),
              made.madeBy(),
              made.reason(),
              ended == null ? null : ended.madeAt(),
              ended == null ? null : ended.madeBy(),
              ended == null ? null : ended.reason()));
    }
    return views;
  }

  private static StoredRoot row(List<StoredRoot> rows, long version) {
    return rows.stream().filter(row -> row.version() == version).findFirst().orElseThrow();
  }
}
