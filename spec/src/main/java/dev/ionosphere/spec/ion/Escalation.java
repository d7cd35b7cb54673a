package dev.ionosphere.spec.ion;

import java.time.Duration;

/**
 * When an approval has waited for {@code after}, people with role {@code to} may decide it as well.
 */
public record Escalation(Duration after, String to) {}
