package dev.ionosphere.api.identity;

import java.security.SecureRandom;
import java.util.Base64;

/** Random tokens. The database holds only their SHA-256. */
public final class Secrets {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** 256 random bits in letters that need no quoting. */
  public static String token() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private Secrets() {}
}
