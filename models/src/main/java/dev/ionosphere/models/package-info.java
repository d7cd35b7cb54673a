/**
 * What a model is at run time: its package, its scoring plan, its health. Start at {@link
 * dev.ionosphere.models.pack.PackageReader}. Sees the JDK and Jackson's tree, nothing else, because
 * it runs on devices.
 */
@NullMarked
package dev.ionosphere.models;

import org.jspecify.annotations.NullMarked;
