import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { profileAsked, readAwsConfig, regionFromEnvironment } from '../../../src/probes/aws/config.ts';
import { endpointOverrideFor, withoutSecrets } from '../../../src/probes/aws/endpoint.ts';
import { environmentProbe } from '../../../src/probes/environment-probe.ts';

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

const plain = (keys: ReadonlyMap<string, string> | null): unknown => keys && Object.fromEntries(keys);

describe('an AWS config file', () => {
  it('has sections, comments, quotes and blocks', async () => {
    write(
      'config',
      [
        '; a comment',
        '[default]',
        'region = eu-west-1 # here',
        'aws_secret_access_key = a#b;c=',
        '',
        '[profile "dev"]',
        'services = local',
        's3 =',
        '  max_concurrent_requests = 20',
        'region=us-east-1',
        '[services local]\r',
        'sesv2 =\r',
        '  endpoint_url = http://127.0.0.1:4566\r',
        '[sso-session work]',
        'sso_region = eu-west-1',
      ].join('\n'),
    );
    const config = await readAwsConfig({ HOME: home });
    expect(plain(config.profile('default'))).toEqual({
      region: 'eu-west-1',
      aws_secret_access_key: 'a#b;c=',
    });
    expect(plain(config.profile('dev'))).toEqual({
      services: 'local',
      's3.max_concurrent_requests': '20',
      region: 'us-east-1',
    });
    expect(plain(config.services('local'))).toEqual({ 'sesv2.endpoint_url': 'http://127.0.0.1:4566' });
    expect(config.names).toEqual(['default', 'dev']);
  });

  it.each([
    ['a profile without the word “profile” in the config file', '[dev]\nregion = eu-west-1\n'],
    ['a section without a setting', '[profile dev]\n[other]\n'],
    ['a name with a space', '[profile "dev"x]\nregion = eu-west-1\n'],
    ['a section that is not closed', '[profile dev\nregion = eu-west-1\n'],
    ['settings before any section', 'region = eu-west-1\n'],
    ['a name that would poison', '[profile dev]\nregion = eu-west-1\n[__proto__]\na = b\n'],
  ])('is read as the SDK reads it: %s is no profile', async (_name, text) => {
    write('config', text);
    const config = await readAwsConfig({ HOME: home });
    expect(config.profile('dev')).toBeNull();
    expect(config.profile('toString')).toBeNull();
  });

  it('that is a folder or missing counts as empty', async () => {
    mkdirSync(join(home, '.aws', 'config'));
    write('credentials', '[dev]\naws_access_key_id = AKIAEXAMPLE\n');
    expect((await readAwsConfig({ HOME: home })).names).toEqual(['dev']);
    expect((await readAwsConfig({ HOME: join(home, 'nowhere') })).names).toEqual([]);
  });

  it('is found where the variables say, also below ~', async () => {
    writeFileSync(join(home, 'elsewhere'), '[profile dev]\nregion = eu-west-1\n');
    const config = await readAwsConfig({ HOME: home, AWS_CONFIG_FILE: '~/elsewhere' });
    expect(plain(config.profile('dev'))).toEqual({ region: 'eu-west-1' });
    expect(config.files).toEqual(['~/elsewhere', '~/.aws/credentials']);
  });

  it('may hold anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        write('config', text);
        await readAwsConfig({ HOME: home });
      }),
    );
  });

  it('gives a profile its keys from both files: as for the SDK, those of the credentials file win', async () => {
    write(
      'config',
      '[profile dev]\nregion = eu-west-1\naws_access_key_id = CONFIG\n[default]\nregion = us-east-1\n',
    );
    write(
      'credentials',
      '[dev]\naws_access_key_id = CREDENTIALS\naws_secret_access_key = secret\n[old]\nregion = x\n',
    );
    const config = await readAwsConfig({ HOME: home });
    expect(Object.fromEntries(config.profile('dev') ?? [])).toEqual({
      region: 'eu-west-1',
      aws_access_key_id: 'CREDENTIALS',
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
  ] as const)('comes from %s', async (_name, env, profile, expected) => {
    write(
      'config',
      '[default]\nregion = eu-south-1\n[profile dev]\nregion = eu-north-1\n[profile other]\nregion = x\n[profile bare]\noutput = json\n',
    );
    expect(await regionFromEnvironment({ HOME: home, ...env }, profile)).toEqual(expected);
  });
});

describe('the endpoint', () => {
  const override = async (
    env: Record<string, string>,
    service: 'sesv2' | 'sns' = 'sesv2',
    flag: string | null = null,
  ): Promise<unknown> =>
    endpointOverrideFor(service, {
      flag,
      env: { HOME: home, ...env },
      config: await readAwsConfig({ HOME: home }),
      profile: 'dev',
    });

  it('is that of the flag, the service, all services, then of the profile', async () => {
    write(
      'config',
      '[profile dev]\nendpoint_url = http://profile.test\nservices = local\n[services local]\nsns =\n  endpoint_url = http://sns.test\n',
    );
    const both = { AWS_ENDPOINT_URL: 'http://all.test', AWS_ENDPOINT_URL_SESV2: 'http://ses.test' };
    expect(await override(both, 'sesv2', 'http://flag.test')).toEqual({
      source: '--endpoint-url',
      url: 'http://flag.test',
    });
    expect(await override(both)).toEqual({ source: 'AWS_ENDPOINT_URL_SESV2', url: 'http://ses.test' });
    expect(await override(both, 'sns')).toEqual({ source: 'AWS_ENDPOINT_URL', url: 'http://all.test' });
    expect(await override({}, 'sns')).toEqual({ source: 'profile dev', url: 'http://sns.test' });
    expect(await override({})).toEqual({ source: 'profile dev', url: 'http://profile.test' });
  });

  it('is Amazon’s own where overrides are to be ignored', async () => {
    expect(
      await override({ AWS_ENDPOINT_URL: 'http://all.test', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }),
    ).toBeNull();
    write(
      'config',
      '[profile dev]\nendpoint_url = http://profile.test\nignore_configured_endpoint_urls = true\n',
    );
    expect(await override({})).toBeNull();
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
    write('credentials', '[dev]\nregion = eu-west-1\n');
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
