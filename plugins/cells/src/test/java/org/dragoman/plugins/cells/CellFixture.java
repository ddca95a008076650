package org.dragoman.plugins.cells;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dragoman.spi.CellState;
import org.dragoman.spi.Lengths;
import org.dragoman.testkit.TestEngine;

/**
 * Reference values of a recurrent cell, computed from its equations in double precision.
 *
 * @param name of the file
 * @param root of the JSON
 */
record CellFixture(String name, JsonNode root) {
  /** A folder of files; of cells that it does not hold, those among the resources are read. */
  private static final String FOLDER = "dragoman.fixtures.cells";

  /** All fixtures of a cell. */
  static List<CellFixture> of(String cell) {
    try {
      String folder = System.getProperty(FOLDER);
      List<CellFixture> given = folder == null ? List.of() : in(Path.of(folder), cell);
      URI resources = CellFixture.class.getResource("/cells").toURI();
      return given.isEmpty() ? in(Path.of(resources), cell) : given;
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<CellFixture> in(Path folder, String cell) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(CellFixture::read)
          .filter(fixture -> fixture.root().get("cell").asText().equals(cell))
          .toList();
    }
  }

  private static CellFixture read(Path file) {
    try {
      return new CellFixture(
          file.getFileName().toString(), new ObjectMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int size(String field) {
    return root.get(field).asInt();
  }

  Lengths lengths() {
    return Lengths.of(
        IntStream.range(0, size("batch")).map(b -> root.get("lengths").get(b).asInt()).toArray());
  }

  /** The array that a path of fields leads to. */
  NDArray array(TestEngine engine, DataType type, String... path) {
    JsonNode node = at(path);
    List<Long> shape = new ArrayList<>();
    for (JsonNode n = node; n.isArray(); n = n.get(0)) {
      shape.add((long) n.size());
    }
    return engine.array(values(path), new Shape(shape), type);
  }

  /** A state: h, and c where the cell has it. */
  CellState state(TestEngine engine, DataType type, String... path) {
    NDArray h = array(engine, type, join(path, "h"));
    return at(path).has("c")
        ? CellState.of(h, array(engine, type, join(path, "c")))
        : CellState.of(h);
  }

  /** The values of an array in row-major order. */
  double[] values(String... path) {
    return flat(at(path)).toArray();
  }

  /** The values of arrays one after the other, as stacked gates have them. */
  double[] stacked(List<String> names, String... folder) {
    return names.stream().flatMapToDouble(name -> flat(at(join(folder, name)))).toArray();
  }

  private static DoubleStream flat(JsonNode node) {
    return node.isArray()
        ? IntStream.range(0, node.size()).boxed().flatMapToDouble(i -> flat(node.get(i)))
        : DoubleStream.of(node.asDouble());
  }

  private JsonNode at(String... path) {
    JsonNode node = root;
    for (String field : path) {
      if (!node.has(field)) {
        throw new IllegalArgumentException(name + " has no " + String.join(".", path));
      }
      node = node.get(field);
    }
    return node;
  }

  private static String[] join(String[] path, String last) {
    return Stream.concat(Stream.of(path), Stream.of(last)).toArray(String[]::new);
  }

  @Override
  public String toString() {
    return name;
  }
}
