package dev.ionosphere.spec.format.training;

import static dev.ionosphere.spec.format.Written.object;

import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.format.DocumentContext;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Need;
import dev.ionosphere.spec.format.NodeFormat;
import dev.ionosphere.spec.format.ScheduleText;
import dev.ionosphere.spec.format.Value;
import dev.ionosphere.spec.ion.TrainingNode;
import dev.ionosphere.spec.schedule.Schedule;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of kind {@code training}. */
public final class TrainingFormat implements NodeFormat<TrainingNode> {

  @Override
  public String kind() {
    return "training";
  }

  @Override
  public TrainingNode read(String name, Fields fields, DocumentContext context) {
    Fields placement = fields.map("placement");
    Optional<Schedule> schedule = ScheduleText.read(fields);
    String reference = ComponentText.read(fields);
    Optional<Component> component = ComponentText.find(fields, reference, context.components());
    Fields arguments = fields.map("arguments");
    Map<String, Object> values = Value.map(arguments);
    Map<String, List<String>> inputs = InputsText.read(fields.map("inputs"));
    component.ifPresent(known -> {
      ArgumentCheck.check(known, arguments, values);
      InputsText.check(known, fields.map("inputs"));
    });
    Fields retry = fields.map("retry");
    int attempts = retry.integer("attempts", 3, 1, 100);
    retry.finish();
    return new TrainingNode(
        name,
        PlacementText.read(placement, component),
        schedule,
        reference,
        values,
        inputs,
        attempts,
        context.rows());
  }

  @Override
  public Map<String, Object> write(TrainingNode node) {
    Map<String, Object> written = object("placement", PlacementText.write(node.engine()));
    node.schedule().ifPresent(schedule -> written.put("schedule", ScheduleText.write(schedule)));
    written.put("component", node.component());
    written.put("arguments", node.arguments());
    if (!node.inputs().isEmpty()) {
      written.put("inputs", node.inputs());
    }
    written.put("retry", object("attempts", node.attempts()));
    return written;
  }

  @Override
  public List<Need> needs(TrainingNode node) {
    return List.of(new Need.Component("component", node.component()));
  }
}
