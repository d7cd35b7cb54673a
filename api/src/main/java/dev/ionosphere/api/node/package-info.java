/**
 * What the hub knows of a kind of node: its facts and its words. Each kind has a room of its own
 * below; {@code node.view} chooses the room.
 */
@NullMarked
package dev.ionosphere.api.node;

import org.jspecify.annotations.NullMarked;
