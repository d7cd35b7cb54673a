package dev.ionosphere.api.dashboard.ion;

import dev.ionosphere.api.ion.StoredIon;
import dev.ionosphere.api.model.ModelRelease;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the list of IONs.
 *
 * @param waiting approvals that wait for somebody
 * @param release the newest, null before the first
 * @param current devices that hold the release of their node
 * @param lastEvent when anything last happened, null if nothing has
 */
public record IonRow(
    StoredIon ion,
    long waiting,
    @Nullable ModelRelease release,
    long current,
    long devices,
    boolean drifted,
    @Nullable Instant lastEvent) {}
