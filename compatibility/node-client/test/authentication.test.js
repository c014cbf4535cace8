// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { ROOT, connect } from '../src/client.js';
import { EmbeddedServer } from '../src/embedded-server.js';
import { SUCCESS } from '../src/jobs.js';

const UNAUTHENTICATED = 16;
const WRONG_PASSWORD = 'auth check failure, please check username and password are correct';

describe('a server that asks for credentials', () => {
  let server;
  before(async () => {
    server = await EmbeddedServer.start('--user', `${ROOT.username}:${ROOT.password}`);
  });
  after(() => server.stop());

  async function withClient(credentials, use) {
    const client = await connect({ address: server.address, ...credentials });
    try {
      await use(client);
    } finally {
      await client.closeConnection();
    }
  }

  for (const [what, credentials] of [
    ['user and password', ROOT],
    ['a token of user and password', { token: `${ROOT.username}:${ROOT.password}` }],
  ]) {
    test(`lets ${what} in`, () =>
      withClient(credentials, async (client) => {
        const connected = await client.connectPromise;
        assert.deepEqual(connected.status, SUCCESS);
        assert.match(connected.identifier, /^[1-9]\d*$/);
        assert.deepEqual(await client.listRefreshExternalCollectionJobs(), { status: SUCCESS, jobs: [] });
      }));
  }

  for (const [what, credentials, details] of [
    ['no credentials', {}, 'missing authorization in header'],
    ['a wrong password', { ...ROOT, password: 'milvus' }, WRONG_PASSWORD],
    ['an unknown user', { ...ROOT, username: 'toor' }, WRONG_PASSWORD],
    ['an unknown token', { token: 'key' }, 'auth check failure, please check api key is correct'],
  ]) {
    test(`refuses ${what}, at the connection and at each refresh call`, () =>
      withClient(credentials, async (client) => {
        for (const call of [
          () => client.connectPromise,
          () => client.refreshExternalCollection({ collection_name: 'products' }),
          () => client.getRefreshExternalCollectionProgress({ job_id: '465787408941891028' }),
          () => client.listRefreshExternalCollectionJobs(),
        ]) {
          await assert.rejects(call, { code: UNAUTHENTICATED, details });
        }
      }));
  }
});

describe('a server without accounts', () => {
  let server;
  before(async () => {
    server = await EmbeddedServer.start();
  });
  after(() => server.stop());

  test('lets a client without credentials in and names a 3.0 version', async () => {
    const client = await connect({ address: server.address });
    assert.deepEqual((await client.connectPromise).status, SUCCESS);

    const { status, version } = await client.getVersion();

    assert.deepEqual(status, SUCCESS);
    assert.match(version, /^v?3\.0/);
    await client.closeConnection();
  });
});
