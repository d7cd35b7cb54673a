package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.ion.Join;
import java.util.Locale;

/** A join in one word and its match, such as {@code all/lineage}. */
final class JoinText {

  static String of(Join join) {
    String need =
        switch (join.need()) {
          case Join.Need.Any any -> "any";
          case Join.Need.All all -> "all";
          case Join.Need.AtLeast(int count) -> "atLeast " + count;
        };
    return need + "/" + join.match().name().toLowerCase(Locale.ROOT);
  }

  private JoinText() {}
}
