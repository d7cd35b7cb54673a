package dev.ionosphere.api.ion;

import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What applying a document does, or would do.
 *
 * @param action create, change or none
 * @param generation after it
 * @param changes one line each for added (+), removed (-) and changed (~) nodes and edges
 * @param policy how it stands to the document in force: same, stricter or weaker
 * @param weakens what becomes weaker, in words
 * @param approvers who has to approve it before the ION follows, such as {@code 1 of approver}
 * @param approval that it waits for now, if it was applied and weakens policy
 */
@Introspected
public record Plan(
    String name,
    String action,
    long generation,
    String digest,
    List<String> changes,
    List<Map<String, Object>> warnings,
    boolean dryRun,
    String policy,
    List<String> weakens,
    List<String> approvers,
    @Nullable String approval) {}
