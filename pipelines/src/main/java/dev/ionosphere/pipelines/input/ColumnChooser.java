package dev.ionosphere.pipelines.input;

import dev.ionosphere.data.cell.ShownText;
import dev.ionosphere.data.check.ColumnProfile;
import dev.ionosphere.data.check.TableProfile;
import dev.ionosphere.data.row.ColumnType;
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
            wish.categories().stream(),
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
      if (isCategory(name)) {
        numbers.add(category(column));
        continue;
      }
      UnusableColumn.example(column)
          .ifPresent(why -> {
            throw new JobException(
                "input %s: column '%s' is no number, it %s%s"
                    .formatted(
                        input,
                        ShownText.name(name),
                        why,
                        column.type() == ColumnType.STRING || column.type() == ColumnType.BOOL
                            ? "; list it under 'categories' if its values are names"
                            : ""));
          });
      numbers.add(column);
    }
    wish.categories().stream()
        .filter(name -> !wish.features().contains(name))
        .map(this::onlyOne)
        .map(this::category)
        .forEach(numbers::add);
  }

  private boolean isCategory(String name) {
    return wish.categories().contains(name);
  }

  /** The column, if its values may be names. */
  private ColumnProfile category(ColumnProfile column) {
    String subject = "input %s: column '%s'".formatted(input, ShownText.name(column.name()));
    String why =
        timeColumn.filter(column.name()::equals).isPresent()
            ? "says when a row was"
            : switch (column.type()) {
              case STRING, BOOL, INT32, INT64 -> "";
              case FLOAT32, FLOAT64 ->
                  column.values() == 0 ? "has no value" : "holds numbers with a fraction";
              case DATE -> "holds days";
              case TIMESTAMP -> "holds times";
            };
    if (!why.isEmpty()) {
      throw new JobException(
          "%s is no category, it %s; allowed are text, truths and whole numbers"
              .formatted(subject, why));
    }
    if (wish.exclude().contains(column.name())) {
      throw new JobException(subject + " is under 'categories' and under 'exclude'");
    }
    if (isLabel(column.name())) {
      throw new JobException(
          subject + " is the label and under 'categories'; it cannot be told from itself");
    }
    if (column.differentTexts() > Categories.MOST) {
      throw Categories.tooMany(subject);
    }
    return column;
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
    if (isCategory(column.name())) {
      numbers.add(category(column));
      return;
    }
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
          "input %s: column '%s' is no number, it %s; correct it, list the column under 'exclude', or under 'categories' if its values are names, or say in the format how a missing value is written"
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

  /** Of a category only its values tell, which are not kept here. */
  private boolean isConstant(ColumnProfile column) {
    return !isCategory(column.name()) && column.isConstant();
  }

  /**
   * @throws JobException if there is nothing to learn from, or a column that may have been meant
   *     cannot be used
   */
  ColumnChoice choice() {
    checkNames();
    Optional<LabelColumn> label = wish.label().map(this::label);
    wish.categories().stream().map(this::onlyOne).forEach(this::category);
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
        numbers.stream().filter(this::isConstant).map(ColumnProfile::name).toList();
    List<ColumnProfile> features = numbers.stream().filter(column -> !isConstant(column)).toList();
    if (features.isEmpty()) {
      throw new JobException(
          "input %s: every feature is constant: %s".formatted(input, ShownText.names(constant)));
    }
    FeatureNames.check(input, features.stream().map(ColumnProfile::name).toList());
    return new ColumnChoice(features, Set.copyOf(wish.categories()), constant, leftOut, label);
  }
}
