import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AwsProbe } from '../../../src/model/aws.ts';
import { account, fail, json, probeWith, standIn, whyOf, type Answerer, type StandIn } from './stand-in.ts';

let home: string;
const open: StandIn[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ses-doctor-'));
  for (const name of Object.keys(process.env)) {
    if (/^AWS_|_proxy$/i.test(name)) vi.stubEnv(name, undefined);
  }
  mkdirSync(join(home, '.aws', 'sso', 'cache'), { recursive: true });
  vi.stubEnv('HOME', home);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const config = (text: string): void => {
  writeFileSync(join(home, '.aws', 'config'), text);
};

async function server(answer: Answerer): Promise<StandIn> {
  const one = await standIn(answer);
  open.push(one);
  return one;
}

const ses = (): Promise<StandIn> =>
  server((_request, response) => {
    json(response, 200, account);
  });

const getAccount = (aws: AwsProbe): Promise<unknown> => aws('ses:GetAccount', {});
const keys =
  'aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = 0123456789012345678901234567890123456789\n';

describe('no credentials', () => {
  it('names every source that was tried, once the chain has ended', async () => {
    const { url, seen } = await ses();
    const why = await whyOf(getAccount(probeWith({ endpointUrl: url })));
    expect(why).toMatchObject({
      reason: 'no-credentials',
      question: 'ses:GetAccount',
      detail: { kind: 'nothing' },
    });
    expect(why.detail['tried']).toBe(
      'environment (AWS_ACCESS_KEY_ID is not set); profile default in ~/.aws/config and ~/.aws/credentials (no such profile); web identity token (AWS_WEB_IDENTITY_TOKEN_FILE is not set); container (AWS_CONTAINER_CREDENTIALS_* are not set); EC2 instance role (switched off by AWS_EC2_METADATA_DISABLED)',
    );
    expect(seen).toEqual([]);
  });

  it('does not wait for a metadata address where nobody answers', async () => {
    const metadata = await server(() => undefined);
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', undefined);
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', metadata.url);
    const { url } = await ses();
    const aws = probeWith({ endpointUrl: url, timeoutMs: 2000 });
    const whys = await Promise.all([whyOf(getAccount(aws)), whyOf(getAccount(aws)), whyOf(getAccount(aws))]);
    expect(new Set(whys.map(({ reason }) => reason))).toEqual(new Set(['no-credentials']));
    expect(metadata.seen.length).toBeLessThanOrEqual(2);
  });

  it('takes those of the instance, asked for once in a run', async () => {
    const metadata = await server((request, response) => {
      if (request.url === '/latest/api/token') response.end('token');
      else if (request.url?.endsWith('/mailer') === true) {
        json(response, 200, {
          Code: 'Success',
          AccessKeyId: 'ASIAINSTANCEINSTANCE',
          SecretAccessKey: 'secret',
          Token: 'token',
          Expiration: new Date(Date.now() + 3_600_000).toISOString(),
        });
      } else response.end('mailer');
    });
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', undefined);
    vi.stubEnv('AWS_EC2_METADATA_SERVICE_ENDPOINT', metadata.url);
    const { url } = await ses();
    const aws = probeWith({ endpointUrl: url });
    expect(await Promise.all([getAccount(aws), getAccount(aws)])).toEqual([account, account]);
    expect(await aws('ses:GetAccount', {}, { region: 'us-east-1' })).toEqual(account);
    expect(metadata.seen).toHaveLength(3);
  });

  it('says that a key id came without a secret', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE');
    const why = await whyOf(getAccount(probeWith({})));
    expect(why.detail['tried']).toContain('AWS_ACCESS_KEY_ID is set, AWS_SECRET_ACCESS_KEY is not');
  });

  it('gives up on a credential_process that hangs', async () => {
    config('[default]\ncredential_process = sleep 3\n');
    const aws = probeWith({ timeoutMs: 400 });
    expect(await whyOf(getAccount(aws))).toMatchObject({
      reason: 'no-credentials',
      detail: { kind: 'slow' },
    });
    expect(await whyOf(getAccount(aws))).toMatchObject({
      reason: 'no-credentials',
      detail: { kind: 'slow' },
    });
  });

  it('never quotes what a credential_process printed', async () => {
    config('[default]\ncredential_process = echo top-secret-output\n');
    const why = await whyOf(getAccount(probeWith({})));
    expect(why.reason).toBe('no-credentials');
    expect(JSON.stringify(why)).not.toContain('top-secret');
  });
});

