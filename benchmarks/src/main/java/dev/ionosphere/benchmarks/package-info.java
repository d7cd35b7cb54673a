/**
 * JMH benchmarks. Each has its peer in the same run, because only ratios mean something on a shared
 * machine; docs/benchmarks.md has the command and the results.
 */
@NullMarked
package dev.ionosphere.benchmarks;

import org.jspecify.annotations.NullMarked;
