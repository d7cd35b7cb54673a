/**
 * Is a model still fit for what it sees: buckets from devices, judgements, alerts. Start at {@link
 * dev.ionosphere.api.health.NodeJudge}; what is found and when is in {@code judge}.
 */
@NullMarked
package dev.ionosphere.api.health;

import org.jspecify.annotations.NullMarked;
