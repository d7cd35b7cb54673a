package dev.ionosphere.api.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.InMemoryIonWorkflows;
import dev.ionosphere.api.TestingHttp;
import dev.ionosphere.api.TestingHttp.Answer;
import dev.ionosphere.api.TestingIon;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.model.RegisteredModel;
import dev.ionosphere.api.model.RegisteredModels;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.ion.Command;
import dev.ionosphere.workflows.machine.engine.IonView;
import dev.ionosphere.workflows.machine.node.inference.InferenceState;
import dev.ionosphere.workflows.machine.node.inference.Release;
import dev.ionosphere.workflows.machine.state.IonStatus;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@MicronautTest(transactional = false)
class IonsTest {

  @Inject TestingHttp http;
  @Inject InMemoryIonWorkflows workflows;
  @Inject StoredIons ions;
  @Inject RegisteredModels models;
  @Inject ModelReleases releases;

  @AfterEach
  void up() {
    workflows.down = false;
  }

  @Test
  void dryRunChangesNothing() {
    Answer plan = http.yaml("operator", "/api/v1/ions?dryRun=true", TestingIon.yaml("dry"));
    assertThat(plan.status()).isEqualTo(200);
    assertThat(plan.json().path("action").asText()).isEqualTo("create");
    assertThat(plan.json().path("changes").toString()).contains("+ node detect (inference)");
    assertThat(http.get("viewer", "/api/v1/ions/dry").status()).isEqualTo(404);
  }

