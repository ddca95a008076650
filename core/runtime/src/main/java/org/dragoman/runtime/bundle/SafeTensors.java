package org.dragoman.runtime.bundle;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.bundle.TensorHeader.Entry;
import org.dragoman.runtime.bundle.TensorHeader.Malformed;

/**
 * Reads and writes tensors in the <a
 * href="https://github.com/huggingface/safetensors#format">safetensors</a> format: the length of
 * the header in 8 bytes, the header in JSON, the bytes of the tensors, all little-endian. The types
 * are F32, F16, F64 and I64. Tensors are copied in pieces, so they may have any size.
 */
public final class SafeTensors {
  /** The longest header that the format's own implementation reads. */
  private static final long MAX_HEADER = 100_000_000;

  private static final int PIECE_BYTES = 1 << 23;

  private SafeTensors() {}

  /**
   * The content of a file.
   *
   * @param tensors by name, in the order of the file; owned by the manager given to {@link #read}
   * @param metadata of the whole file
   */
  public record Contents(Map<String, NDArray> tensors, Map<String, String> metadata) {}

  /**
   * Writes tensors.
   *
   * @param out the stream, left open
   * @param tensors by name, of any shape, on any device; written in the map's order
   * @param stored the type to store FLOAT16, FLOAT32 and FLOAT64 tensors in: FLOAT32 or FLOAT16;
   *     INT64 stays INT64
   * @param metadata of the whole file
   * @throws IllegalArgumentException if a tensor has another type
   * @throws DragomanException if a finite value is too large for FLOAT16
   */
  public static void write(
      OutputStream out, Map<String, NDArray> tensors, DataType stored, Map<String, String> metadata)
      throws IOException {
    if (stored != DataType.FLOAT32 && stored != DataType.FLOAT16) {
      throw new IllegalArgumentException("tensors are stored as FLOAT32 or FLOAT16, not " + stored);
    }
    Map<String, Shape> shapes = new LinkedHashMap<>();
    Map<String, DataType> types = new LinkedHashMap<>();
    tensors.forEach(
        (name, array) -> {
          shapes.put(name, array.getShape());
          types.put(name, array.getDataType().isFloating() ? stored : array.getDataType());
        });
    TensorHeader header = TensorHeader.of(shapes, types, metadata);
    byte[] json = header.format();
    if (json.length > MAX_HEADER) {
      throw new IllegalArgumentException("the names and metadata are too long");
    }
    out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).array());
    out.write(json);
    for (Entry entry : header.entries()) {
      NDArray array = tensors.get(entry.name());
      if (array != null) {
        write(out, array, entry);
      }
    }
  }

  private static void write(OutputStream out, NDArray array, Entry entry) throws IOException {
    long step = PIECE_BYTES / entry.type().getNumOfBytes();
    try (NDManager scope = array.getManager().newSubManager()) {
      NDArray flat = array.reshape(array.size());
      flat.attach(scope);
      for (long from = 0; from < flat.size(); from += step) {
        long to = Math.min(from + step, flat.size());
        try (NDManager pieces = scope.newSubManager()) {
          NDArray piece = flat.get(new NDIndex("{}:{}", from, to));
          piece.attach(pieces);
          out.write(bytes(piece, entry));
        }
      }
    }
  }

  private static byte[] bytes(NDArray piece, Entry entry) {
    NDArray near = piece.toDevice(Device.cpu(), true);
    NDArray stored = near.toType(entry.type(), true);
    boolean narrowed = entry.type() == DataType.FLOAT16 && near.getDataType() != DataType.FLOAT16;
    if (narrowed && infinities(stored) > infinities(near)) {
      throw DragomanException.data(
          "The weight "
              + entry.name()
              + " has values beyond 65504, which float16 cannot hold. Store it as float32.");
    }
    return stored.toByteArray();
  }

  private static long infinities(NDArray values) {
    return values.isInfinite().toType(DataType.INT64, true).sum().getLong();
  }

  /**
   * Reads tensors into the engine's own memory. It does not trust the lengths in the file before
   * the bytes have arrived.
   *
   * @param in the stream, read to its end and left open
   * @param name the name of the file in messages
   * @param manager gets the arrays, which have no names and no gradient; FLOAT16 is widened to
   *     FLOAT32 on a CPU
   * @throws DragomanException of kind DATA, naming the file, if it cannot be read, is cut short,
   *     continues after its last tensor, or is not in the format
   */
  public static Contents read(InputStream in, String name, NDManager manager) {
    try (NDManager scope = manager.newSubManager()) {
      TensorHeader header = TensorHeader.parse(header(in));
      ByteBuffer buffer = ByteBuffer.allocateDirect(PIECE_BYTES).order(ByteOrder.nativeOrder());
      Map<String, NDArray> tensors = new LinkedHashMap<>();
      for (Entry entry : header.entries()) {
        tensors.put(entry.name(), tensor(in, entry, buffer, scope));
      }
      if (in.read() >= 0) {
        throw new Malformed("it goes on behind its last tensor");
      }
      tensors.values().forEach(array -> array.attach(manager));
      return new Contents(tensors, header.metadata());
    } catch (Malformed e) {
      throw DragomanException.data(
          "%s is not a whole safetensors file: %s. Copy or download it again."
              .formatted(name, e.getMessage()),
          e);
    } catch (IOException e) {
      throw DragomanException.data(name + " cannot be read: " + e, e);
    }
  }

  private static byte[] header(InputStream in) throws IOException, Malformed {
    byte[] prefix = in.readNBytes(8);
    if (prefix.length < 8) {
      throw new Malformed("it ends before its header");
    }
    long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > MAX_HEADER) {
      throw new Malformed("its first 8 bytes are not the length of a header");
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw new Malformed("it ends within its header");
    }
    return text;
  }

  /** Reads a tensor into the engine's memory; it never refers to the buffer. */
  private static NDArray tensor(InputStream in, Entry entry, ByteBuffer buffer, NDManager scope)
      throws IOException, Malformed {
    boolean widen = entry.type() == DataType.FLOAT16 && !scope.getDevice().isGpu();
    if (entry.bytes() == 0) {
      return scope.zeros(entry.shape(), widen ? DataType.FLOAT32 : entry.type());
    }
    NDList pieces = new NDList();
    for (long left = entry.bytes(); left > 0; left -= buffer.limit()) {
      fill(buffer.clear().limit((int) Math.min(left, PIECE_BYTES)), in, entry);
      Shape shape = new Shape(buffer.limit() / entry.type().getNumOfBytes());
      try (NDArray borrowed = scope.create(buffer, shape, entry.type())) {
        pieces.add(widen ? borrowed.toType(DataType.FLOAT32, true) : borrowed.duplicate());
      }
    }
    try (pieces) {
      NDArray whole = pieces.size() == 1 ? pieces.head() : NDArrays.concat(pieces);
      return whole.reshape(entry.shape());
    }
  }

  private static void fill(ByteBuffer buffer, InputStream in, Entry entry)
      throws IOException, Malformed {
    byte[] bytes = in.readNBytes(buffer.remaining());
    if (bytes.length < buffer.remaining()) {
      throw new Malformed("it ends within tensor '%s'".formatted(entry.name()));
    }
    buffer.put(bytes).rewind();
  }
}
