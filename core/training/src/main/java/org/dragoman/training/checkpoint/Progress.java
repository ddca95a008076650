package org.dragoman.training.checkpoint;

import org.dragoman.training.guard.Divergence;
import org.dragoman.training.optimizer.LearningRate;
import org.dragoman.training.validation.BestValidation;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a run, which a checkpoint keeps besides weights and optimizer.
 *
 * @param update the last finished update, counted from 1
 * @param epoch the current epoch, counted from 1
 * @param batch the number of finished batches of the epoch
 * @param batches the number of batches of the epoch made so far: one more than finished if the
 *     epoch goes on
 * @param plan what determines the epoch's batches besides seed and epoch; null in a checkpoint of
 *     an earlier version
 * @param seconds of training so far, over all sessions
 * @param validatedAt the update of the last validation; 0 before the first
 * @param best validation so far; null before the first
 * @param badValidations the number of validations since the best
 * @param learningRate the schedule's state
 * @param optimizerSteps of the optimizer
 * @param skippedUpdates the number of updates whose loss or gradient was not finite
 * @param losses the state of the divergence detector; null in a checkpoint of an earlier version
 */
public record Progress(
    long update,
    int epoch,
    int batch,
    int batches,
    @Nullable String plan,
    double seconds,
    long validatedAt,
    @Nullable BestValidation best,
    int badValidations,
    LearningRate.State learningRate,
    long optimizerSteps,
    long skippedUpdates,
    Divergence.@Nullable State losses) {}
