package dev.ionosphere.spec.format.component;

import dev.ionosphere.spec.component.MetricPattern;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Figures that are read out of what a program prints. */
final class MetricText {

  private static final int MOST = 50;
  private static final int LONGEST = 500;
  private static final String ALLOWED =
      "a regular expression of at most 500 characters whose first group is the number, such as loss=([0-9.eE+-]+); no look-around, no back-references";

  /** What makes matching cost more than the length of a line. */
  private static final Pattern COSTLY =
      Pattern.compile("\\(\\?(?:[=!>]|<[=!])|\\\\[1-9]|\\\\k<|[*+?}]\\+");

  private MetricText() {}

  static List<MetricPattern> all(Fields root) {
    List<MetricPattern> metrics = new ArrayList<>();
    List<Fields> items = root.maps("metrics");
    if (items.size() > MOST) {
      root.findings()
          .refused(root.at("metrics"), "metrics", items.size() + " metrics", "at most " + MOST);
    }
    for (Fields item : items) {
      String name = item.needText("name", "the name of a figure");
      String regex = item.needText("regex", ALLOWED);
      if (!regex.isEmpty() && !isRegex(regex)) {
        item.findings().refused(item.at("regex"), item.pathOf("regex"), Quoted.of(regex), ALLOWED);
      }
      item.finish();
      metrics.add(new MetricPattern(name, regex));
    }
    return metrics;
  }

  private static boolean isRegex(String regex) {
    try {
      return regex.length() <= LONGEST
          && !COSTLY.matcher(regex).find()
          && Pattern.compile(regex).matcher("").groupCount() >= 1;
    } catch (PatternSyntaxException none) {
      return false;
    }
  }
}
