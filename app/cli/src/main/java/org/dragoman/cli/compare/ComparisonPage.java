package org.dragoman.cli.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.dragoman.runtime.file.AtomicFile;

/** One file of HTML with style, script and data in it, which opens from disk without a network. */
public final class ComparisonPage {
  private ComparisonPage() {}

  /** Writes the page; a file that is there is replaced. */
  public static void write(Path file, Comparison comparison) {
    AtomicFile.write(file, out -> out.write(html(comparison).getBytes(StandardCharsets.UTF_8)));
  }

  // The data comes last, since a text may hold what looks like a mark.
  private static String html(Comparison comparison) throws IOException {
    return resource("page.html")
        .replace("{{style}}", resource("page.css"))
        .replace("{{script}}", resource("page.js"))
        .replace("{{data}}", json(comparison));
  }

  /**
   * JSON that nothing can break out of: the signs that end a script's element or begin a comment
   * are only in strings, and are written as escapes there.
   */
  private static String json(Comparison comparison) throws IOException {
    return new ObjectMapper()
        .writeValueAsString(comparison)
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026");
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = ComparisonPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the program's resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
