package dev.ionosphere.workflows.ion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.workflows.timeline.ChainHead;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What goes through continue-as-new comes out the same. */
class IonStateJsonTest {

  @Test
  void aBusyStateSurvives() {
    TestingMachine ion = TestingMachine.launched();
    ion.lap();
    ion.drift(true);
    ion.finishTraining();
    ion.run("person:scientist");
    ion.pause();
    ion.finishTraining();
    IonState state = ion.state.withLedger(ion.entries().subList(0, 3), new ChainHead(7, "abc"));
    // As text, for JSON does not tell 1 from 1L in the facts of an entry.
    assertThat(roundTrip(state)).hasToString(state.toString());
  }

  @Test
  void signalEventReadsReportsOnly() {
    IonEvent health =
        new IonEvent.HealthReported("h", "detect", "sha256:m", true, Map.of("s2", 0.5), 10, null);
    DefaultDataConverter converter = DefaultDataConverter.newDefaultInstance();
    Payload payload = converter.toPayload(health).orElseThrow();
    assertThat(payload.getData().toStringUtf8()).contains("\"type\":\"health-reported\"");
    assertThat(converter.fromPayload(payload, IonEvent.class, IonEvent.class)).isEqualTo(health);
  }

  private static IonState roundTrip(IonState state) {
    DefaultDataConverter converter = DefaultDataConverter.newDefaultInstance();
    return converter.fromPayload(
        converter.toPayload(state).orElseThrow(), IonState.class, IonState.class);
  }
}
