// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';

import { connect } from '../src/client.js';
import { externalCollection } from '../src/collections.js';
import { DataFiles } from '../src/data-files.js';
import { EmbeddedServer } from '../src/embedded-server.js';
import { SUCCESS, ended, submit } from '../src/jobs.js';

// Slow enough that a poll sees it, and half of it.
const SERVER_OPTIONS = ['--index-build-time', '1', '--load-time', '1'];
const FILES = 2;
const TIMEOUT_MS = 20_000;

const INDEX = {
  field_name: 'embedding',
  index_name: 'nearest',
  index_type: 'HNSW',
  metric_type: 'L2',
  params: { M: 8, efConstruction: 64 },
};

describe('what follows a refresh', () => {
  let server;
  let client;
  let files;
  let collection;
  let collections = 0;
  before(async () => {
    server = await EmbeddedServer.start(...SERVER_OPTIONS);
    client = await connect({ address: server.address });
  });
  after(async () => {
    await client.closeConnection();
    await server.stop();
  });
  beforeEach(async () => {
    files = await DataFiles.create(FILES);
    collections += 1;
    collection = { collection_name: `products_${collections}` };
    await client.createCollection(externalCollection(collection.collection_name, files.source));
  });
  afterEach(() => files.delete());

  test('has no index that nobody created', async () => {
    await refresh();

    const { status, index_descriptions: indexes } = await client.describeIndex(collection);

    assert.equal(status.error_code, 'IndexNotExist');
    assert.equal(status.code, 700);
    assert.equal(status.reason, `index not found[collection=${collection.collection_name}]`);
    assert.deepEqual(indexes, []);
  });

  test('is indexed some time after the refresh completed', async () => {
    assert.deepEqual(await client.createIndex({ ...collection, ...INDEX }), SUCCESS);
    await refresh();

    const index = await describeIndex();
    assert.match(index.indexID, /^[1-9]\d{15,18}$/);
    assert.equal(index.index_name, 'nearest');
    assert.equal(index.field_name, 'embedding');
    assert.deepEqual(
      Object.fromEntries(index.params.map(({ key, value }) => [key, value])),
      { index_type: 'HNSW', metric_type: 'L2', params: JSON.stringify(INDEX.params) },
    );
    assert.equal(index.state, 'InProgress');
    assert.equal(index.total_rows, String(FILES));
    assert.ok(Number(index.pending_index_rows) > 0);

    const built = await until(describeIndex, ({ pending_index_rows: pending }) => pending === '0');
    assert.equal(built.state, 'Finished');
    assert.equal(built.indexed_rows, String(FILES));
    assert.equal(built.index_state_fail_reason, '');
  });

  test('is loaded by nobody but who asks, and not without an index', async () => {
    await refresh();
    assert.equal(await loadState(), 'LoadStateNotLoad');
    const refused = await client.loadCollectionAsync(collection);
    assert.equal(refused.error_code, 'IndexNotExist');

    await client.createIndex({ ...collection, ...INDEX });
    assert.deepEqual(await client.loadCollectionAsync(collection), SUCCESS);

    assert.equal(await loadState(), 'LoadStateLoading');
    const progress = await client.getLoadingProgress(collection);
    assert.ok(Number(progress.progress) < 100);
    await until(loadState, (state) => state === 'LoadStateLoaded');
    assert.deepEqual(await client.getLoadingProgress(collection), {
      status: SUCCESS,
      progress: '100',
      refresh_progress: '100',
    });
  });

  test('is loaded when the waiting call of the client returns', async () => {
    await client.createIndex({ ...collection, ...INDEX });

    assert.deepEqual(await client.loadCollectionSync(collection), SUCCESS);

    assert.equal(await loadState(), 'LoadStateLoaded');
  });

  test('can be released, and its index dropped then', async () => {
    await client.createIndex({ ...collection, ...INDEX });
    await client.loadCollectionSync(collection);
    const dropIndex = { ...collection, index_name: INDEX.index_name };
    assert.match((await client.dropIndex(dropIndex)).reason, /^vector index cannot be dropped on loaded collection/);

    assert.deepEqual(await client.releaseCollection(collection), SUCCESS);

    assert.equal(await loadState(), 'LoadStateNotLoad');
    assert.equal((await client.getLoadingProgress(collection)).status.code, 101);
    assert.deepEqual(await client.dropIndex(dropIndex), SUCCESS);
  });

  test('has a load state of its own where there is no collection', async () => {
    assert.deepEqual(await client.getLoadState({ collection_name: 'nowhere' }), {
      status: SUCCESS,
      state: 'LoadStateNotExist',
    });
    assert.equal((await client.getLoadingProgress({ collection_name: 'nowhere' })).status.code, 100);
  });

  async function refresh() {
    assert.equal((await ended(client, await submit(client, collection))).state, 'RefreshCompleted');
  }

  async function describeIndex() {
    const { status, index_descriptions: indexes } = await client.describeIndex(collection);
    assert.deepEqual(status, SUCCESS);
    assert.equal(indexes.length, 1);
    return indexes[0];
  }

  async function loadState() {
    return (await client.getLoadState(collection)).state;
  }

  async function until(look, enough) {
    const deadline = Date.now() + TIMEOUT_MS;
    let seen = await look();
    while (!enough(seen)) {
      assert.ok(Date.now() < deadline, `not so after ${TIMEOUT_MS} ms: ${JSON.stringify(seen)}`);
      await delay(20);
      seen = await look();
    }
    return seen;
  }
});
