// SPDX-License-Identifier: Apache-2.0

import assert from 'node:assert/strict';
import { test } from 'node:test';

import protobuf from 'protobufjs';

import { describeContract } from '../src/contract.js';
import { differences } from '../src/differences.js';

const OFFICIAL = `
  syntax = "proto3";
  package milvus.proto.jobs;
  service Jobs {
    rpc Submit(Request) returns (Job) {}
    rpc Cancel(Request) returns (Job) {}
  }
  message Request { string name = 1; }
  message Job {
    int64 id = 1;
    State state = 2;
    repeated int32 parts = 3;
    map<string, string> labels = 4;
    oneof outcome { string reason = 5; }
  }
  enum State { Pending = 0; Done = 1; }
`;

function differencesOf(declared) {
  return differences(contractOf(declared), contractOf(OFFICIAL));
}

function contractOf(text) {
  return describeContract(protobuf.parse(text, { keepCase: true }).root);
}

function tampered(original, replacement) {
  assert.ok(OFFICIAL.includes(original), `no '${original}' to tamper with`);
  return OFFICIAL.replace(original, replacement);
}

test('the same contract has no differences', () => {
  assert.deepEqual(differencesOf(OFFICIAL), []);
});

test('a subset has no differences', () => {
  assert.deepEqual(differencesOf(tampered('rpc Cancel(Request) returns (Job) {}', '')), []);
});

for (const { what, original, replacement, expected } of [
  {
    what: 'a wrong field number',
    original: 'int64 id = 1',
    replacement: 'int64 id = 9',
    expected: ".milvus.proto.jobs.Job.id is 'int64 = 9', the official contract has 'int64 = 1'",
  },
  {
    what: 'a wrong scalar type',
    original: 'int64 id = 1',
    replacement: 'uint64 id = 1',
    expected: ".milvus.proto.jobs.Job.id is 'uint64 = 1', the official contract has 'int64 = 1'",
  },
  {
    what: 'a wrong message type',
    original: 'State state = 2',
    replacement: 'Request state = 2',
    expected:
      ".milvus.proto.jobs.Job.state is '.milvus.proto.jobs.Request = 2'," +
      " the official contract has '.milvus.proto.jobs.State = 2'",
  },
  {
    what: 'a field that should be repeated',
    original: 'repeated int32 parts = 3',
    replacement: 'int32 parts = 3',
    expected:
      ".milvus.proto.jobs.Job.parts is 'int32 = 3'," +
      " the official contract has 'repeated int32 = 3 [packed]'",
  },
  {
    what: 'a packed field that is not',
    original: 'parts = 3',
    replacement: 'parts = 3 [packed = false]',
    expected:
      ".milvus.proto.jobs.Job.parts is 'repeated int32 = 3'," +
      " the official contract has 'repeated int32 = 3 [packed]'",
  },
  {
    what: 'a wrong map',
    original: 'map<string, string>',
    replacement: 'map<string, int64>',
    expected:
      ".milvus.proto.jobs.Job.labels is 'map<string, int64> = 4'," +
      " the official contract has 'map<string, string> = 4'",
  },
  {
    what: 'a field outside its oneof',
    original: 'oneof outcome { string reason = 5; }',
    replacement: 'string reason = 5;',
    expected:
      ".milvus.proto.jobs.Job.reason is 'string = 5'," +
      " the official contract has 'string = 5 in oneof outcome'",
  },
  {
    what: 'an unknown field',
    original: 'string name = 1;',
    replacement: 'string name = 1; string token = 2;',
    expected: '.milvus.proto.jobs.Request.token is not in the official contract',
  },
  {
    what: 'a renamed field',
    original: 'int64 id = 1',
    replacement: 'int64 job_id = 1',
    expected: '.milvus.proto.jobs.Job.job_id is not in the official contract',
  },
  {
    what: 'an unknown message',
    original: 'message Request',
    replacement: 'message Extra {} message Request',
    expected: '.milvus.proto.jobs.Extra is not in the official contract',
  },
  {
    what: 'an unknown enum value',
    original: 'Done = 1;',
    replacement: 'Done = 1; Lost = 2;',
    expected: '.milvus.proto.jobs.State.Lost is not in the official contract',
  },
  {
    what: 'a wrong enum number',
    original: 'Done = 1;',
    replacement: 'Done = 3;',
    expected: ".milvus.proto.jobs.State.Done is '= 3', the official contract has '= 1'",
  },
  {
    what: 'an unknown method',
    original: 'service Jobs {',
    replacement: 'service Jobs { rpc Await(Request) returns (Job) {}',
    expected: '.milvus.proto.jobs.Jobs.Await is not in the official contract',
  },
  {
    what: 'a wrong request type',
    original: 'Submit(Request)',
    replacement: 'Submit(Job)',
    expected:
      ".milvus.proto.jobs.Jobs.Submit is '(.milvus.proto.jobs.Job) returns (.milvus.proto.jobs.Job)'," +
      " the official contract has '(.milvus.proto.jobs.Request) returns (.milvus.proto.jobs.Job)'",
  },
  {
    what: 'a method that should not stream',
    original: 'Submit(Request) returns (Job)',
    replacement: 'Submit(Request) returns (stream Job)',
    expected:
      ".milvus.proto.jobs.Jobs.Submit is '(.milvus.proto.jobs.Request) returns (stream .milvus.proto.jobs.Job)'," +
      " the official contract has '(.milvus.proto.jobs.Request) returns (.milvus.proto.jobs.Job)'",
  },
]) {
  test(`${what} is a difference`, () => {
    assert.deepEqual(differencesOf(tampered(original, replacement)), [expected]);
  });
}
