package org.dragoman.translate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.dragoman.runtime.engine.UseCount;
import org.dragoman.runtime.inference.DocumentStates;
import org.dragoman.translate.SourceLine.Part;
import org.jspecify.annotations.Nullable;

/**
 * Puts the sentences of many calls together in batches, and searches for them on threads of its
 * own.
 *
 * <p>The calls take turns: a batch is cut from the sentences of the call whose turn it is, the
 * longest first. Where it has room, sentences of like length of other calls fill it. So a list in
 * one call is cut as if it were alone, and single sentences of many threads share batches. A batch
 * of several calls that fails is tried again for each of them alone, so that no call gets the
 * failure of another.
 *
 * <p>A call that is done before its time, by cancellation or a time limit, leaves the queue. The
 * search that is under way for it ends before its next step, unless other calls share the batch.
 */
final class SharedBatches {
  private static final Comparator<Part> LONGEST_FIRST =
      Comparator.comparingInt(Part::length).reversed();

  // Callers that wait come back within a fraction of this; a step of a search takes as long.
  private static final long MOMENT = TimeUnit.MILLISECONDS.toNanos(2);

  private final PartSearch search;
  private final Settings settings;
  private final UseCount uses;

  // All that follows is guarded by this.
  private final Deque<Call> queue = new ArrayDeque<>();
  private final Set<Call> open = new HashSet<>();
  private int threads;
  private int idle;
  private boolean stopped;
  private boolean cancelled;

  /**
   * The settings of the queue.
   *
   * @param name of the threads
   * @param threads the greatest number of batches at one time, each on a thread of its own
   * @param sharing whether calls may share batches
   * @param progress is told after each batch the number of lines done
   */
  record Settings(String name, int threads, boolean sharing, LongConsumer progress) {}

  /** A call on its way. */
  private static final class Call {
    private final DocumentStates states;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private List<Part> left;
    private int unsearched;
    private boolean alone;
    // Whether a batch of its own is under way: it takes its next turn after that one.
    private boolean busy;

    Call(List<Part> parts, DocumentStates states) {
      this.states = states;
      left = new ArrayList<>(parts);
      left.sort(LONGEST_FIRST);
      unsearched = parts.size();
    }
  }

  private record Slot(Call call, Part part) {}

  /**
   * A batch on its way.
   *
   * @param turn the call that it was cut from
   */
  private record Batch(Call turn, List<Slot> slots) {
    Set<Call> calls() {
      Set<Call> calls = new LinkedHashSet<>();
      slots.forEach(slot -> calls.add(slot.call()));
      return calls;
    }
  }

  /**
   * Creates the queue; its threads start when there is work.
   *
   * @param uses holds the models while a batch is under way
   */
  SharedBatches(PartSearch search, Settings settings, UseCount uses) {
    this.search = search;
    this.settings = settings;
    this.uses = uses;
  }

  /**
   * Hands sentences in.
   *
   * @param states what their sources begin with
   * @return is done when all parts were searched for. Whoever completes it before cancels the call
   */
  CompletableFuture<Void> submit(List<Part> parts, DocumentStates states) {
    Call call = new Call(parts, states);
    if (parts.isEmpty()) {
      call.done.complete(null);
      return call.done;
    }
    synchronized (this) {
      requireOpen();
      queue.add(call);
      open.add(call);
      try {
        startThread();
      } catch (Throwable e) {
        forget(call);
        throw e;
      }
      notifyAll();
    }
    call.done.whenComplete((nothing, failure) -> forget(call));
    return call.done;
  }

  /** Starts a thread where more calls wait than threads do. */
  private synchronized void startThread() {
    if (queue.size() <= idle || threads >= settings.threads()) {
      return;
    }
    // Without what the caller's thread hands on to its children.
    Thread thread = new Thread(null, this::work, settings.name(), 0, false);
    thread.setContextClassLoader(SharedBatches.class.getClassLoader());
    // A program that forgets to close its translator ends all the same.
    thread.setDaemon(true);
    thread.start();
    threads++;
  }

  /**
   * Checks that the calls were not cancelled.
   *
   * @throws CancellationException if they were
   */
  synchronized void requireOpen() {
    if (cancelled || stopped) {
      throw closedBeforeItsEnd();
    }
  }

  private static CancellationException closedBeforeItsEnd() {
    return new CancellationException("the translator was closed before the call's end");
  }

  private synchronized void forget(Call call) {
    open.remove(call);
    queue.remove(call);
  }

  /** Cancels all calls, and those that are still being read when they are handed in. */
  void cancelAll() {
    List<Call> calls;
    synchronized (this) {
      cancelled = true;
      calls = List.copyOf(open);
    }
    calls.forEach(call -> call.done.completeExceptionally(closedBeforeItsEnd()));
  }

