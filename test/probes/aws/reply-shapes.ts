import type { NormalizedSchema } from '@smithy/core/schema';
import type * as v from 'valibot';

/** Members as the SDK hands them over, or as they go over the wire: times differ. */
export type Form = 'value' | 'wire';

/** What the table of replies says of a member: it has to be there, or it may be absent. */
export type Listing = 'required' | 'maybe';

/** A reply that has every member, lists and maps with one entry. */
export function sampleOf(shape: NormalizedSchema, form: Form, depth = 0): unknown {
  if (shape.isTimestampSchema()) return form === 'wire' ? 1_790_000_000 : new Date('2026-11-01');
  if (shape.isStructSchema()) {
    // A shape that holds itself has to end somewhere.
    if (depth > 8) return {};
    const members = [...shape.structIterator()];
    return Object.fromEntries(members.map(([name, member]) => [name, sampleOf(member, form, depth + 1)]));
  }
  if (shape.isListSchema()) return [sampleOf(shape.getValueSchema(), form, depth + 1)];
  if (shape.isMapSchema()) return { key: sampleOf(shape.getValueSchema(), form, depth + 1) };
  if (shape.isBooleanSchema()) return true;
  return shape.isNumericSchema() ? 7 : 'text';
}

/** A reply in which one member is missing or of another type. Entries of lists and maps stand in the path as `*`. */
export interface Mutation {
  path: string;
  what: string;
  reply: unknown;
}

/** Every member missing, and in every other type; lists with a null in them; times that do not exist. */
export function mutationsOf(shape: NormalizedSchema, form: Form): readonly Mutation[] {
  return within(shape, form, 0).map(({ path, ...rest }) => ({ path: path.join('.'), ...rest }));
}

type Inner = Omit<Mutation, 'path'> & { path: readonly string[] };

function within(shape: NormalizedSchema, form: Form, depth: number): readonly Inner[] {
  const whole = sampleOf(shape, form, depth);
  if (shape.isStructSchema() && depth <= 8) {
    const object = whole as Readonly<Record<string, unknown>>;
    return [...shape.structIterator()].flatMap(([name, member]): Inner[] => {
      const { [name]: _, ...rest } = object;
      return [
        { path: [name], what: 'missing', reply: rest },
        ...replacements(member, form).map(([what, value]) => ({
          path: [name],
          what,
          reply: { ...object, [name]: value },
        })),
        ...within(member, form, depth + 1).map(({ path, what, reply }) => ({
          path: [name, ...path],
          what,
          reply: { ...object, [name]: reply },
        })),
      ];
    });
  }
  if (!shape.isListSchema() && !shape.isMapSchema()) return [];
  const wrap = (one: unknown): unknown => (shape.isListSchema() ? [one] : { key: one });
  const entry = shape.getValueSchema();
  return [
    ...replacements(entry, form)
      .filter(([what]) => form === 'value' || what !== 'null')
      .map(([what, value]) => ({ path: ['*'], what: `entry ${what}`, reply: wrap(value) })),
    ...within(entry, form, depth + 1).map(({ path, what, reply }) => ({
      path: ['*', ...path],
      what,
      reply: wrap(reply),
    })),
  ];
}

/** Values of every type that the member is not of. */
function replacements(shape: NormalizedSchema, form: Form): readonly (readonly [string, unknown])[] {
  const own = shape.isListSchema()
    ? 'list'
    : shape.isStructSchema() || shape.isMapSchema()
      ? 'object'
      : shape.isBooleanSchema()
        ? 'flag'
        : shape.isNumericSchema()
          ? 'number'
          : shape.isTimestampSchema()
            ? 'time'
            : 'text';
  const others: (readonly [string, unknown])[] = [
    ['null', null],
    ['list', []],
    ['object', {}],
    ['text', 'text'],
    ['number', 7],
    ['flag', true],
  ];
  if (own === 'list') others.push(['list of null', [null]]);
  if (own === 'time') others.push(['no time', form === 'wire' ? 1e300 : new Date(NaN)]);
  // On the wire a number is a time. To the SDK, an empty list is an object without members.
  const alike = own === 'time' && form === 'wire' ? ['number'] : own === 'object' ? [own, 'list'] : [own];
  return others.filter(([what]) => !alike.includes(what));
}

interface Parts {
  type: string;
  entries?: Readonly<Record<string, Parts>>;
  wrapped?: Parts;
  item?: Parts;
  value?: Parts;
  pipe?: readonly Parts[];
}

/** The members that a schema of the table lists, by path. */
export function listed(schema: v.GenericSchema): ReadonlyMap<string, Listing> {
  const found = new Map<string, Listing>();
  walk(schema, [], 'required', found);
  return found;
}

function walk(parts: Parts, path: readonly string[], as: Listing, found: Map<string, Listing>): void {
  if (parts.type === 'optional' && parts.wrapped !== undefined) {
    walk(parts.wrapped, path, 'maybe', found);
    return;
  }
  found.set(path.join('.'), as);
  for (const [name, member] of Object.entries(parts.entries ?? {}))
    walk(member, [...path, name], 'required', found);
  const entry = parts.item ?? (parts.type === 'record' ? parts.value : undefined);
  if (entry !== undefined) walk(entry, [...path, '*'], 'required', found);
}
