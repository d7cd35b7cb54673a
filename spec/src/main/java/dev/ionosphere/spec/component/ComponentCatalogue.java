package dev.ionosphere.spec.component;

import java.util.List;

/** The components that there are. */
@FunctionalInterface
public interface ComponentCatalogue {

  /** Knows none, and says of none that it is not there. */
  ComponentCatalogue UNCHECKED = reference -> new Found.Unseen();

  Found find(ComponentReference reference);

  /** What became of looking one up. */
  sealed interface Found {

    record There(Component component) implements Found {}

    /** There is none of its name; these are the names that there are. */
    record NoName(List<String> names) implements Found {
      public NoName {
        names = List.copyOf(names);
      }
    }

    /** The name is there, the version is not, or none was named; these are. */
    record NoVersion(List<String> versions) implements Found {
      public NoVersion {
        versions = List.copyOf(versions);
      }
    }

    /** Whether it is there cannot be told from here. */
    record Unseen() implements Found {}
  }
}
