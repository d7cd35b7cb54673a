package dev.ionosphere.api.dashboard.model;

import dev.ionosphere.api.model.RegisteredModel;
import java.util.List;
import java.util.Map;

/**
 * Models, newest first.
 *
 * @param places what became of each, by digest, in words
 */
public record ModelsPage(List<RegisteredModel> models, Map<String, String> places) {
  public ModelsPage {
    models = List.copyOf(models);
    places = Map.copyOf(places);
  }

  public String place(RegisteredModel model) {
    return places.getOrDefault(model.digest(), "candidate");
  }
}
