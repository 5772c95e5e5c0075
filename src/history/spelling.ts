import { eventShape, type Shape } from './duckdb/shape.ts';
import { objectOf, parsed, type Json } from '../symptom/json.ts';

/**
 * A record with the names that SES gives its members, where a store spelt them otherwise: in lower case (Glue, Athena), with
 * capitals (the .NET serializer), as `event_type`; and with its objects opened, where they stand as texts of JSON.
 */
export const spelled = (record: Json): Json => respelled(record, eventShape);

function respelled(object: Json, shape: Readonly<Record<string, Shape>>): Json {
  const own: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(object)) {
    const member = nameIn(shape, name);
    const as = member ?? name;
    if (as !== name && Object.hasOwn(object, as)) continue;
    own[as] = member === null ? value : valueOf(value, shape[member] ?? 'text');
  }
  return own;
}

function valueOf(value: unknown, shape: Shape): unknown {
  if (shape === 'text') return value;
  const open = typeof value === 'string' ? (parsed(value) ?? value) : value;
  if (isList(shape)) return Array.isArray(open) ? open.map((one) => valueOf(one, shape[0])) : open;
  const object = objectOf(open);
  return object === null ? open : respelled(object, shape);
}

/** The member that a name stands for: as it is, in other capitals, or with signs between its words. */
function nameIn(shape: Readonly<Record<string, Shape>>, name: string): string | null {
  if (Object.hasOwn(shape, name)) return name;
  const names = Object.keys(shape);
  const lower = name.toLowerCase();
  return (
    names.find((one) => one.toLowerCase() === lower) ??
    names.find((one) => joined(one) === joined(name)) ??
    null
  );
}

const joined = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '');

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);
