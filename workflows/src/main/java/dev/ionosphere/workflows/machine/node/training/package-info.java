/** Node kind {@code training}: runs a program in the cloud; every success begins a candidate. */
@NullMarked
package dev.ionosphere.workflows.machine.node.training;

import org.jspecify.annotations.NullMarked;
