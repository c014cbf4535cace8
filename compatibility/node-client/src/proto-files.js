// SPDX-License-Identifier: Apache-2.0

import { fileURLToPath } from 'node:url';

import protobuf from 'protobufjs';

const PROTO_DIRECTORY = new URL('../../../proto/src/main/proto/', import.meta.url);

/**
 * Loads one of the project's own proto files and all that it imports.
 *
 * @param {string} file such as `milvus.proto`
 * @param {protobuf.IParseOptions} options whether the field names keep their case
 * @returns {protobuf.Root}
 */
export function loadProtoFile(file, options) {
  const root = new protobuf.Root();
  root.resolvePath = (_importing, imported) => fileURLToPath(new URL(imported, PROTO_DIRECTORY));
  return root.loadSync(file, options);
}
