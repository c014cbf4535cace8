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

import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerServiceDefinition;
import io.grpc.TlsServerCredentials;
import io.grpc.TlsServerCredentials.ClientAuth;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The open port. */
public final class GrpcEndpoint {

  /** How long calls under way may take to end when the server stops. */
  private static final long GRACE_MILLIS = 200;

  private final Server server;

  private GrpcEndpoint(Server server) {
    this.server = server;
  }

  /** Starts to listen. */
  static GrpcEndpoint open(Listening listening, ServerServiceDefinition service, CallLog log) {
    NettyServerBuilder builder = builder(listening);
    try {
      Server server =
          builder
              .addService(service)
              .fallbackHandlerRegistry(new UnknownMethods())
              .intercept(log)
              // Milvus' clients ping more often than gRPC's default allows.
              .permitKeepAliveTime(1, TimeUnit.SECONDS)
              .permitKeepAliveWithoutCalls(true)
              .build()
              .start();
      return new GrpcEndpoint(server);
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "Cannot listen on %s:%d: %s"
              .formatted(listening.host(), listening.port(), causeOf(failed)),
          failed);
    }
  }

  public int port() {
    return server.getPort();
  }

  public void stop() throws InterruptedException {
    server.shutdown();
    if (!server.awaitTermination(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
      server.shutdownNow().awaitTermination();
    }
  }

  private static NettyServerBuilder builder(Listening listening) {
    InetSocketAddress address = address(listening);
    ServerCredentials credentials = credentials(listening);
    try {
      return NettyServerBuilder.forAddress(address, credentials);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "The TLS files hold no certificate and key in PEM form: " + malformed.getMessage(),
          malformed);
    }
  }

  private static InetSocketAddress address(Listening listening) {
    InetSocketAddress address = new InetSocketAddress(listening.host(), listening.port());
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("There is no host '" + listening.host() + "'.");
    }
    return address;
  }

  private static ServerCredentials credentials(Listening listening) {
    Path certificate = listening.certificate();
    Path key = listening.key();
    if (certificate == null || key == null) {
      return InsecureServerCredentials.create();
    }
    try {
      TlsServerCredentials.Builder tls =
          TlsServerCredentials.newBuilder().keyManager(certificate.toFile(), key.toFile());
      if (listening.clientCa() != null) {
        tls.trustManager(listening.clientCa().toFile()).clientAuth(ClientAuth.REQUIRE);
      }
      return tls.build();
    } catch (IOException failed) {
      throw new UncheckedIOException("Cannot read the TLS files: " + failed.getMessage(), failed);
    }
  }

  private static String causeOf(IOException failed) {
    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
    return String.valueOf(cause.getMessage());
  }
}
