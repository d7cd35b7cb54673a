package dev.ionosphere.api.model;

import dev.ionosphere.api.orderkey.OrderKeys;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelSignature;
import dev.ionosphere.models.pack.ModelSigner;
import dev.ionosphere.models.signature.Ed25519Signer;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Signatures of models. They are over digests and stand in the registry, so a model is signed again
 * without being touched.
 */
@Singleton
public final class ModelSignatures {

  private static final int PAGE = 200;

  private final RegisteredModels models;
  private final OrderKeys keys;

  ModelSignatures(RegisteredModels models, OrderKeys keys) {
    this.models = models;
    this.keys = keys;
  }

  ModelSignature sign(Digest digest) {
    return ModelSigner.of(keys.modelSigner()).sign(digest);
  }

  /**
   * The signature of a model by a key that devices believe: the one it has, or a new one. One that
   * was registered while its key was revoked is signed again here.
   */
  public ModelSignature of(RegisteredModel model) {
    if (keys.modelKeys().containsKey(model.keyId())) {
      return new ModelSignature(model.keyId(), model.signature());
    }
    return again(model.digest(), keys.modelSigner());
  }

  /**
   * Signs all that another key has signed. Callers bring the transaction.
   *
   * @return how many
   */
  long again(Ed25519Signer signer) {
    long signed = 0;
    String after = "";
    List<RegisteredModel> page;
    do {
      page = models.after(after, PAGE);
      for (RegisteredModel model : page) {
        after = model.digest();
        if (!model.keyId().equals(signer.keyId())) {
          ModelSignature unused = again(model.digest(), signer);
          signed++;
        }
      }
    } while (page.size() == PAGE);
    return signed;
  }

  private ModelSignature again(String digest, Ed25519Signer signer) {
    ModelSignature signature = ModelSigner.of(signer).sign(new Digest(digest));
    models.sign(digest, signature.value(), signature.keyId());
    return signature;
  }
}
