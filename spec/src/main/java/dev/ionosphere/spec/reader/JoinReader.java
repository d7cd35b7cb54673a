package dev.ionosphere.spec.reader;

import static dev.ionosphere.spec.format.Written.object;

import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.NearestName;
import dev.ionosphere.spec.format.Position;
import dev.ionosphere.spec.format.Tree;
import dev.ionosphere.spec.ion.Join;
import dev.ionosphere.spec.ion.Join.Match;
import dev.ionosphere.spec.ion.Join.Need;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The field {@code join} of a node: {@code any}, {@code all}, {@code {atLeast: 2}}, or {@code
 * {need: all, match: latest}}.
 */
final class JoinReader {

  private static final String ALLOWED = "any, all, {atLeast: 2} or {need: all, match: latest}";
  private static final List<String> NEEDS = List.of("any", "all");
  private static final List<String> MATCHES = List.of("lineage", "latest");

  private JoinReader() {}

  static Optional<Placed> read(Fields node) {
    return switch (node.take("join").orElse(null)) {
      case null -> Optional.empty();
      case Tree.Mapping mapping -> Optional.of(read(node, node.map("join")));
      case Tree.Scalar scalar when NEEDS.contains(scalar.text()) ->
          Optional.of(placed(node, need(scalar.text()), Optional.empty()));
      case Tree other -> {
        Optional<String> nearest =
            other instanceof Tree.Scalar scalar
                ? NearestName.of(scalar.text(), NEEDS)
                : Optional.empty();
        node.refused(
            "join",
            other,
            ALLOWED + nearest.map(meant -> "; did you mean '" + meant + "'?").orElse(""));
        // What was meant is not known; that it is missing is no news.
        yield Optional.of(placed(node, new Need.All(), Optional.empty()).unsure());
      }
    };
  }

  /** As {@link #read} takes it, all written out. */
  static Map<String, Object> write(Join join) {
    Map<String, Object> written =
        switch (join.need()) {
          case Need.Any any -> object("need", "any");
          case Need.All all -> object("need", "all");
          case Need.AtLeast(int count) -> object("atLeast", count);
        };
    written.put("match", join.match().name().toLowerCase(Locale.ROOT));
    return written;
  }

  private static Placed read(Fields node, Fields fields) {
    Need need;
    boolean unsure = fields.has("need") == fields.has("atLeast");
    if (unsure) {
      fields
          .findings()
          .error(fields.at(), fields.path(), "exactly one of 'need' and 'atLeast' is needed");
    }
    if (fields.has("atLeast")) {
      need = new Need.AtLeast(fields.integer("atLeast", 2, 2, 1_000));
      fields.take("need");
    } else {
      need = need(fields.choice("need", "all", NEEDS));
      fields.take("atLeast");
    }
    Optional<Match> match =
        fields.has("match")
            ? Optional.of(
                fields.choice("match", "lineage", MATCHES).equals("latest")
                    ? Match.LATEST
                    : Match.LINEAGE)
            : Optional.empty();
    fields.take("match");
    fields.finish();
    Placed placed = placed(node, need, match);
    return unsure ? placed.unsure() : placed;
  }

  private static Need need(String word) {
    return word.equals("any") ? new Need.Any() : new Need.All();
  }

  private static Placed placed(Fields node, Need need, Optional<Match> match) {
    return new Placed(need, match, node.keyAt("join"), node.at("join"), node.pathOf("join"), true);
  }

  /**
   * A join and where it is written.
   *
   * @param match absent: what the graph says
   * @param sure whether it could be read as it is meant
   */
  record Placed(
      Need need, Optional<Match> match, Position keyAt, Position at, String path, boolean sure) {

    Placed unsure() {
      return new Placed(need, match, keyAt, at, path, false);
    }
  }
}
