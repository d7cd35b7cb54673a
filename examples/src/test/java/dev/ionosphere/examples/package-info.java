/**
 * Tests of the whole system, as its users run it: the real processes, started by {@code ion}. Start
 * reading at {@link dev.ionosphere.examples.Installation}.
 */
package dev.ionosphere.examples;
