import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks that every Java file below a directory is as google-java-format writes it, or with {@code
 * write} makes it so. Exit status 1 names the files that are not.
 */
final class Format {

  public static void main(String[] args) throws IOException {
    Path root = Path.of(args[0]);
    boolean write = args.length > 1 && args[1].equals("write");
    Formatter formatter = new Formatter();
    List<String> wrong = new ArrayList<>();
    for (Path file : javaFiles(root)) {
      String before = Files.readString(file);
      try {
        String sorted = RemoveUnusedImports.removeUnusedImports(before);
        String after = formatter.formatSource(ImportOrderer.reorderImports(sorted, Style.GOOGLE));
        if (!after.equals(before)) {
          wrong.add(root.relativize(file).toString());
          if (write) {
            Files.writeString(file, after);
          }
        }
      } catch (FormatterException e) {
        wrong.add(root.relativize(file) + " (" + e.getMessage() + ")");
      }
    }
    if (!wrong.isEmpty()) {
      System.err.println(
          (write ? "Formatted:" : "Not formatted:") + "\n  " + String.join("\n  ", wrong));
      if (!write) {
        System.err.println("Run: mvn -N verify -Dformat=write -Dspotless.check.skip");
        System.exit(1);
      }
    }
  }

  private static List<Path> javaFiles(Path root) throws IOException {
    try (Stream<Path> modules = Files.list(root)) {
      List<Path> files = new ArrayList<>();
      for (Path module :
          modules.map(module -> module.resolve("src")).filter(Files::isDirectory).toList()) {
        try (Stream<Path> found = Files.walk(module)) {
          found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
        }
      }
      return files;
    }
  }

  private Format() {}
}
