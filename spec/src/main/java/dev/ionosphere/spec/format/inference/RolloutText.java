package dev.ionosphere.spec.format.inference;

import static dev.ionosphere.spec.format.Written.object;

import dev.ionosphere.spec.format.DurationText;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Findings;
import dev.ionosphere.spec.format.Limits;
import dev.ionosphere.spec.format.PercentText;
import dev.ionosphere.spec.format.Quoted;
import dev.ionosphere.spec.format.ScalarType;
import dev.ionosphere.spec.format.Tree;
import dev.ionosphere.spec.ion.RolloutPolicy;
import dev.ionosphere.spec.ion.Wave;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a release goes out. */
final class RolloutText {

  private static final String WAVE_ALLOWED = "a number of devices or a share such as 10%";
  private static final String DELIVERED_ALLOWED = "a share such as \">= 90%\"";
  private static final List<Wave> WAVES =
      List.of(new Wave.Count(1), new Wave.Percent(10), new Wave.Percent(100));
  private static final int MOST_WAVES = 100;

  private RolloutText() {}

  static RolloutPolicy read(Fields fields) {
    List<Wave> waves = fields.list("waves").map(items -> waves(items, fields)).orElse(WAVES);
    Fields gate = fields.map("gate");
    double deliveredMin = deliveredMin(gate);
    Duration soak = gate.duration("soak", Duration.ofMinutes(10), Duration.ZERO, Limits.LONGEST);
    gate.finish();
    Duration deadline =
        fields.duration("deadline", Duration.ofDays(7), Duration.ofSeconds(1), Limits.LONGEST);
    Duration usual = Duration.ofHours(1);
    Duration silentAfter =
        fields.duration(
            "silentAfter",
            usual.compareTo(deadline) < 0 ? usual : deadline,
            Duration.ofSeconds(1),
            Limits.LONGEST);
    fields.finish();
    if (silentAfter.compareTo(deadline) > 0) {
      fields
          .findings()
          .refused(
              fields.at("silentAfter"),
              fields.pathOf("silentAfter"),
              DurationText.of(silentAfter),
              "at most the deadline, " + DurationText.of(deadline));
    }
    return new RolloutPolicy(waves, deliveredMin, soak, silentAfter, deadline);
  }

  static Map<String, Object> write(RolloutPolicy policy) {
    List<Object> waves = new ArrayList<>();
    for (Wave wave : policy.waves()) {
      waves.add(wave instanceof Wave.Count(int devices) ? devices : text(wave));
    }
    return object(
        "waves", waves,
        "gate",
            object(
                "delivered",
                ">= " + PercentText.ofShare(policy.deliveredMin()),
                "soak",
                DurationText.of(policy.soak())),
        "silentAfter", DurationText.of(policy.silentAfter()),
        "deadline", DurationText.of(policy.deadline()));
  }

  private static double deliveredMin(Fields gate) {
    String name = "delivered";
    if (gate.has("healthy")) {
      gate.take("healthy");
      // The field's name until 0.2.0; documents of that time are stored with it.
      if (gate.isLenient()) {
        name = "healthy";
      }
      gate.findings()
          .renamed(gate.keyAt("healthy"), gate.pathOf("healthy"), "healthy", "delivered");
    }
    String text = gate.text(name, ">= 90%", DELIVERED_ALLOWED);
    String share = text.startsWith(">=") ? text.substring(2).strip() : text;
    Optional<BigDecimal> percent = PercentText.parse(share);
    if (percent.isEmpty()) {
      gate.findings().refused(gate.at(name), gate.pathOf(name), Quoted.of(text), DELIVERED_ALLOWED);
    }
    return percent.map(value -> value.movePointLeft(2).doubleValue()).orElse(1.0);
  }

  private static List<Wave> waves(List<Tree> items, Fields fields) {
    String path = fields.pathOf("waves");
    Findings findings = fields.findings();
    List<Wave> waves = new ArrayList<>();
    int errors = 0;
    for (int i = 0;
        i < (fields.isLenient() ? items.size() : Math.min(items.size(), MOST_WAVES));
        i++) {
      Optional<Wave> wave = wave(items.get(i));
      if (wave.isEmpty()) {
        findings.refused(
            items.get(i).at(), path + "[" + i + "]", items.get(i).describe(), WAVE_ALLOWED);
        errors++;
        continue;
      }
      if (!waves.isEmpty() && shrinks(waves.getLast(), wave.get())) {
        findings.error(
            items.get(i).at(),
            path + "[" + i + "]",
            "got %s after %s; allowed: sizes that grow, as each wave counts those before it"
                .formatted(text(wave.get()), text(waves.getLast())));
      }
      waves.add(wave.get());
    }
    boolean reachesAll =
        !waves.isEmpty() && waves.getLast() instanceof Wave.Percent last && last.percent() == 100;
    if (errors == 0 && (!reachesAll || items.size() > MOST_WAVES)) {
      findings.error(
          fields.at("waves"), path, "1 to 100 waves are needed, and the last must be 100%");
    }
    // Nothing that can be read of a stored list is no leave to ask every device at once.
    return waves.isEmpty() ? WAVES : waves;
  }

  private static Optional<Wave> wave(Tree tree) {
    if (!(tree instanceof Tree.Scalar scalar)) {
      return Optional.empty();
    }
    if (scalar.type() == ScalarType.INTEGER && scalar.text().length() <= 9) {
      int devices = Integer.parseInt(scalar.text());
      return devices >= 1 ? Optional.of(new Wave.Count(devices)) : Optional.empty();
    }
    return PercentText.parse(scalar.text())
        .filter(percent -> scalar.type() == ScalarType.TEXT && percent.signum() > 0)
        .map(percent -> new Wave.Percent(percent.doubleValue()));
  }

  /** Whether a wave is no larger than the one before; a count and a share cannot be compared. */
  private static boolean shrinks(Wave before, Wave wave) {
    return switch (wave) {
      case Wave.Count(int devices) ->
          before instanceof Wave.Count(int earlier) && devices <= earlier;
      case Wave.Percent(double percent) ->
          before instanceof Wave.Percent(double earlier) && percent <= earlier;
    };
  }

  static String text(Wave wave) {
    return switch (wave) {
      case Wave.Count(int devices) -> Integer.toString(devices);
      case Wave.Percent(double percent) -> PercentText.of(percent);
    };
  }
}
