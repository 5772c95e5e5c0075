import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  awsCalls,
  commandOf,
  historyCalls,
  type AwsAction,
  type AwsService,
} from '../../../src/model/aws-calls.ts';
import type { AwsProbe } from '../../../src/model/aws.ts';
import * as athena from '../../../src/probes/aws/athena.ts';
import * as cloudwatch from '../../../src/probes/aws/cloudwatch.ts';
import * as eventbridge from '../../../src/probes/aws/eventbridge.ts';
import * as firehose from '../../../src/probes/aws/firehose.ts';
import * as glue from '../../../src/probes/aws/glue.ts';
import * as s3 from '../../../src/probes/aws/s3.ts';
import * as sts from '../../../src/probes/aws/sts.ts';
import * as iam from '../../../src/probes/aws/iam.ts';
import * as organizations from '../../../src/probes/aws/organizations.ts';
import * as ses from '../../../src/probes/aws/ses.ts';
import * as sesv2 from '../../../src/probes/aws/sesv2.ts';
import * as sns from '../../../src/probes/aws/sns.ts';
import * as sqs from '../../../src/probes/aws/sqs.ts';
import { startBlackHole } from '../../lab/black-hole.ts';
import { account, fail, json, probeWith, standIn, whyOf, type Answerer, type StandIn } from './stand-in.ts';

const secret = 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEYab';
let home: string;
const open: StandIn[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ses-doctor-'));
  for (const name of Object.keys(process.env)) {
    if (/^AWS_|_proxy$/i.test(name)) vi.stubEnv(name, undefined);
  }
  vi.stubEnv('HOME', home);
  vi.stubEnv('AWS_CONFIG_FILE', join(home, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(home, 'credentials'));
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secret);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true });
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function server(answer: Answerer): Promise<StandIn> {
  const one = await standIn(answer);
  open.push(one);
  return one;
}

const getAccount = (aws: AwsProbe, region?: string): Promise<unknown> =>
  aws('ses:GetAccount', {}, region === undefined ? undefined : { region });

describe('the table of calls', () => {
  it('names a command that the module of its service holds, and the modules hold no more', () => {
    const modules = {
      sesv2,
      iam,
      cloudwatch,
      ses,
      sns,
      sqs,
      eventbridge,
      firehose,
      athena,
      glue,
      s3,
      sts,
      organizations,
    };
    const held = Object.entries(modules).flatMap(([name, { commands }]) =>
      Object.keys(commands).map((command) => `${name} ${command}`),
    );
    const rows = Object.entries({ ...awsCalls, ...historyCalls }) as [AwsAction, AwsService][];
    expect(new Set(held)).toEqual(
      new Set(rows.map(([action, service]) => `${service} ${commandOf(action)}`)),
    );
  });
});

