/**
 * What the format of a node kind is made of; start at {@link
 * dev.ionosphere.spec.format.NodeFormat}. Each kind has a package of its own below, which sees this
 * one and no other kind. No YAML in here, and nothing that knows which kinds there are.
 */
@NullMarked
package dev.ionosphere.spec.format;

import org.jspecify.annotations.NullMarked;
