package dev.ionosphere.edge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class UnsentAnswersTest {

  @Test
  void answersThatLeaveMakeRoom() throws IOException {
    UnsentAnswers answers = new UnsentAnswers();
    OutputStream out = answers.leaving(OutputStream.nullOutputStream());
    for (int i = 0; i < UnsentAnswers.MOST; i++) {
      assertThat(answers.add()).isTrue();
    }
    out.write(new byte[8]);
    assertThat(answers.add()).isTrue();
    assertThat(answers.add()).isTrue();
    assertThat(answers.add()).isFalse();
  }
}
