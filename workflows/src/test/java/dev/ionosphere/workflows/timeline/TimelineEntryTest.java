package dev.ionosphere.workflows.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import io.temporal.common.converter.DefaultDataConverter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimelineEntryTest {

  private static final DataConverter JSON = DefaultDataConverter.STANDARD_INSTANCE;

  static List<String> kinds() {
    return EventKinds.all();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindComesBackAsItWas(String kind) throws ReflectiveOperationException {
    TimelineEntry entry = entry(event(EventKinds.type(kind).orElseThrow(), false));
    assertThat(read(text(entry))).isEqualTo(entry);
    assertThat(entry.kind()).isEqualTo(kind);
    TimelineEntry bare = entry(event(EventKinds.type(kind).orElseThrow(), true));
    assertThat(read(text(bare))).isEqualTo(bare);
    assertThat(text(bare)).doesNotContain("null");
  }

  @Test
  void keepsItsShapeOnTheWire() {
    TimelineEntry entry = entry(new RunEvent.TrainingFailed("calm.retrain.1", "disk full"));
    assertThat(text(entry))
        .isEqualTo(
            """
            {"key":"k","time":"2026-01-01T00:00:00Z","actor":"system","node":"n","cause":"c",\
            "data":{"run":"calm.retrain.1","error":"disk full"},"kind":"training.failed",\
            "subject":"calm.retrain.1"}\
            """);
  }

  @Test
  void leavesOutWhatItDoesNotKnow() {
    String newer =
        """
        {"key":"k","time":"2026-01-01T00:00:00Z","actor":"system","place":"x",
         "kind":"training.failed","data":{"run":"r","error":"e","since":3}}\
        """;
    assertThat(read(newer).event()).isEqualTo(new RunEvent.TrainingFailed("r", "e"));
  }

  @Test
  void refusesAKindThatItDoesNotKnowByName() {
    String newer =
        """
        {"key":"k","time":"2026-01-01T00:00:00Z","actor":"system",
         "kind":"moon.landed","data":{"ion":"calm"}}\
        """;
    assertThatThrownBy(() -> read(newer))
        .isInstanceOf(DataConverterException.class)
        .hasStackTraceContaining("moon.landed");
    assertThatThrownBy(() -> read(newer.replace("moon.landed", "LifecycleEvent")))
        .isInstanceOf(DataConverterException.class);
  }

  private static TimelineEntry entry(TimelineEvent event) {
    return new TimelineEntry(
        "k", Instant.parse("2026-01-01T00:00:00Z"), Actor.SYSTEM, "n", "c", event);
  }

  private static String text(TimelineEntry entry) {
    return JSON.toPayload(entry).orElseThrow().getData().toStringUtf8();
  }

  private static TimelineEntry read(String json) {
    Payload payload =
        Payload.newBuilder()
            .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
            .setData(ByteString.copyFromUtf8(json))
            .build();
    return JSON.fromPayload(payload, TimelineEntry.class, TimelineEntry.class);
  }

  private static TimelineEvent event(Class<? extends TimelineEvent> type, boolean bare)
      throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      boolean optional = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
      values[i] = bare && optional ? null : value(components[i].getGenericType(), i);
    }
    return type.getDeclaredConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
        .newInstance(values);
  }

  private static Object value(Type type, int i) {
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      return generic.getRawType() == List.class
          ? List.of(value(last, 1), value(last, 2))
          : Map.of("b", value(last, 1), "a", value(last, 2));
    }
    return switch (type.getTypeName()) {
      case "java.lang.String" -> "text " + i;
      case "java.time.Instant" -> Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i);
      case "java.lang.Integer", "int" -> i;
      case "long" -> 10_000_000_000L + i;
      case "boolean" -> i % 2 == 0;
      case "java.lang.Boolean" -> true;
      case "java.lang.Double", "double" -> i + 0.5;
      default -> throw new IllegalArgumentException("no value for " + type);
    };
  }
}
