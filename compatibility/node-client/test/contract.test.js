// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import protobuf from 'protobufjs';

import { describeContract } from '../src/contract.js';
import { differences } from '../src/differences.js';
import { loadProtoFile } from '../src/proto-files.js';

const require = createRequire(import.meta.url);
const SDK = '@zilliz/milvus2-sdk-node';

function officialContract(name) {
  return protobuf.Root.fromJSON(require(`${SDK}/dist/milvus/proto-json/${name}.js`).default);
}

test('the official client is version 3.0.6', () => {
  assert.equal(require(`${SDK}/package.json`).version, '3.0.6');
});

// The package ships its contract three times. `milvus` has the names as the proto files spell them
// and is what the client speaks; the others have camelCase names and encode the collection schemas.
for (const [official, file, keepCase] of [
  ['milvus', 'milvus.proto', true],
  ['milvus.base', 'milvus.proto', false],
  ['schema.base', 'schema.proto', false],
]) {
  test(`all that ${file} declares is in the official client's ${official}, unchanged`, () => {
    const declared = describeContract(loadProtoFile(file, { keepCase }));

    assert.deepEqual(differences(declared, describeContract(officialContract(official))), []);
  });
}

test('the comparison covers the messages, fields, enum values and methods of all three files', () => {
  const declared = describeContract(loadProtoFile('milvus.proto', { keepCase: true }));

  for (const [name, description] of [
    ['.milvus.proto.milvus.RefreshExternalCollectionJobInfo', 'message'],
    ['.milvus.proto.milvus.RefreshExternalCollectionJobInfo.external_spec', 'string = 9'],
    ['.milvus.proto.milvus.RefreshExternalCollectionState.RefreshCompleted', '= 2'],
    [
      '.milvus.proto.milvus.MilvusService.GetRefreshExternalCollectionProgress',
      '(.milvus.proto.milvus.GetRefreshExternalCollectionProgressRequest)' +
        ' returns (.milvus.proto.milvus.GetRefreshExternalCollectionProgressResponse)',
    ],
    ['.milvus.proto.milvus.ListDatabasesResponse.db_ids', 'repeated int64 = 4 [packed]'],
    ['.milvus.proto.common.Status.extra_info', 'map<string, string> = 6'],
    ['.milvus.proto.schema.FieldSchema.external_field', 'string = 17'],
  ]) {
    assert.equal(declared.get(name), description, name);
  }
});
