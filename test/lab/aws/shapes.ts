import { NormalizedSchema } from '@smithy/core/schema';

/** JSON as it goes over the wire. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A reference to a shape, as the SDK's schemas hold it. */
export type ShapeReference = Parameters<typeof NormalizedSchema.of>[0];

/**
 * Turns a value of a scenario into wire JSON, driven by the SDK's own schema: refuses a member that the shape does not
 * have and a value of another type, so a scenario cannot invent a field. Times are epoch seconds on the wire.
 */
export function encode(shape: NormalizedSchema, value: unknown, at: string): Json {
  if (shape.isUnitSchema()) return {};
  if (shape.isTimestampSchema()) return encodeTime(value, at);
  if (shape.isStructSchema()) return encodeStructure(shape, value, at);
  if (shape.isListSchema()) {
    if (!Array.isArray(value)) throw new Error(`${at}: not a list`);
    return value.map((item, index) => encode(shape.getValueSchema(), item, `${at}[${index}]`));
  }
  if (shape.isMapSchema()) {
    const entries = Object.entries(record(value, at)).filter(([, item]) => item !== undefined);
    return Object.fromEntries(
      entries.map(([key, item]) => [key, encode(shape.getValueSchema(), item, `${at}.${key}`)]),
    );
  }
  return encodeScalar(shape, value, at);
}

function encodeTime(value: unknown, at: string): number {
  const time = value instanceof Date ? value : new Date(String(value));
  if (Number.isNaN(time.getTime())) throw new Error(`${at}: not a time: ${String(value)}`);
  return time.getTime() / 1000;
}

function encodeStructure(shape: NormalizedSchema, value: unknown, at: string): Json {
  const members = new Map(shape.structIterator());
  const encoded: Record<string, Json> = {};
  for (const [name, item] of Object.entries(record(value, at))) {
    const member = members.get(name);
    if (member === undefined) {
      throw new Error(`${at}.${name}: the SDK has no such member (it has ${[...members.keys()].join(', ')})`);
    }
    if (item !== undefined) encoded[name] = encode(member, item, `${at}.${name}`);
  }
  return encoded;
}

function encodeScalar(shape: NormalizedSchema, value: unknown, at: string): Json {
  const expected = shape.isBooleanSchema() ? 'boolean' : shape.isNumericSchema() ? 'number' : 'string';
  if (typeof value === expected) return value as string | number | boolean;
  throw new Error(`${at}: ${value === null ? 'null' : typeof value} where the SDK says ${expected}`);
}

function record(value: unknown, at: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${at}: not an object`);
  return value as Record<string, unknown>;
}

/** Turns wire JSON (or decoded form and query parameters) into input as the SDK's types describe it. */
export function decode(shape: NormalizedSchema, value: Json): unknown {
  if (value === null) return undefined;
  if (shape.isTimestampSchema()) return timeOf(value);
  if (shape.isNumericSchema()) return Number(value);
  if (shape.isBooleanSchema()) return value === true || value === 'true';
  if (shape.isListSchema()) {
    return (Array.isArray(value) ? (value as readonly Json[]) : [value]).map((item) =>
      decode(shape.getValueSchema(), item),
    );
  }
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  const memberOf = shape.isStructSchema() ? new Map(shape.structIterator()) : null;
  const decoded: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    const member = memberOf === null ? shape.getValueSchema() : memberOf.get(name);
    if (member !== undefined) decoded[name] = decode(member, item);
  }
  return decoded;
}

/** The shape behind a reference. */
export const shapeOf = (reference: ShapeReference): NormalizedSchema => NormalizedSchema.of(reference);

/** Epoch seconds in bodies, ISO 8601 in query strings. */
function timeOf(value: Json): Date {
  if (typeof value === 'number') return new Date(value * 1000);
  return new Date(typeof value === 'string' ? value : NaN);
}
