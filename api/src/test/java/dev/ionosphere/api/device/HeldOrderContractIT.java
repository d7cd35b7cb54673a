package dev.ionosphere.api.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.api.Database;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What devices hold, on every database. */
@ParameterizedClass
@EnumSource(Database.class)
class HeldOrderContractIT {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456Z");

  private final Devices devices;
  private final HeldOrders held;

  HeldOrderContractIT(Database database) {
    devices = database.bean(Devices.class);
    held = database.bean(HeldOrders.class);
    held.deleteAll();
  }

  @Test
  void conflictsAreOfDevicesInServiceAndOfTheirEnrolment() {
    device("held-1", 2, null);
    device("held-2", 1, null);
    device("held-3", 1, NOW);
    device("held-4", 1, null);
    HeldOrder one = held.save(held("held-1", 2, "newer"));
    HeldOrder earlier = held.save(held("held-2", 7, "newer"));
    HeldOrder revoked = held.save(held("held-3", 1, "other-root"));
    HeldOrder fine = held.save(held("held-4", 1, null));
    assertThat(held.conflicts("", 9)).containsExactly(one);
    assertThat(held.conflicts("held-1", 9)).isEmpty();
    assertThat(held.countConflicts()).isEqualTo(1);
    assertThat(held.findByDeviceAndIncarnation("held-2", 7)).contains(earlier);
    assertThat(held.findByDeviceAndIncarnation("held-2", 1)).isEmpty();
    assertThat(held.findById("held-3")).contains(revoked);
    assertThat(held.findById("held-4")).contains(fine);

    held.update(held("held-4", 1, "other-content"));
    held.update(held("held-1", 2, null));
    assertThat(held.conflicts("", 9)).extracting(HeldOrder::device).containsExactly("held-4");
  }

  private void device(String id, long incarnation, @Nullable Instant revokedAt) {
    Device device =
        new Device(
            id,
            Map.of(),
            "key",
            "amd64",
            512,
            "1",
            "person:a",
            NOW,
            null,
            0,
            0,
            incarnation,
            0,
            revokedAt,
            "temporal",
            null);
    devices.save(device);
  }

  private static HeldOrder held(String device, long incarnation, @Nullable String conflict) {
    return new HeldOrder(
        device,
        incarnation,
        1,
        43,
        "sha256:a",
        2,
        "sha256:b",
        NOW,
        conflict,
        conflict == null ? null : NOW,
        null);
  }
}
