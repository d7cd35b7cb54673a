package dev.ionosphere.pipelines.input;

/**
 * A column that nobody excluded and that is not learned from.
 *
 * @param name empty: of columns without a name
 * @param type of its values, such as {@code timestamp}; empty if nobody looked
 * @param why such as {@code holds times}
 */
public record LeftOut(String name, String type, String why) {}
