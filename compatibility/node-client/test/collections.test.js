// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { connect } from '../src/client.js';
import { MASKED_SPEC, SECRET, externalCollection } from '../src/collections.js';
import { DataFiles } from '../src/data-files.js';
import { EmbeddedServer } from '../src/embedded-server.js';
import { SUCCESS, ended, submit } from '../src/jobs.js';

describe('external collections', () => {
  let server;
  let client;
  let files;
  before(async () => {
    server = await EmbeddedServer.start();
    client = await connect({ address: server.address });
    files = await DataFiles.create(1);
  });
  after(async () => {
    await client.closeConnection();
    await server.stop();
    await files.delete();
  });

  test('are created and described with the field mapping', async () => {
    assert.deepEqual(await client.createCollection(externalCollection('described', files.source)), SUCCESS);

    const { status, collection_name: name, schema } = await client.describeCollection({ collection_name: 'described' });

    assert.deepEqual(status, SUCCESS);
    assert.equal(name, 'described');
    assert.equal(schema.external_source, files.source);
    const mapping = schema.fields.map((field) => [field.name, field.data_type, field.external_field]);
    assert.deepEqual(mapping, [
      ['product_id', 'Int64', 'id'],
      ['embedding', 'FloatVector', 'vector'],
      ['__virtual_pk__', 'Int64', ''],
    ]);
    assert.equal(schema.fields[1].dim, '8');
  });

  test('have a primary key that the files do not have', async () => {
    await client.createCollection(externalCollection('keyed', files.source));

    const { schema } = await client.describeCollection({ collection_name: 'keyed' });

    const keys = schema.fields.filter((field) => field.is_primary_key);
    assert.deepEqual(keys.map((field) => [field.name, field.autoID]), [['__virtual_pk__', true]]);
  });

  test('do not give the secrets of their spec away', async () => {
    await client.createCollection(externalCollection('secretive', files.source));

    const described = await client.describeCollection({ collection_name: 'secretive' });

    assert.deepEqual(JSON.parse(described.schema.external_spec), MASKED_SPEC);
    assert.ok(!JSON.stringify(described).includes(SECRET));
  });

  test('exist until they are dropped; their jobs can be read after that', async () => {
    await client.createCollection(externalCollection('dropped', files.source));
    const job = await ended(client, await submit(client, { collection_name: 'dropped' }));
    assert.equal((await client.hasCollection({ collection_name: 'dropped' })).value, true);

    assert.deepEqual(await client.dropCollection({ collection_name: 'dropped' }), SUCCESS);

    assert.equal((await client.hasCollection({ collection_name: 'dropped' })).value, false);
    assert.deepEqual(await client.getRefreshExternalCollectionProgress({ job_id: job.job_id }), {
      status: SUCCESS,
      job_info: job,
    });
    const { jobs } = await client.listRefreshExternalCollectionJobs();
    assert.deepEqual(jobs.filter(({ job_id: id }) => id === job.job_id), [job]);
    assert.deepEqual(
      await client.listRefreshExternalCollectionJobs({ collection_name: 'dropped' }),
      { status: collectionNotFound('default', 'dropped'), jobs: [] },
    );
  });

  test('that do not exist cannot be refreshed', async () => {
    assert.deepEqual(await client.refreshExternalCollection({ collection_name: 'absent' }), {
      status: collectionNotFound('default', 'absent'),
      job_id: '0',
    });
  });

  test('belong to the database of the client', async () => {
    assert.deepEqual(await client.createDatabase({ db_name: 'sales' }), SUCCESS);
    assert.deepEqual((await client.listDatabases()).db_names, ['default', 'sales']);
    const salesClient = await connect({ address: server.address, database: 'sales' });
    try {
      await salesClient.createCollection(externalCollection('orders', files.source));
      const jobId = await submit(salesClient, { collection_name: 'orders' });

      const listed = await salesClient.listRefreshExternalCollectionJobs({ collection_name: 'orders' });
      assert.deepEqual(listed.jobs.map((job) => job.job_id), [jobId]);
      const named = await client.listRefreshExternalCollectionJobs({ collection_name: 'orders', db_name: 'sales' });
      assert.deepEqual(named.jobs.map((job) => job.job_id), [jobId]);
      const elsewhere = await client.listRefreshExternalCollectionJobs({ collection_name: 'orders' });
      assert.deepEqual(elsewhere, { status: collectionNotFound('default', 'orders'), jobs: [] });
    } finally {
      await salesClient.closeConnection();
    }
  });

  // Milvus' way to say that it has no such call is UNIMPLEMENTED, and the client's way to show it is this.
  test('are in no statistics: the server has only what refreshing needs', async () => {
    await client.createCollection(externalCollection('uncounted', files.source));

    assert.deepEqual(await client.getIndexStatistics({ collection_name: 'uncounted' }), {});
  });

  // The client throws the status of this call only.
  test('are refused when the spec is malformed, without a word of it', async () => {
    const malformed = { ...externalCollection('malformed', files.source), external_spec: `{"extfs": "${SECRET}` };

    await assert.rejects(client.createCollection(malformed), (status) => {
      assert.equal(status.error_code, 'IllegalArgument');
      assert.equal(status.code, 1100);
      assert.match(status.reason, /valid external_spec.*<redacted>/);
      assert.ok(!JSON.stringify(status).includes(SECRET));
      return true;
    });
  });
});

function collectionNotFound(database, collection) {
  const reason = `collection not found[database=${database}][collection=${collection}]`;
  return {
    error_code: 'CollectionNotExists',
    reason,
    code: 100,
    retriable: false,
    detail: reason,
    extra_info: { is_input_error: 'true' },
  };
}
