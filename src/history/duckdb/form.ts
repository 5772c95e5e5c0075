import { objectOf, textOf, type Json } from '../../symptom/json.ts';
import { literal } from '../reply-key.ts';
import { duckType, eventShape, jsonShape, lineShape, type Shape } from './shape.ts';

/**
 * How the lines of a file hold their records: as they are, in EventBridge's `detail`, as text in SNS's `Message`, or each
 * in its own way. The engine parses only what a form needs: knowing it halves the work.
 */
export type Form = 'record' | 'detail' | 'notice' | 'mixed';

/** The form of a line that is one record; null for every other. */
export function formOf(line: Json): Form | null {
  if (objectOf(line['mail']) !== null) return 'record';
  if (objectOf(line['detail']) !== null) return 'detail';
  return textOf(line['Message']) === null ? null : 'notice';
}

const shapes: Readonly<Record<Form, Readonly<Record<string, Shape>>>> = {
  record: eventShape,
  detail: { detail: eventShape },
  notice: { Type: 'text', TopicArn: 'text', Message: 'text' },
  mixed: lineShape,
};

/** The members of a line that are read of a form. */
export const shapeOf = (form: Form): Readonly<Record<string, Shape>> => shapes[form];

const inNotice = (shape: unknown): string =>
  `CASE WHEN TopicArn IS NOT NULL OR Type = 'Notification' THEN try(from_json(Message, ${literal(JSON.stringify(shape))})) END`;

/** The event of a line of any form. */
const anyEvent = (shape: unknown): string => `CASE
  WHEN mail IS NOT NULL THEN {${Object.keys(eventShape)
    .map((name) => `'${name}': "${name}"`)
    .join(', ')}}
  WHEN detail IS NOT NULL THEN detail
  ELSE ${inNotice(shape)} END`;

/**
 * `flat`: a column for each of these members of the events, called by its path, from a relation with the columns of the
 * form. Nothing but the members that are named is taken out of the JSON.
 */
export function flattened(form: Form, source: string, paths: readonly string[]): string {
  const from =
    form === 'notice' || form === 'mixed'
      ? `(SELECT ${form === 'notice' ? inNotice(jsonShape(narrowed(eventShape, paths))) : anyEvent(jsonShape(eventShape))} AS e FROM ${source})`
      : source;
  const event = form === 'record' ? 's' : form === 'detail' ? 's.detail' : 's.e';
  return `SELECT ${paths.map((path) => `${event}.${inQuotes(path)} AS "${path}"`).join(', ')} FROM ${from} s`;
}

/** `mail.tags.ses:from-domain` as `"mail"."tags"."ses:from-domain"`. */
const inQuotes = (path: string): string =>
  path
    .split('.')
    .map((name) => `"${name}"`)
    .join('.');

/** The paths of all members that are no object. */
export function pathsOf(shape: Shape): readonly string[] {
  if (shape === 'text' || Array.isArray(shape)) return [''];
  return Object.entries(shape).flatMap(([name, member]) =>
    pathsOf(member).map((path) => (path === '' ? name : `${name}.${path}`)),
  );
}

/** A shape with nothing in it but these members. */
function narrowed(shape: Readonly<Record<string, Shape>>, paths: readonly string[]): Record<string, Shape> {
  const kept: Record<string, Shape> = {};
  for (const [name, member] of Object.entries(shape)) {
    const own = paths.filter((path) => path === name || path.startsWith(`${name}.`));
    if (own.length === 0) continue;
    kept[name] =
      member === 'text' || isList(member)
        ? member
        : narrowed(
            member,
            own.map((path) => path.slice(name.length + 1)),
          );
  }
  return kept;
}

const isList = (shape: Shape): shape is readonly [Shape] => Array.isArray(shape);

/** A relation without rows, with the columns of a form. */
export const emptyRelation = (form: Form): string =>
  `(SELECT ${Object.entries(shapeOf(form))
    .map(([name, shape]) => `NULL::${duckType(shape)} AS "${name}"`)
    .join(', ')} LIMIT 0)`;
