package dev.ionosphere.api.devicesession;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Numbers of this hub that are good for one offer, for a minute. Nothing is kept of those that are
 * given out, so who asks for many takes no room and displaces nobody's: the hub knows its own by
 * their seal. Only those that a device has used are kept, until they would be over anyway. None
 * outlives the process.
 */
@Singleton
final class Nonces {

  static final Duration GOOD_FOR = Duration.ofMinutes(1);

  private static final String ALGORITHM = "HmacSHA256";
  private static final int RANDOM = 8;
  private static final int SAID = Long.BYTES + RANDOM;
  private static final int SEAL = 16;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();
  private final LongSupplier nanos;
  // In the order of their use, with the time of it.
  private final Map<String, Long> used = new LinkedHashMap<>();

  @Inject
  Nonces() {
    this(System::nanoTime);
  }

  /**
   * @param nanos that pass, whatever anybody does to the clock
   */
  Nonces(LongSupplier nanos) {
    this.nanos = nanos;
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    this.key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** 43 characters of base64url. */
  String next() {
    byte[] bytes = new byte[RANDOM];
    random.nextBytes(bytes);
    byte[] said = ByteBuffer.allocate(SAID).putLong(nanos.getAsLong()).put(bytes).array();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(ByteBuffer.allocate(SAID + SEAL).put(said).put(seal(said)).array());
  }

  /** Whether this hub gave it out within the minute. */
  boolean isGood(String nonce) {
    byte[] bytes = decoded(nonce);
    if (bytes.length != SAID + SEAL) {
      return false;
    }
    byte[] said = Arrays.copyOf(bytes, SAID);
    if (!MessageDigest.isEqual(seal(said), Arrays.copyOfRange(bytes, SAID, bytes.length))) {
      return false;
    }
    return isWithin(ByteBuffer.wrap(said).getLong(), nanos.getAsLong());
  }

  /** Takes the nonce; false if it is not good or somebody has. */
  synchronized boolean use(String nonce) {
    long now = nanos.getAsLong();
    Iterator<Long> oldest = used.values().iterator();
    while (oldest.hasNext() && !isWithin(oldest.next(), now)) {
      oldest.remove();
    }
    return isGood(nonce) && used.putIfAbsent(nonce, now) == null;
  }

  private static boolean isWithin(long then, long now) {
    return now - then < GOOD_FOR.toNanos();
  }

  synchronized int kept() {
    return used.size();
  }

  private static byte[] decoded(String nonce) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(nonce);
      boolean oneSpelling =
          Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(nonce);
      return oneSpelling ? bytes : new byte[0];
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private byte[] seal(byte[] said) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(said), SEAL);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform has no " + ALGORITHM, e);
    }
  }
}
