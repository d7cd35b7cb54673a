package dev.ionosphere.api.recall;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import jakarta.inject.Singleton;

/** Whether a model may still be used. */
@Singleton
public class Recalls {

  private final RecalledModels models;

  Recalls(RecalledModels models) {
    this.models = models;
  }

  public boolean isRecalled(String digest) {
    return models.existsById(digest);
  }

  /**
   * @throws HubException {@code REFUSED} if it was recalled
   */
  public void requireUsable(String digest) {
    models
        .findById(digest)
        .ifPresent(model -> {
          throw new HubException(ErrorCode.REFUSED, model.inWords());
        });
  }
}