describe('an answer', () => {
  it('comes without the metadata of the SDK', async () => {
    const { url } = await server((_request, response) => {
      json(response, 200, account);
    });
    expect(await getAccount(probeWith({ endpointUrl: url }))).toEqual(account);
  });

  it('is asked of every service at the endpoint of --endpoint-url', async () => {
    const { url, seen } = await server((request, response) => {
      if (request.headers['x-amz-target'] !== undefined) json(response, 200, { MetricDataResults: [] });
      else
        response
          .writeHead(200, { 'content-type': 'text/xml' })
          .end(
            '<GetTopicAttributesResponse><GetTopicAttributesResult><Attributes><entry><key>Owner</key><value>1</value></entry></Attributes></GetTopicAttributesResult></GetTopicAttributesResponse>',
          );
    });
    const aws = probeWith({ endpointUrl: url });
    const time = new Date('2026-11-21T20:00:00Z');
    const metrics = await aws('cloudwatch:GetMetricData', {
      MetricDataQueries: [],
      StartTime: time,
      EndTime: time,
    });
    const topic = await aws('sns:GetTopicAttributes', {
      TopicArn: 'arn:aws:sns:eu-west-1:123456789012:bounces',
    });
    expect(metrics.MetricDataResults).toEqual([]);
    expect(topic.Attributes).toEqual({ Owner: '1' });
    expect(seen).toEqual(['POST /', 'POST /']);
  });

  it('comes from the endpoint of AWS_ENDPOINT_URL_SESV2 before that of AWS_ENDPOINT_URL', async () => {
    const right = await server((_request, response) => {
      json(response, 200, account);
    });
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
    vi.stubEnv('AWS_ENDPOINT_URL_SESV2', right.url);
    expect(await getAccount(probeWith({}))).toEqual(account);
  });

  it('comes from the endpoint of the profile, with the keys of the profile', async () => {
    let authorization = '';
    const right = await server((request, response) => {
      authorization = request.headers.authorization ?? '';
      json(response, 200, account);
    });
    writeFileSync(
      join(home, 'config'),
      `[profile dev]\nservices = local\n[services local]\nsesv2 =\n  endpoint_url = ${right.url}\n`,
    );
    writeFileSync(
      join(home, 'credentials'),
      `[dev]\naws_access_key_id = AKIADEVDEVDEVDEVDEVD\naws_secret_access_key = ${secret}\n`,
    );
    expect(await getAccount(probeWith({ profile: 'dev' }))).toEqual(account);
    expect(authorization).toContain('Credential=AKIADEVDEVDEVDEVDEVD/');
    expect(authorization).toContain('/eu-west-1/ses/');
  });

  it('for another Region is asked there, with the same credentials', async () => {
    const scopes: string[] = [];
    const { url } = await server((request, response) => {
      scopes.push(
        /Credential=([^,]+)/
          .exec(request.headers.authorization ?? '')?.[1]
          ?.split('/')
          .slice(2, 3)
          .join('') ?? '',
      );
      json(response, 200, account);
    });
    const aws = probeWith({ endpointUrl: url });
    await Promise.all([getAccount(aws), getAccount(aws, 'us-east-1')]);
    expect(scopes.toSorted()).toEqual(['eu-west-1', 'us-east-1']);
  });
});

