import * as v from 'valibot';
import { nearest } from '../model/edit-distance.ts';
import { readJson } from '../parse/template/json-position.ts';
import type { BaselineEntry } from './baseline.ts';
import type { Ignore } from './ignores.ts';

const glob = v.pipe(v.string(), v.minLength(1), v.maxLength(300));
/** A pattern that names no area would accept whatever is found: `*a*` is most of it. */
const ofArea = v.pipe(
  glob,
  v.check(
    (text) => /^[^*/]+\/[^/]+$/.test(text),
    'a code names its area in full before any wildcard, for example dmarc/policy-none or dmarc/*; one entry for each area',
  ),
);
const ofCheck = v.pipe(
  glob,
  v.check(
    (text) => /^[^*/]+\*?$/.test(text),
    'a check is named in full, at most with a wildcard behind it, for example reputation or reputation*',
  ),
);
const reason = v.pipe(v.string('the reason is required'), v.trim(), v.minLength(1, 'the reason is required'));
const date = v.pipe(v.string(), v.check(isDate, 'expires is a date, for example 2027-05-01'));
const ofCode = v.strictObject({ code: ofArea, subject: v.optional(glob), reason, expires: v.optional(date) });
const ofUnknown = v.strictObject({
  check: ofCheck,
  status: v.literal('unknown'),
  reason,
  expires: v.optional(date),
});

const ignoreFile = v.strictObject({
  $schema: v.optional(v.string()),
  ignores: v.array(v.lazy((input) => (isOfUnknown(input) ? ofUnknown : ofCode))),
});

const entry = v.object({ code: v.string(), subject: v.string() });
const baselineFile = v.object({ schema: v.literal(1), baseline: v.array(entry) });

const reportFile = v.object({
  schema: v.literal(1),
  stages: v.array(
    v.object({
      checks: v.array(
        v.object({
          findings: v.array(v.object({ ...entry.entries, severity: v.string(), ignored: v.unknown() })),
        }),
      ),
    }),
  ),
});

/** The ignore file. Throws an `Error` that names the first thing wrong with it. */
export function parseIgnores(text: string): readonly Ignore[] {
  return parsed(ignoreFile, text).ignores;
}

/** A file of --write-baseline. Throws an `Error` that names the first thing wrong with it. */
export function parseBaseline(text: string): readonly BaselineEntry[] {
  return parsed(baselineFile, text).baseline;
}

/** The errors and warnings of an earlier JSON report. Throws an `Error` that names the first thing wrong with it. */
export function parseEarlierReport(text: string): readonly BaselineEntry[] {
  return parsed(reportFile, text)
    .stages.flatMap(({ checks }) => checks.flatMap(({ findings }) => findings))
    .filter(({ severity, ignored }) => (severity === 'error' || severity === 'warning') && ignored == null)
    .map(({ code, subject }) => ({ code, subject }));
}

/** The text of --write-baseline. */
export const serializeBaseline = (baseline: readonly BaselineEntry[]): string =>
  `${JSON.stringify({ schema: 1, baseline }, null, 2)}\n`;

function parsed<S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> {
  const reading = readJson(text.replace(/^\uFEFF/, ''));
  if (reading.kind === 'broken')
    throw new Error(
      text.trim() === ''
        ? 'the file is empty'
        : `this is not JSON: line ${String(reading.line)}, column ${String(reading.column)}: ${reading.problem}`,
    );
  const result = v.safeParse(schema, reading.value);
  if (result.success) return result.output;
  // A misspelt key is why another one is missing.
  throw new Error(wordsOf(result.issues.find(isUnknownKey) ?? result.issues[0]));
}

const isUnknownKey = ({ type, expected }: v.BaseIssue<unknown>): boolean =>
  type === 'strict_object' && expected === 'never';

/** What is wrong, in words that name the key: `ignores[0]: reason is missing`. */
function wordsOf(issue: v.BaseIssue<unknown>): string {
  const keys = (issue.path ?? []).map(({ key }) => key);
  const last = keys.at(-1);
  const key = typeof last === 'string' || typeof last === 'number' ? String(last) : '';
  const parent = place(keys.slice(0, -1));
  if (isUnknownKey(issue)) {
    const near = nearest(key.toLowerCase(), keys.length === 1 ? ['ignores'] : keysOfEntry);
    const advice = near === null ? '' : `; did you mean ${near}?`;
    return `${parent}unknown key "${key}"${advice === '' && keys.length === 1 ? ' (allowed: ignores)' : advice}`;
  }
  if (issue.received === 'undefined') return `${parent}${key} is missing`;
  const at = place(keys);
  // Messages of our own are plain; those of the library name its types.
  return /^(?:Invalid|Expected)/u.test(issue.message)
    ? `${at}expected ${issue.expected ?? 'another value'}, found ${issue.received}`
    : `${at}${issue.message}`;
}

/** Where in the file: `ignores[0]: `, or nothing at its top. */
const place = (keys: readonly unknown[]): string =>
  keys.length === 0
    ? ''
    : `${keys.map((key, index) => (typeof key === 'number' ? `[${String(key)}]` : `${index === 0 ? '' : '.'}${String(key)}`)).join('')}: `;

const keysOfEntry = [...Object.keys(ofCode.entries), 'check', 'status'];

/** An entry with a check accepts its `unknown`; any other is about a code. */
const isOfUnknown = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && 'check' in input;

/** A day of the calendar: Date takes 30 February for 2 March. */
function isDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
