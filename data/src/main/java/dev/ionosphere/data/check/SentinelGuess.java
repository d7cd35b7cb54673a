package dev.ionosphere.data.check;

import dev.ionosphere.data.cell.Decimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Numbers that loggers write where they have none, and that are far from the others of their
 * column. They are suggested only: nobody but the owner of the data knows.
 */
final class SentinelGuess {

  private static final Set<Double> KNOWN =
      Set.of(
          -99.0, -99.9, -100.0, -127.0, -200.0, -888.0, -999.0, -999.9, -999.99, -9999.0, -9999.9,
          -99999.0, -32768.0, 999.0, 999.9, 9999.0, 9999.9, 99999.0, 65535.0, 32767.0, 6999.0,
          7999.0);
  private static final int FEWEST = 3;

  /** Spellings as they are in the sample. */
  static List<String> of(HeaderGuess header, char decimal) {
    Set<String> found = new LinkedHashSet<>();
    for (int column = 0; column < header.names().size(); column++) {
      inColumn(header.values(column), decimal, found);
    }
    return List.copyOf(found);
  }

  private static void inColumn(List<String> values, char decimal, Set<String> found) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    int others = 0;
    List<String> suspects = new ArrayList<>();
    for (String value : values) {
      double number = Decimal.parse(value.replace(decimal, '.'));
      if (KNOWN.contains(number)) {
        suspects.add(value);
      } else if (Double.isFinite(number)) {
        others++;
        least = Math.min(least, number);
        most = Math.max(most, number);
      }
    }
    if (others < FEWEST) {
      return;
    }
    for (String suspect : suspects) {
      double number = Decimal.parse(suspect.replace(decimal, '.'));
      double distance = number < least ? least - number : number - most;
      if (distance > most - least) {
        found.add(suspect);
      }
    }
  }

  private SentinelGuess() {}
}
