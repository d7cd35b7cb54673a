package dev.ionosphere.api.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.digest.Sha256;
import dev.ionosphere.api.model.RegisteredModel;
import dev.ionosphere.api.model.RegisteredModels;
import dev.ionosphere.api.timeline.Ledger;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.machine.work.WorkEnd;
import dev.ionosphere.workflows.rollout.RolloutClaim;
import dev.ionosphere.workflows.timeline.Actor;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.timeline.TimelineEntry;
import dev.ionosphere.workflows.timeline.TimelineEvent;
import dev.ionosphere.workflows.training.TrainingResult;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** IONs on the real machine that train, ask and release; only Temporal is not there. */
@Singleton
final class TestingLives {

  private final TestingHttp http;
  private final InMemoryIonWorkflows workflows;
  private final Ledger ledger;
  private final RegisteredModels models;

  TestingLives(
      TestingHttp http, InMemoryIonWorkflows workflows, Ledger ledger, RegisteredModels models) {
    this.http = http;
    this.workflows = workflows;
    this.ledger = ledger;
    this.models = models;
  }

  static RolloutClaim claim(String ion, long generation, String model) {
    return new RolloutClaim(
        ion, "detect", generation, model, "rollout:" + ion + ":detect:" + generation);
  }

  /** Each test has devices of its own: they match its ION's selector alone. */
  TestingDevice device(String id) {
    String ion = id.substring(0, id.indexOf('-'));
    return new TestingDevice(http, id).enrolled("{\"role\":\"%s\"}".formatted(ion));
  }

  /** The ION has trained, and its candidate waits for review. */
  String waiting(String ion) {
    launch(ion, TestingIon.yaml(ion));
    return trained(ion);
  }

  void launch(String ion, String yaml) {
    String own = yaml.replace("role=engine", "role=" + ion);
    done(http.yaml("scientist", "/api/v1/ions", own));
    done(http.post("operator", "/api/v1/ions/" + ion + "/launch", ""));
    told(ion);
  }

  String trained(String ion) {
    String run = ion + ".retrain.1";
    done(http.post("scientist", "/api/v1/ions/" + ion + "/nodes/retrain/run", ""));
    String model = "sha256:" + Sha256.hex(ion);
    RegisteredModel unused =
        models.save(
            new RegisteredModel(
                model,
                ion,
                "retrain",
                run,
                "c2lnbmVk",
                "key",
                10,
                "{}",
                Map.of("wssse", 2.0),
                Instant.EPOCH));
    workflows.ended(
        ion,
        "retrain",
        "work:" + ion + ":retrain:1",
        new WorkEnd.Done(
            new TrainingResult(
                run,
                new ModelRef(model, "c2lnbmVk", "key", 10),
                Map.of("wssse", 2.0),
                "sha256:" + Sha256.hex("evidence of " + ion))));
    told(ion);
    return model;
  }

  void approve(String ion) {
    decide(ion);
    told(ion);
  }

  void decide(String ion) {
    String approval = ion + ".review.1";
    String subject =
        http.get("approver", "/api/v1/approvals/" + approval).json().path("subject").asText();
    done(
        http.post(
            "approver",
            "/api/v1/approvals/" + approval + "/decision",
            "{\"decision\":\"approve\",\"subject\":\"%s\",\"reason\":\"good\"}"
                .formatted(subject)));
  }

  static void done(TestingHttp.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
  }

  /** What its workflow never said. */
  void record(String ion, TimelineEvent event) {
    ledger.append(
        new TimelineBatch(
            ion,
            "ion:" + ion,
            "run",
            List.of(
                new TimelineEntry(
                    "forged", Instant.EPOCH, new Actor("system"), null, null, event))));
  }

  void told(String ion) {
    ledger.append(new TimelineBatch(ion, "ion:" + ion, "run", workflows.takeRecords(ion)));
  }
}
