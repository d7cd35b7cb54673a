package dev.ionosphere.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ionosphere.models.format.ModelFormatException;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/** What readers do with bytes that are not what they should be. */
public final class Hostile {

  private Hostile() {}

  /**
   * Reads the bytes; the only exception allowed is the documented one, with a message of one line.
   */
  public static void readsOrRefuses(Consumer<byte[]> reader, byte[] bytes) {
    Throwable thrown = catchThrowable(() -> reader.accept(bytes));
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(ModelFormatException.class);
      assertThat(thrown.getMessage()).hasSizeLessThan(2000).doesNotContain("\u0000");
    }
  }

  /** A copy with some bytes changed, cut out, repeated or cut off. */
  public static byte[] damaged(byte[] valid, long seed) {
    Random random = new Random(seed);
    byte[] bytes = valid.clone();
    int times = 1 + random.nextInt(4);
    for (int i = 0; i < times && bytes.length > 0; i++) {
      int at = random.nextInt(bytes.length);
      bytes =
          switch (random.nextInt(4)) {
            case 0 -> {
              bytes[at] = (byte) random.nextInt(256);
              yield bytes;
            }
            case 1 -> Arrays.copyOf(bytes, at);
            case 2 -> {
              byte[] less = Arrays.copyOf(bytes, bytes.length - 1);
              System.arraycopy(bytes, at + 1, less, at, less.length - at);
              yield less;
            }
            default -> {
              byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
              System.arraycopy(bytes, at, more, at + 1, bytes.length - at);
              yield more;
            }
          };
    }
    return bytes;
  }
}
