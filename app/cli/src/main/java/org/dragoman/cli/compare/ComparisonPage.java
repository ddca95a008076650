package org.dragoman.cli.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.dragoman.runtime.file.AtomicFile;

/**
 * Writes an HTML file that contains style, script and data, and opens from disk without a network.
 */
public final class ComparisonPage {
  private ComparisonPage() {}

  /** Writes the page; an existing file is replaced. */
  public static void write(Path file, Comparison comparison) {
    AtomicFile.write(file, out -> out.write(html(comparison).getBytes(StandardCharsets.UTF_8)));
  }

  // The data is inserted last, because a text may contain something like a placeholder.
  private static String html(Comparison comparison) throws IOException {
    return resource("page.html")
        .replace("{{style}}", resource("page.css"))
        .replace("{{script}}", resource("page.js"))
        .replace("{{data}}", json(comparison));
  }

  /**
   * Returns JSON that is safe inside a script element: characters that could end the element or
   * begin a comment only occur in strings, and are escaped there.
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
