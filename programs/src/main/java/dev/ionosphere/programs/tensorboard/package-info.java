/**
 * TensorBoard's event files, read as they grow, without TensorBoard. Start reading at {@link
 * dev.ionosphere.programs.tensorboard.TensorBoardFiles}.
 */
@NullMarked
package dev.ionosphere.programs.tensorboard;

import org.jspecify.annotations.NullMarked;
