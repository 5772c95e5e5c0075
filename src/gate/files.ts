import * as v from 'valibot';
import { parseOwn } from '../parse/own-file.ts';
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
const baselineFile = v.object({
  schema: v.literal(1, 'this is no baseline that this version of ses-doctor can read (schema 1)'),
  baseline: v.array(
    v.object({
      ...entry.entries,
      severity: v.exactOptional(v.picklist(['error', 'warning'], 'the severity is error or warning')),
      of: v.exactOptional(v.nullable(v.string())),
    }),
  ),
});

const reportFile = v.object({
  schema: v.literal(1, 'this is no report that this version of ses-doctor can read (schema 1)'),
  stages: v.array(
    v.object({
      checks: v.array(
        v.object({
          subject: v.exactOptional(v.nullable(v.string())),
          findings: v.array(v.object({ ...entry.entries, severity: v.string(), ignored: v.unknown() })),
        }),
      ),
    }),
  ),
});

/** The ignore file. Throws an `Error` that names the first thing wrong with it. */
export function parseIgnores(text: string): readonly Ignore[] {
  return parseOwn(ignoreFile, text, (depth) => (depth === 1 ? ['ignores'] : keysOfEntry), keysBeside).ignores;
}

/** A file of --write-baseline. Throws an `Error` that names the first thing wrong with it. */
export function parseBaseline(text: string): readonly BaselineEntry[] {
  return parseOwn(baselineFile, text).baseline;
}

/** The errors and warnings of an earlier JSON report. Throws an `Error` that names the first thing wrong with it. */
export function parseEarlierReport(text: string): readonly BaselineEntry[] {
  return parseOwn(reportFile, text)
    .stages.flatMap(({ checks }) =>
      checks.flatMap(({ subject: of, findings }) =>
        findings.map((one) => ({ ...one, ...(of !== undefined && { of }) })),
      ),
    )
    .filter(({ severity, ignored }) => (severity === 'error' || severity === 'warning') && ignored == null)
    .map(({ code, subject, of }) => ({ code, subject, ...(of !== undefined && { of }) }));
}

/** The text of --write-baseline. */
export const serializeBaseline = (baseline: readonly BaselineEntry[]): string =>
  `${JSON.stringify({ schema: 1, baseline }, null, 2)}\n`;

const keysOfEntry = [...Object.keys(ofCode.entries), 'check', 'status'];

/** The keys that an entry of this kind has. */
const keysBeside = (input: unknown): readonly string[] =>
  Object.keys((isOfUnknown(input) ? ofUnknown : ofCode).entries);

/** An entry with a check accepts its `unknown`; any other is about a code. */
const isOfUnknown = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && 'check' in input;

/** A day of the calendar: Date takes 30 February for 2 March. */
function isDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
