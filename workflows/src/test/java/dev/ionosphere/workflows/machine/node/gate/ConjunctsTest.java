package dev.ionosphere.workflows.machine.node.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConjunctsTest {

  @Test
  void areWhatMustAllHold() {
    assertThat(Conjuncts.of("a > 1 && b < 2&& has(c.d)"))
        .containsExactly("a > 1", "b < 2", "has(c.d)");
  }

  @Test
  void anAlternativeIsOne() {
    assertThat(Conjuncts.of("a && b || c")).containsExactly("a && b || c");
    assertThat(Conjuncts.of("a ? b && c : d")).containsExactly("a ? b && c : d");
  }

  @Test
  void whatStandsInBracketsOrTextsIsNotTakenApart() {
    assertThat(Conjuncts.of("(a && b || c) && d")).containsExactly("(a && b || c)", "d");
    assertThat(Conjuncts.of("e == 'x && y' && f == \"\\\" && \""))
        .containsExactly("e == 'x && y'", "f == \"\\\" && \"");
    assertThat(Conjuncts.of("m.all(n, m[n] > 1 && n != '')"))
        .containsExactly("m.all(n, m[n] > 1 && n != '')");
  }

  @Test
  void whatIsNoConditionIsOnePart() {
    assertThat(Conjuncts.of("'open && end")).containsExactly("'open && end");
    assertThat(Conjuncts.of("a & b)")).containsExactly("a & b)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a && r'\\' != r'\\' || true || '' == ''",
        "a && 'b' != '''it's''' || true || '' == ''",
        "a && b // '\n || true // '",
        "a && b // (\n || true // )",
        "a && b.`//` || true",
        "a && '' == \"\"\"\"'\"\"\" || true || '' == ''",
      })
  void noQuoteOrCommentHidesAnAlternative(String condition) {
    assertThat(Conjuncts.of(condition)).containsExactly(condition);
  }

  @Test
  void aCommentHoldsNoPart() {
    assertThat(Conjuncts.of("a // or so && b")).containsExactly("a // or so && b");
    assertThat(Conjuncts.of("a // or so\n&& b")).containsExactly("a // or so", "b");
  }
}
