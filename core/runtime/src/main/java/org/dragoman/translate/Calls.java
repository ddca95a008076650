package org.dragoman.translate;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.dragoman.runtime.engine.UseCount;
import org.dragoman.runtime.inference.DocumentStates;
import org.dragoman.spi.SearchFeature;
import org.jspecify.annotations.Nullable;

/**
 * Takes calls through reading, search and output. While a call is under way, the models are held.
 *
 * @param reader reads their lines
 * @param plans makes the plans of their sentences
 * @param batches searches for them
 * @param uses holds the models
 * @param progress is told of lines that need no search
 * @param states makes the states of a text that begins
 */
record Calls(
    RequestReader reader,
    SearchPlans plans,
    SharedBatches batches,
    UseCount uses,
    LongConsumer progress,
    Supplier<DocumentStates> states) {

  /** The states of a text that begins. */
  DocumentStates newStates() {
    return states.get();
  }

  /**
   * Translates lines and waits for it.
   *
   * @param firstLine the number of the first, from 1
   * @param nameOf what messages call a line, by its number
   * @param text the states of the text that the lines go on with
   */
  List<Translation> translate(
      List<TranslationRequest> requests,
      long firstLine,
      TranslationOptions options,
      LongFunction<String> nameOf,
      DocumentStates text) {
    Call call = begin(requests, firstLine, options, nameOf, text);
    try {
      call.searched().get();
      return call.lines().translations();
    } catch (InterruptedException e) {
      call.searched().cancel(false);
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while it was translating");
    } catch (ExecutionException e) {
      Throwable failure = told(e, options);
      if (failure instanceof Error error) {
        throw error;
      }
      throw failure instanceof RuntimeException known ? known : new IllegalStateException(failure);
    } finally {
      uses.end();
    }
  }

  /**
   * Translates lines of a text of their own without waiting; what fails fails the future. What
   * depends on the future runs on the pool of {@link CompletableFuture}, so that a slow dependent
   * holds up no batch, and may close the translator.
   */
  CompletableFuture<List<Translation>> translateAsync(
      Supplier<List<TranslationRequest>> requests, TranslationOptions options) {
    Call call;
    try {
      call = begin(requests.get(), 1, options, RequestReader::nameOf, newStates());
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    CompletableFuture<List<Translation>> result = new CompletableFuture<>();
    call.searched()
        .whenComplete(
            (nothing, failure) -> {
              Runnable completion = completion(result, call, failure, options);
              uses.end();
              CompletableFuture.runAsync(completion);
            });
    result.whenComplete((translations, failure) -> call.searched().cancel(false));
    return result;
  }

  private static Runnable completion(
      CompletableFuture<List<Translation>> result,
      Call call,
      @Nullable Throwable failure,
      TranslationOptions options) {
    if (failure != null) {
      return () -> result.completeExceptionally(told(failure, options));
    }
    try {
      List<Translation> translations = call.lines().translations();
      return () -> result.complete(translations);
    } catch (Throwable e) {
      return () -> result.completeExceptionally(e);
    }
  }

  /**
   * A call in progress.
   *
   * @param searched is done when the search is
   */
  private record Call(ReadLines lines, CompletableFuture<Void> searched) {}

  /** Reads lines and hands them to the search. Whoever begins a call ends its use. */
  private Call begin(
      List<TranslationRequest> requests,
      long firstLine,
      TranslationOptions options,
      LongFunction<String> nameOf,
      DocumentStates text) {
    long start = System.nanoTime();
    uses.begin();
    try {
      // Once for the lines of a call that ask for the same.
      Map<Set<SearchFeature>, SearchPlan> ofCall = new HashMap<>();
      RequestReader.Call how =
          new RequestReader.Call(
              options,
              asked -> ofCall.computeIfAbsent(asked, features -> plans.of(options, features)),
              nameOf);
      ReadLines lines = reader.read(requests, firstLine, how);
      lines.readInto(text);
      progress.accept(lines.withoutParts());
      CompletableFuture<Void> searched = batches.submit(lines.parts(), text);
      Duration limit = options.timeLimit();
      if (limit != null) {
        long left = UseCount.nanos(limit) - (System.nanoTime() - start);
        searched.orTimeout(Math.max(0, left), TimeUnit.NANOSECONDS);
      }
      return new Call(lines, searched);
    } catch (Throwable e) {
      uses.end();
      throw e;
    }
  }

  /** Returns the failure that the caller gets. */
  private static Throwable told(Throwable failure, TranslationOptions options) {
    boolean wrapped =
        failure instanceof ExecutionException || failure instanceof CompletionException;
    Throwable cause = wrapped && failure.getCause() != null ? failure.getCause() : failure;
    return cause instanceof TimeoutException && options.timeLimit() != null
        ? new TimeLimitException(options.timeLimit())
        : cause;
  }
}
