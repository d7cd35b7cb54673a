package dev.ionosphere.api.model;

import dev.ionosphere.api.identity.SecretFiles;
import dev.ionosphere.models.pack.ModelSigner;
import dev.ionosphere.models.signature.Ed25519Signer;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The key that models are signed with, made at first start. */
@Singleton
public final class ModelKey {

  private static final String PRIVATE = "model-signing.key";
  private static final String PUBLIC = "model-signing.pub";

  private final Ed25519Signer key;

  ModelKey(SecretFiles files) {
    Optional<String> secret = files.read(PRIVATE);
    Optional<String> open = files.read(PUBLIC);
    if (secret.isPresent() && open.isPresent()) {
      key = Ed25519Signer.load(secret.get(), open.get());
    } else {
      key = Ed25519Signer.create();
      files.write(PUBLIC, key.publicKey());
      files.write(PRIVATE, key.privateKey());
    }
  }

  public Ed25519Signer key() {
    return key;
  }

  ModelSigner signer() {
    return ModelSigner.of(key);
  }
}