describe('an error of the service', () => {
  const errors: Record<
    string,
    { status: number; name: string; message?: string; region?: string; why: object }
  > = {
    'no permission': {
      status: 403,
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:iam::123456789012:user/mailer is not authorized to perform: ses:GetAccount on resource: * because no identity-based policy allows the ses:GetAccount action',
      why: {
        reason: 'access-denied',
        action: 'ses:GetAccount',
        detail: {
          kind: 'not-allowed',
          explicit: 'false',
          principal: 'arn:aws:iam::123456789012:user/mailer',
          resource: '*',
        },
      },
    },
    'a service control policy that says no': {
      status: 403,
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:sts::123456789012:assumed-role/ops/me is not authorized to perform: ses:GetAccount with an explicit deny in a service control policy',
      why: {
        reason: 'access-denied',
        action: 'ses:GetAccount',
        detail: { kind: 'service-control-policy', explicit: 'true' },
      },
    },
    'a service control policy that closes another Region': {
      status: 403,
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:sts::123456789012:assumed-role/ops/me is not authorized to perform: ses:GetAccount with an explicit deny in a service control policy',
      region: 'us-east-1',
      why: { reason: 'region-not-enabled', action: null, region: 'us-east-1' },
    },
    'an ended session': {
      status: 403,
      name: 'ExpiredTokenException',
      why: { reason: 'credentials-expired', detail: { kind: 'session' } },
    },
    'an unknown key': {
      status: 403,
      name: 'UnrecognizedClientException',
      why: { reason: 'credentials-rejected', detail: { kind: 'unknown-key' } },
    },
    'a Region that is not switched on': {
      status: 403,
      name: 'UnrecognizedClientException',
      region: 'af-south-1',
      why: { reason: 'region-not-enabled', region: 'af-south-1' },
    },
    'a wrong secret': {
      status: 403,
      name: 'InvalidSignatureException',
      message: 'The request signature we calculated does not match the signature you provided.',
      why: { reason: 'credentials-rejected', detail: { kind: 'wrong-secret' } },
    },
    'a service that is not switched on': {
      status: 403,
      name: 'OptInRequired',
      why: { reason: 'credentials-rejected', detail: { kind: 'opt-in' } },
    },
    'something that does not exist': {
      status: 404,
      name: 'NotFoundException',
      message: 'Email identity x does not exist.',
      why: { reason: 'not-found', message: 'Email identity x does not exist' },
    },
    'a path the server does not know': {
      status: 404,
      name: 'UnknownOperationException',
      why: { reason: 'bad-reply', detail: { status: '404' } },
    },
    'a bad request with escape codes': {
      status: 400,
      name: 'BadRequestException',
      message: 'Not \u001b[31mso\u0007.',
      why: { reason: 'bad-reply', detail: { message: 'Not [31mso', name: 'BadRequestException' } },
    },
  };

  for (const [name, { status, name: error, message, region, why }] of Object.entries(errors)) {
    it(`tells: ${name}`, async () => {
      const { url, seen } = await server((_request, response) => {
        fail(response, status, error, message);
      });
      const seenWhy = await whyOf(getAccount(probeWith({ endpointUrl: url }), region));
      expect(seenWhy).toMatchObject({ question: 'ses:GetAccount', ...why });
      expect(seen).toHaveLength(1);
    });
  }

  it('tells a wrong clock, and by how much', async () => {
    const { url, seen } = await server((_request, response) => {
      json(
        response,
        403,
        { message: 'Signature expired: 20261121T190000Z is now earlier than 20261121T194500Z' },
        { 'x-amzn-errortype': 'InvalidSignatureException', date: 'Sat, 21 Nov 2026 20:00:00 GMT' },
      );
    });
    const aws = probeWith({ endpointUrl: url, now: () => new Date('2026-11-21T19:00:00Z') });
    for (let call = 1; call <= 2; call += 1) {
      const why = await whyOf(getAccount(aws));
      expect(why).toMatchObject({
        reason: 'credentials-rejected',
        detail: { kind: 'clock-skew', skewSeconds: '-3600' },
      });
    }
    expect(seen).toHaveLength(2);
  });

  it('tells an SMTP password in the place of the secret key', async () => {
    const smtpPassword = Buffer.alloc(33, 7).fill(4, 0, 1).toString('base64');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', smtpPassword);
    const { url } = await server((_request, response) => {
      fail(
        response,
        403,
        'InvalidSignatureException',
        `The Canonical String should have been ${smtpPassword}`,
      );
    });
    const why = await whyOf(getAccount(probeWith({ endpointUrl: url })));
    expect(why).toMatchObject({
      reason: 'credentials-rejected',
      detail: { kind: 'smtp-password-as-secret' },
    });
    expect(JSON.stringify(why)).not.toContain(smtpPassword);
  });

  it('tells a temporary key without its token', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'ASIAIOSFODNN7EXAMPLE');
    const { url } = await server((_request, response) => {
      fail(response, 403, 'UnrecognizedClientException');
    });
    expect(await whyOf(getAccount(probeWith({ endpointUrl: url })))).toMatchObject({
      reason: 'credentials-rejected',
      detail: { kind: 'missing-session-token' },
    });
  });

  it('never repeats a secret or a token', async () => {
    vi.stubEnv('AWS_SESSION_TOKEN', 'a-session-token-of-some-length');
    for (const [status, name] of [
      [400, 'BadRequestException'],
      [403, 'AccessDeniedException'],
      [403, 'InvalidSignatureException'],
      [404, 'NotFoundException'],
    ] as const) {
      const { url } = await server((_request, response) => {
        fail(response, status, name, `it is ${secret} and a-session-token-of-some-length`);
      });
      const why = JSON.stringify(await whyOf(getAccount(probeWith({ endpointUrl: url }))));
      expect(why).not.toContain(secret);
      expect(why).not.toContain('a-session-token-of-some-length');
    }
  });

  it('of XML services is told apart as well', async () => {
    const { url } = await server((_request, response) => {
      response
        .writeHead(403, { 'content-type': 'text/xml' })
        .end(
          '<ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code><Message>User: arn:aws:iam::123456789012:user/mailer is not authorized to perform: SNS:GetTopicAttributes on resource: arn:aws:sns:eu-west-1:123456789012:b</Message></Error></ErrorResponse>',
        );
    });
    const aws = probeWith({ endpointUrl: url });
    const why = await whyOf(
      aws('sns:GetTopicAttributes', { TopicArn: 'arn:aws:sns:eu-west-1:123456789012:b' }),
    );
    expect(why).toMatchObject({ reason: 'access-denied', action: 'sns:GetTopicAttributes' });
  });
});

