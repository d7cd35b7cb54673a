package dev.ionosphere.api.devicesession;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NoncesTest {

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // they wrap around
  private final Nonces nonces = new Nonces(nanos::get);

  @Test
  void eachIsGoodOnceForAMinute() {
    String first = nonces.next();
    String second = nonces.next();
    assertThat(first).hasSize(43).isNotEqualTo(second);
    assertThat(nonces.use(first)).isTrue();
    assertThat(nonces.use(first)).isFalse();
    pass(Duration.ofSeconds(59));
    assertThat(nonces.use(first)).isFalse();
    assertThat(nonces.use(second)).isTrue();
    String third = nonces.next();
    pass(Duration.ofMinutes(1));
    assertThat(nonces.isGood(third)).isFalse();
    assertThat(nonces.use(third)).isFalse();
    assertThat(nonces.use(second)).isFalse();
  }

  @Test
  void whoAsksForManyTakesNoRoomAndDisplacesNobodys() {
    String first = nonces.next();
    Set<String> all = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      all.add(nonces.next());
    }
    assertThat(all).hasSize(100_000);
    assertThat(nonces.kept()).isZero();
    assertThat(nonces.use(first)).isTrue();
  }

  @Test
  void keepsThoseThatWereUsedNoLongerThanTheyAreGood() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(nonces.use(nonces.next())).isTrue();
    }
    assertThat(nonces.kept()).isEqualTo(1_000);
    pass(Duration.ofMinutes(1));
    assertThat(nonces.use(nonces.next())).isTrue();
    assertThat(nonces.kept()).isEqualTo(1);
  }

  @Test
  void knowsItsOwnOnly() {
    String good = nonces.next();
    assertThat(new Nonces(nanos::get).isGood(good)).as("the process before").isFalse();
    for (String wrong :
        new String[] {"", "?", "A".repeat(43), good.substring(1), good + "A", good + "="}) {
      assertThat(nonces.isGood(wrong)).as(wrong).isFalse();
    }
    for (int at = 0; at < good.length(); at++) {
      char other = good.charAt(at) == 'A' ? 'B' : 'A';
      String changed = good.substring(0, at) + other + good.substring(at + 1);
      assertThat(nonces.isGood(changed)).as(changed).isFalse();
    }
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
