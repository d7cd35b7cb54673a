package dev.ionosphere.workflows.rollout;

import dev.ionosphere.spec.ion.Wave;
import java.math.BigDecimal;
import java.util.List;

/** Waves as people write them: {@code 1}, {@code 10%}, {@code 100%}. */
public final class WaveTexts {

  public static List<String> of(List<Wave> waves) {
    return waves.stream().map(WaveTexts::of).toList();
  }

  private static String of(Wave wave) {
    return switch (wave) {
      case Wave.Count count -> Integer.toString(count.devices());
      case Wave.Percent percent ->
          BigDecimal.valueOf(percent.percent()).stripTrailingZeros().toPlainString() + "%";
    };
  }

  static Wave parse(String text) {
    return text.endsWith("%")
        ? new Wave.Percent(Double.parseDouble(text.substring(0, text.length() - 1)))
        : new Wave.Count(Integer.parseInt(text));
  }

  private WaveTexts() {}
}
