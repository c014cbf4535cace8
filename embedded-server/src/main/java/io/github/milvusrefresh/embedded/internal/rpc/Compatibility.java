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
package io.github.milvusrefresh.embedded.internal.rpc;

/**
 * Which of the servers in the field this one answers like.
 *
 * @param serverVersion what GetVersion and Connect say
 * @param refreshRpcs whether the refresh RPCs exist (since 3.0)
 * @param connectRpc whether Connect exists
 * @param legacyStatus whether errors carry nothing but the legacy code and the reason (up to 2.2)
 * @param specInJobs whether jobs tell their spec (since 3.0.0)
 */
public record Compatibility(
    String serverVersion,
    boolean refreshRpcs,
    boolean connectRpc,
    boolean legacyStatus,
    boolean specInJobs) {}
