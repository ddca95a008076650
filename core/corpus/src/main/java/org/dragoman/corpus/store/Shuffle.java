package org.dragoman.corpus.store;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.dragoman.runtime.DragomanException;
import org.jspecify.annotations.Nullable;

/**
 * Returns the records of a list in random order. Each draw gets a unique random key of 64 bits, and
 * the draws are sorted by their keys, so every order is equally likely. The order depends on the
 * seed only, not on whether the list is in the heap or on disk.
 *
 * <p>The draws are divided into parts by the first bits of their keys, and each part is sorted when
 * its turn comes. If the list is on disk, its records are first written to one file per part, so
 * the disk is only read and written in sequence (Rao 1961; Sandelius 1962).
 *
 * @param <T> what a record is
 */
public final class Shuffle<T> implements Records<Drawn<T>> {
  /** The number of draws in a part if the list is in the heap; some 30 MB. */
  private static final int PART = 1 << 20;

  /** The greatest number of files written at once. */
  private static final int MOST_FILES = 512;

  private static final int FILE_BUFFER = 1 << 15;

  private final SpillList<T> list;
  private final Plan plan;
  private final int parts;
  // One per part; none if the list is in the heap.
  private final List<SpillFile<Drawn<T>>> files = new ArrayList<>();
  private int part;
  private Iterator<Drawn<T>> draws = List.<Drawn<T>>of().iterator();

  /**
   * Says which draws to make.
   *
   * @param seed of the order
   * @param copies the number of copies of each record; every call must supply the same
   * @param total the sum of the copies
   */
  public record Plan(long seed, Supplier<Copies> copies, long total) {}

  /** Receives the draws in the order of the list. */
  private interface Receiver<T> {
    void accept(long key, T value);
  }

  /**
   * Shuffles a list.
   *
   * @param store of the list
   * @throws DragomanException of kind RUNTIME if the disk cannot be written
   */
  public Shuffle(SpillList<T> list, RecordStore store, Plan plan) {
    this.list = list;
    this.plan = plan;
    parts = list.isOnDisk() ? filesFor(list, store, plan) : (int) (plan.total() / PART) + 1;
    if (list.isOnDisk()) {
      try {
        deal(store);
      } catch (DragomanException e) {
        close();
        throw e;
      }
    }
  }

  /** Returns the number of files at which a part fits in half of the heap limit. */
  private static int filesFor(SpillList<?> list, RecordStore store, Plan plan) {
    double bytes =
        plan.total() * (2.0 * RecordFormat.OBJECT + list.heapBytes() / (double) list.size());
    return (int) Math.min(MOST_FILES, Math.ceil(2 * bytes / store.limit().bytes()));
  }

  private void deal(RecordStore store) {
    DrawnFormat<T> format = new DrawnFormat<>(list.format());
    for (int i = 0; i < parts; i++) {
      files.add(new SpillFile<>(store.folder(), "shuffled", format, FILE_BUFFER));
    }
    draw((key, value) -> files.get(partOf(key)).add(new Drawn<>(key, value)));
    files.forEach(SpillFile::finish);
  }

  private void draw(Receiver<T> receiver) {
    SplittableRandom keys = new SplittableRandom(plan.seed());
    Copies copies = plan.copies().get();
    try (Records<T> records = list.read()) {
      for (T value = records.next(); value != null; value = records.next()) {
        for (int left = copies.next(); left > 0; left--) {
          receiver.accept(keys.nextLong(), value);
        }
      }
    }
  }

  /** Returns the part of a key, by its first 32 bits. */
  private int partOf(long key) {
    return (int) (((key >>> 32) * parts) >>> 32);
  }

  @Override
  public @Nullable Drawn<T> next() {
    while (!draws.hasNext() && part < parts) {
      draws = sorted(part++).iterator();
    }
    return draws.hasNext() ? draws.next() : null;
  }

  private List<Drawn<T>> sorted(int number) {
    List<Drawn<T>> found = new ArrayList<>();
    if (files.isEmpty()) {
      draw(
          (key, value) -> {
            if (partOf(key) == number) {
              found.add(new Drawn<>(key, value));
            }
          });
    } else {
      try (SpillFile<Drawn<T>> file = files.get(number);
          Records<Drawn<T>> records = file.read()) {
        for (Drawn<T> drawn = records.next(); drawn != null; drawn = records.next()) {
          found.add(drawn);
        }
      }
    }
    found.sort(Comparator.comparingLong((Drawn<T> drawn) -> drawn.key() + Long.MIN_VALUE));
    return found;
  }

  /** Deletes the files. */
  @Override
  public void close() {
    files.forEach(SpillFile::close);
  }

  /** Writes the key, then the record. */
  private record DrawnFormat<T>(RecordFormat<T> format) implements RecordFormat<Drawn<T>> {
    @Override
    public void write(DataOutput out, Drawn<T> value) throws IOException {
      out.writeLong(value.key());
      format.write(out, value.value());
    }

    @Override
    public Drawn<T> read(DataInput in) throws IOException {
      return new Drawn<>(in.readLong(), format.read(in));
    }

    @Override
    public long heapBytes(Drawn<T> value) {
      return 2 * OBJECT + format.heapBytes(value.value());
    }
  }
}
