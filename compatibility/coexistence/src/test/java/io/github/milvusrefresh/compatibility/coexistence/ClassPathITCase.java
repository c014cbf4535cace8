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
package io.github.milvusrefresh.compatibility.coexistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.gson.Gson;
import com.google.protobuf.Message;
import com.google.protobuf.RuntimeVersion;
import io.github.milvusrefresh.core.RefreshClient;
import io.github.milvusrefresh.packaging.PackagedJar;
import io.grpc.ManagedChannel;
import io.grpc.internal.GrpcUtil;
import io.milvus.v2.client.MilvusClientV2;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import okhttp3.OkHttpClient;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which jar each class comes from: no class of a library of others from ours, and the reverse. */
class ClassPathITCase {

  @Test
  void holdsOurJarWhereThisRunWantsIt() throws URISyntaxException {
    List<String> classPath =
        List.of(System.getProperty("surefire.test.class.path").split(File.pathSeparator));
    int ours = classPath.indexOf(jarOf(RefreshClient.class).toString());
    List<Integer> others =
        List.of(
            classPath.indexOf(jarOf(ManagedChannel.class).toString()),
            classPath.indexOf(jarOf(Message.class).toString()),
            classPath.indexOf(jarOf(MilvusClientV2.class).toString()));

    assertThat(ours).isNotNegative();
    if (System.getProperty("place").equals("first")) {
      assertThat(others).allMatch(other -> ours < other);
    } else {
      assertThat(others).allMatch(other -> ours > other);
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        ManagedChannel.class,
        GrpcUtil.class,
        Message.class,
        ImmutableList.class,
        Gson.class,
        OkHttpClient.class,
        Buffer.class,
        kotlin.Unit.class,
        io.milvus.grpc.MilvusServiceGrpc.class
      })
  void librariesAreNotOurs(Class<?> library) throws URISyntaxException {
    assertThat(jarOf(library)).isNotEqualTo(jarOf(RefreshClient.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.grpc.ManagedChannel",
        "com.google.protobuf.Message",
        "com.google.common.collect.ImmutableList",
        "com.google.gson.Gson",
        "okio.Buffer",
        "kotlin.Unit"
      })
  void oursAreRelocated(String library) throws ReflectiveOperationException, URISyntaxException {
    assertThat(jarOf(relocated(library))).isEqualTo(jarOf(RefreshClient.class));
  }

  /** Else the two could be mixed and nobody would notice. */
  @Test
  void librariesAreOfOtherVersionsThanOurs() throws ReflectiveOperationException {
    Class<?> ours = relocated("io.grpc.internal.GrpcUtil");

    assertThat(GrpcUtil.IMPLEMENTATION_VERSION)
        .isEqualTo("1.71.0")
        .isNotEqualTo(ours.getField("IMPLEMENTATION_VERSION").get(null));
    assertThat(RuntimeVersion.MAJOR).isEqualTo(4);
  }

  private static Class<?> relocated(String library) throws ClassNotFoundException {
    String shaded = PackagedJar.of(RefreshClient.class).shaded().replace('/', '.');
    return Class.forName(shaded + library);
  }

  private static Path jarOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
  }
}
