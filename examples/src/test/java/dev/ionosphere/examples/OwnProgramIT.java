package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A program of a user's own, from its folder to a model on a device, on real parts. */
class OwnProgramIT {

  private static final Duration SOON = Duration.ofMinutes(3);
  private static final String DEVICE = "pump-1";
  private static final String MANIFEST =
      """
      apiVersion: ionosphere.dev/v1
      kind: Component
      metadata: {name: by-hand, version: 1.0.0, about: Writes a plan that somebody made.}
      command: [sh, train.sh, "{arg:quality}", "{input:train}", "{output:model}"]
      arguments:
        quality: {type: float, min: 0, max: 1}
      inputs:
        train: {kind: dataset}
      outputs:
        model: {kind: model}
      metrics: [{name: quality, regex: "quality=([0-9.]+)"}]
      """;

  /** Waits for a file, so that the worker can die in the middle. */
  private static final String SCRIPT =
      """
      echo started >> '%1$s/started'
      echo "{\\"type\\":\\"progress\\",\\"fraction\\":0.5,\\"stage\\":\\"halfway\\"}" >> "$IONOSPHERE_MESSAGES"
      while [ ! -e '%1$s/go' ]; do sleep 0.1; done
      echo "quality=$1"
      cat > "$3/plan.json" <<'P'
      {"features":["x"],"means":[1.0],"deviations":[2.0],"centres":[[-1.0],[1.0]],"threshold":0.5,"quantile":0.99}
      P
      cat > "$3/golden.json" <<'G'
      {"features":["x"],"rows":[[-1.0],[4.0]],"clusters":[0,1],"distances":[0.0,0.5]}
      G
      """;

  private static final String DOCUMENT =
      """
      apiVersion: ionosphere.dev/v1
      kind: ION
      metadata: {name: pumps}
      spec:
        nodes:
          learn:
            kind: training
            component: by-hand@1.0.0
            arguments: {quality: %s}
            inputs: {train: data/train.csv}
          better:
            kind: gate
            pass: candidate.metrics.quality > 0.5
            approvers: {role: approver}
          score:
            kind: inference
            placement: {devices: "role=pump"}
            every: 200ms
            bucket: 1s
            source: {file: "data/${device}.csv"}
            rollout: {waves: [100%%], gate: {soak: 0s}}
        edges:
          - {from: learn, to: better}
          - {from: better, to: score}
      """;

  @Test
  void aScriptBecomesAModelOnADeviceThoughTheWorkerDies() throws Exception {
    try (LocalIon ion = LocalIon.create("own-program", Map.of())) {
      Path component = write(ion);
      ion.ion("up");
      ion.ion(
          "edge", "run", DEVICE, "--label", "role=pump", "--source", ion.directory().toString());
      assertThatThrownBy(() -> ion.ion("component", "push", component.toString(), "--as", "viewer"))
          .hasMessageContaining("viewer has role viewer; this takes");
      ion.ion("component", "push", component.toString(), "--as", "scientist");
      assertThatThrownBy(() -> apply(ion, "\"much\""))
          .hasMessageContaining("pumps.yaml:9:")
          .hasMessageContaining("got 'much'; allowed: a number from 0 to 1");
      apply(ion, "0.75");
      ion.ion("launch", "pumps", "--as", "operator");
      ion.ion("run", "pumps", "learn", "--as", "scientist");
      Path started = ion.directory().resolve("started");
      Eventually.holds("the program", SOON, () -> Files.exists(started), () -> "not started");

      ion.kill("worker-cloud");
      ion.ion("up");
      Files.createFile(ion.directory().resolve("go"));

      Eventually.holds(
          "the device on its model",
          SOON,
          () -> !records(ion).of("device.applied").isEmpty(),
          () -> records(ion).counts());
      assertThat(Files.readAllLines(started)).containsExactly("started");
      assertThat(
              records(ion)
                  .of("training.finished")
                  .getFirst()
                  .at("/data/metrics/quality")
                  .asDouble())
          .isEqualTo(0.75);
      assertThat(ion.ion("component", "show", "by-hand")).contains("used by    learn in pumps");
      assertThat(ion.ion("timeline", "verify", "pumps")).contains("ok");
    }
  }

  private static void apply(LocalIon ion, String quality) throws IOException {
    Path document = ion.directory().resolve("pumps.yaml");
    Files.writeString(document, DOCUMENT.formatted(quality));
    ion.ion("apply", document.toString(), "--as", "operator");
  }

  private static Path write(LocalIon ion) throws IOException {
    Path data = Files.createDirectories(ion.directory().resolve("data"));
    for (String file : List.of("train.csv", DEVICE + ".csv")) {
      Files.writeString(data.resolve(file), "x\n-1\n4\n");
    }
    Path component = Files.createDirectories(ion.directory().resolve("by-hand"));
    Files.writeString(component.resolve("component.yaml"), MANIFEST);
    Files.writeString(component.resolve("train.sh"), SCRIPT.formatted(ion.directory()));
    return component;
  }

  private static Records records(LocalIon ion) {
    return Records.of(ion.hub("viewer"), "pumps");
  }
}
