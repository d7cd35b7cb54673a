package dev.ionosphere.programs.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.Output;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** SageMaker's script mode: variables that its training scripts read. */
final class SageMaker {

  private static final ObjectMapper JSON = new ObjectMapper();

  private SageMaker() {}

  static Map<String, String> variables(Component component, GivenValues given, RunFolder folder) {
    Map<String, String> all = new TreeMap<>();
    List<String> channels = new ArrayList<>(component.inputs().keySet());
    channels.removeIf(name -> !given.files().containsKey(name));
    channels.forEach(name ->
        all.put(
            "SM_CHANNEL_" + ProgramVariables.part(name), folder.inputs().resolve(name).toString()));
    Map<String, Object> parameters = new TreeMap<>(given.arguments());
    parameters.forEach(
        (name, value) -> all.put("SM_HP_" + ProgramVariables.part(name), GivenValues.text(value)));
    List<String> words = new ArrayList<>();
    parameters.forEach((name, value) -> {
      words.add("--" + name);
      words.add(GivenValues.text(value));
    });
    Path model =
        component.outputs().values().stream()
            .filter(output -> output.kind() == Output.Kind.MODEL)
            .map(output -> ProgramWords.output(component, folder, output.name()))
            .findFirst()
            .orElse(folder.unfinished().resolve("model"));
    int cpus = component.resources().cpus().orElse(Runtime.getRuntime().availableProcessors());
    all.put("SM_MODEL_DIR", model.toString());
    all.put("SM_CHANNELS", json(channels));
    all.put("SM_HPS", json(parameters));
    all.put("SM_USER_ARGS", json(words));
    all.put("SM_INPUT_DIR", folder.inputs().toString());
    all.put("SM_INPUT_CONFIG_DIR", folder.arguments().toString());
    all.put("SM_OUTPUT_DIR", folder.unfinished().toString());
    all.put("SM_OUTPUT_DATA_DIR", folder.unfinished().resolve("data").toString());
    all.put("SM_NUM_CPUS", Integer.toString(cpus));
    all.put("SM_NUM_GPUS", "0");
    all.put("SM_CURRENT_HOST", "algo-1");
    all.put("SM_HOSTS", json(List.of("algo-1")));
    all.put(
        "SM_TRAINING_ENV",
        json(
            Map.of(
                "channel_input_dirs",
                channels.stream()
                    .collect(
                        java.util.stream.Collectors.toMap(
                            name -> name, name -> folder.inputs().resolve(name).toString())),
                "hyperparameters",
                parameters,
                "model_dir",
                model.toString(),
                "current_host",
                "algo-1",
                "hosts",
                List.of("algo-1"),
                "num_cpus",
                cpus,
                "num_gpus",
                0)));
    return all;
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("no JSON for " + value, impossible);
    }
  }
}
