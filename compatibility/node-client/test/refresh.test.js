// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';

import { connect } from '../src/client.js';
import { MASKED_SPEC, SECRET, SPEC, externalCollection } from '../src/collections.js';
import { DataFiles } from '../src/data-files.js';
import { EmbeddedServer } from '../src/embedded-server.js';
import { SUCCESS, ended, follow, read, submit } from '../src/jobs.js';

// Slow enough that polls see a job wait, and then each step of its four files, one file a task.
const SERVER_OPTIONS = ['--planning-delay', '0.5', '--scan-rate', '4', '--files-per-task', '1'];
const FILES = 4;

describe('refresh jobs', () => {
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
    collection = `products_${collections}`;
    await client.createCollection(externalCollection(collection, files.source));
  });
  afterEach(() => files.delete());

  test('have ids that no JavaScript number can hold and that come back digit for digit', async () => {
    const jobId = await submit(client, { collection_name: collection });

    assert.match(jobId, /^[1-9]\d{15,18}$/);
    assert.ok(!Number.isSafeInteger(Number(jobId)));
    assert.equal((await read(client, jobId)).job_id, jobId);
  });

  test('are pending at first, with all fields as text', async () => {
    const before = Date.now();
    const jobId = await submit(client, { collection_name: collection });

    const { start_time: startTime, external_spec: spec, ...job } = await read(client, jobId);

    assert.deepEqual(job, {
      job_id: jobId,
      collection_name: collection,
      state: 'RefreshPending',
      progress: '0',
      reason: '',
      external_source: files.source,
      end_time: '0',
    });
    assert.match(startTime, /^\d{13}$/);
    assert.ok(Number(startTime) >= before && Number(startTime) <= Date.now());
    assert.deepEqual(JSON.parse(spec), MASKED_SPEC);
  });

  test('grow task by task and show 100 only when completed', async () => {
    const jobId = await submit(client, { collection_name: collection });

    const seen = await follow(client, jobId);

    const states = seen.map((job) => job.state).filter((state, index, all) => state !== all[index - 1]);
    assert.deepEqual(states, ['RefreshPending', 'RefreshInProgress', 'RefreshCompleted']);
    const progress = seen.filter((job) => job.state === 'RefreshInProgress').map((job) => Number(job.progress));
    assert.deepEqual(progress, [...new Set(progress)].sort((a, b) => a - b), 'grows');
    for (const percent of [0, 25, 50, 75]) assert.ok(progress.includes(percent), `${percent} in ${progress}`);
    assert.ok(Math.max(...progress) <= 99);
    const completed = seen.at(-1);
    assert.equal(completed.progress, '100');
    assert.equal(completed.reason, '');
    assert.ok(Number(completed.end_time) > Number(completed.start_time));
    assert.ok(seen.slice(0, -1).every((job) => job.end_time === '0'));
  });

  test('are listed newest first', async () => {
    const first = await submit(client, { collection_name: collection });
    await ended(client, first);
    const second = await submit(client, { collection_name: collection });

    const { status, jobs } = await client.listRefreshExternalCollectionJobs({ collection_name: collection });

    assert.deepEqual(status, SUCCESS);
    assert.deepEqual(jobs.map((job) => job.job_id), [second, first]);
    assert.deepEqual(jobs[1], await read(client, first));
    assert.ok(!JSON.stringify(jobs).includes(SECRET));
  });

  test('of a collection that was never refreshed are an empty list', async () => {
    assert.deepEqual(await client.listRefreshExternalCollectionJobs({ collection_name: collection }), {
      status: SUCCESS,
      jobs: [],
    });
  });

  test('run one at a time for a collection', async () => {
    const running = await submit(client, { collection_name: collection });

    const refused = await client.refreshExternalCollection({ collection_name: collection });

    assert.equal(refused.job_id, '0');
    assert.equal(refused.status.retriable, false);
    assert.notEqual(refused.status.error_code, 'Success');
    assert.ok(refused.status.reason.startsWith(`refresh job ${running} is already in progress for collection ${collection}`));
    const { jobs } = await client.listRefreshExternalCollectionJobs({ collection_name: collection });
    assert.deepEqual(jobs.map((job) => job.job_id), [running]);
    assert.equal((await ended(client, running)).state, 'RefreshCompleted');
  });

  test('can bring a new source, which the collection has once they completed', async () => {
    const newFiles = await DataFiles.create(1);
    try {
      const jobId = await submit(client, {
        collection_name: collection,
        external_source: newFiles.source,
        external_spec: SPEC,
      });
      assert.equal((await read(client, jobId)).external_source, newFiles.source);
      assert.equal(await sourceOf(collection), files.source);

      assert.equal((await ended(client, jobId)).state, 'RefreshCompleted');

      assert.equal(await sourceOf(collection), newFiles.source);
    } finally {
      await newFiles.delete();
    }
  });

  test('need both of source and spec, or neither', async () => {
    const { status, job_id: jobId } = await client.refreshExternalCollection({
      collection_name: collection,
      external_source: files.source,
    });

    assert.equal(jobId, '0');
    assert.equal(status.code, 1100);
    assert.match(status.reason, /both provided or both omitted/);
  });

  test('that are unknown are an invalid parameter, and come without a job', async () => {
    assert.deepEqual(await client.getRefreshExternalCollectionProgress({ job_id: '465787408941891028' }), {
      status: jobNotFound('465787408941891028'),
      job_info: null,
    });
  });

  // A job_id that is no number is the client's own example; it sends the digits that it can make of it.
  for (const [jobId, sent] of [['job_12345', '5'], [null, '0']]) {
    test(`asked for as ${jobId} are looked up as ${sent}`, async () => {
      assert.deepEqual(await client.getRefreshExternalCollectionProgress({ job_id: jobId }), {
        status: jobNotFound(sent),
        job_info: null,
      });
    });
  }

  test('fail with the corrupt file as the reason and keep the progress they had', async () => {
    await files.addCorrupt('part-2.parquet');

    const job = await ended(client, await submit(client, { collection_name: collection }));

    assert.equal(job.state, 'RefreshFailed');
    assert.match(job.reason, /part-2\.parquet/);
    assert.equal(job.progress, '50');
    assert.ok(Number(job.end_time) > Number(job.start_time));
  });

  test('fail when the directory is empty', async () => {
    const emptyFiles = await DataFiles.create(0);
    try {
      await client.createCollection(externalCollection(`${collection}_really`, emptyFiles.source));

      const job = await ended(client, await submit(client, { collection_name: `${collection}_really` }));

      assert.equal(job.state, 'RefreshFailed');
      assert.equal(job.reason, `no files found in external source: ${emptyFiles.source}`);
      assert.equal(job.progress, '0');
    } finally {
      await emptyFiles.delete();
    }
  });

  test('that failed leave the collection on its old source and free for the next', async () => {
    const emptyFiles = await DataFiles.create(0);
    try {
      const failed = await submit(client, {
        collection_name: collection,
        external_source: emptyFiles.source,
        external_spec: SPEC,
      });
      assert.equal((await ended(client, failed)).state, 'RefreshFailed');

      assert.equal(await sourceOf(collection), files.source);
      const next = await submit(client, { collection_name: collection });
      assert.equal((await ended(client, next)).state, 'RefreshCompleted');
    } finally {
      await emptyFiles.delete();
    }
  });

  async function sourceOf(name) {
    return (await client.describeCollection({ collection_name: name })).schema.external_source;
  }
});

function jobNotFound(jobId) {
  const reason = `refresh job ${jobId} not found: invalid parameter`;
  return {
    error_code: 'IllegalArgument',
    reason,
    code: 1100,
    retriable: false,
    detail: reason,
    extra_info: { is_input_error: 'true' },
  };
}
