package dev.ionosphere.spec.format.component;

import dev.ionosphere.spec.component.Input;
import dev.ionosphere.spec.component.Output;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.RelativePath;
import dev.ionosphere.spec.format.ScalarType;
import dev.ionosphere.spec.format.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Outputs, as a manifest declares them. */
final class OutputText {

  private static final List<String> KINDS = List.of("model", "dataset", "statistics", "file");

  private OutputText() {}

  static Map<String, Output> all(Fields fields, Map<String, Input> inputs) {
    Map<String, Output> outputs = new LinkedHashMap<>();
    Names.of(fields)
        .forEach((name, one) -> {
          Output output = output(name, one, inputs);
          boolean second =
              output.kind() == Output.Kind.MODEL
                  && outputs.values().stream()
                      .anyMatch(before -> before.kind() == Output.Kind.MODEL);
          if (second) {
            fields
                .findings()
                .refused(one.at(), one.path(), "a second model", "one model a component");
          }
          outputs.put(name, output);
        });
    return outputs;
  }

  private static Output output(String name, Fields fields, Map<String, Input> inputs) {
    Output.Kind kind =
        Output.Kind.valueOf(fields.choice("kind", "file", KINDS).toUpperCase(Locale.ROOT));
    boolean required = fields.flag("required", true);
    Optional<String> file = Optional.empty();
    List<String> features = List.of();
    Optional<String> sample = Optional.empty();
    Optional<String> label = Optional.empty();
    if (kind == Output.Kind.MODEL) {
      file = RelativePath.read(fields, "file");
      features = features(fields);
      sample = sample(fields, inputs);
      label =
          Optional.of(fields.text("label", "", "the name of a column")).filter(s -> !s.isEmpty());
    }
    fields.finish();
    return new Output(name, kind, required, file, features, sample, label);
  }

  private static List<String> features(Fields fields) {
    List<String> features = new ArrayList<>();
    for (Tree item : fields.list("features").orElse(List.of())) {
      if (item instanceof Tree.Scalar scalar && scalar.type() == ScalarType.TEXT) {
        features.add(scalar.text());
      } else {
        fields.refused("features", item, "the name of a column, in quotes if it is a number");
      }
    }
    return features;
  }

  private static Optional<String> sample(Fields fields, Map<String, Input> inputs) {
    List<String> datasets =
        inputs.values().stream()
            .filter(input -> input.kind() == Input.Kind.DATASET)
            .map(Input::name)
            .toList();
    String sample = fields.text("sample", "", "the name of an input");
    if (!sample.isEmpty() && !datasets.contains(sample)) {
      fields
          .findings()
          .unknown(fields.at("sample"), fields.pathOf("sample"), "input", sample, datasets);
    }
    return Optional.of(sample).filter(name -> !name.isEmpty());
  }
}
