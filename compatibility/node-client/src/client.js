// SPDX-License-Identifier: Apache-2.0

import sdk from '@zilliz/milvus2-sdk-node';

export const { DataType, MilvusClient } = sdk;

/** The account of the servers that ask for one. */
export const ROOT = { username: 'root', password: 'Milvus' };

/**
 * The client connects from its constructor, in the background. Returns it once that came to an end,
 * good or bad: a failure that nobody waits for would end the process.
 */
export async function connect(config) {
  const client = new MilvusClient(config);
  await client.connectPromise.catch(() => {});
  return client;
}
