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
package io.github.milvusrefresh.core;

/** How the caller of a wait learns that the job did not complete. */
public enum OnFailure {
  /** By an exception, one type for each {@link AwaitOutcome}. */
  THROW,
  /**
   * By the {@link AwaitOutcome} in the result. What no wait can mend (credentials, privileges, an
   * old server, a wrong argument) is an exception all the same.
   */
  RETURN
}
