package dev.ionosphere.spec.format;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Shares as people write them: {@code 10%}, {@code 0.5%}. */
public final class PercentText {

  private static final Pattern TEXT =
      Pattern.compile("(?:100(?:\\.0{1,6})?|[0-9]{1,2}(?:\\.[0-9]{1,6})?)%");

  private PercentText() {}

  /** 0 to 100, or nothing. Decimal, so that a share is written again as it was read. */
  public static Optional<BigDecimal> parse(String text) {
    if (!TEXT.matcher(text).matches()) {
      return Optional.empty();
    }
    return Optional.of(new BigDecimal(text.substring(0, text.length() - 1)));
  }

  public static String of(double percent) {
    return of(BigDecimal.valueOf(percent));
  }

  public static String ofShare(double share) {
    return of(BigDecimal.valueOf(share).movePointRight(2));
  }

  private static String of(BigDecimal percent) {
    return percent.stripTrailingZeros().toPlainString() + "%";
  }
}
