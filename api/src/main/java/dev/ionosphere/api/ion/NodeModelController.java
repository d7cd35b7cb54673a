package dev.ionosphere.api.ion;

import dev.ionosphere.api.identity.Requester;
import dev.ionosphere.api.openapi.Answers;
import dev.ionosphere.api.permission.Needs;
import dev.ionosphere.api.permission.Permission;
import dev.ionosphere.api.problem.Required;
import dev.ionosphere.workflows.ion.CommandReceipt;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** The model of an inference node. */
@Controller("/api/v1/ions/{ion}/nodes/{node}/model")
@Needs(Permission.SET_MODEL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class NodeModelController {

  private final ModelSetting setting;

  NodeModelController(ModelSetting setting) {
    this.setting = setting;
  }

  @Answers(202)
  @Put
  HttpResponse<CommandReceipt> set(
      String ion,
      String node,
      @Body Choice choice,
      @Nullable @Header("Idempotency-Key") String key,
      Requester requester) {
    return HttpResponse.accepted()
        .body(setting.set(ion, node, choice.digest(), choice.reason(), key, requester));
  }

  /** Which model, and why. */
  record Choice(String digest, String reason) {
    Choice {
      Required.text("digest", digest);
      Required.text("reason", reason);
    }
  }
}
