import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { profileAsked, readAwsConfig, regionFromEnvironment } from '../../../src/probes/aws/config.ts';
import { endpointOverrideFor, withoutSecrets } from '../../../src/probes/aws/endpoint.ts';
import { parseIni } from '../../../src/probes/aws/ini.ts';
import { environmentProbe } from '../../../src/probes/environment-probe.ts';
import { expectLinear } from '../../support/linear.ts';

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ses-doctor-'));
  mkdirSync(join(home, '.aws'));
});

afterEach(() => {
  rmSync(home, { recursive: true });
});

const write = (file: 'config' | 'credentials', text: string): void => {
  writeFileSync(join(home, '.aws', file), text);
};

describe('an AWS config file', () => {
  it('has sections, comments, quotes and blocks', () => {
    const sections = parseIni(
      [
        '; a comment',
        '[default]',
        'region = eu-west-1 # here',
        'aws_secret_access_key = a#b;c=',
        '',
        '[profile  "dev"]',
        'services = local',
        's3 =',
        '  max_concurrent_requests = 20',
        'region=us-east-1',
        '[services local]\r',
        'sesv2 =\r',
        '  endpoint_url = http://127.0.0.1:4566\r',
      ].join('\n'),
    );
    const plain = Object.fromEntries([...sections].map(([name, keys]) => [name, Object.fromEntries(keys)]));
    expect(plain).toEqual({
      default: { region: 'eu-west-1', aws_secret_access_key: 'a#b;c=' },
      'profile dev': { services: 'local', 's3.max_concurrent_requests': '20', region: 'us-east-1' },
      'services local': { 'sesv2.endpoint_url': 'http://127.0.0.1:4566' },
    });
  });

  it('may hold anything', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        parseIni(text);
      }),
    );
  });

  it('of a megabyte takes linear time', async () => {
    await expectLinear(500_000, (size) =>
      parseIni(`[a]\n${'x '.repeat(size)}\n${'key = value\n'.repeat(size / 10)}`),
    );
  });

  it('gives a profile its keys from both files', () => {
    write(
      'config',
      '[profile dev]\nregion = eu-west-1\naws_access_key_id = CONFIG\n[default]\nregion = us-east-1\n',
    );
    write('credentials', '[dev]\naws_access_key_id = CREDENTIALS\naws_secret_access_key = secret\n[old]\n');
    const config = readAwsConfig({ HOME: home });
    expect(Object.fromEntries(config.profile('dev') ?? [])).toEqual({
      region: 'eu-west-1',
      aws_access_key_id: 'CONFIG',
      aws_secret_access_key: 'secret',
    });
    expect(config.profile('old')).not.toBeNull();
    expect(config.profile('profile dev')).toBeNull();
    expect(config.files).toEqual(['~/.aws/config', '~/.aws/credentials']);
  });
});

describe('the Region', () => {
  it.each([
    [
      'AWS_REGION before AWS_DEFAULT_REGION',
      { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'us-east-1' },
      null,
      { region: 'eu-west-1', source: 'environment' },
    ],
    [
      'AWS_DEFAULT_REGION',
      { AWS_DEFAULT_REGION: 'us-east-1' },
      null,
      { region: 'us-east-1', source: 'environment' },
    ],
    [
      'an empty variable, which counts as not set',
      { AWS_REGION: '' },
      null,
      { region: 'eu-south-1', source: 'profile' },
    ],
    [
      'the profile of --profile',
      { AWS_PROFILE: 'other' },
      'dev',
      { region: 'eu-north-1', source: 'profile' },
    ],
    ['the profile of AWS_PROFILE', { AWS_PROFILE: 'dev' }, null, { region: 'eu-north-1', source: 'profile' }],
    ['nothing at all', { AWS_PROFILE: 'bare' }, null, null],
    ['a profile that does not exist', { AWS_PROFILE: 'gone' }, null, null],
  ] as const)('comes from %s', (_name, env, profile, expected) => {
    write(
      'config',
      '[default]\nregion = eu-south-1\n[profile dev]\nregion = eu-north-1\n[profile other]\nregion = x\n[profile bare]\noutput = json\n',
    );
    expect(regionFromEnvironment({ HOME: home, ...env }, profile)).toEqual(expected);
  });
});

