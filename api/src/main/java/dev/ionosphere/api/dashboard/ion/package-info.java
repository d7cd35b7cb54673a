/**
 * Pages about IONs: the list, and one as a graph with what its nodes do now. Start at {@link
 * dev.ionosphere.api.dashboard.ion.IonPages}.
 */
@NullMarked
package dev.ionosphere.api.dashboard.ion;

import org.jspecify.annotations.NullMarked;
