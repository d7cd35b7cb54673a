/**
 * What a node kind is to the machine; start at {@link
 * dev.ionosphere.workflows.machine.node.NodeBehaviour}. Each kind has a room of its own below this
 * one; the switch that chooses among them is {@code engine.Behaviours}.
 */
@NullMarked
package dev.ionosphere.workflows.machine.node;

import org.jspecify.annotations.NullMarked;
