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

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.milvusrefresh.core.error.InvalidArgumentException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A handle outlives its process. */
class JobHandleTest {

  private static final JobHandle HANDLE =
      new JobHandle(
          Jobs.ID,
          CollectionName.parse("shop.docs"),
          Instant.parse("2026-06-01T12:00:00.123456Z"),
          Instant.parse("2026-06-01T13:00:00Z"),
          true);

  private static final String JSON =
      "{\"version\":1,\"job_id\":\"465787408941891028\",\"collection\":\"shop.docs\","
          + "\"submitted_at\":\"2026-06-01T12:00:00.123456Z\","
          + "\"deadline\":\"2026-06-01T13:00:00Z\",\"attached\":true}";

  @Test
  void isWrittenAsJsonWithTheIdAsText() {
    assertThat(HANDLE.toJson()).isEqualTo(JSON);
  }

  @Test
  void isReadBackToTheLastDigit() {
    assertThat(JobHandle.fromJson(JSON)).isEqualTo(HANDLE);
  }

  @Test
  void fieldsOfLaterReleasesAreIgnored() {
    assertThat(JobHandle.fromJson(JSON.replace("{", "{\"more\":[1],"))).isEqualTo(HANDLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "465787408941891028",
        "{}",
        "{\"version\":2}",
        "{\"version\":\"one\"}",
        "{\"version\":1,\"job_id\":\"0\"}",
        "{\"version\":1,\"job_id\":\"12\",\"collection\":\"a.b.c\"}",
        "{\"version\":1,\"job_id\":\"12\",\"collection\":\"docs\",\"submitted_at\":\"noon\"}",
        "{\"version\":1,\"job_id\":[],\"collection\":\"docs\"}"
      })
  void whatIsNoHandleIsRefused(String text) {
    assertThatThrownBy(() -> JobHandle.fromJson(text))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageStartingWith("[INVALID_ARGUMENT]");
  }

  @Test
  void isSerializable() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(HANDLE);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(HANDLE);
    }
  }
}
