package dev.ionosphere.api.orderkey;

import dev.ionosphere.api.identity.SecretFiles;
import dev.ionosphere.models.signature.Ed25519Signer;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The key for models that the first root names; it has files of its own, from before roots. */
@Singleton
class FirstModelKey {

  private static final String PRIVATE = "model-signing.key";
  private static final String PUBLIC = "model-signing.pub";

  private final SecretFiles files;

  FirstModelKey(SecretFiles files) {
    this.files = files;
  }

  /** Absent: it was replaced, or is kept elsewhere. */
  Optional<Ed25519Signer> kept() {
    Optional<String> open = files.read(PUBLIC);
    return files
        .read(PRIVATE)
        .flatMap(secret -> open.map(known -> Ed25519Signer.load(secret, known)));
  }

  Ed25519Signer keptOrMade() {
    return kept()
        .orElseGet(() -> {
          Ed25519Signer made = Ed25519Signer.create();
          files.write(PUBLIC, made.publicKey());
          files.write(PRIVATE, made.privateKey());
          return made;
        });
  }

  /** If it is that one. */
  void delete(String keyId) {
    if (files.read(PUBLIC).filter(open -> Ed25519Signer.keyId(open).equals(keyId)).isPresent()) {
      files.delete(PRIVATE);
      files.delete(PUBLIC);
    }
  }
}
