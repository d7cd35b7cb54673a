package dev.ionosphere.links.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** A secret. Only {@link #reveal} and {@link #bytes} show it; never log what they return. */
public final class SecretValue {
  private final String value;

  SecretValue(String value) {
    this.value = value;
  }

  public String reveal() {
    return value;
  }

  /** In UTF-8, as a key. */
  public byte[] bytes() {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecretValue secret && MessageDigest.isEqual(bytes(), secret.bytes());
  }

  /** Equal for all, so that it tells nothing. */
  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "<secret>";
  }
}