describe('a profile', () => {
  it('that neither file has', async () => {
    config(`[profile dev]\n${keys}`);
    for (const [flag, variable] of [
      ['dve', undefined],
      [null, 'dve'],
    ] as const) {
      vi.stubEnv('AWS_PROFILE', variable);
      expect(await whyOf(getAccount(probeWith({ profile: flag })))).toMatchObject({
        reason: 'profile-not-found',
        detail: { profile: 'dve' },
      });
    }
  });

  it('of AWS_PROFILE gives way to keys in the environment, --profile does not', async () => {
    const seen: string[] = [];
    const { url } = await server((request, response) => {
      seen.push(/Credential=(\w+)/.exec(request.headers.authorization ?? '')?.[1] ?? '');
      json(response, 200, account);
    });
    config(`[profile dev]\n${keys}`);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAENVIRONMENTENVIR');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', '0123456789012345678901234567890123456789');
    vi.stubEnv('AWS_PROFILE', 'dev');
    await getAccount(probeWith({ endpointUrl: url }));
    await getAccount(probeWith({ endpointUrl: url, profile: 'dev' }));
    expect(seen).toEqual(['AKIAENVIRONMENTENVIR', 'AKIAIOSFODNN7EXAMPLE']);
  });

  it('whose source profile does not exist', async () => {
    config('[profile dev]\nrole_arn = arn:aws:iam::123456789012:role/mail\nsource_profile = gone\n');
    const why = await whyOf(getAccount(probeWith({ profile: 'dev' })));
    expect(why.reason).toBe('no-credentials');
    expect(why.detail['tried']).toContain('its source_profile gone does not exist');
  });

  it('whose role asks for a second factor', async () => {
    config(
      `[profile dev]\nrole_arn = arn:aws:iam::123456789012:role/mail\nmfa_serial = arn:aws:iam::123456789012:mfa/me\nsource_profile = base\n[profile base]\n${keys}`,
    );
    expect(await whyOf(getAccount(probeWith({ profile: 'dev' })))).toMatchObject({
      reason: 'no-credentials',
      detail: { kind: 'mfa' },
    });
  });

  it('whose role may not be taken', async () => {
    const sts = await server((_request, response) => {
      response
        .writeHead(403, { 'content-type': 'text/xml' })
        .end(
          '<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User: arn:aws:iam::123456789012:user/me is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::123456789012:role/mail</Message></Error></ErrorResponse>',
        );
    });
    vi.stubEnv('AWS_ENDPOINT_URL_STS', sts.url);
    config(
      `[profile dev]\nrole_arn = arn:aws:iam::123456789012:role/mail\nsource_profile = base\n[profile base]\n${keys}`,
    );
    expect(await whyOf(getAccount(probeWith({ profile: 'dev' })))).toMatchObject({
      reason: 'credentials-rejected',
      action: null,
      detail: { kind: 'role', profile: 'dev' },
    });
    expect(sts.seen).toEqual(['POST /']);
  });

  it('whose role cannot be asked for', async () => {
    const gone = await standIn(() => undefined);
    await gone.close();
    vi.stubEnv('AWS_ENDPOINT_URL_STS', gone.url);
    config(
      `[profile dev]\nrole_arn = arn:aws:iam::123456789012:role/mail\nsource_profile = base\n[profile base]\n${keys}`,
    );
    expect(await whyOf(getAccount(probeWith({ profile: 'dev' })))).toMatchObject({
      reason: 'unreachable',
      detail: { step: 'connect', host: `127.0.0.1:${gone.port}` },
    });
  });
});

describe('a profile of IAM Identity Center', () => {
  const session =
    '[profile dev]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Mail\n[sso-session corp]\nsso_region = eu-west-1\nsso_start_url = https://corp.awsapps.com/start\n';
  const token = (minutes: number): void => {
    const name = `${createHash('sha1').update('corp').digest('hex')}.json`;
    const expiresAt = new Date(Date.now() + minutes * 60_000).toISOString();
    writeFileSync(
      join(home, '.aws', 'sso', 'cache', name),
      JSON.stringify({ accessToken: 'sso-access-token', expiresAt }),
    );
  };

  it('where nobody has logged in', async () => {
    config(session);
    expect(await whyOf(getAccount(probeWith({ profile: 'dev' })))).toMatchObject({
      reason: 'credentials-expired',
      detail: { kind: 'sso', profile: 'dev' },
    });
  });

  it('whose session has ended', async () => {
    config(session);
    token(-10);
    expect(await whyOf(getAccount(probeWith({ profile: 'dev' })))).toMatchObject({
      reason: 'credentials-expired',
      detail: { kind: 'sso' },
    });
  });

  it('whose session was ended elsewhere', async () => {
    const portal = await server((_request, response) => {
      fail(response, 401, 'UnauthorizedException', 'Session token not found or invalid');
    });
    vi.stubEnv('AWS_ENDPOINT_URL_SSO', portal.url);
    config(session);
    token(60);
    expect(await whyOf(getAccount(probeWith({ profile: 'dev' })))).toMatchObject({
      reason: 'credentials-expired',
      detail: { kind: 'sso' },
    });
    expect(portal.seen).toHaveLength(1);
  });

  it('that may not take the role', async () => {
    const portal = await server((_request, response) => {
      fail(response, 403, 'ForbiddenException', 'No access');
    });
    vi.stubEnv('AWS_ENDPOINT_URL_SSO', portal.url);
    config(session);
    token(60);
    expect(await whyOf(getAccount(probeWith({ profile: 'dev' })))).toMatchObject({
      reason: 'credentials-rejected',
      detail: { kind: 'role' },
    });
  });

  it('that gives credentials', async () => {
    const portal = await server((_request, response) => {
      json(response, 200, {
        roleCredentials: {
          accessKeyId: 'ASIASSOSSOSSOSSOSSOS',
          secretAccessKey: 'secret',
          sessionToken: 'token',
          expiration: Date.now() + 3_600_000,
        },
      });
    });
    vi.stubEnv('AWS_ENDPOINT_URL_SSO', portal.url);
    config(session);
    token(60);
    const { url } = await ses();
    expect(await getAccount(probeWith({ profile: 'dev', endpointUrl: url }))).toEqual(account);
  });
});
