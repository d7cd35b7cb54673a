/** What survives a power cut: durable files, model packages, desired and actual state. */
@NullMarked
package dev.ionosphere.edge.store;

import org.jspecify.annotations.NullMarked;
