package dev.ionosphere.models.pack;

/**
 * A signature over a model's identity.
 *
 * @param keyId which key made it
 * @param value Ed25519 over the 32 bytes of the manifest's digest, base64
 */
public record ModelSignature(String keyId, String value) {}
