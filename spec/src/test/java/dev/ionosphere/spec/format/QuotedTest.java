package dev.ionosphere.spec.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {

  @Test
  void showsWhatWouldMoveOrTurnALineByItsNumber() {
    assertThat(Quoted.of("pl\u202eant")).isEqualTo("'pl\\u202eant'");
    assertThat(Quoted.of("a\u001b[2J\u2028\u200b")).isEqualTo("'a\\u001b[2J\\u2028\\u200b'");
    assertThat(Quoted.of("Größe \ud83d\ude00")).isEqualTo("'Größe \ud83d\ude00'");
  }
}
