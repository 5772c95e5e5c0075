import { eventNames } from '../knowledge/event-types.ts';
import { fitOf } from './event-pattern.ts';
import { recordOf } from './ses-event.ts';

/** What SES publishes to a topic: a type as `BOUNCE`, and the member of the record that names it. */
export interface PublishedType {
  type: string;
  typeMember: 'eventType' | 'notificationType';
}

/** A filter policy by the type of the record. */
export type TypeFilter = Readonly<Record<string, readonly unknown[]>>;

/**
 * The filter policy over the message body that takes what one was meant to take, and the types it must not lose; null where
 * that is not plain: it is no JSON object of lists, asks for more than the type, or SES publishes records of both kinds.
 */
export function repairedFilter(
  policy: string,
  published: readonly PublishedType[],
  wanted: readonly string[],
): TypeFilter | null {
  const [typeMember, ...others] = new Set(published.map((one) => one.typeMember));
  const keys = objectOf(policy);
  if (typeMember === undefined || others.length > 0 || keys === null) return null;
  const meant = namesIn(keys['eventType'] ?? keys['notificationType']);
  if (meant === null || Object.keys(keys).length !== 1) return null;
  const types = published.map(({ type }) => type);
  const names = types.filter((type) => meant.includes(nameOf(type).toLowerCase()) || wanted.includes(type));
  const repaired = { [typeMember]: [...new Set(names)].map(nameOf) };
  const fits = names.some((type) => fitOf(JSON.stringify(repaired), recordOf(type, typeMember)) !== 'none');
  return fits ? repaired : null;
}

const nameOf = (type: string): string => eventNames[type]?.recordType ?? type;

function objectOf(policy: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(policy);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}

/** The names in a list, in small letters: how a type is written is one of the things people get wrong. */
const namesIn = (value: unknown): readonly string[] | null =>
  Array.isArray(value) && value.every((one) => typeof one === 'string')
    ? value.map((one) => one.toLowerCase())
    : null;
