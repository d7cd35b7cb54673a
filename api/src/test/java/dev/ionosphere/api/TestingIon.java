package dev.ionosphere.api;

/** A small valid ION. */
public final class TestingIon {

  public static String yaml(String name) {
    return """
    apiVersion: ionosphere.dev/v1
    kind: ION
    metadata: {name: %s}
    spec:
      nodes:
        detect:
          kind: inference
          placement: {devices: "role=engine"}
          every: 5m
          source: {file: "data/${device}.csv"}
          model: {initial: none}
          health: {similarity: {min: 0.8}, minSamples: 100, hysteresis: 2}
          rollout: {waves: [1, 100%%], gate: {delivered: ">= 90%%", soak: 10m}, silentAfter: 1h}
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
    """
        .formatted(name);
  }

  private TestingIon() {}
}
