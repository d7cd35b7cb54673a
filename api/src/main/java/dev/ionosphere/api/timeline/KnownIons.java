package dev.ionosphere.api.timeline;

/** Which IONs there are, also those without a record yet. */
public interface KnownIons {

  boolean existsById(String ion);
}
