package dev.ionosphere.models.pack;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.signature.Ed25519Verifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says whether a trusted key signed a model. Safe for threads. */
public final class ModelVerifier {

  private final Supplier<Map<String, Ed25519Verifier>> trusted;

  private ModelVerifier(Supplier<Map<String, Ed25519Verifier>> trusted) {
    this.trusted = trusted;
  }

  /**
   * A verifier that believes these keys and no others.
   *
   * @param keys base64 of X.509 by key id
   * @throws ModelFormatException if one is no Ed25519 public key
   */
  public static ModelVerifier trusting(Map<String, String> keys) {
    Map<String, Ed25519Verifier> trusted = verifiers(keys);
    return new ModelVerifier(() -> trusted);
  }

  /**
   * A verifier that believes whichever keys are to be believed when it is asked.
   *
   * @param keys base64 of X.509 by key id
   */
  public static ModelVerifier following(Supplier<Map<String, String>> keys) {
    return new ModelVerifier(() -> verifiers(keys.get()));
  }

  private static Map<String, Ed25519Verifier> verifiers(Map<String, String> keys) {
    Map<String, Ed25519Verifier> verifiers = new TreeMap<>();
    keys.forEach((id, key) -> verifiers.put(id, Ed25519Verifier.of("trusted key " + id, key)));
    return verifiers;
  }

  public Set<String> trustedKeyIds() {
    return new TreeSet<>(trusted.get().keySet());
  }

  public boolean trusts(String keyId) {
    return trusted.get().containsKey(keyId);
  }

  /** False for an unknown key, a malformed signature and a signature of something else. */
  public boolean verifies(Digest digest, ModelSignature signature) {
    @Nullable Ed25519Verifier key = trusted.get().get(signature.keyId());
    return key != null && key.verifies(digest.hash(), signature.value());
  }
}
