package dev.ionosphere.spec.format.component;

import dev.ionosphere.spec.component.Resources;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Limits;
import dev.ionosphere.spec.format.Tree;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a run may use. */
final class ResourcesText {

  private static final Duration GRACE = Duration.ofSeconds(30);
  private static final Pattern AMOUNT = Pattern.compile("([1-9][0-9]{0,8})(Ki|Mi|Gi|Ti)");
  private static final int PROCESSES = 512;

  private ResourcesText() {}

  static Resources read(Fields fields) {
    Optional<Integer> cpus =
        fields.has("cpu") ? Optional.of(fields.integer("cpu", 1, 1, 1024)) : Optional.empty();
    Resources resources =
        new Resources(
            cpus,
            amount(fields, "memory"),
            amount(fields, "disk"),
            fields.integer("processes", PROCESSES, 1, 100_000),
            fields.has("timeout")
                ? Optional.of(
                    fields.duration(
                        "timeout", Limits.LONGEST, Duration.ofSeconds(1), Limits.LONGEST))
                : Optional.empty(),
            fields.duration("grace", GRACE, Duration.ofSeconds(1), Duration.ofHours(1)));
    fields.finish();
    return resources;
  }

  private static Optional<Long> amount(Fields fields, String name) {
    return fields
        .take(name)
        .flatMap(value -> {
          if (value instanceof Tree.Scalar scalar) {
            Matcher amount = AMOUNT.matcher(scalar.text());
            if (amount.matches()) {
              int power = "KMGT".indexOf(amount.group(2).charAt(0)) + 1;
              return Optional.of(Long.parseLong(amount.group(1)) << 10 * power);
            }
          }
          fields.refused(name, value, "an amount such as 512Mi or 4Gi");
          return Optional.empty();
        });
  }
}