  @Test
  void applyingTheSameAgainChangesNothing() {
    Answer first = http.yaml("operator", "/api/v1/ions", TestingIon.yaml("same"));
    assertThat(first.status()).isEqualTo(201);
    assertThat(first.json().path("generation").asInt()).isEqualTo(1);
    assertThat(first.json().path("warnings").toString()).contains("matches none of the");
    Answer second =
        http.yaml("operator", "/api/v1/ions", "# a comment\n" + TestingIon.yaml("same"));
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().path("action").asText()).isEqualTo("none");
    assertThat(second.json().path("generation").asInt()).isEqualTo(1);
  }

  @Test
  void overlayMakesNewGeneration() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("over"));
    String overlay = "spec: {nodes: {detect: {every: 1m}}}\n";
    Answer answer =
        http.yaml("operator", "/api/v1/ions", TestingIon.yaml("over") + "---\n" + overlay);
    assertThat(answer.json().path("action").asText()).isEqualTo("change");
    assertThat(answer.json().path("generation").asInt()).isEqualTo(2);
    assertThat(answer.json().path("changes").toString()).contains("~ node detect: every");
  }

  @Test
  void theSchemaIsOpen() {
    Answer schema = http.get("", "/schema/v1/ion.schema.json");
    assertThat(schema.status()).isEqualTo(200);
    assertThat(schema.json().path("$id").asText()).endsWith("/schema/v1/ion.schema.json");
  }

  @Test
  void anUnknownIonHasNoTimeline() {
    for (String path : List.of("timeline", "timeline/verify", "timeline/export")) {
      assertThat(http.get("viewer", "/api/v1/ions/nobody/" + path).status())
          .as(path)
          .isEqualTo(404);
    }
  }

  @Test
  void documentsInJson() {
    String body =
        dev.ionosphere.api.json.Json.canonical(
            Map.of("documents", List.of(TestingIon.yaml("bundle"))));
    assertThat(http.post("operator", "/api/v1/ions", body).status()).isEqualTo(201);
  }

  @Test
  void staleTagIsRefused() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("tagged"));
    String tag = http.get("viewer", "/api/v1/ions/tagged").headers().get("etag");
    String changed = TestingIon.yaml("tagged").replace("every: 5m", "every: 2m");
    assertThat(apply(changed, "\"9-abc\"").status()).isEqualTo(412);
    assertThat(apply(changed, tag).status()).isEqualTo(200);
  }

  private Answer apply(String yaml, String tag) {
    return http.send(
        "POST",
        "/api/v1/ions",
        Map.of(
            "Content-Type",
            "application/yaml",
            "If-Match",
            tag,
            "Authorization",
            "Bearer " + http.token("operator")),
        HttpRequest.BodyPublishers.ofString(yaml));
  }

  @Test
  void launchStartsOnceWithThePersonAndTheTicketKey() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("live"));
    assertThat(http.post("operator", "/api/v1/ions/live/launch", "").status()).isEqualTo(202);
    Answer again = http.post("operator", "/api/v1/ions/live/launch", "");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("done").asBoolean()).isFalse();
    assertThat(workflows.started.get("live").identity().launchedBy().text())
        .isEqualTo("person:operator");
    assertThat(workflows.started.get("live").policy().keys()).hasSize(1);
    assertThat(workflows.started.get("live").identity().trace())
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    Answer detail = http.get("viewer", "/api/v1/ions/live");
    assertThat(detail.json().path("status").asText()).isEqualTo("running");
    assertThat(detail.json().path("temporal").asText()).contains("ion%3Alive");
  }

  @Test
  void changeOfALiveIonGoesToItsWorkflow() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("change"));
    http.post("operator", "/api/v1/ions/change/launch", "");
    workflows.takeUpdates();
    String changed = TestingIon.yaml("change").replace("every: 5m", "every: 2m");
    assertThat(http.yaml("operator", "/api/v1/ions", changed).status()).isEqualTo(200);
    assertThat(workflows.takeUpdates())
        .singleElement()
        .isInstanceOfSatisfying(
            Command.Change.class, change -> assertThat(change.generation()).isEqualTo(2));
  }

  /** The workflow took a document over that the database never heard of. */
  @Test
  void anApplyThatWasCutOffDoesNotBlockTheNext() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("cutoff"));
    http.post("operator", "/api/v1/ions/cutoff/launch", "");
    String ahead = TestingIon.yaml("cutoff").replace("every: 5m", "every: 2m");
    http.yaml("operator", "/api/v1/ions", ahead);
    ions.setDocument(
        "cutoff",
        1,
        "sha256:old",
        ions.findById("cutoff").orElseThrow().document(),
        Map.of(),
        "operator",
        Instant.EPOCH);
    Answer again = http.yaml("operator", "/api/v1/ions", ahead.replace("every: 2m", "every: 1m"));
    assertThat(again.status()).as(again.body()).isEqualTo(200);
    assertThat(again.json().path("generation").asInt()).isEqualTo(3);
  }

  @Test
  void aKeyBelongsToOneCommandOfOnePerson() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("keys"));
    http.post("operator", "/api/v1/ions/keys/launch", "");
    workflows.takeUpdates();
    command("operator", "pause", "42");
    command("operator", "resume", "42");
    command("admin", "pause", "42");
    assertThat(workflows.takeUpdates()).extracting(IonsTest::id).doesNotHaveDuplicates().hasSize(3);
  }

  private void command(String person, String command, String key) {
    Answer answer =
        http.send(
            "POST",
            "/api/v1/ions/keys/" + command,
            Map.of("Idempotency-Key", key, "Authorization", "Bearer " + http.token(person)),
            HttpRequest.BodyPublishers.noBody());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
  }

  private static String id(Object command) {
    return switch (command) {
      case Command.Pause pause -> pause.id();
      case Command.Resume resume -> resume.id();
      default -> throw new AssertionError(command);
    };
  }

  @Test
  void nothingIsAppliedWhileTheWorkflowCannotBeTold() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("down"));
    http.post("operator", "/api/v1/ions/down/launch", "");
    workflows.down = true;
    String changed = TestingIon.yaml("down").replace("every: 5m", "every: 2m");
    Answer answer = http.yaml("operator", "/api/v1/ions", changed);
    assertThat(answer.status()).isEqualTo(503);
    Answer detail = http.get("viewer", "/api/v1/ions/down");
    assertThat(detail.json().path("generation").asInt()).isEqualTo(1);
    assertThat(detail.json().path("unreachable").asText()).contains("down");
  }

  @Test
  void aStoppedIonIsAppliedWithoutTemporal() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("stopped"));
    http.post("operator", "/api/v1/ions/stopped/launch", "");
    ions.setStatus("stopped", "stopped");
    workflows.down = true;
    String changed = TestingIon.yaml("stopped").replace("every: 5m", "every: 2m");
    assertThat(http.yaml("operator", "/api/v1/ions?dryRun=true", changed).status()).isEqualTo(200);
    assertThat(http.yaml("operator", "/api/v1/ions", changed).status()).isEqualTo(200);
    assertThat(http.get("viewer", "/api/v1/ions/stopped").json().path("generation").asInt())
        .isEqualTo(2);
  }

  @Test
  void aNewLifeHoldsTheModelsOfTheOneBefore() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("again"));
    String old = registered("again", '1');
    String current = registered("again", '2');
    released("again", 1, old);
    released("again", 2, current);
    releases.setProven("again.detect.1", Instant.EPOCH);
    releases.setProven("again.detect.2", Instant.EPOCH);
    released("again", 3, "sha256:of-which-nothing-is-known");
    http.post("operator", "/api/v1/ions/again/launch", "");
    assertThat(workflows.started.get("again").numbers()).containsEntry("detect", 3L);
    assertThat(workflows.started.get("again").nodes().get("detect"))
        .isInstanceOfSatisfying(
            InferenceState.class,
            node -> {
              assertThat(node.proven())
                  .returns(2L, Release::generation)
                  .returns(List.of("again.review.2"), Release::allowedBy)
                  .extracting(Release::model)
                  .returns(current, ModelRef::digest)
                  .returns(10L, ModelRef::bytes)
                  // The key that signed it is none of this hub's: it is signed again.
                  .doesNotReturn("key", ModelRef::keyId);
              assertThat(node.allowed())
                  .extracting(release -> release.model().digest())
                  .containsExactly(old, current);
            });
  }

  @Test
  void anIonThatIsStillEndingIsNotLaunched() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("ending"));
    http.post("operator", "/api/v1/ions/ending/launch", "");
    assertThat(http.post("operator", "/api/v1/ions/ending/launch", "").body())
        .contains("running already");
    workflows.views.put(
        "ending",
        new IonView(
            "ending",
            IonStatus.STOPPED,
            1L,
            null,
            "",
            Instant.EPOCH,
            Map.of(),
            List.of(),
            0,
            null));
    Answer again = http.post("operator", "/api/v1/ions/ending/launch", "");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body()).contains("ION ending is still ending");
  }

  private String registered(String ion, char digit) {
    String digest = "sha256:" + String.valueOf(digit).repeat(64);
    models.save(
        new RegisteredModel(
            digest,
            ion,
            "retrain",
            ion + ".retrain." + digit,
            "signed",
            "key",
            10,
            "{}",
            Map.of(),
            Instant.EPOCH));
    return digest;
  }

  private void released(String ion, long generation, String digest) {
    releases.save(
        new ModelRelease(
            ion + ".detect." + generation,
            ion,
            "detect",
            generation,
            digest,
            List.of(ion + ".review." + generation),
            "system",
            Instant.EPOCH,
            generation));
  }

  @Test
  void runOfAnUnknownNodeIsNotFound() {
    http.yaml("operator", "/api/v1/ions", TestingIon.yaml("nodes"));
    assertThat(http.post("scientist", "/api/v1/ions/nodes/nodes/none/run", "").status())
        .isEqualTo(404);
    assertThat(http.post("scientist", "/api/v1/ions/nodes/nodes/retrain/run", "").status())
        .isEqualTo(409);
    http.post("operator", "/api/v1/ions/nodes/launch", "");
    workflows.takeUpdates();
    assertThat(http.post("scientist", "/api/v1/ions/nodes/nodes/retrain/run", "").status())
        .isEqualTo(202);
    assertThat(workflows.takeUpdates())
        .singleElement()
        .isInstanceOfSatisfying(
            Command.Run.class, run -> assertThat(run.actor()).isEqualTo("person:scientist"));
  }
}
