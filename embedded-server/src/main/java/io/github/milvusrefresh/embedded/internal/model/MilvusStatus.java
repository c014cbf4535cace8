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
package io.github.milvusrefresh.embedded.internal.model;

/**
 * An error as Milvus answers it, inside a reply that succeeded on the transport.
 *
 * @param code the error code
 * @param legacyCode the code of servers up to 2.2, still sent
 * @param reason the whole text
 * @param retriable whether the server says that the same call may succeed later
 * @param inputError whether the server blames the caller
 */
public record MilvusStatus(
    int code, int legacyCode, String reason, boolean retriable, boolean inputError) {}
