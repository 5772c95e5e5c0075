import { describe, expect, it } from 'vitest';
import type { SurveyReport } from '../../src/survey/document.ts';
import { senderRecords, verifiedAddress, verifiedDomain } from '../lab/healthy-world.ts';
import healthyRateOfLastWeek from '../lab/scenarios/reputation/healthy-rate-of-last-week.ts';
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
    expect(report.unknown[0]).toMatchObject({ reason: 'nowhere', count: 2, counts: true });
    expect(report.unknown[0]?.message).toContain('nosuch.example, news@elsewhere.example');
    expect([report.verdict, exitCode]).toEqual(['unknown', 3]);
  });

  const [sound = ''] = Object.keys(worldOfSenders({ sound: 2 }).region.identities);

  it.each([
    `news@${sound}`,
    `NEWS@${sound.toUpperCase()}`,
    `mail.${sound}`,
    `news@mail.${sound}`,
    `news@deep.mail.${sound}`,
  ])('%s is looked at by its verified domain, as check does', async (name) => {
    const { report, exitCode } = await surveyOf([name]);
    expect(report.totals).toMatchObject({ identities: 1, lookedAt: 1 });
    expect(report.places[0]).toMatchObject({ identities: 1, worst: 'pass' });
    expect(report.notes.join(' ')).toContain(` with ${sound}.`);
    expect([report.verdict, exitCode]).toEqual(['pass', 0]);
  });

  it('an identity of its own is not mixed up with its domain', async () => {
    const { report } = await surveyOf([sound]);
    expect(report.notes).toEqual([]);
  });

  it('the domain of an address that is broken is told', async () => {
    const { stdout, exitCode } = await surveyIn(
      worldOfSenders({ sound: 1, keyless: 1 }),
      ['--identities', 'names', '--region', 'eu-west-1', '--json', '--timeout', '20s'],
      { files: { names: 'news@keyless0.example' } },
    );
    expect(exitCode).toBe(1);
    expect((JSON.parse(stdout) as SurveyReport).totals).toMatchObject({ identities: 1, failing: 1 });
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

describe('names as people write them', () => {
  const world = () => {
    const one = worldOfSenders({ sound: 1 });
    const domain = 'xn--bcher-kva.example';
    Object.assign(one.dns.names, senderRecords(domain));
    one.region.identities[domain] = verifiedDomain(domain);
    one.region.identities['Odd.Case@Elsewhere.example'] = verifiedAddress();
    return one;
  };
  const named = async (text: string, ...more: string[]) =>
    await surveyIn(world(), ['--identities', 'names', '--region', 'eu-west-1', ...more], {
      files: { names: text },
    });

  it.each([
    ['Bücher.example', 'xn--bcher-kva.example'],
    ['XN--BCHER-KVA.EXAMPLE.', 'xn--bcher-kva.example'],
    ['no-reply@BÜCHER.example', 'xn--bcher-kva.example'],
    ['SOUND0.Example', 'sound0.example'],
    ['Odd.Case@Elsewhere.example', 'Odd.Case@Elsewhere.example'],
    ['Odd.Case@ELSEWHERE.example', 'Odd.Case@Elsewhere.example'],
  ])('%s is %s', async (given, identity) => {
    const { stdout } = await named(`\uFEFFidentity\r\n# ours\r\n${given}\r\n`, '--format', 'csv');
    const rows = stdout.split('\r\n').filter((row) => row.startsWith('111122223333,eu-west-1,'));
    expect(rows.map((row) => row.split(',')[2]).filter((cell) => cell !== '')).toEqual([identity]);
    expect(stdout).not.toContain('nowhere');
  });

  it('the case of an address counts, and the one that is listed is told', async () => {
    const { stdout, exitCode } = await named('odd.case@elsewhere.example');
    expect(exitCode).toBe(3);
    expect(stdout).toContain('the name that was asked for is not in 1 account and Region');
    expect(stdout).toContain('1 Region without identities that were named');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'odd.case@elsewhere.example is listed as Odd.Case@Elsewhere.example, and for SES that is another address',
    );
    const csv = (await named('odd.case@elsewhere.example', '--format', 'csv')).stdout;
    expect(csv).toContain('It is listed as Odd.Case@Elsewhere.example: for SES that is another address.');
  });
});

describe('a survey that finds no identity', () => {
  it.each([
    [['--region', 'eu-west-1']],
    [['--region', 'eu-west-1', '--region', 'us-east-1']],
    [['--region', 'all']],
  ])('in %j is no success', async (regions) => {
    const world = worldOfSenders({});
    const { stdout, exitCode } = await surveyIn(world, [...regions, '--json', '--timeout', '20s']);
    expect([(JSON.parse(stdout) as SurveyReport).verdict, exitCode]).toEqual(['unknown', 3]);
  });

  it('in one of two Regions is sound by the other', async () => {
    const regions = ['--region', 'eu-west-1', '--region', 'us-east-1'];
    const { stdout, exitCode } = await surveyIn(worldOfSenders({ sound: 1 }), [
      ...regions,
      ...['--json', '--timeout', '20s'],
    ]);
    expect([(JSON.parse(stdout) as SurveyReport).verdict, exitCode]).toEqual(['pass', 0]);
  });
});

describe('a question that would only have told more', () => {
  it('is told of without an answer, and is no failure', async () => {
    const world = worldOfSenders({ sound: 2 });
    world.region.account.VdmAttributes = { VdmEnabled: 'ENABLED' };
    world.aws.faults.push({ op: 'ListRecommendations', kind: 'deny' });
    const { stdout, exitCode } = await surveyIn(world, [
      '--region',
      'eu-west-1',
      '--json',
      '--timeout',
      '20s',
    ]);
    const { unknown, verdict } = JSON.parse(stdout) as SurveyReport;
    expect([verdict, exitCode]).toEqual(['pass', 0]);
    expect(unknown).toContainEqual(
      expect.objectContaining({ action: 'ses:ListRecommendations', count: 2, counts: false }),
    );
  });

  it('names the day of a rate that is not of now', async () => {
    const world = worldOfSenders({ sound: 1 });
    healthyRateOfLastWeek.world?.(world);
    const { stdout, exitCode } = await surveyIn(world, [
      '--region',
      'eu-west-1',
      '--json',
      '--timeout',
      '20s',
    ]);
    const { unknown } = JSON.parse(stdout) as SurveyReport;
    expect(exitCode).toBe(0);
    expect(unknown.map(({ message }) => message).join(' ')).toContain(
      'SES has published no rate in the last two days',
    );
  });
});
