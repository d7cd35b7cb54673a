package dev.ionosphere.api.orderkey;

import dev.ionosphere.api.identity.SecretFiles;
import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.models.signature.Ed25519Signer;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Private halves of order keys, each in a file that only the hub's own user can read. */
@Singleton
class KeyFiles {

  /** Ids of the keys that were made for roots which have not come yet. */
  private static final String PROPOSED = "proposed-order-keys";

  private final SecretFiles files;
  private final FirstModelKey firstModel;

  KeyFiles(SecretFiles files, FirstModelKey firstModel) {
    this.files = files;
    this.firstModel = firstModel;
  }

  /** Those keys of a role that are here. */
  List<Ed25519Signer> signers(Root root, OrderRole role) {
    List<Ed25519Signer> here = new ArrayList<>();
    root.keysOf(role).forEach((id, key) -> signer(id, key).ifPresent(here::add));
    return here;
  }

  /** Absent: it is kept elsewhere. */
  private Optional<Ed25519Signer> signer(String keyId, String publicKey) {
    return files
        .read(file(keyId))
        .map(secret -> Ed25519Signer.load(secret, publicKey))
        .or(() -> firstModel.kept().filter(key -> key.keyId().equals(keyId)));
  }

  /** A new key, kept before anybody knows of it. */
  Ed25519Signer make() {
    Ed25519Signer signer = Ed25519Signer.create();
    files.write(file(signer.keyId()), signer.privateKey());
    return signer;
  }

  /** A new key of a root that may never come; noted first, so that it is found whatever happens. */
  Ed25519Signer propose() {
    Ed25519Signer signer = Ed25519Signer.create();
    List<String> noted = new ArrayList<>(proposed());
    noted.add(signer.keyId());
    files.write(PROPOSED, String.join("\n", noted));
    files.write(file(signer.keyId()), signer.privateKey());
    return signer;
  }

  private List<String> proposed() {
    return files.read(PROPOSED).map(noted -> noted.lines().toList()).orElse(List.of());
  }

  /** Deletes what was proposed, but for what the root names. */
  void forgetProposed(Root root) {
    proposed().stream().filter(id -> !root.keys().containsKey(id)).forEach(this::delete);
    files.delete(PROPOSED);
  }

  void delete(String keyId) {
    files.delete(file(keyId));
    firstModel.delete(keyId);
  }

  private static String file(String keyId) {
    return "order-" + keyId + ".key";
  }
}
