import { flatLines } from './flat-lines.ts';
import { objectOf, topOf } from './json.ts';
import { tellsOfFailure } from './observe/failure-words.ts';
import { hasFailedMember, tellsOfFailureAs } from './observe/told-members.ts';
import { lineOfList } from './observe/recipient-lists.ts';

/** A key by which a record of SES says what it is: of an object, and in JSON that is a string. */
const recordKey = /^(?:notification|event)[ _-]?type$/iu;
const recordKeyInText = /(?:notification|event)[ _-]?type\\*["']/iu;
/** Members that a record of SES does not have, and a program that passes it on does. */
const failing = /^(?:err|error|errors|error_?message|exception|failure_?reason|stack|traceback)$/iu;
/** Members of a record by SES itself: the others were put there by whoever passed it on. */
const ofSes: ReadonlySet<string> = new Set(
  'eventType notificationType mail send delivery open click bounce complaint reject failure deliveryDelay subscription'.split(
    ' ',
  ),
);

/** What somebody added to a record, where it tells of a failure: `"error": "queue full"`, `"success": false`, `"failed": 3`. */
function toldBy(key: string, own: unknown): readonly string[] {
  if (ofSes.has(key) || recordKey.test(key) || own === '') return [];
  if (typeof own === 'string' || typeof own === 'boolean') {
    const line = `${key}: ${String(own)}`.slice(0, 1000);
    return tellsOfFailure(line) ? [line] : [];
  }
  return failedMembers(key, own);
}

/** A member of a carrier or of a program that says by its name and value that something failed, with what stands in it. */
function failedMembers(key: string, own: unknown): readonly string[] {
  if (typeof own === 'boolean' || typeof own === 'number' || (typeof own === 'string' && own.length < 80))
    return tellsOfFailureAs({ name: key, value: String(own) }) ? [`${key}: ${String(own)}`] : [];
  if (Array.isArray(own)) {
    const line = lineOfList(key, own);
    if (line !== null) return [line];
    return own.length > 0 && tellsOfFailureAs({ name: key, value: 'some' })
      ? [`${key}: ${JSON.stringify(topOf(own)).slice(0, 300)}`]
      : [];
  }
  const object = objectOf(own);
  return object === null
    ? []
    : flatLines(object).flatMap((line) => (line.length < 8192 && hasFailedMember(line) ? [line] : []));
}

/** Members of SNS, SQS, EventBridge and Firehose that hold numbers and names of their own. */
const isOfCarrier =
  /^(?:message_?attributes|attributes|request_?context|headers|multi_?value_?headers|resources|md5\w{0,30}|approximate\w{0,40})$/iu;

/** JSON may be nested without end. */
const deepest = 100;

interface Read {
  /** A record of SES is in it. */
  holdsRecord: boolean;
  /** What stands beside the records in it. */
  texts: readonly string[];
  /** What stands where a record should: neither one nor a line of a log. */
  foreign: readonly string[];
}

const nothing: Read = { holdsRecord: false, texts: [], foreign: [] };

/**
 * The texts that stand in the same list as a record of SES and are none (`[{"eventType": …}, {"error": …}]`, log events,
 * a batch of messages), and what a program wrote into a record as its own error. One good record says nothing about them.
 */
export const besideRecords = (document: unknown): Omit<Read, 'holdsRecord'> => read(document, 0);

/** Looks at each value once. */
function read(value: unknown, depth: number): Read {
  if (typeof value === 'string') return { ...nothing, holdsRecord: recordKeyInText.test(value) };
  if (depth > deepest) return nothing;
  if (Array.isArray(value)) return readList(value, depth);
  const object = objectOf(value);
  if (object === null) return nothing;
  const entries = Object.entries(object);
  if (entries.some(([key]) => recordKey.test(key)))
    return {
      ...{ holdsRecord: true, foreign: [] },
      texts: entries.flatMap(([key, own]) =>
        failing.test(key) && typeof own === 'object' ? textsOf(own) : toldBy(key, own),
      ),
    };
  const members = entries.map(([, member]) => read(member, depth + 1));
  const holdsRecord = members.some((member) => member.holdsRecord);
  return {
    holdsRecord,
    texts: members.flatMap(({ texts }, at) => {
      const [key = '', own] = entries[at] ?? [];
      return holdsRecord && members[at]?.holdsRecord === false && !isOfCarrier.test(key)
        ? failedMembers(key, own)
        : texts;
    }),
    foreign: members.flatMap(({ foreign }) => foreign),
  };
}

function readList(list: readonly unknown[], depth: number): Read {
  const members = list.map((member) => ({ member, ...read(member, depth + 1) }));
  if (!members.some(({ holdsRecord }) => holdsRecord)) return nothing;
  return {
    holdsRecord: true,
    texts: members.flatMap(({ member, holdsRecord, texts }) => (holdsRecord ? texts : textsOf(member))),
    foreign: members.flatMap(({ member, holdsRecord, foreign }) =>
      holdsRecord
        ? foreign
        : isLogLine(member) || isNotice(member)
          ? []
          : [JSON.stringify(topOf(member)).slice(0, 300)],
    ),
  };
}

/** A line that a program or Lambda wrote among its events: what it says is read as text. */
function isLogLine(member: unknown): boolean {
  const object = objectOf(member);
  if (object === null) return typeof member === 'string' && /\s\S+\s/u.test(member);
  const keys = Object.keys(object).map((key) => key.toLowerCase());
  return (
    keys.some((key) => /^@?(?:message|msg|log|text|line|error|err)$/u.test(key)) &&
    keys.some((key) => /^@?(?:timestamp|time|ts|level|severity|ingestiontime|date|code)$/u.test(key))
  );
}

/** What AWS writes among events that tells of no mail. */
const isNotice = (member: unknown): boolean =>
  /Successfully validated SNS topic for Amazon SES|"s3:TestEvent"|"CONTROL_MESSAGE"|"(?:Subscription|Unsubscribe)Confirmation"/u.test(
    JSON.stringify(topOf(member)),
  );

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  const object = objectOf(value);
  return object === null ? [] : flatLines(object);
}
