package org.dragoman.cli.inspect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.dragoman.cli.plot.HeatImage;
import org.dragoman.cli.plot.HeatImage.Block;
import org.dragoman.cli.plot.Label;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.AtomicFile;
import org.dragoman.runtime.file.Folders;
import org.dragoman.translate.CellTrace;
import org.dragoman.translate.Inspection;

/**
 * Writes the files of an inspection: a picture per cell, a picture of the attention, a page and the
 * numbers.
 *
 * @param title of the page
 * @param source the sentence
 * @param translation the translation that the decoder was forced to output
 * @param inspection the activity while the model read and wrote them
 * @param labels how its tokens are shown
 */
public record GateFiles(
    String title, String source, String translation, Inspection inspection, TokenLabels labels) {
  /** A file that every such folder contains. */
  private static final String MARK = "gates.json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String END = "</s>";

  /**
   * The labels of tokens in pictures and on the page, including end marks.
   *
   * @param source a label for each token of the source, and one for its end mark
   * @param target the same for the translation
   */
  public record TokenLabels(List<Label> source, List<Label> target) {
    List<Label> of(boolean isOfSource) {
      return isOfSource ? source : target;
    }
  }

  /**
   * Writes {@code index.html}, {@code gates.json} and the pictures; existing ones are replaced.
   *
   * @param folder the folder; created if it is missing
   * @throws DragomanException if it cannot be created or written
   */
  public void write(Path folder) throws IOException {
    requireFree(folder);
    try {
      Folders.make(folder);
    } catch (FileAlreadyExistsException e) {
      throw DragomanException.configuration(
          "%s is a file, and several are to be written. Give a folder by --out.".formatted(folder),
          e);
    } catch (IOException e) {
      throw DragomanException.runtime("Cannot make the folder %s (%s).".formatted(folder, e), e);
    }
    Map<String, byte[]> files = new LinkedHashMap<>();
    Map<String, byte[]> pictures = pictures();
    pictures.forEach((name, png) -> files.put(name + ".png", png));
    files.put(MARK, json().getBytes(StandardCharsets.UTF_8));
    files.put("index.html", new GatePage(this, pictures).html().getBytes(StandardCharsets.UTF_8));
    files.forEach((name, bytes) -> AtomicFile.write(folder.resolve(name), out -> out.write(bytes)));
  }

  /**
   * Checks that a folder contains nothing else than such files: an {@code index.html} may be the
   * user's own.
   *
   * @throws DragomanException of kind CONFIGURATION
   */
  public static void requireFree(Path folder) throws IOException {
    if (!Files.isDirectory(folder) || Files.exists(folder.resolve(MARK))) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw DragomanException.configuration(
            "The folder %s is not empty, and no gates were written to it before. Give a new or empty folder by --out."
                .formatted(folder));
      }
    }
  }

  /** Returns the tokens of a side as in the vocabulary, with the end mark if the model has one. */
  private List<String> tokens(boolean isOfSource) {
    List<String> tokens =
        new ArrayList<>(
            isOfSource ? inspection.tokens().sourceTokens() : inspection.tokens().targetTokens());
    if (labels.of(isOfSource).size() > tokens.size()) {
      tokens.add(END);
    }
    return tokens;
  }

  private Map<String, byte[]> pictures() throws IOException {
    Map<String, byte[]> pictures = new LinkedHashMap<>();
    List<List<Float>> weights = inspection.tokens().weights();
    if (!weights.isEmpty()) {
      List<List<Float>> columns = new ArrayList<>();
      for (int s = 0; s < labels.source().size(); s++) {
        int column = s;
        columns.add(weights.stream().map(row -> row.get(column)).toList());
      }
      Block attention = new Block("attention", labels.target(), columns);
      pictures.put("attention", HeatImage.png(labels.source(), List.of(attention)));
    }
    for (CellTrace cell : inspection.cells()) {
      List<Block> blocks = new ArrayList<>();
      cell.values().forEach((name, values) -> blocks.add(new Block(name, List.of(), values)));
      pictures.put(cell.cell(), HeatImage.png(labels.of(cell.isOfSource()), blocks));
    }
    return pictures;
  }

  private String json() {
    ObjectNode root = JSON.createObjectNode().put("source", source).put("translation", translation);
    root.set("sourceTokens", JSON.valueToTree(tokens(true)));
    root.set("targetTokens", JSON.valueToTree(tokens(false)));
    root.set("attention", JSON.valueToTree(inspection.tokens().weights()));
    ArrayNode cells = root.putArray("cells");
    for (CellTrace cell : inspection.cells()) {
      cells
          .addObject()
          .put("cell", cell.cell())
          .put("tokens", cell.isOfSource() ? "source" : "target")
          .put("reversed", cell.isReversed())
          .set("values", JSON.valueToTree(cell.values()));
    }
    return root + "\n";
  }

  /**
   * Returns a table of all cells with tab-separated columns: one row for each gate and each part of
   * the state, over all units and tokens.
   */
  public String table() {
    StringBuilder table = new StringBuilder("cell\tvalues\tmean size\tbelow 0.1\tabove 0.9\n");
    for (CellTrace cell : inspection.cells()) {
      cell.values()
          .forEach(
              (name, values) -> {
                Activity all = Activity.of(values.stream().flatMap(List::stream).toList());
                table
                    .append(
                        String.format(
                            Locale.ROOT,
                            "%s\t%s\t%.3f\t%s\t%s",
                            cell.cell(),
                            name,
                            all.size(),
                            all.isGate() ? percent(all.closed()) : "-",
                            all.isGate() ? percent(all.open()) : "-"))
                    .append('\n');
              });
    }
    return table.toString();
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
