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
package io.github.milvusrefresh.core.sql;

import static io.github.milvusrefresh.core.sql.Argument.optional;
import static io.github.milvusrefresh.core.sql.Argument.required;
import static io.github.milvusrefresh.core.sql.SqlType.BIGINT;
import static io.github.milvusrefresh.core.sql.SqlType.BOOLEAN;
import static io.github.milvusrefresh.core.sql.SqlType.STRING;

import java.util.List;

/** The arguments of the routines. What is added goes to the end: calls by position must live on. */
final class RoutineArguments {

  private static final Argument JOB_ID = required("job_id", BIGINT, "The id that refresh returned");

  private static final Argument TIMEOUT =
      optional("timeout", STRING, "1h", "How long to wait: '90s', '30m', 'PT1H' or seconds");

  static final List<Argument> REFRESH =
      List.of(
          required("collection", STRING, "The external collection, 'coll' or 'db.coll'"),
          optional(
              "external_source", STRING, null, "A new source; with external_spec or not at all"),
          optional("external_spec", STRING, null, "A new spec, JSON; with external_source"),
          optional("wait", BOOLEAN, "false", "Whether to wait until the job completed"),
          optional(
              "timeout",
              STRING,
              "1h",
              "How long to queue and to wait: '90s', '30m', 'PT1H' or seconds"),
          optional(
              "if_running",
              STRING,
              "fail",
              "When another refresh of the collection runs: 'fail', 'attach' to it, or 'queue'"),
          optional(
              "wait_for",
              STRING,
              "completed",
              "With wait: until the job is 'completed', and the data 'indexed' or also 'loaded'"));

  static final List<Argument> AWAIT_REFRESH =
      List.of(
          optional("job_id", BIGINT, null, "The id that refresh returned; or give collection"),
          TIMEOUT,
          optional(
              "on_failure",
              STRING,
              "throw",
              "'throw' an error, or 'return' a row whose outcome says how it ended"),
          optional(
              "wait_for",
              STRING,
              "completed",
              "Wait until the job is 'completed', and the data 'indexed' or also 'loaded'"),
          optional(
              "collection",
              STRING,
              null,
              "Instead of job_id: its active or else newest job, 'coll' or 'db.coll'"));

  static final List<Argument> AWAIT_REFRESH_FUNCTION = List.of(JOB_ID, TIMEOUT);

  static final List<Argument> REFRESH_JOB = List.of(JOB_ID);

  static final List<Argument> REFRESH_JOBS =
      List.of(optional("collection", STRING, null, "Only this one, 'coll' or 'db.coll'; else all"));

  private RoutineArguments() {}
}
