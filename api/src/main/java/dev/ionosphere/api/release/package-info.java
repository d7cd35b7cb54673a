/**
 * What the hub knows of releases by itself: documents that are followed, decisions by the tickets
 * it signed, and the statements that it signs on that ground. It never believes a workflow. Start
 * at {@link dev.ionosphere.api.release.ReleaseAuthority}.
 */
@NullMarked
package dev.ionosphere.api.release;

import org.jspecify.annotations.NullMarked;
