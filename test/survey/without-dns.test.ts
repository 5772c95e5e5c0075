import { describe, expect, it } from 'vitest';
import { surveyIn, worldOfSenders } from './surveyed.ts';
import type { SurveyReport } from '../../src/survey/document.ts';

const reportOf = (stdout: string): SurveyReport => JSON.parse(stdout) as SurveyReport;
const world = (): ReturnType<typeof worldOfSenders> => worldOfSenders({ sound: 1, keyless: 1 });

describe('a survey without DNS', () => {
  it.each([[['--only', 'dmarc']], [['--only', 'dmarc', '--only', 'spf']], [['--only', 'dkim-records']]])(
    'of %j alone has looked at nothing',
    async (only) => {
      const { stdout, exitCode } = await surveyIn(world(), [...only, '--no-dns', '--json']);
      const { verdict, totals, unknown } = reportOf(stdout);
      expect({ exitCode, verdict, sound: totals.sound }).toEqual({
        exitCode: 3,
        verdict: 'unknown',
        sound: 0,
      });
      expect(unknown).toMatchObject([{ reason: 'switched-off', of: 'identities', count: 2, counts: true }]);
    },
  );

  it.each(['text', 'junit', 'csv'] as const)('has no tick in %s', async (format) => {
    const { stdout } = await surveyIn(world(), ['--only', 'dmarc', '--no-dns', '--format', format]);
    if (format === 'text') expect(stdout).not.toContain('✓');
    if (format === 'junit') expect(stdout).toContain('errors="1"');
    if (format === 'csv') expect(stdout).not.toMatch(/\.example,pass,/);
  });

  it('counts what DNS would have told, and lets SES speak', async () => {
    const { stdout, exitCode } = await surveyIn(world(), ['--no-dns', '--json']);
    expect(exitCode).toBe(0);
    expect(reportOf(stdout).unknown.find(({ reason }) => reason === 'switched-off')).toMatchObject({
      count: 2,
      counts: false,
    });
    const { stdout: junit } = await surveyIn(world(), ['--no-dns', '--format', 'junit']);
    expect(junit).toContain('2 identities not looked at: switched-off');
  });

  it('says nothing of it where DNS is asked', async () => {
    const { stdout } = await surveyIn(world(), ['--json']);
    expect(stdout).not.toContain('switched-off');
  });
});
