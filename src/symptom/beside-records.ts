import { flatLines } from './flat-lines.ts';
import { objectOf } from './json.ts';

/** A key by which a record of SES says what it is: of an object, and in JSON that is a string. */
const recordKey = /^(?:notification|event)[ _-]?type$/iu;
const recordKeyInText = /(?:notification|event)[ _-]?type\\*["']/iu;
/** Members that a record of SES does not have, and a program that passes it on does. */
const failing = /^(?:err|error|errors|error_?message|exception|failure_?reason|stack|traceback)$/iu;
/** JSON may be nested without end. */
const deepest = 100;

interface Read {
  /** A record of SES is in it. */
  holdsRecord: boolean;
  /** What stands beside the records in it. */
  texts: readonly string[];
}

const nothing: Read = { holdsRecord: false, texts: [] };

/**
 * The texts that stand in the same list as a record of SES and are none (`[{"eventType": …}, {"error": …}]`, log events,
 * a batch of messages), and what a program wrote into a record as its own error. One good record says nothing about them.
 */
export const besideRecords = (document: unknown): readonly string[] => read(document, 0).texts;

/** Looks at each value once. */
function read(value: unknown, depth: number): Read {
  if (typeof value === 'string') return { holdsRecord: recordKeyInText.test(value), texts: [] };
  if (depth > deepest) return nothing;
  if (Array.isArray(value)) return readList(value, depth);
  const object = objectOf(value);
  if (object === null) return nothing;
  const entries = Object.entries(object);
  if (entries.some(([key]) => recordKey.test(key)))
    return {
      holdsRecord: true,
      texts: entries.flatMap(([key, own]) => (failing.test(key) ? textsOf(own) : [])),
    };
  const members = entries.map(([, member]) => read(member, depth + 1));
  return {
    holdsRecord: members.some(({ holdsRecord }) => holdsRecord),
    texts: members.flatMap(({ texts }) => texts),
  };
}

function readList(list: readonly unknown[], depth: number): Read {
  const members = list.map((member) => ({ member, ...read(member, depth + 1) }));
  if (!members.some(({ holdsRecord }) => holdsRecord)) return nothing;
  return {
    holdsRecord: true,
    texts: members.flatMap(({ member, holdsRecord, texts }) => (holdsRecord ? texts : textsOf(member))),
  };
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  const object = objectOf(value);
  return object === null ? [] : flatLines(object);
}
