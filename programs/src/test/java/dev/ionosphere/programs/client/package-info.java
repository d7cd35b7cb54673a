/** The client in Python, run by a real one. */
package dev.ionosphere.programs.client;
