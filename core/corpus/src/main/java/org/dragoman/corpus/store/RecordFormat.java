package org.dragoman.corpus.store;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes records to a file and reads them, and estimates their size in the heap.
 *
 * @param <T> what a record is
 */
public interface RecordFormat<T> {
  /** The bytes of an object's header and of a reference to it. */
  int OBJECT = 20;

  /** Writes a record. */
  void write(DataOutput out, T value) throws IOException;

  /** Reads a record that was written. */
  T read(DataInput in) throws IOException;

  /** Estimates the bytes that a record takes in the heap; always the same for the same record. */
  long heapBytes(T value);

  /** Writes a text of any length. */
  static void writeText(DataOutput out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  /** Reads a text that was written by {@link #writeText}. */
  static String readText(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Estimates the bytes that a text takes in the heap: one per character if all are Latin-1. */
  static long heapBytes(String text) {
    boolean isNarrow = text.chars().allMatch(c -> c < 256);
    return 2 * OBJECT + (isNarrow ? 1L : 2L) * text.length();
  }

  /** Writes numbers. */
  static void writeInts(DataOutput out, int[] values) throws IOException {
    out.writeInt(values.length);
    for (int value : values) {
      out.writeInt(value);
    }
  }

  /** Reads numbers that were written by {@link #writeInts}. */
  static int[] readInts(DataInput in) throws IOException {
    int[] values = new int[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readInt();
    }
    return values;
  }

  /** Estimates the bytes that an array of numbers takes in the heap. */
  static long heapBytes(int[] values) {
    return OBJECT + 4L * values.length;
  }
}
