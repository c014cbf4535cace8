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
package io.github.milvusrefresh.core.error;

import java.io.Serializable;

/**
 * The status of an answer, as the server filled it (the {@code ResStatus} of the official clients).
 *
 * @param code Milvus' error code, 0 for success; 100 collection not found, 703 duplicate task, 800
 *     database not found, 1100 invalid parameter (Milvus: {@code pkg/util/merr/errors.go})
 * @param errorCode the name of the legacy code, {@code Success} or for instance {@code
 *     IllegalArgument}
 * @param reason the server's text, empty for success
 * @param retriable whether the server thinks that a repetition can help
 * @param detail more text, often equal to the reason
 */
public record ServerStatus(
    int code, String errorCode, String reason, boolean retriable, String detail)
    implements Serializable {}
