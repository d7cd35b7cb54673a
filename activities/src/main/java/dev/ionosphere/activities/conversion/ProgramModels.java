package dev.ionosphere.activities.conversion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.ionosphere.activities.engine.InputDigest;
import dev.ionosphere.activities.engine.ProgramRunInfo;
import dev.ionosphere.activities.model.PackagingException;
import dev.ionosphere.activities.model.PlanFile;
import dev.ionosphere.data.check.ColumnProfile;
import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.format.FormatFields;
import dev.ionosphere.data.source.SourceException;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.scoring.ScoringPlan;
import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.Input;
import dev.ionosphere.spec.component.Output;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes of the folder that a program left what a training of Ionosphere's own leaves. What is made
 * lies in {@code output} of the run; {@code completed.json} comes last.
 */
public final class ProgramModels {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Python's {@code json} writes NaN where there is no figure. */
  private static final ObjectReader METRICS =
      JSON.reader().with(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS);

  private final Exporter exporter;

  /**
   * @param exporter opens models of scikit-learn, in the environment that they were made in
   */
  public ProgramModels(Exporter exporter) {
    this.exporter = exporter;
  }

  /**
   * Converts a model. What was made before is used.
   *
   * @param run id of the run
   * @param home folder of the component
   * @param format how the rows of its inputs are written, as a document states it
   * @return the folder of what was made
   * @throws PackagingException if it is no model that can be scored, by the name of what is wrong
   */
  public Path convert(String run, ProgramRunInfo program, Path home, Map<String, Object> format)
      throws IOException, InterruptedException {
    try {
      return converted(run, program, home, format);
    } catch (ModelFormatException | SourceException malformed) {
      throw new PackagingException(
          "what the program left makes no model: " + malformed.getMessage(), malformed);
    }
  }

  private Path converted(String run, ProgramRunInfo program, Path home, Map<String, Object> format)
      throws IOException, InterruptedException {
    Path output = program.folder().path().resolve("output");
    if (Files.exists(output.resolve("completed.json"))) {
      return output;
    }
    RunFolder.delete(output);
    Files.createDirectories(output);
    Output model = model(program.component());
    Path folder = program.folder().outputs().resolve(model.name());
    ModelFile file = ModelFile.of(folder, model);
    Dataset dataset = dataset(program, model, FormatFields.of(format));
    Map<String, ColumnProfile> profile = dataset.profile();
    Path work = program.folder().path().resolve("convert");
    RunFolder.delete(work);
    Files.createDirectories(work);
    long rows = Sample.write(dataset, profile, work.resolve("sample.json"));
    switch (file) {
      case ModelFile.Plan(Path made) -> copy(made, output);
      case ModelFile.ScikitLearn(Path estimator) ->
          exporter.export(program.component(), home, estimator, work, model.features(), output);
    }
    try (Arena mapping = Arena.ofConfined()) {
      ScoringPlan plan = PlanFile.beside(output).read(mapping);
      Files.write(output.resolve("baseline.json"), LearnedBaseline.of(plan, dataset).toJson());
      write(output.resolve("schema.json"), schema(plan, profile));
    }
    write(output.resolve("metrics.json"), metrics(program, folder, rows));
    copyFolder(folder, output.resolve("model"));
    write(
        output.resolve("completed.json"),
        Map.of("run", run, "rows", rows, "dataDigest", program.data().value()));
    return output;
  }

  private static Output model(Component component) {
    return component.outputs().values().stream()
        .filter(output -> output.kind() == Output.Kind.MODEL)
        .findFirst()
        .orElseThrow(() ->
            new PackagingException(
                "component %s has no output of kind model, so that its runs make no candidate"
                    .formatted(component.reference())));
  }

