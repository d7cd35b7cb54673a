package dev.ionosphere.models.pack;

/**
 * A signed model package in the hub's blob store.
 *
 * @param digest {@code sha256:} and 64 hex digits, of the manifest's bytes
 * @param signature Ed25519 over the 32 bytes of the digest, base64
 * @param keyId which of the hub's signing keys made it
 * @param bytes size of everything a device has to fetch
 */
public record ModelRef(String digest, String signature, String keyId, long bytes) {}
