package dev.ionosphere.workflows.ion;

import dev.ionosphere.spec.reader.IonReader;
import dev.ionosphere.spec.reader.ReadResult;
import dev.ionosphere.spec.schedule.CronSchedule;
import dev.ionosphere.spec.schedule.CronSchedule.CatchUp;
import dev.ionosphere.spec.schedule.NextFire;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** The reference ION and its variations. */
public final class TestingDocument {

  public static final String TURBOFAN =
      """
      apiVersion: ionosphere.dev/v1
      kind: ION
      metadata: {name: turbofan}
      spec:
        nodes:
          detect:
            kind: inference
            placement: {devices: "role=engine"}
            every: 5m
            source: {file: "data/${device}.csv"}
            model: {initial: none}
            health: {similarity: {min: 0.8}, minSamples: 200, hysteresis: 3}
            rollout: {waves: [1, 50%, 100%], gate: {delivered: ">= 90%", soak: 10m}, silentAfter: 1h}
          retrain:
            kind: training
            placement: {cloud: {engine: spark, master: "local[2]", memory: 1g}}
            schedule: {cron: "0 10 * * TUE", zone: Europe/Berlin, catchUp: last}
            component: kmeans
            arguments: {k: 8, input: "data/train.csv"}
            retry: {attempts: 3}
          review:
            kind: approval
            approvers: {role: approver, required: 1, notRequester: true}
            expires: {after: 72h, then: reject}
        edges:
          - {from: retrain, to: review}
          - {from: review, to: detect}
          - {from: detect, to: retrain, on: drift, cooldown: 6h}
      """;

  /** Canonical JSON, as the hub launches it. */
  public static String canonical(String yaml) {
    return switch (IonReader.read(List.of(yaml))) {
      case ReadResult.Valid valid -> valid.canonicalJson();
      case ReadResult.Invalid invalid ->
          throw new IllegalArgumentException(invalid.findings().toString());
    };
  }

  public static String turbofan() {
    return canonical(TURBOFAN);
  }

  /** When its schedule is due next. */
  static Instant nextFire(Instant now) {
    CronSchedule tuesdays =
        new CronSchedule("0 10 * * TUE", ZoneId.of("Europe/Berlin"), CatchUp.LAST);
    return NextFire.nextFire(tuesdays, now, now).orElseThrow();
  }

  /** Without its schedule: time that is skipped past a rollout's end meets no training. */
  public static String onRequest() {
    return canonical(
        TURBOFAN
            .lines()
            .filter(line -> !line.contains("schedule:"))
            .collect(Collectors.joining("\n")));
  }

  /** On request, and its waves wait for nobody: for tests in real time. */
  public static String hurried() {
    return canonical(
        TURBOFAN
            .lines()
            .filter(line -> !line.contains("schedule:"))
            .map(line ->
                line.contains("rollout:")
                    ? "      rollout: {waves: [100%], gate: {delivered: \">= 50%\", soak: 0s},"
                        + " silentAfter: 1s}"
                    : line)
            .collect(Collectors.joining("\n")));
  }

  private TestingDocument() {}
}
