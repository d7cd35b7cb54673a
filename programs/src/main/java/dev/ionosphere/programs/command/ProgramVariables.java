package dev.ionosphere.programs.command;

import dev.ionosphere.programs.process.ProgramLaunch;
import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.component.Convention;
import dev.ionosphere.spec.component.Output;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The environment of a program: what its manifest names, what we tell it, and nothing else. */
public final class ProgramVariables {

  /** What nearly every program needs, and what is no secret. */
  private static final List<String> PLAIN =
      List.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "LD_LIBRARY_PATH", "JAVA_HOME");

  private ProgramVariables() {}

  /**
   * Which run it is.
   *
   * @param run id of the run
   * @param ion name of the ION; empty where there is none
   * @param node name of the node; empty where there is none
   * @param attempt from 1
   */
  public record Identity(String run, String ion, String node, int attempt) {}

  /**
   * The variables.
   *
   * @param inherited of the process that starts it
   * @param secret value of a secret by its name
   */
  public static Map<String, String> of(
      Component component,
      GivenValues given,
      RunFolder folder,
      Identity identity,
      Map<String, String> inherited,
      Function<String, String> secret) {
    Map<String, String> all = new TreeMap<>();
    PLAIN.forEach(
        name -> Optional.ofNullable(inherited.get(name)).ifPresent(value -> all.put(name, value)));
    component
        .environment()
        .inherited()
        .forEach(name ->
            Optional.ofNullable(inherited.get(name)).ifPresent(value -> all.put(name, value)));
    all.put("HOME", folder.work().toString());
    all.put("TMPDIR", folder.temporary().toString());
    all.put("PYTHONUNBUFFERED", "1");
    all.put("PYTHONIOENCODING", "utf-8");
    all.put("PYTHONDONTWRITEBYTECODE", "1");
    component
        .resources()
        .cpus()
        .ifPresent(cpus ->
            List.of(
                    "OMP_NUM_THREADS",
                    "OPENBLAS_NUM_THREADS",
                    "MKL_NUM_THREADS",
                    "NUMEXPR_NUM_THREADS",
                    "TF_NUM_INTRAOP_THREADS")
                .forEach(name -> all.put(name, cpus.toString())));
    all.putAll(component.environment().variables());
    component
        .environment()
        .secrets()
        .forEach((variable, name) -> all.put(variable, secret.apply(name)));
    ours(component, given, folder, identity, all);
    if (component.compat().contains(Convention.SAGEMAKER)) {
      all.putAll(SageMaker.variables(component, given, folder));
    }
    if (component.compat().contains(Convention.TENSORBOARD)) {
      all.put("AIP_TENSORBOARD_LOG_DIR", folder.unfinished().resolve("tensorboard").toString());
    }
    return all;
  }

  private static void ours(
      Component component,
      GivenValues given,
      RunFolder folder,
      Identity identity,
      Map<String, String> all) {
    all.put(ProgramLaunch.RUN_ID, identity.run());
    all.put("IONOSPHERE_ION", identity.ion());
    all.put("IONOSPHERE_NODE", identity.node());
    all.put("IONOSPHERE_ATTEMPT", Integer.toString(identity.attempt()));
    all.put("IONOSPHERE_CONTEXT", folder.context().toString());
    all.put("IONOSPHERE_MESSAGES", folder.messages().toString());
    all.put("IONOSPHERE_PARAMS_DIR", folder.arguments().toString());
    all.put("IONOSPHERE_CHECKPOINT_DIR", folder.checkpoints().toString());
    all.put("IONOSPHERE_STOP_FILE", folder.stop().toString());
    component
        .inputs()
        .keySet()
        .forEach(name ->
            ProgramWords.input(given, folder, name)
                .ifPresent(path -> all.put("IONOSPHERE_INPUT_" + part(name), path.toString())));
    for (Output output : component.outputs().values()) {
      Path path = ProgramWords.output(component, folder, output.name());
      all.put("IONOSPHERE_OUTPUT_" + part(output.name()), path.toString());
      if (output.kind() == Output.Kind.MODEL) {
        all.put("IONOSPHERE_MODEL_DIR", path.toString());
      }
    }
  }

  /** The part of a variable that stands for a name. */
  public static String part(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