  private static Dataset dataset(ProgramRunInfo program, Output model, Format format)
      throws IOException {
    List<String> datasets =
        program.component().inputs().values().stream()
            .filter(input -> input.kind() == Input.Kind.DATASET)
            .map(Input::name)
            .filter(name -> Files.isDirectory(program.folder().inputs().resolve(name)))
            .toList();
    if (model.sample().isEmpty() && datasets.size() != 1) {
      throw new PackagingException(
          "component %s was given %s, so that it must name the one whose rows prove its model: outputs.%s.sample"
              .formatted(
                  program.component().reference(),
                  datasets.isEmpty() ? "no data set" : "the data sets " + datasets,
                  model.name()));
    }
    String sample = model.sample().orElseGet(datasets::getFirst);
    if (!datasets.contains(sample)) {
      throw new PackagingException(
          "component %s was given no data set '%s', whose rows prove its model"
              .formatted(program.component().reference(), sample));
    }
    List<Path> all = files(program, datasets);
    if (!InputDigest.of(all).equals(program.data())) {
      throw new PackagingException(
          "the input changed while the program ran, so that its rows do not prove what it learned");
    }
    return new Dataset(files(program, List.of(sample)), format);
  }

  private static List<Path> files(ProgramRunInfo program, List<String> inputs) throws IOException {
    List<Path> files = new java.util.ArrayList<>();
    for (String input : inputs) {
      try (Stream<Path> listed = Files.list(program.folder().inputs().resolve(input))) {
        files.addAll(listed.sorted().toList());
      }
    }
    return files;
  }

  private static void copy(Path folder, Path output) throws IOException {
    for (String name : List.of("plan.json", "golden.json")) {
      Path file = folder.resolve(name);
      if (!Files.isRegularFile(file)) {
        throw new PackagingException(
            "the model's folder has a plan.json and no %s beside it".formatted(name));
      }
      Files.copy(file, output.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Figures that were printed or told, and those in {@code metrics.json} of the model's folder. */
  private static Map<String, Object> metrics(ProgramRunInfo program, Path folder, long rows)
      throws IOException {
    Map<String, Object> metrics = new TreeMap<>();
    metrics.put("rows", rows);
    program
        .figures()
        .forEach((name, value) -> {
          if (Double.isFinite(value)) {
            metrics.put(name, value);
          }
        });
    Path own = folder.resolve("metrics.json");
    if (Files.isRegularFile(own) && Files.size(own) < 1 << 20) {
      figures(own)
          .properties()
          .forEach(metric -> {
            double value = metric.getValue().asDouble(Double.NaN);
            if (metric.getValue().isNumber() && Double.isFinite(value)) {
              metrics.put(metric.getKey(), value);
            }
          });
    }
    return metrics;
  }

  private static JsonNode figures(Path file) throws IOException {
    try {
      return METRICS.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException malformed) {
      throw new PackagingException(
          "metrics.json of the model's folder is no JSON: " + malformed.getOriginalMessage(),
          malformed);
    }
  }

  private static Map<String, Object> schema(ScoringPlan plan, Map<String, ColumnProfile> profile) {
    List<Map<String, Object>> features =
        plan.features().stream()
            .map(name -> {
              Map<String, Object> feature = new TreeMap<>();
              feature.put("name", name);
              ColumnProfile column = profile.get(name);
              if (column != null && Double.isFinite(column.least())) {
                feature.put("least", column.least());
                feature.put("most", column.most());
              }
              return feature;
            })
            .toList();
    List<Map<String, Object>> leftOut =
        profile.values().stream()
            .filter(column -> !plan.features().contains(column.name()))
            .map(column ->
                Map.<String, Object>of(
                    "name",
                    column.name(),
                    "type",
                    column.type().wireName(),
                    "why",
                    "the model does not ask for it"))
            .toList();
    return Map.of("features", features, "constant", List.of(), "leftOut", leftOut);
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file));
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else if (Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
          Files.copy(file, target);
        }
      }
    }
  }

  private static void write(Path file, Object value) throws IOException {
    Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
    Files.write(partial, JSON.writeValueAsBytes(value));
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
