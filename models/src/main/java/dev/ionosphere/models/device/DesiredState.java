package dev.ionosphere.models.device;

import dev.ionosphere.models.pack.ModelRef;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one device should run for one inference node.
 *
 * @param generation of the release, 1 and up, grows with every release of the node
 * @param every interval of the inference loop
 * @param file source path relative to the device's data directory, <code>${device}</code> not yet
 *     replaced
 * @param batch most rows taken in one interval
 * @param trace W3C traceparent of what caused it
 */
public record DesiredState(
    String device,
    String ion,
    String node,
    long generation,
    ModelRef model,
    Duration every,
    String file,
    int batch,
    @Nullable String trace) {}
