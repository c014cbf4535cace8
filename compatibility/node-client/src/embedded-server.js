// SPDX-License-Identifier: Apache-2.0

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const TARGET = new URL('../../../embedded-server/target/', import.meta.url);
const JAR = /^milvus-refresh-embedded-server-[\d.]+(-SNAPSHOT)?\.jar$/;
const LISTENING = /^Listening on (\S+)$/;
const START_TIMEOUT_MS = 30_000;

/** A process of the embedded server, as a user would start it. */
export class EmbeddedServer {
  #process;

  /**
   * Starts a server on a free port and returns when it listens.
   *
   * @param {...string} options its command line, without the port
   */
  static async start(...options) {
    const server = spawn('java', ['-jar', jar(), '--port', '0', ...options], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      return new EmbeddedServer(server, await addressOf(server));
    } catch (error) {
      server.kill();
      throw error;
    }
  }

  constructor(server, address) {
    this.#process = server;
    this.address = address;
  }

  /** Stops the process and returns once it ended. */
  async stop() {
    const ended = once(this.#process, 'exit');
    if (this.#process.kill()) await ended;
  }
}

function jar() {
  const name = readdirSync(TARGET).find((file) => JAR.test(file));
  if (!name) {
    throw new Error(`No jar of the embedded server in ${TARGET}; ./conformance node-client builds it`);
  }
  return fileURLToPath(new URL(name, TARGET));
}

/** The server prints its address once it listens. Later lines are read too: a full pipe would block it. */
function addressOf(server) {
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`The embedded server ${why}`));
    const timeout = setTimeout(fail, START_TIMEOUT_MS, `did not listen within ${START_TIMEOUT_MS} ms`);
    const settled = (settle) => (value) => {
      clearTimeout(timeout);
      settle(value);
    };
    server.once('error', settled((error) => fail(`could not be started: ${error.message}`)));
    server.once('exit', settled((code) => fail(`ended with status ${code} before it listened`)));
    createInterface({ input: server.stdout }).on('line', (line) => {
      const listening = line.match(LISTENING);
      if (listening) settled(resolve)(listening[1]);
    });
  });
}
