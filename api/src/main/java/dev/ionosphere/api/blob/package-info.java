/**
 * Content-addressed bytes: packages and their parts. Start at {@link
 * dev.ionosphere.api.blob.BlobStore}.
 */
@NullMarked
package dev.ionosphere.api.blob;

import org.jspecify.annotations.NullMarked;
