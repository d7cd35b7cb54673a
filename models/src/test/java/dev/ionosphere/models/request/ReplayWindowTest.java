package dev.ionosphere.models.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ReplayWindowTest {

  private final ReplayWindow window = new ReplayWindow();

  @Test
  void takesEachNumberOnceInAnyOrder() {
    List<Long> numbers = new ArrayList<>();
    for (long number = 1; number <= ReplayWindow.SIZE; number++) {
      numbers.add(number);
    }
    Collections.shuffle(numbers, new Random(7));
    for (long number : numbers) {
      assertThat(window.isFree(number)).isTrue();
      assertThat(window.take(number)).isTrue();
      assertThat(window.isFree(number)).isFalse();
      assertThat(window.take(number)).isFalse();
    }
    assertThat(numbers).noneMatch(window::take);
  }

  @Test
  void whatIsOlderThanTheWindowIsUsed() {
    assertThat(window.take(5_000)).isTrue();
    assertThat(window.take(5_000 - ReplayWindow.SIZE)).isFalse();
    assertThat(window.take(5_001 - ReplayWindow.SIZE)).isTrue();
    assertThat(window.take(0)).isFalse();
    assertThat(window.take(-3)).isFalse();
  }

  @Test
  void forgetsNothingThatIsWithinTheWindowHoweverItJumps() {
    Random random = new Random(11);
    Set<Long> taken = new HashSet<>();
    long highest = 0;
    for (int i = 0; i < 50_000; i++) {
      long number = Math.max(1, highest + random.nextInt(-1_500, i % 100 == 0 ? 3_000 : 4));
      boolean free = !taken.contains(number) && number > highest - ReplayWindow.SIZE;
      assertThat(window.take(number)).as("number %d, highest %d", number, highest).isEqualTo(free);
      taken.add(number);
      highest = Math.max(highest, number);
    }
  }

  @Test
  void takesTheHighestThereIs() {
    assertThat(window.take(Long.MAX_VALUE)).isTrue();
    assertThat(window.take(Long.MAX_VALUE)).isFalse();
    assertThat(window.take(Long.MAX_VALUE - 1)).isTrue();
  }

  @Test
  void ofManyAtOnceOneGetsANumber() throws InterruptedException, ExecutionException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> got = new ArrayList<>();
      for (int thread = 0; thread < 16; thread++) {
        got.add(
            threads.submit(() -> {
              int taken = 0;
              for (long number = 1; number <= 1_000; number++) {
                taken += window.take(number) ? 1 : 0;
              }
              return taken;
            }));
      }
      int all = 0;
      for (Future<Integer> each : got) {
        all += each.get();
      }
      assertThat(all).isEqualTo(1_000);
    }
  }
}
