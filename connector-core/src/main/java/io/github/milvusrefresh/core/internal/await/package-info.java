/**
 * The await engine. Internal.
 *
 * <p>In the order to read it: {@link AwaitEngine} starts a {@link Wait} for each caller, with its
 * deadline, its allowance for trouble and its listener ({@link ListenerMailbox}). A wait goes
 * through {@link Stage}s: {@link LatestJobStage} finds the job of a collection, {@link JobStage}
 * waits for its end and judges it ({@link StallWatch}, {@link VanishedJob}), {@link IndexedStage}
 * and {@link LoadedStage} wait for the data. All waits for one job share a {@link WatchedJob}, and
 * all jobs of a database a {@link JobPoller}, which asks when {@link PollSchedule} says so, by what
 * {@link LengthForecast} expects, at the {@link CallPace} of the server ({@link ServerPolling}).
 * {@link RefreshTrigger} starts a refresh.
 *
 * <p>Everything happens on the one thread of a {@link Scheduler}, so no lock is needed; tests put a
 * virtual one in its place.
 */
@NullMarked
package io.github.milvusrefresh.core.internal.await;

import org.jspecify.annotations.NullMarked;
