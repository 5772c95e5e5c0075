import { describe, expect, it } from 'vitest';
import type { SurveyReport } from '../../src/survey/document.ts';
import { surveyIn, worldOfSenders } from './surveyed.ts';

const regionsOf = async (args: readonly string[], env: Record<string, string> = {}) =>
  await surveyIn(worldOfSenders({ sound: 1 }), [...args, '--json'], { env });

describe('a Region that there is not', () => {
  it.each([
    ['eu-wset-1', 'eu-west-1'],
    ['eu-west1', 'eu-west-1'],
    ['euwest1', 'eu-west-1'],
    ['us-eats-1', 'us-east-1'],
    ['eu_central_1', 'eu-central-1'],
    ['eu-west-1a', 'eu-west-1'],
    ['eu-west-9', 'eu-west-1'],
    ['ap-souteast-2', 'ap-southeast-2'],
  ])('%s is told with the nearest one, and nothing is asked of AWS', async (name, near) => {
    const { exitCode, stdout, stderr, lab } = await regionsOf(['--region', 'eu-west-1', '--region', name]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`--region: SES has no Region "${name}"; did you mean ${near}?`);
    expect(lab.aws.calls).toEqual([]);
  });

  it.each(['frankfurt', 'xx-moon-1', 'antarctica-1', '*'])('%s is told without one', async (name) => {
    const { exitCode, stderr } = await regionsOf(['--region', name]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`SES has no Region "${name}"; write it as eu-west-1, or all for every one`);
  });

  it('is told with its line where the accounts name it', async () => {
    const { exitCode, stderr, lab } = await surveyIn(worldOfSenders({ sound: 1 }), ['--accounts', 'a.csv'], {
      files: {
        'a.csv':
          'account,role,external id,regions\n111122223333,arn:aws:iam::111122223333:role/audit,,eu-west-1 eu-wset-2\n',
      },
    });
    expect([exitCode, lab.aws.calls]).toEqual([2, []]);
    expect(stderr).toContain('--accounts, line 2: SES has no Region "eu-wset-2"; did you mean eu-west-2?');
  });

  it('is told where the environment names it', async () => {
    const { exitCode, stderr } = await regionsOf([], { AWS_REGION: 'eu-wset-1' });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('AWS_REGION: SES has no Region "eu-wset-1"; did you mean eu-west-1?');
  });

  it('is asked where it is newer than this version: DNS knows its endpoint', async () => {
    const world = worldOfSenders({ sound: 1 });
    world.dns.names['email.mx-central-1.amazonaws.com'] = { A: ['192.0.2.1'] };
    world.aws.regions['mx-central-1'] = { ...world.region, identities: {} };
    const { stdout, exitCode } = await surveyIn(world, [
      ...['--region', 'mx-central-1', '--region', 'EU-WEST-1', '--json'],
    ]);
    const { places } = JSON.parse(stdout) as SurveyReport;
    expect(places.map(({ region, state }) => [region, state])).toEqual([
      ['eu-west-1', 'open'],
      ['mx-central-1', 'open'],
    ]);
    expect(exitCode).toBe(0);
  });

  it('is one of all that the accounts may name', async () => {
    const world = worldOfSenders({ sound: 1 });
    const regions = { 'eu-west-1': world.region };
    world.aws.accounts['111122223333'] = { regions, roles: { audit: null }, status: 'ACTIVE' };
    const { stdout } = await surveyIn(world, ['--accounts', 'a.csv', '--json'], {
      files: { 'a.csv': '111122223333,arn:aws:iam::111122223333:role/audit,,all\n' },
    });
    const { places } = JSON.parse(stdout) as SurveyReport;
    expect(places.length).toBeGreaterThan(20);
    expect(places.filter(({ state }) => state === 'open').map(({ region }) => region)).toEqual(['eu-west-1']);
  });
});
