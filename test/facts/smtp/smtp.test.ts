import { describe, expect, it } from 'vitest';
import { apiEndpoint } from '../../../src/facts/api-endpoint.ts';
import { smtpCredentials } from '../../../src/facts/smtp/credentials.ts';
import { smtpEndpoint } from '../../../src/facts/smtp/endpoint.ts';
import { smtpLogin } from '../../../src/facts/smtp/login.ts';
import { smtpOtherRegions } from '../../../src/facts/smtp/other-regions.ts';
import { smtpSessions } from '../../../src/facts/smtp/sessions.ts';
import type { Probes } from '../../../src/model/probes.ts';
import type { SmtpFailure, SmtpProbe } from '../../../src/model/smtp.ts';
import type { Target } from '../../../src/model/target.ts';
import { gather } from '../../support/gather.ts';
import { credentialShape, passwordShape } from '../../support/smtp-credentials.ts';
import { failedOn, sessionOn, smtpHostName } from '../../support/smtp.ts';

const environment = (more: Partial<Probes['environment']> = {}): Probes['environment'] => ({
  profile: async () => null,
  endpointOverride: async () => null,
  proxyFor: () => null,
  smtpCredentials: async () => credentialShape(),
  ...more,
});

/** An SMTP world of loose rules: which ports let a session in, and where the credentials are known. */
function smtpWith({ open = [587, 465, 2587, 2465, 25], knownAt = smtpHostName, code = 535 }): {
  smtp: SmtpProbe;
  asked: string[];
} {
  const asked: string[] = [];
  return {
    asked,
    smtp: async (host, { port }, { authenticate = false } = {}) => {
      asked.push(`${host}:${port}${authenticate ? ' AUTH' : ''}`);
      if (!open.includes(port))
        return failedOn(port, { step: 'connect', kind: 'timeout', message: 'no connection' });
      const auth = { mechanism: 'PLAIN', code: host === knownAt ? 235 : code, text: 'x' };
      return sessionOn(port, { host, auth: authenticate ? auth : null });
    },
  };
}

const noPorts: Partial<Target> = {
  smtp: { host: null, ports: [{ port: 587, tls: 'starttls' }], evident: true },
};

describe('the SMTP endpoint', () => {
  it('is that of the Region, on five ports', async () => {
    expect(await gather(smtpEndpoint)).toMatchObject({
      host: smtpHostName,
      region: 'eu-west-1',
      listed: true,
      ports: [{ port: 587 }, { port: 465 }, { port: 2587 }, { port: 2465 }, { port: 25 }],
    });
  });

  it.each([
    ['email-smtp.us-east-1.amazonaws.com', 'us-east-1'],
    ['email-smtp-fips.us-gov-west-1.api.aws', 'us-gov-west-1'],
    ['vpce-0123-abcd.email-smtp.ap-south-1.vpce.amazonaws.com', 'ap-south-1'],
    ['smtp.example.com', 'eu-west-1'],
    ['email-smtp.us-east-1.amazonaws.com.example.com', 'eu-west-1'],
  ])('%s takes the passwords of %s', async (host, region) => {
    const target = { smtp: { host, ports: null, evident: true } };
    expect(await gather(smtpEndpoint, { target })).toMatchObject({ host, region, chosenHost: true });
  });

  it('is unknown without a Region', async () => {
    await expect(gather(smtpEndpoint, { target: { region: null } })).rejects.toMatchObject({
      reason: 'prerequisite',
    });
  });
});

describe('sessions', () => {
  it('are opened on every port, and none logs in', async () => {
    const { smtp, asked } = smtpWith({});
    expect(await gather(smtpSessions, { probes: { smtp } })).toHaveLength(5);
    expect(asked).toEqual([587, 465, 2587, 2465, 25].map((port) => `${smtpHostName}:${port}`));
  });

  it('are left alone with --no-smtp', async () => {
    const target = { worlds: { aws: true, dns: true, smtp: false } };
    await expect(gather(smtpSessions, { target })).rejects.toMatchObject({ reason: 'switched-off' });
  });
});

