// SPDX-License-Identifier: Apache-2.0

import protobuf from 'protobufjs';

const MILVUS = '.milvus.proto';

/**
 * Describes every message, field, enum value and method below `milvus.proto`.
 *
 * @param {protobuf.Root} root a loaded contract; resolved by this call
 * @returns {Map<string, string>} full name of the element to what the wire needs to know of it
 */
export function describeContract(root) {
  root.resolveAll();
  return new Map(describeNamespace(root.lookup(MILVUS)));
}

function describeNamespace(namespace) {
  return namespace.nestedArray.flatMap((element) => [
    ...describeElement(element),
    ...(element instanceof protobuf.Namespace ? describeNamespace(element) : []),
  ]);
}

function describeElement(element) {
  if (element instanceof protobuf.Type) {
    return [[element.fullName, 'message'], ...element.fieldsArray.map(describeField)];
  }
  if (element instanceof protobuf.Enum) {
    return [[element.fullName, 'enum'], ...describeValues(element)];
  }
  if (element instanceof protobuf.Service) {
    return [[element.fullName, 'service'], ...element.methodsArray.map(describeMethod)];
  }
  return [];
}

function describeField(field) {
  const parts = [fieldType(field), `= ${field.id}`];
  if (field.repeated) {
    parts.unshift('repeated');
    // Packed and unpacked are different bytes for scalars and enums only.
    if (field.packed && isPackable(field)) parts.push('[packed]');
  }
  if (field.partOf) parts.push(`in oneof ${field.partOf.name}`);
  return [field.fullName, parts.join(' ')];
}

function fieldType(field) {
  const type = field.resolvedType?.fullName ?? field.type;
  return field.map ? `map<${field.keyType}, ${type}>` : type;
}

function isPackable(field) {
  return field.resolvedType instanceof protobuf.Enum || field.type in protobuf.types.packed;
}

function describeValues(type) {
  return Object.entries(type.values).map(([name, number]) => [`${type.fullName}.${name}`, `= ${number}`]);
}

function describeMethod(method) {
  const stream = (streams) => (streams ? 'stream ' : '');
  const request = stream(method.requestStream) + method.resolvedRequestType.fullName;
  const response = stream(method.responseStream) + method.resolvedResponseType.fullName;
  return [method.fullName, `(${request}) returns (${response})`];
}
