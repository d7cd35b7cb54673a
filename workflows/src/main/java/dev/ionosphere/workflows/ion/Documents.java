package dev.ionosphere.workflows.ion;

import dev.ionosphere.spec.ion.Ion;

/** Reads the canonical JSON in an ION's state. */
@FunctionalInterface
interface Documents {

  /** The ION; the hub has validated the document before, so an invalid one is an exception. */
  Ion read(String document);
}
