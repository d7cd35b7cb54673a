package dev.ionosphere.activities.engine;

import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.programs.process.RunFolder;
import dev.ionosphere.spec.component.Component;
import java.util.Map;

/**
 * A program of a user's own that has ended well, for whoever makes a model of what it left.
 *
 * @param data digest of all that it was given to read, taken before it began
 * @param figures that it printed or told, by name, the newest of each
 */
public record ProgramRunInfo(
    Component component, RunFolder folder, Digest data, Map<String, Double> figures) {}
