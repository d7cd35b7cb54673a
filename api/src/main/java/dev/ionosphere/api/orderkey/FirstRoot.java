package dev.ionosphere.api.orderkey;

import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.models.order.Root.RoleKeys;
import dev.ionosphere.models.signature.Ed25519Signer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The root that a hub makes at its first start; its key lies beside the others unless somebody
 * takes it away. It is signed with the key for models as well, so that a device that knows only
 * that one can believe it.
 */
@Singleton
class FirstRoot {

  private static final Logger LOG = LoggerFactory.getLogger(FirstRoot.class);

  private final KeyFiles files;
  private final FirstModelKey firstModel;
  private final Clock clock;

  FirstRoot(KeyFiles files, FirstModelKey firstModel, Clock clock) {
    this.files = files;
    this.firstModel = firstModel;
    this.clock = clock;
  }

  StoredRoot make() {
    Map<OrderRole, Ed25519Signer> made = new EnumMap<>(OrderRole.class);
    for (OrderRole role : List.of(OrderRole.ROOT, OrderRole.RELEASE, OrderRole.DIRECTOR)) {
      made.put(role, files.make());
    }
    Ed25519Signer model = firstModel.keptOrMade();
    made.put(OrderRole.MODEL, model);
    Map<String, String> keys = new TreeMap<>();
    Map<OrderRole, RoleKeys> roles = new EnumMap<>(OrderRole.class);
    made.forEach((role, key) -> {
      keys.put(key.keyId(), key.publicKey());
      roles.put(role, RoleKeys.one(key.keyId()));
    });
    Instant now = clock.instant();
    Root root =
        new Root(UUID.randomUUID().toString(), 1, 1, now.plus(OrderKeys.VALID), keys, roles);
    Ed25519Signer rootKey = made.getOrDefault(OrderRole.ROOT, model);
    Envelope envelope = root.envelope().signedBy(rootKey).signedBy(model);
    LOG.info("first root of trust of hub {}, its key is {}", root.hub(), rootKey.keyId());
    return StoredRoot.of(envelope, "hub", now, "the first");
  }
}