describe('a failure on the way', () => {
  const page = '<html><body>Please log in</body></html>';
  const ways: Record<string, { answer: Answerer; why: object; requests: number }> = {
    'a web page instead of JSON': {
      answer: (_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page),
      why: { reason: 'unreachable', detail: { step: 'html' } },
      requests: 1,
    },
    'a web page that says it is JSON': {
      answer: (_request, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(page),
      why: { reason: 'unreachable', detail: { step: 'html' } },
      requests: 1,
    },
    'a page that does not exist': {
      answer: (_request, response) => response.writeHead(404, { 'content-type': 'text/html' }).end(page),
      why: { reason: 'unreachable', detail: { step: 'html' } },
      requests: 1,
    },
    'a redirect to a login page': {
      answer: (_request, response) => response.writeHead(302, { location: 'http://login.test/' }).end(),
      why: { reason: 'unreachable', detail: { step: 'html', kind: 'redirect' } },
      requests: 1,
    },
    'an answer that is longer than any of AWS': {
      answer: (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(`{"Padding": "${'x'.repeat(9 * 1024 * 1024)}"}`);
      },
      why: { reason: 'unreachable', detail: { step: 'html', kind: 'too-long' } },
      requests: 1,
    },
    'an answer that is cut off': {
      answer: (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{"Production', () => response.destroy());
      },
      why: { reason: 'unreachable', detail: { step: 'connect', kind: 'reset' } },
      requests: 3,
    },
    'a dropped connection': {
      answer: (request) => request.socket.destroy(),
      why: { reason: 'unreachable', detail: { step: 'connect', kind: 'reset' } },
      requests: 3,
    },
    'a server fault that stays': {
      answer: (_request, response) => {
        fail(response, 503, 'ServiceUnavailable');
      },
      why: { reason: 'bad-reply', detail: { status: '503' } },
      requests: 3,
    },
    'no answer at all': {
      answer: () => undefined,
      why: { reason: 'timeout', detail: { step: 'timeout' } },
      requests: 1,
    },
    'an answer that stops half way': {
      answer: (_request, response) =>
        response.writeHead(200, { 'content-type': 'application/json' }).write('{"Sending'),
      why: { reason: 'timeout' },
      requests: 1,
    },
  };

  for (const [name, { answer, why, requests }] of Object.entries(ways)) {
    it(`tells: ${name}`, async () => {
      const { url, seen } = await server(answer);
      expect(await whyOf(getAccount(probeWith({ endpointUrl: url, timeoutMs: 1000 })))).toMatchObject({
        question: 'ses:GetAccount',
        ...why,
      });
      expect(seen).toHaveLength(requests);
    });
  }

  it('tells: nobody listens', async () => {
    const gone = await standIn(() => undefined);
    await gone.close();
    const why = await whyOf(getAccount(probeWith({ endpointUrl: gone.url })));
    expect(why).toMatchObject({
      reason: 'unreachable',
      detail: {
        step: 'connect',
        kind: 'refused',
        host: `127.0.0.1:${gone.port}`,
        endpointSource: '--endpoint-url',
      },
    });
  });

  it('tells: a name that does not exist', async () => {
    const why = await whyOf(getAccount(probeWith({ endpointUrl: 'http://ses.invalid' })));
    expect(why).toMatchObject({ reason: 'unreachable', detail: { step: 'dns' } });
  });

  it('tells: an endpoint that is no URL', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL', 'localhost:4566');
    expect(await whyOf(getAccount(probeWith({})))).toMatchObject({
      reason: 'unreachable',
      detail: { step: 'endpoint', endpointSource: 'AWS_ENDPOINT_URL' },
    });
  });

  it('tells: FIPS and an endpoint of our own', async () => {
    vi.stubEnv('AWS_USE_FIPS_ENDPOINT', 'true');
    expect(await whyOf(getAccount(probeWith({ endpointUrl: 'http://127.0.0.1:9' })))).toMatchObject({
      reason: 'unreachable',
      detail: { step: 'endpoint', kind: 'fips' },
    });
  });

  it('passes: a server fault, then an answer', async () => {
    const { url } = await server((_request, response, count) => {
      if (count < 3) fail(response, 500, 'InternalFailure');
      else json(response, 200, account);
    });
    expect(await getAccount(probeWith({ endpointUrl: url }))).toEqual(account);
  });

  it('tells: a host that takes no connection', async () => {
    const hole = await startBlackHole();
    const aws = probeWith({ endpointUrl: `http://127.0.0.1:${hole.port}`, timeoutMs: 2000 });
    const why = await whyOf(getAccount(aws));
    await hole.close();
    expect(why).toMatchObject({ reason: 'timeout', detail: { step: 'connect', kind: 'timeout' } });
  });
});

describe('a throttle', () => {
  it('that ends is waited for', async () => {
    const { url } = await server((_request, response, count) => {
      if (count < 4) fail(response, 429, 'TooManyRequestsException');
      else json(response, 200, account);
    });
    expect(await getAccount(probeWith({ endpointUrl: url, random: () => 0.1 }))).toEqual(account);
  });

  it('that never ends is throttled once the time is up', async () => {
    const { url, seen } = await server((_request, response) => {
      fail(response, 400, 'ThrottlingException', 'Rate exceeded');
    });
    expect(await whyOf(getAccount(probeWith({ endpointUrl: url, timeoutMs: 2500 })))).toMatchObject({
      reason: 'throttled',
      question: 'ses:GetAccount',
    });
    expect(seen.length).toBeGreaterThan(1);
  });

  it('of one action does not slow the others', async () => {
    const { url, seen } = await server((request, response) => {
      if (request.url === '/v2/email/account') fail(response, 429, 'TooManyRequestsException');
      else json(response, 200, { DedicatedIps: [] });
    });
    const aws = probeWith({ endpointUrl: url, timeoutMs: 5000 });
    let isThrottled = true;
    const throttled = whyOf(getAccount(aws)).finally(() => {
      isThrottled = false;
    });
    await Promise.all(Array.from({ length: 20 }, () => aws('ses:GetDedicatedIps', {})));
    expect(isThrottled).toBe(true);
    expect(await throttled).toMatchObject({ reason: 'throttled' });
    expect(seen.filter((line) => line.includes('dedicated-ips')).length).toBe(20);
  });

  it('that lets some calls through makes the others wait', async () => {
    const { url } = await server((_request, response, count) => {
      if (count % 2 === 0) fail(response, 429, 'TooManyRequestsException');
      else json(response, 200, account);
    });
    const aws = probeWith({ endpointUrl: url, random: () => 0 });
    const answers = await Promise.all([1, 2, 3, 4].map(() => getAccount(aws)));
    expect(answers).toEqual([account, account, account, account]);
  });
});

describe('an interruption', () => {
  it('ends every call at once', async () => {
    const { url } = await server(() => undefined);
    const controller = new AbortController();
    const aws = probeWith({ endpointUrl: url, timeoutMs: 5000, signal: controller.signal });
    const calls = Array.from({ length: 12 }, () => whyOf(getAccount(aws)));
    setTimeout(() => {
      controller.abort();
    }, 300);
    const reasons = (await Promise.all(calls)).map(({ reason }) => reason);
    expect(new Set(reasons)).toEqual(new Set(['interrupted']));
  });
});

describe('a Region', () => {
  it('that no source names', async () => {
    expect(await whyOf(getAccount(probeWith({ region: null })))).toMatchObject({
      reason: 'region-missing',
      question: 'ses:GetAccount',
    });
  });

  it('that cannot be one', async () => {
    expect(await whyOf(getAccount(probeWith({ region: 'eu (frankfurt)' })))).toMatchObject({
      reason: 'region-invalid',
      detail: { region: 'eu (frankfurt)' },
    });
  });
});
