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
package io.github.milvusrefresh.embedded;

import io.github.milvusrefresh.embedded.internal.model.Database;
import io.github.milvusrefresh.embedded.internal.model.ServingSettings;
import io.github.milvusrefresh.embedded.internal.model.Submission;
import io.github.milvusrefresh.embedded.internal.rpc.Account;
import io.github.milvusrefresh.embedded.internal.rpc.Accounts;
import io.github.milvusrefresh.embedded.internal.rpc.Compatibility;
import io.github.milvusrefresh.embedded.internal.rpc.GrpcEndpoint;
import io.github.milvusrefresh.embedded.internal.rpc.Listening;
import io.github.milvusrefresh.embedded.internal.rpc.MilvusEndpoint;
import io.github.milvusrefresh.embedded.internal.rpc.SampleSchema;
import io.github.milvusrefresh.embedded.internal.store.DirectoryStore;
import io.github.milvusrefresh.embedded.internal.store.MemoryStore;
import io.github.milvusrefresh.embedded.internal.store.ServerStore;
import io.github.milvusrefresh.embedded.internal.work.EngineThread;
import io.github.milvusrefresh.embedded.internal.work.RefreshSettings;
import io.github.milvusrefresh.embedded.internal.work.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A running server, listening on a port from {@link Builder#start} to {@link #close}. Thread-safe.
 */
public final class EmbeddedMilvus implements AutoCloseable {

  private final AtomicBoolean closed = new AtomicBoolean();
  private final Assembly assembly;
  private final Listening listening;
  private final GrpcEndpoint endpoint;
  private final @Nullable EngineThread thread;

  private EmbeddedMilvus(Builder builder, Assembly assembly) {
    this.assembly = assembly;
    this.listening = builder.listening();
    this.thread = builder.manualTicks ? null : new EngineThread(assembly.engine, assembly.clock);
    this.endpoint =
        MilvusEndpoint.open(
            assembly.endpointParts(
                builder.compatibility(), new Accounts(builder.accounts), this::wake),
            listening);
    wake();
  }

  /**
   * Returns a builder with the defaults of a Milvus 3.0, on any free port.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts a server with all defaults.
   *
   * @return the running server
   */
  public static EmbeddedMilvus start() {
    return builder().start();
  }

  /**
   * Returns the address that clients connect to.
   *
   * @return such as {@code http://127.0.0.1:19530}, {@code https:} with TLS
   */
  public String uri() {
    String name = host().contains(":") ? "[" + host() + "]" : host();
    return "%s://%s:%d".formatted(listening.tls() ? "https" : "http", name, port());
  }

  /**
   * Returns the host that the server listens on.
   *
   * @return the host as given
   */
  public String host() {
    return listening.host();
  }

  /**
   * Returns the port that the server listens on.
   *
   * @return 1 to 65535, never 0
   */
  public int port() {
    return endpoint.port();
  }

  /**
   * Returns how many calls of an RPC arrived, whatever became of them.
   *
   * @param rpc its name, such as {@code GetRefreshExternalCollectionProgress}
   * @return 0 or more
   */
  public int calls(String rpc) {
    return assembly.log.calls(rpc);
  }

  /**
   * Returns the text headers of the last call of an RPC.
   *
   * @param rpc its name
   * @return values by lower-case names; empty if there was no call
   */
  public Map<String, String> lastHeaders(String rpc) {
    return assembly.log.lastHeaders(rpc);
  }

  /**
   * Returns the database that the last request of an RPC named itself, besides the header.
   *
   * @param rpc its name
   * @return the field {@code db_name}; empty if it was, or if there was no request
   */
  public String lastDatabase(String rpc) {
    return assembly.log.lastDatabase(rpc);
  }

  /**
   * Creates a database.
   *
   * @param name its name
   * @throws RuntimeException if there is one of that name
   */
  public void createDatabase(String name) {
    assembly.catalog.createDatabase(name);
  }

  /**
   * Creates an external collection with two fields, {@code id} and {@code vector}.
   *
   * @param name its name; {@code db.coll} for another database than {@code default}, which is
   *     created if need be
   * @param source a directory or a {@code file:} URI; others are accepted, but cannot be read
   * @param spec the external spec, such as {@code {"format":"parquet"}}
   */
  public void createExternalCollection(String name, String source, String spec) {
    QualifiedName qualified = QualifiedName.parse(name);
    String database = qualified.database();
    if (assembly.catalog.databases().stream().map(Database::name).noneMatch(database::equals)) {
      createDatabase(database);
    }
    String collection = qualified.collection();
    assembly.catalog.createCollection(
        database,
        collection,
        source,
        spec,
        SampleSchema.definition(database, collection, source, spec));
  }

  /**
   * Drops a collection; its jobs stay.
   *
   * @param name its name or {@code db.coll}
   */
  public void dropCollection(String name) {
    QualifiedName qualified = QualifiedName.parse(name);
    assembly.catalog.dropCollection(qualified.database(), qualified.collection());
  }

  /**
   * Creates an index as the RPC does, without a client.
   *
   * @param collection its name or {@code db.coll}
   * @param field the field, which gives the index its name; {@code vector} in collections of {@link
   *     #createExternalCollection}
   * @throws RuntimeException with Milvus' text if there is no such field
   */
  public void createIndex(String collection, String field) {
    QualifiedName qualified = QualifiedName.parse(collection);
    assembly.indexes.create(qualified.database(), qualified.collection(), field, "", Map.of());
  }

  /**
   * Begins to load a collection as the RPC does, without a client.
   *
   * @param collection its name or {@code db.coll}
   * @throws RuntimeException with Milvus' text if a vector field has no index
   */
  public void load(String collection) {
    QualifiedName qualified = QualifiedName.parse(collection);
    assembly.loads.load(qualified.database(), qualified.collection());
  }

  /**
   * Starts a refresh as the RPC does, without a client.
   *
   * @param collection its name or {@code db.coll}
   * @return the id of the job
   * @throws RuntimeException with Milvus' text if the refresh is refused
   */
  public long refresh(String collection) {
    QualifiedName qualified = QualifiedName.parse(collection);
    Submission submission =
        assembly.refreshes.accept(qualified.database(), qualified.collection(), "", "");
    assembly.refreshes.submit(submission);
    wake();
    return submission.jobId();
  }

  /**
   * Sets the id that is given next, to a job, a collection, an index or a connection of a client.
   *
   * @param id above all that were given; ids hold the time, so it must not be of the past either
   * @throws IllegalArgumentException if it is too small
   */
  public void nextId(long id) {
    assembly.ids.skipTo(id);
  }

  /**
   * Returns the control of a job.
   *
   * @param jobId the id of the job
   * @return its control
   * @throws IllegalArgumentException if there is no such job
   */
  public JobControl job(long jobId) {
    return assembly.control(jobId);
  }

  /**
   * Returns the control of what a collection shows of its indexes and its loading.
   *
   * @param name its name or {@code db.coll}
   * @return its control
   * @throws RuntimeException with Milvus' text if there is no such collection
   */
  public CollectionControl collection(String name) {
    return assembly.control(QualifiedName.parse(name));
  }

  /**
   * Returns what makes calls go wrong.
   *
   * @return the faults of this server
   */
  public Faults faults() {
    return new Faults(assembly.faults, assembly.publication);
  }

  /**
   * Does all work that is due by the clock, on the calling thread. Needed only with {@link
   * Builder#manualTicks}.
   */
  public void tick() {
    assembly.engine.runDue();
  }

  /**
   * Lets virtual time pass, doing each piece of work at its time, on the calling thread.
   *
   * @param time how much; zero does what is due now
   * @throws IllegalStateException without {@link Builder#virtualTime}
   */
  public void advance(Duration time) {
    if (!(assembly.clock instanceof VirtualClock virtual)) {
      throw new IllegalStateException("Time can be advanced only with virtualTime().");
    }
    virtual.advance(time, assembly.engine);
  }

  /**
   * Stops the server and frees its port. Calls under way get a moment to end. With a data directory
   * a new server continues where this one stopped. Repeating it does nothing.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      endpoint.stop();
      if (thread != null) {
        thread.stop();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      assembly.store.close();
    }
  }

  private void wake() {
    if (thread != null) {
      thread.wake();
    }
  }

  /** Sets a server up. Not thread-safe; each method returns this builder. */
  public static final class Builder {

    private static final Instant VIRTUAL_START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration A_MOMENT = Duration.ofMillis(100);

    private final Map<String, Account> accounts = new HashMap<>();
    private String host = "127.0.0.1";
    private int port;
    private @Nullable Path certificate;
    private @Nullable Path key;
    private @Nullable Path clientCa;
    private @Nullable Path dataDirectory;
    private InstantSource clock = InstantSource.system();
    private boolean manualTicks;
    private boolean scriptedJobs;
    private double filesPerSecond = Double.POSITIVE_INFINITY;
    private int filesPerTask = 10_000;
    private Duration planningDelay = Duration.ZERO;
    private Duration finalizationDelay = Duration.ZERO;
    private boolean waitForIndex;
    private Duration indexBuildTime = A_MOMENT;
    private Duration loadTime = A_MOMENT;
    private Duration jobTimeout = Duration.ofHours(1);
    private Duration retention = Duration.ofHours(24);
    private int duplicateErrorCode = 703;
    private String serverVersion = "v3.0.0";
    private boolean refreshRpcs = true;
    private boolean connectRpc = true;
    private boolean legacyStatus;
    private boolean specInJobs = true;

    private Builder() {}

    /**
     * Sets the address to listen on.
     *
     * @param address a host name or an IP address; by default {@code 127.0.0.1}
     * @return this builder
     */
    public Builder host(String address) {
      this.host = address;
      return this;
    }

    /**
     * Sets the port to listen on.
     *
     * @param number 0 to 65535; 0, the default, for any free one
     * @return this builder
     */
    public Builder port(int number) {
      require(number >= 0 && number <= 65_535, "port must be 0 to 65535, not " + number);
      this.port = number;
      return this;
    }

    /**
     * Keeps jobs and collections in a directory, so that they survive a restart and a crash.
     *
     * @param directory created if need be; used by one server at a time
     * @return this builder
     */
    public Builder dataDirectory(Path directory) {
      this.dataDirectory = directory;
      return this;
    }

    /**
     * Adds a user with all privileges, and turns authorization on.
     *
     * @param name the user's name
     * @param password the user's password
     * @return this builder
     */
    public Builder user(String name, String password) {
      accounts.put(name + ":" + password, new Account(name, true));
      return this;
    }

    /**
     * Adds a user who may read jobs but not start them, and turns authorization on.
     *
     * @param name the user's name
     * @param password the user's password
     * @return this builder
     */
    public Builder userWithoutPrivileges(String name, String password) {
      accounts.put(name + ":" + password, new Account(name, false));
      return this;
    }

    /**
     * Adds an API key with all privileges, and turns authorization on.
     *
     * @param token the key; without a colon
     * @return this builder
     */
    public Builder apiKey(String token) {
      require(!token.contains(":"), "an API key must not contain a colon");
      accounts.put(token, new Account("apikey user", true));
      return this;
    }

    /**
     * Serves over TLS.
     *
     * @param certificateChain a PEM file
     * @param privateKey a PEM file, PKCS #8 without a password
     * @return this builder
     */
    public Builder tls(Path certificateChain, Path privateKey) {
      this.certificate = certificateChain;
      this.key = privateKey;
      return this;
    }

    /**
     * Serves clients only that show a certificate; needs {@link #tls} too.
     *
     * @param authority a PEM file with the certificate that signed those of the clients
     * @return this builder
     */
    public Builder mutualTls(Path authority) {
      this.clientCa = authority;
      return this;
    }

    /**
     * Sets how fast files are checked, so that progress can be watched.
     *
     * @param rate files a second, above 0; unlimited by default
     * @return this builder
     */
    public Builder scanRate(double rate) {
      require(rate > 0, "scanRate must be above 0, not " + rate);
      this.filesPerSecond = rate;
      return this;
    }

    /**
     * Sets how many files a task holds. Progress moves once a task.
     *
     * @param files at least 1; 10000 by default, as in Milvus
     * @return this builder
     */
    public Builder filesPerTask(int files) {
      require(files >= 1, "filesPerTask must be at least 1, not " + files);
      this.filesPerTask = files;
      return this;
    }

    /**
     * Sets how long a job stays pending before its source is explored.
     *
     * @param delay zero by default
     * @return this builder
     */
    public Builder planningDelay(Duration delay) {
      this.planningDelay = notNegative(delay);
      return this;
    }

    /**
     * Sets how long a job stays at 99 percent after its last task.
     *
     * @param delay zero by default
     * @return this builder
     */
    public Builder finalizationDelay(Duration delay) {
      this.finalizationDelay = notNegative(delay);
      return this;
    }

    /**
     * Sets how long it takes to index the data that a refresh brought, all of it. What a refresh
     * found in place is not indexed anew.
     *
     * @param time 100 ms by default
     * @return this builder
     */
    public Builder indexBuildTime(Duration time) {
      this.indexBuildTime = notNegative(time);
      return this;
    }

    /**
     * Sets how long it takes to load a collection, and to load its newest data when {@code
     * LoadCollection} asks for it.
     *
     * @param time 100 ms by default
     * @return this builder
     */
    public Builder loadTime(Duration time) {
      this.loadTime = notNegative(time);
      return this;
    }

    /**
     * Makes jobs wait for the indexes of their collection, if it has any, at 90 to 99 percent,
     * before they complete. Milvus does so with {@code
     * dataCoord.externalCollection.refreshWaitForIndex}, which is off by default.
     *
     * @param buildTime as in {@link #indexBuildTime}
     * @return this builder
     */
    public Builder refreshWaitForIndex(Duration buildTime) {
      this.waitForIndex = true;
      return indexBuildTime(buildTime);
    }

    /**
     * Sets how old a job may get before it fails.
     *
     * @param timeout 1 h by default, as in Milvus
     * @return this builder
     */
    public Builder jobTimeout(Duration timeout) {
      this.jobTimeout = notNegative(timeout);
      return this;
    }

    /**
     * Sets how long a job stays known after its end.
     *
     * @param time 24 h by default, as in Milvus
     * @return this builder
     */
    public Builder retention(Duration time) {
      this.retention = notNegative(time);
      return this;
    }

    /**
     * Sets the clock that everything goes by.
     *
     * @param source the system's by default
     * @return this builder
     */
    public Builder clock(InstantSource source) {
      this.clock = source;
      return this;
    }

    /**
     * Lets jobs move only in {@link EmbeddedMilvus#tick}.
     *
     * @return this builder
     */
    public Builder manualTicks() {
      this.manualTicks = true;
      return this;
    }

    /**
     * Lets time stand still but for {@link EmbeddedMilvus#advance}.
     *
     * @return this builder
     */
    public Builder virtualTime() {
      return clock(new VirtualClock(VIRTUAL_START)).manualTicks();
    }

    /**
     * Lets jobs do nothing by themselves: they stay pending until a {@link JobControl} moves them.
     *
     * @return this builder
     */
    public Builder scriptedJobs() {
      this.scriptedJobs = true;
      return this;
    }

    /**
     * Sets the code of the error that answers a refresh of a collection that is being refreshed.
     *
     * @param code 703, the default, or 1100
     * @return this builder
     */
    public Builder duplicateErrorCode(int code) {
      require(code == 703 || code == 1100, "duplicateErrorCode must be 703 or 1100, not " + code);
      this.duplicateErrorCode = code;
      return this;
    }

    /**
     * Sets what the server says its version is.
     *
     * @param version {@code v3.0.0} by default
     * @return this builder
     */
    public Builder serverVersion(String version) {
      this.serverVersion = version;
      return this;
    }

    /**
     * Answers as a Milvus 2.6 does, which has none of the refresh RPCs.
     *
     * @return this builder
     */
    public Builder legacy() {
      this.refreshRpcs = false;
      return serverVersion("v2.6.9");
    }

    /**
     * Leaves out the RPC Connect.
     *
     * @return this builder
     */
    public Builder withoutConnect() {
      this.connectRpc = false;
      return this;
    }

    /**
     * Answers errors with the legacy code and the reason alone, as servers up to 2.2 did.
     *
     * @return this builder
     */
    public Builder legacyStatus() {
      this.legacyStatus = true;
      return this;
    }

    /**
     * Leaves the spec out of jobs, as v3.0.0-beta does.
     *
     * @return this builder
     */
    public Builder withoutExternalSpec() {
      this.specInJobs = false;
      return serverVersion("v3.0.0-beta");
    }

    /**
     * Starts the server.
     *
     * @return the running server
     * @throws IllegalArgumentException if the host is unknown, or {@link #tls} is missing
     * @throws java.io.UncheckedIOException if it cannot listen, or cannot use the data directory
     * @throws IllegalStateException if another server uses the data directory
     */
    public EmbeddedMilvus start() {
      require(clientCa == null || certificate != null, "mutualTls needs tls too");
      ServerStore store =
          dataDirectory == null ? new MemoryStore() : new DirectoryStore(dataDirectory);
      try {
        return new EmbeddedMilvus(
            this,
            new Assembly(
                clock,
                store,
                refreshSettings(),
                new ServingSettings(indexBuildTime, loadTime),
                duplicateErrorCode,
                scriptedJobs));
      } catch (RuntimeException failed) {
        store.close();
        throw failed;
      }
    }

    private Listening listening() {
      return new Listening(host, port, certificate, key, clientCa);
    }

    private RefreshSettings refreshSettings() {
      return new RefreshSettings(
          filesPerTask,
          filesPerSecond,
          planningDelay,
          finalizationDelay,
          waitForIndex,
          jobTimeout,
          retention);
    }

    private Compatibility compatibility() {
      return new Compatibility(serverVersion, refreshRpcs, connectRpc, legacyStatus, specInJobs);
    }

    private static Duration notNegative(Duration time) {
      require(!time.isNegative(), "a duration must not be negative, as " + time + " is");
      return time;
    }

    private static void require(boolean valid, String message) {
      if (!valid) {
        throw new IllegalArgumentException(message);
      }
    }
  }
}
