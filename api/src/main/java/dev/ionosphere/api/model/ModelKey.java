package dev.ionosphere.api.model;

import dev.ionosphere.api.identity.SecretFiles;
import dev.ionosphere.models.pack.ModelSigner;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The key that models are signed with, made at first start. */
@Singleton
final class ModelKey {

  private static final String PRIVATE = "model-signing.key";
  private static final String PUBLIC = "model-signing.pub";

  private final ModelSigner signer;

  ModelKey(SecretFiles files) {
    Optional<String> secret = files.read(PRIVATE);
    Optional<String> open = files.read(PUBLIC);
    if (secret.isPresent() && open.isPresent()) {
      signer = ModelSigner.load(secret.get(), open.get());
    } else {
      signer = ModelSigner.create();
      files.write(PUBLIC, signer.publicKey());
      files.write(PRIVATE, signer.privateKey());
    }
  }

  ModelSigner signer() {
    return signer;
  }
}
