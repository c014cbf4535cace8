/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
 * in compliance with the License. You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software distributed under the License
 * is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express
 * or implied. See the License for the specific language governing permissions and limitations under
 * the License.
 */
package io.github.milvusrefresh.benchmarks.simulate;

import java.util.List;
import java.util.SplittableRandom;

/**
 * How other clients poll by default, as read in their sources. Attempt limits and timeouts, with
 * which some of them give up early, are left out.
 */
final class OtherPolicies {

  private OtherPolicies() {}

  static List<Policy> all() {
    return List.of(
        Policy.of(
            "fixed-30s",
            "AWS waiters, Azure pollers, Airflow's Databricks operators: 30 s",
            fixed(30)),
        Policy.of("aws-rds", "AWS RDS waiter: 30 s ×1.5 to 120 s, full jitter", rds()),
        Policy.of("gax", "Google gax: 5 s ×1.5 to 45 s, full jitter", gax()),
        Policy.of("bigquery", "BigQuery Job.waitFor, load job: up to 3 s at random", bigQuery()),
        Policy.of("databricks", "Databricks SDK: 1 s, 2 s, ... 10 s, plus up to 1 s", databricks()),
        Policy.of("terraform", "Terraform: 0.2 s ×2 to 10 s", terraform()),
        Policy.of("airflow-sensor", "Airflow sensor: 60 s", fixed(60)),
        Policy.of("airflow-backoff", "Airflow sensor with exponential backoff", airflowBackoff()),
        Policy.of("milvus-examples", "Milvus SDK examples: 2 s", fixed(2)),
        Policy.of("fixed-1s", "a loop of 1 s", fixed(1)));
  }

  private static Policy.Pauses fixed(double seconds) {
    return (polls, elapsed, random) -> seconds;
  }

  private static Policy.Pauses rds() {
    return (polls, elapsed, random) -> fullJitter(backoff(30, 1.5, 120, polls), random);
  }

  /** {@code ExponentialPollAlgorithm} with the settings of the generated clients. */
  private static Policy.Pauses gax() {
    return (polls, elapsed, random) -> fullJitter(backoff(5, 1.5, 45, polls), random);
  }

  private static Policy.Pauses bigQuery() {
    return (polls, elapsed, random) -> fullJitter(3, random);
  }

  private static Policy.Pauses databricks() {
    return (polls, elapsed, random) -> Math.min(polls, 10) + random.nextDouble();
  }

  /** {@code StateChangeConf}: from 100 ms, doubled before each use. */
  private static Policy.Pauses terraform() {
    return (polls, elapsed, random) -> backoff(0.2, 2, 10, polls);
  }

  /** {@code BaseSensorOperator}: half of 60 s, doubled each time; jitter up to twice; no limit. */
  private static Policy.Pauses airflowBackoff() {
    return (polls, elapsed, random) ->
        backoff(30, 2, Double.MAX_VALUE, polls) * (1 + random.nextDouble());
  }

  private static double backoff(double first, double factor, double longest, int polls) {
    return Math.min(first * Math.pow(factor, polls - 1.0), longest);
  }

  private static double fullJitter(double longest, SplittableRandom random) {
    return longest * random.nextDouble();
  }
}
