package dev.ionosphere.workflows.machine.node;

import dev.ionosphere.workflows.timeline.Actor;

/** Why a node ends. */
public record Closing(Actor actor, String reason) {}
