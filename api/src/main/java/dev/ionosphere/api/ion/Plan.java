package dev.ionosphere.api.ion;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.Map;

/**
 * What applying a document does, or would do.
 *
 * @param action create, change or none
 * @param generation after it
 * @param changes one line each for added (+), removed (-) and changed (~) nodes and edges
 */
@Introspected
public record Plan(
    String name,
    String action,
    long generation,
    String digest,
    List<String> changes,
    List<Map<String, Object>> warnings,
    boolean dryRun) {}
