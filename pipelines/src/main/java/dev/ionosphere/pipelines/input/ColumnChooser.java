package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.cell.ShownText;
import dev.ionosphere.data.check.ColumnProfile;
import dev.ionosphere.data.check.TableProfile;
import dev.ionosphere.pipelines.JobException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Chooses columns by what is known of all of their values. */
final class ColumnChooser {
  private final String input;
  private final TableProfile table;
  private final ColumnWish wish;
  private final Optional<String> timeColumn;
  private final List<String> header;
  private final Set<String> twice;
  private final List<ColumnProfile> numbers = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();

  ColumnChooser(TableFiles files, TableProfile table, ColumnWish wish) {
    this.input = files.shown();
    this.table = table;
    this.wish = wish;
    timeColumn = files.format().timeColumn();
    header = table.header().names();
    twice = Set.copyOf(table.header().twice());
  }

  private void checkNames() {
    Set<String> known = new HashSet<>(header);
    Stream.of(
            wish.features().stream(),
            wish.exclude().stream().sorted(),
            timeColumn.stream(),
            wish.label().stream())
        .flatMap(names -> names)
        .filter(name -> !known.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw new JobException(
              "input %s has no column '%s', it has %s"
                  .formatted(input, ShownText.name(name), ShownText.names(header)));
        });
  }

  private void listed() {
    for (String name : wish.features()) {
      if (isLabel(name)) {
        throw new JobException(
            "input %s: column '%s' is the label and under 'features'; it cannot be told from itself"
                .formatted(input, ShownText.name(name)));
      }
      ColumnProfile column = onlyOne(name);
      UnusableColumn.example(column)
          .ifPresent(why -> {
            throw new JobException(
                "input %s: column '%s' is no number, it %s"
                    .formatted(input, ShownText.name(name), why));
          });
      numbers.add(column);
    }
  }

  private void all() {
    long unnamed = header.stream().filter(String::isEmpty).count();
    if (unnamed > 0) {
      String others = unnamed == 1 ? "" : ", nor have %d more".formatted(unnamed - 1);
      leftOut.add(new LeftOut("", "", "has no name" + others));
    }
    header.stream()
        .distinct()
        .filter(name -> !name.isEmpty() && !wish.exclude().contains(name) && !isLabel(name))
        .map(this::onlyOne)
        .forEach(this::add);
  }

  private boolean isLabel(String name) {
    return wish.label().filter(name::equals).isPresent();
  }

  private LabelColumn label(String name) {
    if (timeColumn.filter(name::equals).isPresent()) {
      throw new JobException(
          "input %s: column '%s' is no label, it says when a row was"
              .formatted(input, ShownText.name(name)));
    }
    return LabelColumn.of(input, onlyOne(name));
  }

  private ColumnProfile onlyOne(String name) {
    ColumnProfile column = table.columns().get(name);
    if (twice.contains(name) || column == null) {
      throw new JobException(
          "input %s: column name '%s' in the header is there twice; rename one, or list it under 'exclude'"
              .formatted(input, ShownText.name(name)));
    }
    return column;
  }

  private void add(ColumnProfile column) {
    Optional<String> why = whyLeftOut(column);
    if (why.isPresent()) {
      leftOut.add(new LeftOut(column.name(), column.type().wireName(), why.get()));
    } else {
      numbers.add(column);
    }
  }

  private Optional<String> whyLeftOut(ColumnProfile column) {
    if (timeColumn.filter(column.name()::equals).isPresent()) {
      return Optional.of("says when a row was");
    }
    if (column.isNearlyNumeric()) {
      throw new JobException(
          "input %s: column '%s' is no number, it %s; correct it, list the column under 'exclude', or say in the format how a missing value is written"
              .formatted(
                  input, ShownText.name(column.name()), UnusableColumn.example(column).orElse("")));
    }
    return UnusableColumn.why(column)
        .or(() ->
            EpochTimes.unit(column)
                .map(unit ->
                    "holds what looks like times, as epoch-%s; list it under 'features' if it is none"
                        .formatted(unit)));
  }

  /**
   * @throws JobException if there is nothing to learn from, or a column that may have been meant
   *     cannot be used
   */
  ColumnChoice choice() {
    checkNames();
    Optional<LabelColumn> label = wish.label().map(this::label);
    if (wish.features().isEmpty()) {
      all();
    } else {
      listed();
    }
    if (numbers.isEmpty()) {
      throw new JobException(
          "input %s has no numeric column to learn from; its columns are %s%s"
              .formatted(input, ShownText.names(header), Delimiters.advice(header)));
    }
    List<String> constant =
        numbers.stream().filter(ColumnProfile::isConstant).map(ColumnProfile::name).toList();
    List<ColumnProfile> features = numbers.stream().filter(column -> !column.isConstant()).toList();
    if (features.isEmpty()) {
      throw new JobException(
          "input %s: every feature is constant: %s".formatted(input, ShownText.names(constant)));
    }
    FeatureNames.check(input, features.stream().map(ColumnProfile::name).toList());
    return new ColumnChoice(features, constant, leftOut, label);
  }
}