describe('the endpoint', () => {
  const override = (
    env: Record<string, string>,
    service: 'sesv2' | 'sns' = 'sesv2',
    flag: string | null = null,
  ): unknown =>
    endpointOverrideFor(service, {
      flag,
      env: { HOME: home, ...env },
      config: () => readAwsConfig({ HOME: home }),
      profile: 'dev',
    });

  it('is that of the flag, the service, all services, then of the profile', () => {
    write(
      'config',
      '[profile dev]\nendpoint_url = http://profile.test\nservices = local\n[services local]\nsns =\n  endpoint_url = http://sns.test\n',
    );
    const both = { AWS_ENDPOINT_URL: 'http://all.test', AWS_ENDPOINT_URL_SESV2: 'http://ses.test' };
    expect(override(both, 'sesv2', 'http://flag.test')).toEqual({
      source: '--endpoint-url',
      url: 'http://flag.test',
    });
    expect(override(both)).toEqual({ source: 'AWS_ENDPOINT_URL_SESV2', url: 'http://ses.test' });
    expect(override(both, 'sns')).toEqual({ source: 'AWS_ENDPOINT_URL', url: 'http://all.test' });
    expect(override({}, 'sns')).toEqual({ source: 'profile dev', url: 'http://sns.test' });
    expect(override({})).toEqual({ source: 'profile dev', url: 'http://profile.test' });
  });

  it('is Amazon’s own where overrides are to be ignored', () => {
    expect(
      override({ AWS_ENDPOINT_URL: 'http://all.test', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }),
    ).toBeNull();
    write(
      'config',
      '[profile dev]\nendpoint_url = http://profile.test\nignore_configured_endpoint_urls = true\n',
    );
    expect(override({})).toBeNull();
  });

  it('is shown without what may be a secret', () => {
    expect(withoutSecrets('https://me:hunter2@proxy.test:8443/ses?token=t#f')).toBe(
      'https://proxy.test:8443/ses',
    );
    expect(withoutSecrets('localhost:4566')).toBe('(not an http or https URL)');
  });
});

describe('the environment', () => {
  const probe = (
    env: Record<string, string>,
    profile: string | null = null,
  ): ReturnType<typeof environmentProbe> =>
    environmentProbe({
      env: { HOME: home, ...env },
      profile,
      endpointUrl: null,
      smtpCredentials: () => Promise.resolve(null),
    });

  it('has no profile that nobody asked for', async () => {
    expect(await probe({}).profile()).toBeNull();
    expect(profileAsked({ AWS_PROFILE: ' ' }, null)).toBeNull();
  });

  it('says whether a profile that was asked for exists', async () => {
    write('credentials', '[dev]\n');
    const files = ['~/.aws/config', '~/.aws/credentials'];
    expect(await probe({ AWS_PROFILE: 'dev' }).profile()).toEqual({ name: 'dev', found: true, files });
    expect(await probe({ AWS_PROFILE: 'dev' }, 'dve').profile()).toEqual({
      name: 'dve',
      found: false,
      files,
    });
  });

  it('names an endpoint override of whichever service, without a password', async () => {
    expect(await probe({}).endpointOverride()).toBeNull();
    expect(
      await probe({ AWS_ENDPOINT_URL_CLOUDWATCH: 'http://a:b@127.0.0.1:9/' }).endpointOverride(),
    ).toEqual({
      source: 'AWS_ENDPOINT_URL_CLOUDWATCH',
      url: 'http://127.0.0.1:9',
    });
  });

  it('names the proxy of a host, without a password', () => {
    const { proxyFor } = probe({ HTTPS_PROXY: 'http://me:hunter2@proxy.test:3128', NO_PROXY: 'smtp.test' });
    expect(proxyFor('email.eu-west-1.amazonaws.com')).toBe('http://proxy.test:3128');
    expect(proxyFor('smtp.test')).toBeNull();
    expect(proxyFor('::1')).toBe('http://proxy.test:3128');
    expect(proxyFor('not a host')).toBeNull();
  });
});
