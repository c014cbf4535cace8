// SPDX-License-Identifier: Apache-2.0

/**
 * Lists what a declared contract says otherwise than the official one. What only the official one
 * has is no difference: the declared contract is a subset.
 *
 * @param {Map<string, string>} declared our contract, as `describeContract` returns it
 * @param {Map<string, string>} official the contract to agree with
 * @returns {string[]} one sentence for each element; empty when they agree
 */
export function differences(declared, official) {
  return [...declared]
    .filter(([name, description]) => official.get(name) !== description)
    .map(([name, description]) => sentence(name, description, official.get(name)));
}

function sentence(name, declared, official) {
  return official === undefined
    ? `${name} is not in the official contract`
    : `${name} is '${declared}', the official contract has '${official}'`;
}
