import { describe, expect, it } from 'vitest';
import type { SurveyReport } from '../../src/survey/document.ts';
import { surveyIn, worldOfSenders } from './surveyed.ts';

const surveyOf = async (names: readonly string[]): Promise<{ report: SurveyReport; exitCode: number }> => {
  const { stdout, exitCode } = await surveyIn(
    worldOfSenders({ sound: 2 }),
    ['--identities', 'names', '--region', 'eu-west-1', '--json', '--timeout', '20s'],
    { files: { names: names.join('\n') } },
  );
  return { report: JSON.parse(stdout) as SurveyReport, exitCode };
};

describe('a survey of identities by name', () => {
  it('says which of them are nowhere, and is not sound for the others', async () => {
    const [one = ''] = Object.keys(worldOfSenders({ sound: 2 }).region.identities);
    const { report, exitCode } = await surveyOf([one, 'nosuch.example', 'news@elsewhere.example']);
    expect(report.totals).toMatchObject({ identities: 1, lookedAt: 1 });
    expect(report.unknown[0]).toMatchObject({ reason: 'not-found', count: 2, counts: true });
    expect(report.unknown[0]?.message).toContain('nosuch.example, news@elsewhere.example');
    expect([report.verdict, exitCode]).toEqual(['unknown', 3]);
  });

  it('is no success when none of them is there', async () => {
    const { report, exitCode } = await surveyOf(['nosuch.example']);
    expect([report.verdict, exitCode]).toEqual(['unknown', 3]);
  });

  it('is sound when all of them are', async () => {
    const { report, exitCode } = await surveyOf(Object.keys(worldOfSenders({ sound: 2 }).region.identities));
    expect([report.verdict, exitCode]).toEqual(['pass', 0]);
  });
});
