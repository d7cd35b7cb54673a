package dev.ionosphere.api.orderkey;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.models.signature.Ed25519Signer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * All roots, and those keys of the newest whose private halves are here.
 *
 * @param roots oldest first
 */
record HeldKeys(List<Envelope> roots, Root newest, Map<OrderRole, List<Ed25519Signer>> signers) {

  HeldKeys {
    roots = List.copyOf(roots);
  }

  static HeldKeys of(List<Envelope> roots, KeyFiles files) {
    Root newest = Root.of(roots.getLast());
    Map<OrderRole, List<Ed25519Signer>> signers = new EnumMap<>(OrderRole.class);
    for (OrderRole role : OrderRole.values()) {
      signers.put(role, files.signers(newest, role));
    }
    return new HeldKeys(roots, newest, signers);
  }

  /** Whether enough keys of the role are here to sign with it. */
  boolean canSign(OrderRole role) {
    return of(role).size() >= newest.role(role).threshold();
  }

  /**
   * The statement with a signature of each key of the role that is here.
   *
   * @throws IllegalStateException if those are not enough
   */
  Envelope signed(OrderRole role, Envelope statement) {
    if (!canSign(role)) {
      throw new IllegalStateException(
          "%d of %d %s keys are here, %d must sign"
              .formatted(
                  of(role).size(),
                  newest.role(role).keyIds().size(),
                  role.text(),
                  newest.role(role).threshold()));
    }
    return signedAsFarAsHere(role, statement);
  }

  Envelope signedAsFarAsHere(OrderRole role, Envelope statement) {
    Envelope signed = statement;
    for (Ed25519Signer signer : of(role)) {
      signed = signed.signedBy(signer);
    }
    return signed;
  }

  /**
   * The key that models are signed with: the last that was named, of those that devices believe.
   *
   * @throws HubException a conflict, if it is not here
   */
  Ed25519Signer modelSigner() {
    String id = modelKey();
    return of(OrderRole.MODEL).stream()
        .filter(key -> key.keyId().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new HubException(
                ErrorCode.CONFLICT,
                "the key %s that models are signed with is not in secrets/; put order-%s.key back, or `ion keys models rotate`"
                    .formatted(id, id)));
  }

  /**
   * @throws HubException a conflict, if the hub could not go on signing with these
   */
  void requireAbleToSign() {
    for (OrderRole role : List.of(OrderRole.RELEASE, OrderRole.DIRECTOR)) {
      if (!canSign(role)) {
        throw missing(role, newest.role(role).keyIds());
      }
    }
    String models = modelKey();
    if (of(OrderRole.MODEL).stream().noneMatch(key -> key.keyId().equals(models))) {
      throw missing(OrderRole.MODEL, Set.of(models));
    }
  }

  /** Ids of the keys that sign; devices may believe an older key for models. */
  Set<String> signing() {
    Set<String> ids = new TreeSet<>();
    for (OrderRole role : List.of(OrderRole.ROOT, OrderRole.RELEASE, OrderRole.DIRECTOR)) {
      ids.addAll(newest.role(role).keyIds());
    }
    ids.add(modelKey());
    return ids;
  }

  private String modelKey() {
    return ModelKeyLife.signing(roots.stream().map(Root::of).toList());
  }

  private static HubException missing(OrderRole role, Set<String> ids) {
    return new HubException(
        ErrorCode.CONFLICT,
        "this root names %s keys %s, and they are not in secrets/ as order-<key id>.key; the hub could sign nothing"
            .formatted(role.text(), ids));
  }

  private List<Ed25519Signer> of(OrderRole role) {
    return signers.getOrDefault(role, List.of());
  }
}
