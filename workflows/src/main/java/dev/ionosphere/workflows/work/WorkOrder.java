package dev.ionosphere.workflows.work;

import org.jspecify.annotations.Nullable;

/**
 * What {@link WorkWorkflow} is started with.
 *
 * @param work id of the workflow
 * @param activity that does it; absent: it is a training, which takes several
 * @param attempts how often a program is tried before its failure counts
 * @param input JSON of what the activity, or the training, takes
 * @param summary what it is, in a few words
 */
public record WorkOrder(
    String ion,
    String node,
    String work,
    @Nullable String activity,
    int attempts,
    Object input,
    String summary) {}