  /** Ends the threads once the queue is empty; no more calls are taken. */
  synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  private void work() {
    try {
      int calls = 0;
      for (Batch batch = next(calls); batch != null; batch = next(calls)) {
        calls = batch.calls().size();
        // Code of others that ran on this thread may have left it set; it would end the search.
        Thread.interrupted();
        Runnable completion = () -> {};
        try {
          completion = search(batch);
        } finally {
          turnEnded(batch.turn());
          uses.end();
        }
        completion.run();
      }
    } finally {
      synchronized (this) {
        threads--;
        if (!stopped) {
          // Whatever has ended this one, calls that wait are served.
          startThread();
        }
      }
    }
  }

  private synchronized void turnEnded(Call call) {
    call.busy = false;
    if (!call.left.isEmpty() && !call.done.isDone() && !queue.contains(call)) {
      queue.add(call);
      notifyAll();
    }
  }

  /**
   * Waits for a batch; null where there will be none. The models are held for it.
   *
   * @param expected the number of calls that shared this thread's last batch. Their callers are
   *     about to call again, so a moment is spent waiting for them: else the first to come back
   *     would have a batch alone, and the others after it
   */
  private synchronized @Nullable Batch next(int expected) {
    long end = System.nanoTime() + MOMENT;
    while (true) {
      long left = end - System.nanoTime();
      boolean lingers = expected > 1 && queue.size() < expected && left > 0 && !stopped;
      if (!queue.isEmpty() && !lingers) {
        return uses.tryBegin() ? cut() : null;
      }
      if (stopped && queue.isEmpty()) {
        return null;
      }
      idle++;
      try {
        if (lingers) {
          TimeUnit.NANOSECONDS.timedWait(this, left);
        } else {
          wait();
        }
      } catch (InterruptedException e) {
        // Left behind by code that ran on this thread. It is no concern of the queue.
        continue;
      } finally {
        idle--;
      }
    }
  }

  /**
   * Cuts a batch from the call whose turn it is, and fills it with sentences of others. A call has
   * one turn at a time, so that a list takes the memory of one batch.
   */
  private Batch cut() {
    Call first = queue.remove();
    Part longest = first.left.get(0);
    List<Slot> batch = new ArrayList<>();
    take(first, longest, batch);
    if (settings.sharing() && !first.alone) {
      for (Call other : queue) {
        if (!other.alone) {
          take(other, longest, batch);
        }
      }
      queue.removeIf(call -> call.left.isEmpty());
    }
    first.busy = true;
    return new Batch(first, batch);
  }

  /** Moves sentences of a call to a batch, as far as they fit. */
  private static void take(Call call, Part longest, List<Slot> batch) {
    int greatest = batch.stream().mapToInt(slot -> slot.part().length()).max().orElse(0);
    List<Part> left = new ArrayList<>();
    for (Part part : call.left) {
      int padded = Math.max(greatest, part.length());
      if (part.plan() == longest.plan()
          && batch.size() < longest.plan().limits().fitting(padded)
          && (batch.isEmpty() || batch.get(0).call() == call || isNear(longest, part))) {
        batch.add(new Slot(call, part));
        greatest = padded;
      } else {
        left.add(part);
      }
    }
    call.left = left;
  }

  /** Whether a sentence of another call may share a batch without too much padding. */
  private static boolean isNear(Part longest, Part other) {
    return other.length() <= 2 * longest.length() + 8 && longest.length() <= 2 * other.length() + 8;
  }

  /** Searches for a batch; the result completes the calls that are whole. */
  private Runnable search(Batch batch) {
    List<Part> parts = batch.slots().stream().map(Slot::part).toList();
    Set<Call> calls = batch.calls();
    try {
      search.search(parts, batch.turn().states, () -> requireWanted(calls));
    } catch (Throwable e) {
      if (calls.size() > 1) {
        tryAlone(batch.slots());
        return () -> {};
      }
      return () -> calls.forEach(call -> call.done.completeExceptionally(e));
    }
    try {
      // A line in parts counts with its first.
      settings.progress().accept(parts.stream().filter(Part::isFirst).count());
    } catch (Throwable e) {
      return () -> calls.forEach(call -> call.done.completeExceptionally(e));
    }
    List<Call> whole = searched(batch.slots());
    return () -> whole.forEach(call -> call.done.complete(null));
  }

  private static void requireWanted(Collection<Call> calls) {
    if (calls.stream().allMatch(call -> call.done.isDone())) {
      throw new CancellationException("nobody waits for this batch");
    }
  }

  /** Counts the sentences of a batch as searched for, and returns the calls that are whole. */
  private synchronized List<Call> searched(List<Slot> batch) {
    List<Call> whole = new ArrayList<>();
    for (Slot slot : batch) {
      slot.call().unsearched--;
      if (slot.call().unsearched == 0) {
        whole.add(slot.call());
      }
    }
    return whole;
  }

  private synchronized void tryAlone(List<Slot> batch) {
    for (Slot slot : batch) {
      Call call = slot.call();
      if (call.done.isDone()) {
        continue;
      }
      call.alone = true;
      call.left.add(slot.part());
      call.left.sort(LONGEST_FIRST);
      if (!call.busy && !queue.contains(call)) {
        queue.addFirst(call);
      }
    }
    notifyAll();
  }
}
