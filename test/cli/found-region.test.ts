import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { regionOf } from '../../bin/live-probes.ts';
import { runInProcess } from '../lab/run-in-process.ts';
import { runOffline } from './host.ts';

let config = '';

beforeAll(async () => {
  config = join(await mkdtemp(join(tmpdir(), 'ses-doctor-test-')), 'config');
  await writeFile(config, '[default]\nregion = eu-wst-1\n[profile prod]\nregion = us-esat-1\n');
});

const run = (args: readonly string[], env: Readonly<Record<string, string>>) =>
  runOffline(args, {
    env: { AWS_CONFIG_FILE: config, ...env },
    regionOf: (profile) => regionOf({ AWS_CONFIG_FILE: config, ...env }, profile),
  });

describe('a misspelt Region that no flag names is refused before anything is asked', () => {
  it.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
    [
      'in AWS_REGION',
      ['example.com'],
      { AWS_REGION: 'eu-cental-1' },
      'AWS_REGION: SES has no Region "eu-cental-1"; did you mean eu-central-1?',
    ],
    [
      'in AWS_DEFAULT_REGION',
      ['example.com'],
      { AWS_DEFAULT_REGION: 'eu-wset-1' },
      'AWS_DEFAULT_REGION: SES has no Region "eu-wset-1"; did you mean eu-west-1?',
    ],
    [
      'a zone in place of its Region',
      ['example.com'],
      { AWS_REGION: 'us-east-1a' },
      'AWS_REGION: SES has no Region "us-east-1a"; did you mean us-east-1?',
    ],
    [
      'in the default profile',
      ['example.com'],
      {},
      'region of the profile default: SES has no Region "eu-wst-1"; did you mean eu-west-1?',
    ],
    [
      'in the profile of the flag',
      ['example.com', '--profile', 'prod'],
      {},
      'region of the profile prod: SES has no Region "us-esat-1"; did you mean us-east-1?',
    ],
    [
      'in the profile of AWS_PROFILE',
      ['example.com'],
      { AWS_PROFILE: 'prod' },
      'region of the profile prod: SES has no Region "us-esat-1"; did you mean us-east-1?',
    ],
    [
      'with --no-aws, where SMTP would use it',
      ['example.com', '--no-aws'],
      { AWS_REGION: 'eu-cental-1' },
      'AWS_REGION: SES has no Region "eu-cental-1"; did you mean eu-central-1?',
    ],
    [
      'for the password of SMTP',
      ['check', '--derive-smtp-password'],
      { AWS_REGION: 'eu-cental-1' },
      'AWS_REGION: SES has no Region "eu-cental-1"; did you mean eu-central-1?',
    ],
    [
      'for a survey',
      ['survey'],
      { AWS_REGION: 'eu-cental-1' },
      'AWS_REGION: SES has no Region "eu-cental-1"; did you mean eu-central-1?',
    ],
    [
      'for a test',
      ['test', 'example.com'],
      { AWS_REGION: 'eu-cental-1' },
      'AWS_REGION: SES has no Region "eu-cental-1"; did you mean eu-central-1?',
    ],
  ])('%s', async (_name, args, env, words) => {
    const { exitCode, stdout, stderr } = await run(args, env);
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `ses-doctor: ${words}\n`,
    });
  });
});

it('a Region that is new, and one of a flag beside a misspelt one, are asked', async () => {
  const offline = ['example.com', '--no-aws', '--no-dns', '--no-smtp'];
  for (const [args, env] of [
    [offline, { AWS_REGION: 'mx-central-2' }],
    [[...offline, '--region', 'eu-west-1'], { AWS_REGION: 'eu-cental-1' }],
  ] as const)
    expect((await run(args, env)).stderr).not.toContain('did you mean');
});

it.each([
  ['AWS_REGION', { AWS_REGION: 'EU-WEST-1' }, 'AWS_REGION: "EU-WEST-1" is read as eu-west-1'],
  ['AWS_DEFAULT_REGION', { AWS_DEFAULT_REGION: 'Eu-West-1' }, 'AWS_DEFAULT_REGION: "Eu-West-1" is read as'],
  ['a Region that is right', { AWS_REGION: 'eu-west-1' }, null],
])('capitals of a Region are read as they are meant, and told: %s', async (_, env, words) => {
  const { exitCode, stdout, stderr } = await runInProcess({
    args: ['example.com', '--no-aws', '--no-dns', '--no-smtp', '--json'],
    env,
    files: {},
    authoritativePort: 0,
  });
  expect(exitCode).toBe(3);
  expect((JSON.parse(stdout) as { target: { region: string } }).target.region).toBe('eu-west-1');
  if (words === null) expect(stderr).not.toContain('is read as');
  else expect(stderr).toContain(words);
});
