package dev.ionosphere.api.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertViewTest {

  private static AlertView of(String kind, String subject) {
    return AlertView.of(
        Alert.raised("pumps", "detect", subject, kind, "warning", "said", Instant.EPOCH));
  }

  @Test
  void namesTheDeviceThatAnAlertIsAbout() {
    assertThat(of("device-anomalies", "pump-1").device()).isEqualTo("pump-1");
    assertThat(of("telemetry-refused", "pump-1").device()).isEqualTo("pump-1");
    assertThat(of("drift", "detect").device()).isNull();
  }

  @Test
  void whatIsWrongWithMostDevicesIsAboutTheirNode() {
    assertThat(of("device-anomalies", "detect").device()).isNull();
  }
}
