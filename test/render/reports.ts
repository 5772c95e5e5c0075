import type { Report } from '../../src/model/report.ts';
import { play } from '../lab/play.ts';
import { storyCalled } from '../lab/stories.ts';

/** The report of a scenario of the lab, as it came out. */
export async function reportOf(name: string): Promise<Report> {
  const story = await storyCalled(name);
  if (typeof story === 'string') throw new Error(story);
  const { report, stderr } = await play(story);
  if (report === null) throw new Error(`${name} gave no report: ${stderr}`);
  return report;
}

/** Scenarios of every kind: passing, failing, unknown, skipped, joined, explained, counted, of every stage. */
export const kinds = [
  'healthy/domain',
  'healthy/two-identities',
  'showpiece/broken-account',
  'access/denied',
  'access/no-credentials',
  'access/region-missing',
  'dkim/name-doubled',
  'dkim/unknown-servfail',
  'dmarc/unknown-policy',
  'identity/not-verified-in-symptom',
  'identity/none-given',
  'mail-from/mx-missing',
  'quota/plan-too-big',
  'recipient/null-mx',
  'smtp-credentials/rejected',
  'smtp/port-25-blocked',
  'template/file-offline',
] as const;

/** A report in which nothing differs from run to run: no time, no duration, no port of the lab. */
export function steady(report: Report): Report {
  const text = JSON.stringify({ ...report, takenAt: '2026-11-21T20:00:00.000Z', durationMs: 812 });
  return JSON.parse(
    text
      .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:8000')
      .replaceAll(/"durationMs":\d+/g, '"durationMs":12')
      .replaceAll(/202\d-\d\d-\d\dT\d\d:\d\d:\d\d/g, '2026-11-21T18:00:00'),
  ) as Report;
}
