/**
 * What a hub orders its devices to run, signed: the root of trust, statements that a model was
 * released, the assignment of one device, and the check of all of it. Pure: the time is given.
 */
@NullMarked
package dev.ionosphere.models.order;

import org.jspecify.annotations.NullMarked;
