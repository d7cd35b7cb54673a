package dev.ionosphere.spec.reader;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Shares as people write them: {@code 10%}, {@code 0.5%}. */
final class PercentText {

  private static final Pattern TEXT = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,6})?%");
  private static final BigDecimal ALL = BigDecimal.valueOf(100);

  private PercentText() {}

  /** 0 to 100, or nothing. Decimal, so that a share is written again as it was read. */
  static Optional<BigDecimal> parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal percent = new BigDecimal(text.substring(0, text.length() - 1));
    return percent.compareTo(ALL) <= 0 ? Optional.of(percent) : Optional.empty();
  }

  static String of(double percent) {
    return of(BigDecimal.valueOf(percent));
  }

  static String ofShare(double share) {
    return of(BigDecimal.valueOf(share).movePointRight(2));
  }

  private static String of(BigDecimal percent) {
    return percent.stripTrailingZeros().toPlainString() + "%";
  }
}
