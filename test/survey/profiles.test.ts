import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { SurveyReport } from '../../src/survey/document.ts';
import { type Lab, startLab } from '../lab/lab.ts';
import { surveyAt, worldOfSenders } from './surveyed.ts';

/** Profiles of a credentials file: two accounts, one of them by two profiles. */
const [home, agency] = ['111122223333', '444455556666'];
const keys = `[main]
aws_access_key_id = ASIALAB${home}
aws_secret_access_key = lab/secret
[main-again]
aws_access_key_id = ASIALAB${home}
aws_secret_access_key = lab/secret
[agency]
aws_access_key_id = ASIALAB${agency}
aws_secret_access_key = lab/secret
`;

let lab: Lab;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'survey-profiles-'));
  writeFileSync(join(folder, 'credentials'), keys);
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  const world = worldOfSenders({ sound: 2 });
  const other = worldOfSenders({ keyless: 1 });
  Object.assign(world.dns.names, other.dns.names);
  world.aws.accounts[home] = { regions: world.aws.regions, roles: {}, status: 'ACTIVE' };
  world.aws.accounts[agency] = { regions: other.aws.regions, roles: {}, status: 'ACTIVE' };
  lab = await startLab(world);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await lab.close();
  rmSync(folder, { recursive: true });
});

const surveyOf = async (
  ...profiles: readonly string[]
): Promise<{ report: SurveyReport; exitCode: number; asked: readonly string[] }> => {
  const before = lab.aws.calls.length;
  const { stdout, stderr, exitCode } = await surveyAt(
    lab,
    [...profiles.flatMap((profile) => ['--profile', profile]), '--region', 'eu-west-1', '--json'],
    {
      env: {
        ...{ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
        AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
        AWS_CONFIG_FILE: join(folder, 'config'),
      },
    },
  );
  if (stdout === '') throw new Error(stderr);
  return {
    report: JSON.parse(stdout) as SurveyReport,
    exitCode,
    asked: lab.aws.calls.slice(before).map(({ op }) => op),
  };
};
const rows = ({ places }: SurveyReport): readonly unknown[] =>
  places.map(({ account, region, state, identities, worst }) => [account, region, state, identities, worst]);

describe('several profiles', () => {
  it('are several accounts, each with its own identities', async () => {
    const { report, exitCode } = await surveyOf('main', 'agency');
    expect(rows(report)).toEqual([
      [home, 'eu-west-1', 'open', 2, 'pass'],
      [agency, 'eu-west-1', 'open', 1, 'fail'],
    ]);
    expect(report.totals).toMatchObject({ accounts: 2, identities: 3, lookedAt: 3, failing: 1, sound: 2 });
    expect(report.causes.map(({ examples }) => examples[0]?.account)).toEqual([agency]);
    expect(exitCode).toBe(1);
  });

  it('of one account are one account: nobody counts twice, and the list is asked once', async () => {
    const { report, exitCode, asked } = await surveyOf('main', 'main-again');
    expect(rows(report)).toEqual([[home, 'eu-west-1', 'open', 2, 'pass']]);
    expect(report.totals).toMatchObject({ accounts: 1, identities: 2 });
    expect(asked.filter((op) => op === 'ListEmailIdentities')).toHaveLength(1);
    expect(exitCode).toBe(0);
  });

  it('of which one does not exist are a row that says why, and the other one', async () => {
    const { report, exitCode } = await surveyOf('main', 'nobody');
    expect(rows(report)).toEqual([
      [home, 'eu-west-1', 'open', 2, 'pass'],
      ['nobody', 'eu-west-1', 'failed', 0, 'unknown'],
    ]);
    expect(report.places[1]?.because).toContain('nobody');
    expect(exitCode).toBe(3);
  });

  it('name the profile where no Region is known: it may be misspelt', async () => {
    for (const profiles of [['nosuch'], ['nosuch', 'main']]) {
      const { exitCode, stderr } = await surveyAt(
        lab,
        profiles.flatMap((profile) => ['--profile', profile]),
        {
          env: {
            ...{ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined, AWS_REGION: undefined },
            AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
            AWS_CONFIG_FILE: join(folder, 'config'),
          },
        },
      );
      expect([exitCode, stderr]).toEqual([
        2,
        expect.stringContaining('for the profile "nosuch": there is no such'),
      ]);
    }
  });
});
