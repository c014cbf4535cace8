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

import io.github.milvusrefresh.embedded.internal.model.Database;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;

/**
 * Who makes a call, and on which database its connection works.
 *
 * @param account who
 * @param database from the header {@code dbname}, else {@code default}
 */
record Caller(Account account, String database) {

  static final Metadata.Key<String> DATABASE =
      Metadata.Key.of("dbname", Metadata.ASCII_STRING_MARSHALLER);
  static final Context.Key<Caller> KEY =
      Context.keyWithDefault("caller", new Caller(Account.ANYONE, Database.DEFAULT));

  static Caller current() {
    return KEY.get();
  }

  /**
   * Returns who calls, if it has a privilege. Milvus looks that up in the database of the
   * connection, not of the request.
   */
  static Caller privileged(String privilege) {
    Caller caller = current();
    if (!caller.account.privileged()) {
      throw Status.PERMISSION_DENIED
          .withDescription(
              "Privilege%s: permission deny to %s in the `%s` database"
                  .formatted(privilege, caller.account.name(), caller.database))
          .asRuntimeException();
    }
    return caller;
  }

  static Caller of(Account account, Metadata headers) {
    String database = headers.get(DATABASE);
    return new Caller(
        account, database == null || database.isEmpty() ? Database.DEFAULT : database);
  }

  /** The database of the request wins; Milvus fills an empty one from the header. */
  String databaseOr(String requested) {
    return requested.isEmpty() ? database : requested;
  }
}
