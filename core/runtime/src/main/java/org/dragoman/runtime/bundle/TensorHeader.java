package org.dragoman.runtime.bundle;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: the place of each tensor in the bytes that follow.
 *
 * @param entries the tensors, one after the other from offset 0, without gaps
 * @param metadata of the whole file
 */
record TensorHeader(List<Entry> entries, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";
  private static final String DTYPE = "dtype";
  private static final String SHAPE = "shape";
  private static final String OFFSETS = "data_offsets";
  private static final int MAX_DIMENSIONS = 8;

  private static final Map<DataType, String> DTYPES = new LinkedHashMap<>();

  static {
    DTYPES.put(DataType.FLOAT32, "F32");
    DTYPES.put(DataType.FLOAT16, "F16");
    DTYPES.put(DataType.FLOAT64, "F64");
    DTYPES.put(DataType.INT64, "I64");
  }

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * A tensor.
   *
   * @param begin offset of its first byte, from the end of the header
   * @param end offset past its last byte
   */
  record Entry(String name, DataType type, Shape shape, long begin, long end) {
    long bytes() {
      return end - begin;
    }
  }

  /** Creates the header of tensors that are written one after the other. */
  static TensorHeader of(
      Map<String, Shape> shapes, Map<String, DataType> types, Map<String, String> metadata) {
    List<Entry> entries = new ArrayList<>();
    long offset = 0;
    for (Map.Entry<String, Shape> tensor : shapes.entrySet()) {
      String name = tensor.getKey();
      DataType type = types.getOrDefault(name, DataType.UNKNOWN);
      if (name.equals(METADATA) || !DTYPES.containsKey(type)) {
        throw new IllegalArgumentException(
            "a safetensors file cannot hold " + name + " of type " + type);
      }
      long end =
          Math.addExact(offset, Math.multiplyExact(tensor.getValue().size(), type.getNumOfBytes()));
      entries.add(new Entry(name, type, tensor.getValue(), offset, end));
      offset = end;
    }
    return new TensorHeader(List.copyOf(entries), metadata);
  }

  /** Returns the JSON text, padded with spaces to a multiple of 8 bytes. */
  byte[] format() {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode node = root.putObject(METADATA);
      metadata.forEach(node::put);
    }
    for (Entry entry : entries) {
      ObjectNode node = root.putObject(entry.name());
      node.put(DTYPE, DTYPES.get(entry.type()));
      ArrayNode shape = node.putArray(SHAPE);
      Arrays.stream(entry.shape().getShape()).forEach(shape::add);
      node.putArray(OFFSETS).add(entry.begin()).add(entry.end());
    }
    byte[] json = root.toString().getBytes(StandardCharsets.UTF_8);
    byte[] padded = Arrays.copyOf(json, Math.addExact(json.length, 7) / 8 * 8);
    Arrays.fill(padded, json.length, padded.length, (byte) ' ');
    return padded;
  }

  /**
   * Reads the JSON text and checks it.
   *
   * @throws Malformed if it is not in the format
   */
  static TensorHeader parse(byte[] text) throws Malformed {
    List<Entry> entries = new ArrayList<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : object(text).properties()) {
      if (!field.getKey().equals(METADATA)) {
        entries.add(entry(field.getKey(), field.getValue()));
      } else {
        for (Map.Entry<String, JsonNode> pair : field.getValue().properties()) {
          require(pair.getValue().isTextual(), "its metadata '%s' is no text", pair.getKey());
          metadata.put(pair.getKey(), pair.getValue().textValue());
        }
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long offset = 0;
    for (Entry entry : entries) {
      require(entry.begin() >= offset, "tensor '%s' overlaps the one before it", entry.name());
      require(entry.begin() == offset, "there is a hole before tensor '%s'", entry.name());
      offset = entry.end();
    }
    return new TensorHeader(List.copyOf(entries), metadata);
  }

  private static ObjectNode object(byte[] text) throws Malformed {
    try {
      if (JSON.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw new Malformed("its header is not a JSON object");
    } catch (JsonProcessingException e) {
      throw new Malformed("its header is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new Malformed("its header is not JSON: " + e.getMessage());
    }
  }

  private static Entry entry(String name, JsonNode node) throws Malformed {
    String dtype = node.path(DTYPE).asText();
    DataType type =
        DTYPES.entrySet().stream()
            .filter(known -> known.getValue().equals(dtype))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElseThrow(
                () ->
                    new Malformed(
                        "tensor '%s' is of type '%s', which Dragoman does not read (it reads %s)"
                            .formatted(name, dtype, String.join(", ", DTYPES.values()))));
    long[] shape = numbers(node.path(SHAPE), name, SHAPE);
    long[] offsets = numbers(node.path(OFFSETS), name, OFFSETS);
    require(shape.length <= MAX_DIMENSIONS, "tensor '%s' has too many dimensions", name);
    require(offsets.length == 2, "tensor '%s' has no two %s", name, OFFSETS);
    require(
        offsets[1] - offsets[0] == bytes(shape, type, name),
        "the %s of tensor '%s' do not fit its shape",
        OFFSETS,
        name);
    return new Entry(name, type, new Shape(shape), offsets[0], offsets[1]);
  }

  private static long[] numbers(JsonNode node, String name, String field) throws Malformed {
    require(node.isArray(), "tensor '%s' has no list '%s'", name, field);
    for (JsonNode number : node) {
      require(
          number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= 0,
          "the %s of tensor '%s' are not whole numbers from 0 up",
          field,
          name);
    }
    long[] numbers = new long[node.size()];
    Arrays.setAll(numbers, i -> node.get(i).longValue());
    return numbers;
  }

  private static long bytes(long[] shape, DataType type, String name) throws Malformed {
    try {
      long bytes = type.getNumOfBytes();
      for (long size : shape) {
        bytes = Math.multiplyExact(bytes, size);
      }
      return bytes;
    } catch (ArithmeticException e) {
      throw new Malformed("tensor '%s' is too large".formatted(name));
    }
  }

  private static void require(boolean condition, String message, Object... values)
      throws Malformed {
    if (!condition) {
      throw new Malformed(message.formatted(values));
    }
  }

  /** Thrown for a malformed file; the message is the end of a sentence. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }
}
