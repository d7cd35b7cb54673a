/**
 * The model package: a manifest, content-addressed parts, a signature over the manifest's digest.
 * Start at {@link dev.ionosphere.models.pack.PackageReader}. Nothing here knows what a part means.
 */
@NullMarked
package dev.ionosphere.models.pack;

import org.jspecify.annotations.NullMarked;
