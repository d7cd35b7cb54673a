package dev.ionosphere.workflows.work;

import dev.ionosphere.workflows.machine.work.Runner;

/**
 * What {@link WorkWorkflow} is started with.
 *
 * @param work id of the workflow
 * @param attempts how often a program is tried before its failure counts
 * @param input JSON of the class that the runner takes
 */
public record WorkOrder(
    String ion, String node, String work, Runner runner, int attempts, Object input) {}
