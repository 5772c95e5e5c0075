import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { deriveSmtpPassword } from '../../bin/live-probes.ts';
import { runOffline } from './host.ts';

const folder = mkdtempSync(join(tmpdir(), 'ses-doctor-derive-'));
const config = join(folder, 'config');
writeFileSync(
  config,
  `[profile other]
aws_access_key_id = AKIAI44QH8DHBEXAMPLE
aws_secret_access_key = je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY
[profile sso]
sso_start_url = https://corp.awsapps.com/start
`,
);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Environment = Record<string, string | undefined>;

const files: Environment = { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: '/nonexistent' };
const keys: Environment = {
  ...files,
  AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
/** Of AWS's published example secret (see test/probes/smtp/credentials.test.ts). */
const password = 'BF2PynzbSCAjX08zhZZnP/kW+T9P5zs/1Er0pi5vTEmd';

const derive = (args: readonly string[], env: Environment) =>
  runOffline(['check', '--derive-smtp-password', ...args], {
    deriveSmtpPassword: (profile, region) => deriveSmtpPassword(env, profile, region),
  });

it('prints the password and nothing else', async () => {
  expect(await derive(['--region', 'us-west-2'], keys)).toEqual({
    exitCode: 0,
    stdout: `${password}\n`,
    stderr: '',
  });
});

it('takes the keys of the environment before AWS_PROFILE, and --profile before both', async () => {
  const both = { ...keys, AWS_PROFILE: 'other' };
  expect((await derive(['--region', 'us-west-2'], both)).stdout).toBe(`${password}\n`);
  const other = await derive(['--region', 'us-west-2', '--profile', 'other'], both);
  expect(other.stdout).toMatch(/^B[A-Za-z0-9+/]{43}\n$/);
  expect(other.stdout).not.toBe(`${password}\n`);
});

it.each([
  ['no keys', files, []],
  ['a session', { ...keys, AWS_SESSION_TOKEN: 'token' }, []],
  ['a temporary key that lost its token', { ...keys, AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE' }, []],
  ['a profile of IAM Identity Center', files, ['--profile', 'sso']],
])('refuses %s', async (_, env, args) => {
  const { exitCode, stdout, stderr } = await derive([...args, '--region', 'us-west-2'], env);
  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
  expect(stderr).toMatch(/^ses-doctor: there is no long-term access key .*\n$/);
});

it('refuses an SMTP password in the place of the secret', async () => {
  const { exitCode, stdout, stderr } = await derive(['--region', 'us-west-2'], {
    ...keys,
    AWS_SECRET_ACCESS_KEY: password,
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' });
  expect(stderr).toContain('is an SMTP password itself');
  expect(stderr).not.toContain(password);
});

it.each([
  ['no Region', []],
  ['a format', ['--region', 'us-west-2', '--format', 'json']],
  ['an output', ['--region', 'us-west-2', '--output', 'report.json']],
])('takes %s for bad usage', async (_, args) => {
  const { exitCode, stdout, stderr } = await derive(args, keys);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});