describe('the login', () => {
  it('is tried once, over the best port that works', async () => {
    const { smtp, asked } = smtpWith({ open: [2465, 25] });
    const login = await gather(smtpLogin, { probes: { smtp, environment: environment() } });
    expect(login).toMatchObject({ port: { port: 2465 }, code: 235 });
    expect(asked.filter((line) => line.endsWith('AUTH'))).toEqual([`${smtpHostName}:2465 AUTH`]);
  });

  it('is not tried when no port works, or half of the credentials is missing', async () => {
    const { smtp, asked } = smtpWith({ open: [] });
    await expect(gather(smtpLogin, { probes: { smtp, environment: environment() } })).rejects.toMatchObject({
      reason: 'unreachable',
    });
    const half = async () => credentialShape({ password: passwordShape({ present: false }) });
    await expect(
      gather(smtpLogin, {
        probes: { smtp: smtpWith({}).smtp, environment: environment({ smtpCredentials: half }) },
      }),
    ).rejects.toMatchObject({ reason: 'prerequisite' });
    expect(asked.join()).not.toContain('AUTH');
  });

  it('makes no sense without credentials', async () => {
    await expect(
      gather(smtpCredentials, {
        probes: { environment: environment({ smtpCredentials: async () => null }) },
      }),
    ).rejects.toMatchObject({ reason: 'not-asked' });
  });

  const failing =
    (failure: SmtpFailure): SmtpProbe =>
    async (_host, { port }, options) =>
      options?.authenticate === true ? failedOn(port, failure) : sessionOn(port);

  it.each<SmtpFailure>([
    { step: 'auth', kind: 'timeout', message: 'the server said nothing for 10 s' },
    { step: 'auth', kind: 'closed', message: 'the server closed the connection' },
    { step: 'auth', kind: 'reset', message: 'the connection was reset' },
    { step: 'auth', kind: 'flood', message: 'the server sent more than 16 KB without ending its reply' },
    { step: 'connect', kind: 'refused', message: 'the connection was refused' },
    { step: 'banner', kind: 'reply-unexpected', message: '421 Too many connections', transient: true },
  ])('that ends at $step ($kind) has no code', async (failure) => {
    const login = await gather(smtpLogin, {
      probes: { smtp: failing(failure), environment: environment() },
    });
    expect(login).toMatchObject({ host: smtpHostName, port: { port: 587 }, code: null, failure });
  });

  it('that was interrupted is open', async () => {
    const smtp = failing({ step: 'auth', kind: 'interrupted', message: 'interrupted while waiting' });
    await expect(gather(smtpLogin, { probes: { smtp, environment: environment() } })).rejects.toMatchObject({
      reason: 'interrupted',
    });
  });
});

describe('other Regions', () => {
  const probes = (smtp: SmtpProbe): Partial<Probes> => ({ smtp, environment: environment() });

  it('are asked only on --try-regions', async () => {
    const { smtp, asked } = smtpWith({ knownAt: 'nowhere' });
    await expect(gather(smtpOtherRegions, { probes: probes(smtp), target: noPorts })).rejects.toMatchObject({
      why: { reason: 'not-asked', detail: { flag: '--try-regions' } },
    });
    expect(asked.every((line) => line.startsWith(smtpHostName))).toBe(true);
  });

  it('are asked only after a rejection', async () => {
    const { smtp } = smtpWith({});
    await expect(
      gather(smtpOtherRegions, { probes: probes(smtp), target: { ...noPorts, tryRegions: true } }),
    ).rejects.toMatchObject({ reason: 'prerequisite' });
  });

  it('are not asked where the own one says nothing', async () => {
    const smtp: SmtpProbe = async (_host, { port }, options) =>
      options?.authenticate === true
        ? failedOn(port, { step: 'auth', kind: 'closed', message: 'the server closed the connection' })
        : sessionOn(port);
    await expect(
      gather(smtpOtherRegions, { probes: probes(smtp), target: { ...noPorts, tryRegions: true } }),
    ).rejects.toMatchObject({
      ...{ reason: 'unreachable' },
      message: `${smtpHostName} gave no answer to AUTH: the server closed the connection`,
    });
  });

  it('are asked until one accepts', async () => {
    const { smtp, asked } = smtpWith({ knownAt: 'email-smtp.us-east-2.amazonaws.com' });
    const logins = await gather(smtpOtherRegions, {
      probes: probes(smtp),
      target: { ...noPorts, tryRegions: true },
    });
    expect(logins.find(({ region }) => region === 'us-east-2')?.code).toEqual({ ok: true, value: 235 });
    expect(asked.length).toBeLessThan(10);
    expect(asked.join()).not.toContain('us-gov');
  });

  it('that do not answer stay open, and none is left out', async () => {
    const smtp: SmtpProbe = async (host, { port }, options) => {
      if (host !== smtpHostName)
        return failedOn(port, { step: 'connect', kind: 'timeout', message: 'no connection' });
      const auth = { mechanism: 'PLAIN', code: 535, text: '535 x' };
      return sessionOn(port, { auth: options?.authenticate === true ? auth : null });
    };
    const logins = await gather(smtpOtherRegions, {
      probes: probes(smtp),
      target: { ...noPorts, tryRegions: true },
    });
    expect(logins).toHaveLength(16); // 19 Regions with SMTP, less two of GovCloud and the own one
    expect(logins.every(({ code }) => !code.ok && code.why.reason === 'unreachable')).toBe(true);
  });
});

describe('the API endpoint', () => {
  const https = async (host: string, port = 443) => ({ host, port }) as never;

  it.each([
    [null, { host: 'email.eu-west-1.amazonaws.com', port: 443 }],
    [
      'https://vpce-1.email.eu-west-1.vpce.amazonaws.com',
      { host: 'vpce-1.email.eu-west-1.vpce.amazonaws.com', port: 443 },
    ],
    ['https://localhost:4566/', { host: 'localhost', port: 4566 }],
  ])('with the override %s', async (endpointUrl, expected) => {
    expect(await gather(apiEndpoint, { probes: { https }, target: { endpointUrl } })).toEqual(expected);
  });

  it.each(['http://127.0.0.1:9000', 'nonsense'])('has no TLS to look at behind %s', async (endpointUrl) => {
    await expect(gather(apiEndpoint, { probes: { https }, target: { endpointUrl } })).rejects.toMatchObject({
      reason: 'prerequisite',
    });
  });

  it('is left alone with --no-aws', async () => {
    const target = { worlds: { aws: false, dns: true, smtp: true } };
    await expect(gather(apiEndpoint, { probes: { https }, target })).rejects.toMatchObject({
      reason: 'switched-off',
    });
  });
});
