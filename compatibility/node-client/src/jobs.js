// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

const POLL_INTERVAL_MS = 20;
const TIMEOUT_MS = 20_000;

/** The status of every call that went well, as the client resolves it. */
export const SUCCESS = {
  error_code: 'Success',
  reason: '',
  code: 0,
  retriable: false,
  detail: '',
  extra_info: {},
};

/** Triggers a refresh and returns its job id. */
export async function submit(client, request) {
  const submitted = await client.refreshExternalCollection(request);
  assert.deepEqual(submitted.status, SUCCESS);
  return submitted.job_id;
}

/** Reads a job once. */
export async function read(client, jobId) {
  const progress = await client.getRefreshExternalCollectionProgress({ job_id: jobId });
  assert.deepEqual(progress.status, SUCCESS);
  return progress.job_info;
}

/**
 * Polls a job until it ended.
 *
 * @returns every different view of the job that was seen, oldest first
 */
export async function follow(client, jobId) {
  const seen = [];
  const deadline = Date.now() + TIMEOUT_MS;
  while (!hasEnded(seen.at(-1))) {
    assert.ok(Date.now() < deadline, `job ${jobId} still runs after ${TIMEOUT_MS} ms: ${JSON.stringify(seen)}`);
    const job = await read(client, jobId);
    if (JSON.stringify(job) !== JSON.stringify(seen.at(-1))) seen.push(job);
    await delay(POLL_INTERVAL_MS);
  }
  return seen;
}

/** Polls a job until it ended and returns its last view. */
export async function ended(client, jobId) {
  return (await follow(client, jobId)).at(-1);
}

function hasEnded(job) {
  return job?.state === 'RefreshCompleted' || job?.state === 'RefreshFailed';
}
