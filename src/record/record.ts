import * as v from 'valibot';
import type { SavedFact } from '../engine/readings.ts';
import { withoutKey } from '../knowledge/dns-lists/keyed.ts';
import type { FactTiming, FailOn, Report } from '../model/report.ts';
import type { Target } from '../model/target.ts';
import type { Answer } from '../model/unavailable.ts';
import { parseOwn } from '../parse/own-file.ts';
import { redact } from './redact.ts';
import { isAsWritten, sealName, sealOf } from './seal.ts';

/** A whole run as one JSON file: what was asked about, what was learnt, and what decided. */
export interface RunRecord {
  schema: 1;
  tool: { name: 'ses-doctor'; version: string };
  redacted: boolean;
  takenAt: string;
  target: Target;
  /** `--only`, `--skip`, `--fail-on`, `--allow-unknown` of the run; flags of the replay win. */
  selection: { only: readonly string[]; skip: readonly string[]; failOn: FailOn; allowUnknown: boolean };
  facts: readonly SavedFact[];
  /** So that a replay gives the same report, to the byte. */
  timings: {
    durationMs: number;
    chain: readonly FactTiming[];
    checks: readonly { check: string; subject: string | null; durationMs: number }[];
  };
}

/**
 * Makes a record of a run. Redacted, it holds no local part of an address, no account id, no name out of an ARN, no
 * private address, no name of a template, no host of a Received field or log, and no content of mail.
 */
export function recordOf(
  report: Report,
  target: Target,
  facts: readonly SavedFact[],
  selection: RunRecord['selection'],
  redacted: boolean,
): RunRecord {
  const record: RunRecord = {
    schema: 1,
    tool: report.tool,
    redacted,
    takenAt: report.takenAt,
    target: { ...target, dnsbls: target.dnsbls?.map(withoutKey) ?? null },
    selection,
    // The target and the symptom stand in the target already.
    facts: facts.filter(({ fact }) => fact !== 'target' && fact !== 'symptom'),
    timings: {
      durationMs: report.durationMs,
      chain: report.chain,
      checks: report.stages.flatMap(({ checks }) =>
        checks.map(({ id, subject, durationMs }) => ({ check: id, subject, durationMs })),
      ),
    },
  };
  return redacted ? redactedWith(record, null).record : record;
}

/** A record without what is private, and something beside it with the same pseudonyms. */
export const redactedWith = <T>(record: RunRecord, beside: T): { record: RunRecord; beside: T } =>
  redact({
    record: {
      ...record,
      redacted: true,
      target: targetWithoutContent(record.target),
      facts: record.facts.map(withoutContent),
    },
    beside,
  });

/** What mail says is nobody's business: other facts hold what was learnt from it. */
function targetWithoutContent(target: Target): Target {
  return {
    ...target,
    ...(target.fromDisplayName !== undefined && { fromDisplayName: '' }),
    message: target.message === null ? null : { ...target.message, bytes: '' },
    template: target.template?.kind === 'file' ? { ...target.template, content: '' } : target.template,
    templateData: target.templateData === null ? null : '{}',
  };
}

/** The facts whose values are mail, or what mail is made of; the paths of what they hold of it. */
const contents: Readonly<Partial<Record<string, readonly string[]>>> = {
  template: ['parts'],
  'template-rendering': ['subject', 'firstLines'],
};

function withoutContent(saved: SavedFact): SavedFact {
  const names = contents[saved.fact];
  if (names === undefined || !saved.answer.ok) return saved;
  const value = saved.answer.value as Readonly<Record<string, unknown>>;
  const kept = Object.entries(value).map(([name, one]) => [name, names.includes(name) ? blank(one) : one]);
  return { ...saved, answer: { ok: true, value: Object.fromEntries(kept) as unknown } };
}

/** The same shape without its texts. */
function blank(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? '' : 'left out';
  if (Array.isArray(value)) return value.map(blank);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, blank(one)]));
}

/** A record as a file, with the digest that `parseRecord` looks at. */
export const serializeRecord = (record: RunRecord): string =>
  `${JSON.stringify({ ...record, [sealName]: sealOf(record) }, null, 1)}\n`;

const nullableText = v.nullable(v.string());
const texts = v.array(v.string());

const schema = v.object({
  schema: v.literal(1, 'this is no record that this version of ses-doctor can read (schema 1)'),
  tool: v.object({ name: v.literal('ses-doctor'), version: v.string() }),
  redacted: v.boolean(),
  takenAt: v.pipe(v.string(), v.isoTimestamp()),
  target: v.looseObject({
    region: nullableText,
    identities: texts,
    recipients: texts,
    ips: texts,
    smtp: v.looseObject({ evident: v.boolean() }),
    worlds: v.object({ aws: v.boolean(), dns: v.boolean(), smtp: v.boolean() }),
    message: v.nullable(v.looseObject({ bytes: v.string() })),
    symptom: v.nullable(v.looseObject({ candidates: v.array(v.looseObject({ code: v.string() })) })),
  }),
  selection: v.object({
    only: texts,
    skip: texts,
    failOn: v.picklist(['error', 'warning', 'never']),
    allowUnknown: v.boolean(),
  }),
  facts: v.array(
    v.object({
      fact: v.string(),
      subject: nullableText,
      answer: v.variant('ok', [
        v.object({ ok: v.literal(true), value: v.unknown() }),
        v.object({
          ok: v.literal(false),
          why: v.object({
            reason: v.string(),
            message: v.string(),
            question: v.string(),
            action: nullableText,
            region: nullableText,
            detail: v.record(v.string(), v.string()),
          }),
        }),
      ]),
    }),
  ),
  timings: v.object({
    durationMs: v.number(),
    chain: v.array(v.object({ fact: v.string(), subject: nullableText, durationMs: v.number() })),
    checks: v.array(v.object({ check: v.string(), subject: nullableText, durationMs: v.number() })),
  }),
});

/** Reads a record. Throws an `Error` that names the first thing wrong with it. */
export function parseRecord(text: string): RunRecord {
  // The outline is checked here; the values of facts are as their facts wrote them, which the digest tells.
  const record = parseOwn(schema, text) as unknown as RunRecord;
  if (!isAsWritten(text))
    throw new Error('the record is damaged: what it holds is not what was written, as its sha256 tells');
  return record;
}

/** The answers of a record, by the keys of the fact store. */
export function answersOf(
  record: RunRecord,
  keyOf: (fact: string, subject: string | null) => string,
): ReadonlyMap<string, Answer<unknown>> {
  return new Map(record.facts.map(({ fact, subject, answer }) => [keyOf(fact, subject), answer]));
}

/** A report with the durations of the run that was recorded. */
export function withTimingsOf(record: RunRecord, report: Report): Report {
  const durations = new Map(
    record.timings.checks.map(({ check, subject, durationMs }) => [`${check} ${subject ?? ''}`, durationMs]),
  );
  return {
    ...report,
    durationMs: record.timings.durationMs,
    chain: record.timings.chain,
    stages: report.stages.map((stage) => ({
      ...stage,
      checks: stage.checks.map((check) => ({
        ...check,
        durationMs: durations.get(`${check.id} ${check.subject ?? ''}`) ?? check.durationMs,
      })),
    })),
  };
}
