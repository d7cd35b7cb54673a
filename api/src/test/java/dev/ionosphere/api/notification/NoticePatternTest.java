package dev.ionosphere.api.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoticePatternTest {

  @ParameterizedTest
  @CsvSource({
    "*,pump-1,true",
    "*,'',true",
    "pump,pump,true",
    "pump,pump-1,false",
    "pump-*,pump-1,true",
    "pump-*,pump,false",
    "*-1,pump-1,true",
    "*-1,pump-12,false",
    "p*-*2,pump-12,true",
    "p*p,p,false",
    "p*p,pp,true",
    "a*b*c,abcabc,true",
    "a*b*c,acb,false",
    "'fan,pump-*',pump-1,true",
    "'fan,pump-*',fan-1,false",
    "*a*a*a*a*a*a*a*a*a*b,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,false"
  })
  void aStarStandsForAnyLetters(String pattern, String ion, boolean matches) {
    assertThat(IonPattern.matches(pattern, ion)).isEqualTo(matches);
  }
}
