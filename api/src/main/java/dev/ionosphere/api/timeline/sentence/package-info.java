/**
 * Records of the ledger in words: one class for each family of events. Start at {@link
 * dev.ionosphere.api.timeline.sentence.Sentence}.
 */
@NullMarked
package dev.ionosphere.api.timeline.sentence;

import org.jspecify.annotations.NullMarked;
