package dev.ionosphere.models.order;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.models.format.JsonFields;
import dev.ionosphere.models.format.JsonText;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.format.ShortText;
import dev.ionosphere.models.signature.Ed25519Signer;
import dev.ionosphere.models.signature.Ed25519Verifier;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which keys may sign what, and how many of them it takes. A root is followed by the one with the
 * next version, signed by enough root keys of both.
 *
 * @param hub whose devices these are
 * @param version from 1
 * @param stateEpoch assignments of other epochs are not followed; raised, versions begin anew
 * @param expires from then on nothing new is taken on its word
 * @param keys Ed25519, X.509, base64, by {@link Ed25519Signer#keyId(String)}
 * @param roles all four
 */
public record Root(
    String hub,
    long version,
    long stateEpoch,
    Instant expires,
    Map<String, String> keys,
    Map<OrderRole, RoleKeys> roles) {

  static final long FORMAT = 1;
  private static final int MAXIMUM_KEYS = 32;

  /**
   * @param threshold how many of the keys must have signed
   */
  public record RoleKeys(int threshold, Set<String> keyIds) {

    public RoleKeys {
      keyIds = Collections.unmodifiableSet(new TreeSet<>(keyIds));
    }

    /** One key that signs alone. */
    public static RoleKeys one(String keyId) {
      return new RoleKeys(1, Set.of(keyId));
    }
  }

  /**
   * @throws ModelFormatException if a role or a key is missing, or a threshold cannot be met
   */
  public Root {
    keys = Collections.unmodifiableMap(new TreeMap<>(keys));
    Map<OrderRole, RoleKeys> all = new EnumMap<>(OrderRole.class);
    all.putAll(roles);
    roles = Collections.unmodifiableMap(all);
    Object unused = ShortText.checked("root.hub", hub);
    positive("root.version", version);
    positive("root.stateEpoch", stateEpoch);
    if (keys.isEmpty() || keys.size() > MAXIMUM_KEYS) {
      throw new ModelFormatException("root.keys", keys.size(), "1 to " + MAXIMUM_KEYS);
    }
    keys.forEach(Root::check);
    for (OrderRole role : OrderRole.values()) {
      check(role, roles.get(role), keys);
    }
  }

  private static void check(String id, String key) {
    // Of the key, not of its bytes: X.509 writes one key in several ways, and each key counts once.
    String known = Ed25519Verifier.of("root.keys." + ModelFormatException.shown(id), key).keyId();
    if (!known.equals(id)) {
      throw new ModelFormatException("root.keys", id, known);
    }
  }

  private static void check(OrderRole role, @Nullable RoleKeys given, Map<String, String> keys) {
    String path = "root.roles." + role.text();
    if (given == null) {
      throw new ModelFormatException(path, "nothing", "threshold and keys");
    }
    if (given.threshold() < 1 || given.threshold() > given.keyIds().size()) {
      throw new ModelFormatException(
          path + ".threshold", given.threshold(), "1 to " + given.keyIds().size());
    }
    for (String id : given.keyIds()) {
      if (!keys.containsKey(id)) {
        throw new ModelFormatException(path + ".keys", id, "one of " + keys.keySet());
      }
    }
  }

  static void positive(String path, long number) {
    if (number < 1) {
      throw new ModelFormatException(path, number, "1 and up");
    }
  }

  public RoleKeys role(OrderRole role) {
    RoleKeys found = roles.get(role);
    if (found == null) {
      throw new IllegalStateException("a root has all roles");
    }
    return found;
  }

  /** The root after this one, which says the same for longer. */
  public Root renewed(Instant until) {
    return new Root(hub, version + 1, stateEpoch, until, keys, roles);
  }

  /**
   * The root after this one, in which one key has a role. Where that is the director, the epoch is
   * raised: no assignment by the keys before is followed any more, whatever its version.
   *
   * @param publicKey base64 of X.509
   */
  public Root replaced(OrderRole role, String publicKey, Instant until) {
    String id = Ed25519Signer.keyId(publicKey);
    long epoch = role == OrderRole.DIRECTOR ? stateEpoch + 1 : stateEpoch;
    return next(role, RoleKeys.one(id), Map.of(id, publicKey), epoch, until);
  }

  /**
   * The root after this one, in which enough of these keys together have the root's role.
   *
   * @param publicKeys base64 of X.509
   * @throws ModelFormatException if one is no Ed25519 key, is there twice or has another role, if
   *     they are fewer than the threshold, or if no envelope has room for those that must sign
   */
  public Root rooted(List<String> publicKeys, int threshold, Instant until) {
    Map<String, String> given = new TreeMap<>();
    for (String key : publicKeys) {
      String id = Ed25519Signer.keyId(key);
      if (given.put(id, key) != null) {
        throw new ModelFormatException("root.roles.root.keys", id + " twice", "each key once");
      }
      roles.forEach((role, keys) -> {
        if (role != OrderRole.ROOT && keys.keyIds().contains(id)) {
          throw new ModelFormatException(
              "root.roles.root.keys", id, "keys of no other role; this is one of " + role.text());
        }
      });
    }
    Root next =
        next(OrderRole.ROOT, new RoleKeys(threshold, given.keySet()), given, stateEpoch, until);
    int needed = needed(role(OrderRole.ROOT), next.role(OrderRole.ROOT));
    if (needed > Envelope.MAXIMUM_SIGNATURES) {
      throw new ModelFormatException(
          "root.roles.root",
          needed + " signatures by keys of both roots",
          "at most " + Envelope.MAXIMUM_SIGNATURES);
    }
    return next;
  }

  /** How many signatures do for both. */
  private static int needed(RoleKeys before, RoleKeys after) {
    Set<String> both = new TreeSet<>(before.keyIds());
    both.retainAll(after.keyIds());
    int shared = Math.min(both.size(), Math.min(before.threshold(), after.threshold()));
    return before.threshold() + after.threshold() - shared;
  }

  /**
   * The root after this one, in which one more key may sign for a role.
   *
   * @param publicKey base64 of X.509
   */
  public Root with(OrderRole role, String publicKey, Instant until) {
    String id = Ed25519Signer.keyId(publicKey);
    Set<String> ids = new TreeSet<>(role(role).keyIds());
    ids.add(id);
    RoleKeys given = new RoleKeys(role(role).threshold(), ids);
    return next(role, given, Map.of(id, publicKey), stateEpoch, until);
  }

  /**
   * The root after this one, in which a key has a role no more.
   *
   * @throws ModelFormatException if too few are left
   */
  public Root without(OrderRole role, String keyId, Instant until) {
    Set<String> ids = new TreeSet<>(role(role).keyIds());
    ids.remove(keyId);
    RoleKeys given = new RoleKeys(role(role).threshold(), ids);
    return next(role, given, Map.of(), stateEpoch, until);
  }

  private Root next(
      OrderRole role, RoleKeys given, Map<String, String> more, long epoch, Instant until) {
    Map<OrderRole, RoleKeys> next = new EnumMap<>(roles);
    next.put(role, given);
    Map<String, String> known = new TreeMap<>(keys);
    known.putAll(more);
    Map<String, String> used = new TreeMap<>();
    next.values()
        .forEach(one -> one.keyIds().forEach(id -> used.put(id, known.getOrDefault(id, ""))));
    return new Root(hub, version + 1, epoch, until, used, next);
  }

  /** The public keys of a role, by id. */
  public Map<String, String> keysOf(OrderRole role) {
    Map<String, String> found = new TreeMap<>();
    role(role).keyIds().forEach(id -> found.put(id, keys.getOrDefault(id, "")));
    return found;
  }

  /** To be signed by its root keys. */
  public Envelope envelope() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", FORMAT).put("hub", hub).put("version", version);
    node.put("stateEpoch", stateEpoch).put("expires", expires.toString());
    ObjectNode all = node.putObject("keys");
    keys.forEach(all::put);
    ObjectNode each = node.putObject("roles");
    roles.forEach((role, given) -> {
      ObjectNode one = each.putObject(role.text()).put("threshold", given.threshold());
      given.keyIds().forEach(one.putArray("keys")::add);
    });
    return Envelope.of(Envelope.Type.ROOT, JsonText.bytes(node));
  }

  private static JsonFields json(Envelope envelope) {
    JsonFields json =
        JsonFields.parse("root", envelope.payload(Envelope.Type.ROOT), Envelope.MAXIMUM_PAYLOAD);
    format(json, FORMAT);
    return json;
  }

  /**
   * Which root an envelope says it is; nothing else of it is looked at.
   *
   * @throws ModelFormatException if it has no version
   */
  static long version(Envelope envelope) {
    return json(envelope).whole("version");
  }

  /**
   * What an envelope says; whether it is signed is not looked at.
   *
   * @throws ModelFormatException if it is no root
   */
  public static Root of(Envelope envelope) {
    JsonFields json = json(envelope);
    json.only("format", "hub", "version", "stateEpoch", "expires", "keys", "roles");
    JsonFields given = json.object("keys");
    Map<String, String> keys = new TreeMap<>();
    given.names().forEach(id -> keys.put(id, given.text(id)));
    JsonFields each = json.object("roles");
    Map<OrderRole, RoleKeys> roles = new EnumMap<>(OrderRole.class);
    for (String name : each.names()) {
      JsonFields role = each.object(name).only("threshold", "keys");
      roles.put(OrderRole.of(each.path(name), name), roleKeys(role));
    }
    return new Root(
        json.text("hub"),
        json.whole("version"),
        json.whole("stateEpoch"),
        json.instant("expires"),
        keys,
        roles);
  }

  private static RoleKeys roleKeys(JsonFields role) {
    long threshold = role.whole("threshold");
    if (threshold < 1 || threshold > MAXIMUM_KEYS) {
      throw new ModelFormatException(role.path("threshold"), threshold, "1 to " + MAXIMUM_KEYS);
    }
    return new RoleKeys((int) threshold, Set.copyOf(role.texts("keys")));
  }

  /** First of all: a later format may have other fields. */
  static void format(JsonFields json, long allowed) {
    long format = json.whole("format");
    if (format != allowed) {
      throw new ModelFormatException(json.path("format"), format, allowed + "");
    }
  }
}
