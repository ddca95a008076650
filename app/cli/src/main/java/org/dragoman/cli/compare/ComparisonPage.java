package org.dragoman.cli.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.dragoman.evaluation.comparison.Comparison;
import org.dragoman.evaluation.comparison.Comparison.MetricColumn;
import org.dragoman.evaluation.comparison.Comparison.SystemColumn;
import org.dragoman.runtime.file.AtomicFile;
import org.jspecify.annotations.Nullable;

/** One file of HTML with style, script and data in it, which opens from disk without a network. */
public final class ComparisonPage {
  private ComparisonPage() {}

  /**
   * The data of the page, which its script reads as JSON.
   *
   * @param title of the page
   * @param resamples of the bootstrap that intervals and p-values come from
   * @param sortMetric the number of the metric that segments are sorted by at first
   * @param metrics the columns of the table of scores
   * @param source line by line; null where it is not known
   * @param reference line by line
   * @param systems the baseline first
   */
  private record Data(
      String title,
      int resamples,
      int sortMetric,
      List<MetricColumn> metrics,
      @Nullable List<String> source,
      List<String> reference,
      List<SystemColumn> systems) {}

  /**
   * Writes the page; a file that is there is replaced.
   *
   * @param title of the page
   * @param sortMetric the number of the metric that segments are sorted by at first
   * @param test what the systems translated
   */
  public static void write(
      Path file, String title, int sortMetric, TestSet test, Comparison comparison) {
    Data data =
        new Data(
            title,
            comparison.resamples(),
            sortMetric,
            comparison.metrics(),
            test.source() == null ? null : test.source().text(),
            test.reference().text(),
            comparison.systems());
    AtomicFile.write(file, out -> out.write(html(data).getBytes(StandardCharsets.UTF_8)));
  }

  // The data comes last, since a text may hold what looks like a mark.
  private static String html(Data data) throws IOException {
    return resource("page.html")
        .replace("{{style}}", resource("page.css"))
        .replace("{{script}}", resource("page.js"))
        .replace("{{data}}", json(data));
  }

  /**
   * JSON that nothing can break out of: the signs that end a script's element or begin a comment
   * are only in strings, and are written as escapes there.
   */
  private static String json(Data data) throws IOException {
    return new ObjectMapper()
        .writeValueAsString(data)
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
