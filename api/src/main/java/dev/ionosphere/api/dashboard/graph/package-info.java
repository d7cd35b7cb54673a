/**
 * Where the boxes and arrows of an ION go, worked out on the server by Eclipse ELK. Nothing here
 * knows what a node means.
 */
@NullMarked
package dev.ionosphere.api.dashboard.graph;

import org.jspecify.annotations.NullMarked;
