// SPDX-License-Identifier: Apache-2.0

import { DataType } from './client.js';

export const SECRET = 'the-secret-access-key';

/** How to read the files, with a secret in it. */
export const SPEC = JSON.stringify({
  format: 'parquet',
  extfs: { region: 'eu-central-1', access_key_id: 'the-key-id', access_key_value: SECRET },
});

/** The same, as a server gives it back. */
export const MASKED_SPEC = {
  format: 'parquet',
  extfs: { region: 'eu-central-1', access_key_id: '***', access_key_value: '***' },
};

/** What `createCollection` takes to make an external collection over files in one place. */
export function externalCollection(name, source) {
  return {
    collection_name: name,
    fields: [
      { name: 'product_id', data_type: DataType.Int64, external_field: 'id' },
      { name: 'embedding', data_type: DataType.FloatVector, dim: 8, external_field: 'vector' },
    ],
    external_source: source,
    external_spec: SPEC,
  };
}
