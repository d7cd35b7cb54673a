package dev.ionosphere.api.orderkey;

import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.Root;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A key for models, as the chain of roots tells of it. Pure.
 *
 * @param since version of the root that was the first to name it
 * @param until version of the root that left it out; empty: devices believe it
 */
record ModelKeyLife(String id, long since, Optional<Long> until) {

  /** Oldest first; the newest that is believed is the one that signs. */
  static List<ModelKeyLife> of(List<Root> roots) {
    Map<String, ModelKeyLife> lives = new LinkedHashMap<>();
    for (Root root : roots) {
      Set<String> named = root.role(OrderRole.MODEL).keyIds();
      lives.replaceAll((id, life) ->
          life.until().isEmpty() && !named.contains(id)
              ? new ModelKeyLife(id, life.since(), Optional.of(root.version()))
              : life);
      for (String id : named) {
        if (!lives.containsKey(id) || lives.get(id).until().isPresent()) {
          lives.remove(id);
          lives.put(id, new ModelKeyLife(id, root.version(), Optional.empty()));
        }
      }
    }
    return new ArrayList<>(lives.values());
  }

  /** Id of the key that signs. */
  static String signing(List<Root> roots) {
    return of(roots).stream()
        .filter(life -> life.until().isEmpty())
        .reduce((older, newer) -> newer)
        .orElseThrow()
        .id();
  }
}
