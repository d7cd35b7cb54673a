/**
 * Whether the container files name things that exist, as far as that can be told without a
 * container engine. Start reading at {@link dev.ionosphere.examples.docker.ContainersIT}.
 */
package dev.ionosphere.examples.docker;
