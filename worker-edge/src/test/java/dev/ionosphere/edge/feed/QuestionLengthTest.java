package dev.ionosphere.edge.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuestionLengthTest {

  private final QuestionLength length = new QuestionLength(new Random(1));

  @Test
  void isVariedByAFifth() {
    for (int question = 0; question < 100; question++) {
      assertThat(length.next()).isBetween(Duration.ofSeconds(192), Duration.ofSeconds(288));
    }
  }

  @Test
  void fitsAProxyThatCutsQuestions() {
    int cut = 0;
    for (int question = 0; question < 200; question++) {
      Duration asked = length.next();
      if (asked.compareTo(Duration.ofSeconds(60)) > 0) {
        assertThat(length.isCut(Duration.ofSeconds(60))).isTrue();
        cut++;
      } else {
        length.answeredInTime();
      }
    }
    assertThat(cut).as("of 200 questions").isLessThan(60);
    assertThat(length.next()).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(90));
  }

  @Test
  void whatIsRefusedAtOnceWasNotCut() {
    assertThat(length.isCut(Duration.ofSeconds(9))).isFalse();
    assertThat(length.next()).isGreaterThan(Duration.ofSeconds(190));
    for (int cut = 0; cut < 20; cut++) {
      assertThat(length.isCut(Duration.ofSeconds(11))).isTrue();
    }
    assertThat(length.next()).isBetween(Duration.ofSeconds(16), Duration.ofSeconds(24));
  }
}
