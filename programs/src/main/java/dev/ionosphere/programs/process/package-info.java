/** Programs as processes of the operating system: started, watched, bounded, ended for sure. */
@NullMarked
package dev.ionosphere.programs.process;

import org.jspecify.annotations.NullMarked;
