// SPDX-License-Identifier: Apache-2.0

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const MAGIC = 'PAR1';

/** A directory of files that pass for Parquet: the format's magic bytes are at both ends. */
export class DataFiles {
  static async create(count) {
    const files = new DataFiles(await mkdtemp(join(tmpdir(), 'milvus-refresh-')));
    await files.add(count);
    return files;
  }

  constructor(directory) {
    this.directory = directory;
  }

  /** The directory as an `external_source`. */
  get source() {
    return pathToFileURL(this.directory).href;
  }

  async add(count) {
    for (let number = 0; number < count; number++) {
      await this.write(`part-${number}.parquet`, `${MAGIC} columns and footer ${MAGIC}`);
    }
  }

  async addCorrupt(name) {
    await this.write(name, `${MAGIC} columns, then the writer died`);
  }

  async write(name, content) {
    await writeFile(join(this.directory, name), content);
  }

  async delete() {
    await rm(this.directory, { recursive: true });
  }
}
