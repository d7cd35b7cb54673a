/**
 * Components: programs with a typed manifest, {@code component.yaml}, which nodes name as {@code
 * name@version}.
 */
@NullMarked
package dev.ionosphere.spec.component;

import org.jspecify.annotations.NullMarked;
