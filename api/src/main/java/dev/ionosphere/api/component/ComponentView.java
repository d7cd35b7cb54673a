package dev.ionosphere.api.component;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ionosphere.spec.component.Argument;
import dev.ionosphere.spec.component.Component;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A version of a component, as REST and pages show it.
 *
 * @param builtIn whether it comes with Ionosphere; then the rest of how it came is absent
 * @param engine {@code process} or {@code spark}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComponentView(
    String name,
    String version,
    String about,
    String engine,
    boolean builtIn,
    List<ArgumentView> arguments,
    List<String> inputs,
    List<String> outputs,
    List<String> compat,
    @Nullable String digest,
    @Nullable String source,
    @Nullable String pushedBy,
    @Nullable Instant pushedAt,
    @Nullable Integer files,
    @Nullable Long bytes) {

  /**
   * An argument.
   *
   * @param allowed what it may be, for people
   * @param otherwise what it is if it is not given, as it is spelled
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ArgumentView(
      String name,
      String type,
      String allowed,
      boolean required,
      @Nullable String otherwise,
      String about) {

    static ArgumentView of(Argument argument) {
      return new ArgumentView(
          argument.name(),
          argument.type().name(),
          argument.type().allowed(),
          argument.required(),
          argument.otherwise().map(Object::toString).orElse(null),
          argument.about());
    }
  }

  /** One that comes with Ionosphere. */
  public static ComponentView of(Component component) {
    return of(component, Optional.empty());
  }

  /** One that was pushed. */
  public static ComponentView of(PushedComponent pushed) {
    return of(HubComponents.read(pushed), Optional.of(pushed));
  }

  private static ComponentView of(Component component, Optional<PushedComponent> pushed) {
    return new ComponentView(
        component.name(),
        component.version(),
        component.about(),
        component.program().engine(),
        pushed.isEmpty(),
        component.arguments().values().stream().map(ArgumentView::of).toList(),
        List.copyOf(component.inputs().keySet()),
        component.outputs().values().stream()
            .map(output ->
                output.name() + " (" + output.kind().name().toLowerCase(Locale.ROOT) + ")")
            .toList(),
        component.compat().stream()
            .map(convention -> convention.word())
            .sorted()
            .collect(Collectors.toList()),
        pushed.map(PushedComponent::digest).orElse(null),
        pushed.map(PushedComponent::source).orElse(null),
        pushed.map(PushedComponent::pushedBy).orElse(null),
        pushed.map(PushedComponent::pushedAt).orElse(null),
        pushed.map(PushedComponent::files).orElse(null),
        pushed.map(PushedComponent::bytes).orElse(null));
  }
}
