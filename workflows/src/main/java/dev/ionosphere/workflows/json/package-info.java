/** Between records and JSON trees, by the converter that Temporal's payloads go through. */
@NullMarked
package dev.ionosphere.workflows.json;

import org.jspecify.annotations.NullMarked;
