import { afterEach, describe, expect, it } from 'vitest';
import { trustContext } from '../../../src/probes/net/certificate-authorities.ts';
import { smtpProbe, type SmtpProbeOptions } from '../../../src/probes/smtp/probe.ts';
import type { SmtpSession } from '../../../src/model/smtp.ts';
import { startBlackHole } from '../../lab/black-hole.ts';
import { labAuthority, type SmtpServer, type SmtpWorld, startSmtp } from '../../lab/smtp.ts';
import { fakeDns } from '../../support/probes.ts';

const user = 'AKIAIOSFODNN7EXAMPLE';
const password = 'BLBM/9hSUELfq8Gw+rU1YcBjkOxGbhT2XG763xVLGWL9';
const trust = trustContext({ caPems: [labAuthority().pem] });
const ending: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(ending.splice(0).map((end) => end()));
});

async function server(world: SmtpWorld = {}): Promise<SmtpServer> {
  const started = await startSmtp(world);
  ending.push(started.close);
  return started;
}

function probe(more: Partial<SmtpProbeOptions> = {}): ReturnType<typeof smtpProbe> {
  return smtpProbe({
    dns: fakeDns({ 'email-smtp.eu-west-1.amazonaws.com': { A: ['127.0.0.1'] } }),
    timeoutMs: 30_000,
    signal: new AbortController().signal,
    trust,
    credentials: { username: user, password },
    ...more,
  });
}

async function session(world: SmtpWorld, more: Partial<SmtpProbeOptions> = {}): Promise<SmtpSession> {
  const { port } = await server(world);
  return await probe(more)(
    'email-smtp.eu-west-1.amazonaws.com',
    { port, tls: world.tls ?? 'starttls' },
    { authenticate: true },
  );
}

describe('a healthy endpoint', () => {
  it('lets a session with STARTTLS in, and never hears of a message', async () => {
    const smtp = await server({ users: { [user]: password } });
    const seen = await probe()(
      'email-smtp.eu-west-1.amazonaws.com',
      { port: smtp.port, tls: 'starttls' },
      { authenticate: true },
    );
    expect(seen.failure).toBeNull();
    expect(seen.auth).toEqual({ mechanism: 'PLAIN', code: 235, text: '235 Authentication successful.' });
    expect(seen.banner).toContain('SimpleEmailService');
    expect(seen.tls?.version).toBe('TLSv1.3');
    expect(seen.certificates.map(({ issuer }) => issuer)).toEqual(['O=ses-doctor lab, CN=ses-doctor lab CA']);
    expect(seen.certificates[0]?.altNames).toContain('email-smtp.eu-west-1.amazonaws.com');
    expect(seen.certificates[0]?.sha256).toMatch(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(seen.steps.map(({ step }) => step)).toEqual([
      'dns',
      'connect',
      'banner',
      'ehlo',
      'starttls',
      'tls',
      'ehlo-tls',
      'auth',
      'quit',
    ]);
    expect(seen.dialled).toEqual({
      ipv4: { addresses: ['127.0.0.1'], outcome: 'connected' },
      ipv6: { addresses: [], outcome: 'not-resolved' },
    });
    // The whole recorded dialogue: no MAIL, no RCPT, no DATA.
    expect(smtp.dialogue.map((line) => line.replace(/^(AUTH \w+) .*/, '$1'))).toEqual([
      'EHLO [127.0.0.1]',
      'STARTTLS',
      '<TLS>',
      'EHLO [127.0.0.1]',
      'AUTH PLAIN',
      'QUIT',
    ]);
  });

  it('lets a session with implicit TLS and AUTH LOGIN in', async () => {
    const seen = await session({ tls: 'implicit', mechanisms: 'LOGIN', users: { [user]: password } });
    expect(seen.failure).toBeNull();
    expect(seen.auth).toMatchObject({ mechanism: 'LOGIN', code: 235 });
  });

  it('is not asked to authenticate when nobody asks for it', async () => {
    const smtp = await server();
    const seen = await probe()('127.0.0.1', { port: smtp.port, tls: 'starttls' });
    expect(seen).toMatchObject({ failure: null, auth: null });
    expect(smtp.dialogue.join('\n')).not.toContain('AUTH');
  });
});

describe('each way to fail', () => {
  const cases: Record<
    string,
    { world: SmtpWorld; step: string; kind: string; message?: RegExp; waits?: true; transient?: true }
  > = {
    'nothing is said': { world: { banner: null }, step: 'banner', kind: 'silent', waits: true },
    'one byte a second': { world: { dripMs: 1000 }, step: 'banner', kind: 'slow', waits: true },
    'a greeting of 10 MB': { world: { floodBytes: 10_000_000 }, step: 'banner', kind: 'flood' },
    'a web server': {
      world: { banner: 'HTTP/1.1 400 Bad Request' },
      step: 'banner',
      kind: 'banner-unexpected',
    },
    'answers to what was not asked yet': {
      world: { banner: '220 email-smtp.amazonaws.com ESMTP\r\n250-a\r\n250 STARTTLS\r\n220 go' },
      step: 'ehlo',
      kind: 'banner-unexpected',
      message: /before it is asked/,
    },
    'plain text behind STARTTLS': {
      world: { starttls: 'plain' },
      step: 'tls',
      kind: 'tls-plain-text',
      message: /takes STARTTLS and goes on in plain text/,
    },
    'too many connections': {
      world: { banner: '421 Too many concurrent SMTP connections' },
      step: 'banner',
      kind: 'reply-unexpected',
      message: /421 Too many/,
      transient: true,
    },
    'a reset in the handshake': { world: { reset: 'handshake' }, step: 'tls', kind: 'reset' },
    'a reset in the handshake of implicit TLS': {
      world: { reset: 'handshake', tls: 'implicit' },
      step: 'tls',
      kind: 'reset',
    },
    'a close after the connect': { world: { closes: 'connect' }, step: 'banner', kind: 'closed' },
    'a close in the handshake': { world: { closes: 'handshake' }, step: 'tls', kind: 'closed' },
    'a certificate wanted of the client': {
      world: { wantsCertificate: true },
      step: 'ehlo-tls',
      kind: 'tls-handshake',
      message: /asks for a client certificate/,
    },
    'a certificate wanted of the client in TLS 1.2': {
      world: { wantsCertificate: true, maxTls: 'TLSv1.2', tls: 'implicit' },
      step: 'tls',
      kind: 'tls-handshake',
      message: /asks for a client certificate/,
    },
    'STARTTLS stripped': { world: { starttls: 'stripped' }, step: 'starttls', kind: 'starttls-missing' },
    'STARTTLS refused': {
      world: { starttls: 'refused' },
      step: 'starttls',
      kind: 'reply-unexpected',
      transient: true,
    },
    'TLS 1.1 only': { world: { maxTls: 'TLSv1.1' }, step: 'tls', kind: 'tls-version' },
    'TLS 1.0 only': { world: { maxTls: 'TLSv1', tls: 'implicit' }, step: 'tls', kind: 'tls-version' },
    'an expired certificate': { world: { certificate: 'expired' }, step: 'tls', kind: 'expired' },
    'a certificate of the future': {
      world: { certificate: 'not-yet-valid' },
      step: 'tls',
      kind: 'expired',
      message: /not valid yet/,
    },
    'a certificate for another name': {
      world: { certificate: 'wrong-name' },
      step: 'tls',
      kind: 'name-mismatch',
    },
    'a self-signed certificate': { world: { certificate: 'self-signed' }, step: 'tls', kind: 'untrusted' },
    'an unknown CA': { world: { certificate: 'unknown-ca' }, step: 'tls', kind: 'untrusted' },
    'EHLO refused': { world: { replies: { EHLO: '554 Go away' } }, step: 'ehlo', kind: 'reply-unexpected' },
  };
  for (const [name, { world, step, kind, message = /./, waits, transient }] of Object.entries(cases)) {
    it(name, async () => {
      const seen = await session(world, waits && { timeoutMs: 1500 });
      expect(seen.failure).toEqual({
        ...{ step, kind, message: expect.stringMatching(message) as string },
        ...(transient && { transient }),
      });
      expect(seen.auth).toBeNull();
      expect(JSON.stringify(seen).length).toBeLessThan(10_000);
    });
  }

  it('plain text where TLS is expected', async () => {
    const { port } = await server();
    const seen = await probe()('127.0.0.1', { port, tls: 'implicit' });
    expect(seen.failure).toMatchObject({ step: 'tls', kind: 'tls-plain-text' });
  });

  it('TLS where plain text is expected', async () => {
    const { port } = await server({ tls: 'implicit' });
    const seen = await probe({ timeoutMs: 1500 })('127.0.0.1', { port, tls: 'starttls' });
    expect(seen.failure).toMatchObject({ step: 'banner', kind: 'silent' });
  });

  it('a reset right after the connect', async () => {
    const { failure } = await session({ reset: 'connect' });
    // Whether the reset overtakes the connect is for the kernel to say.
    expect(failure?.kind).toBe('reset');
    expect(['connect', 'banner']).toContain(failure?.step);
  });

  it('nobody listens', async () => {
    const smtp = await startSmtp();
    await smtp.close();
    const seen = await probe()('127.0.0.1', { port: smtp.port, tls: 'starttls' });
    expect(seen.failure).toMatchObject({ step: 'connect', kind: 'refused' });
    expect(seen.dialled.ipv4.outcome).toBe('refused');
  });

  it('a name that does not exist', async () => {
    const seen = await probe()('email-smtp.nowhere-1.amazonaws.com', { port: 25, tls: 'starttls' });
    expect(seen.failure).toMatchObject({ step: 'dns', kind: 'name-not-resolved' });
  });

  it('a resolver that fails is not a name that does not exist', async () => {
    const seen = await probe({ dns: fakeDns({ 'email-smtp.test': 'SERVFAIL' }) })('email-smtp.test', {
      port: 25,
      tls: 'starttls',
    });
    expect(seen.failure).toMatchObject({ step: 'dns', kind: 'resolver-failed' });
  });

  it('a resolver that fails for IPv4 leaves the port open, whatever IPv6 does', async () => {
    const { port } = await server();
    const dns = fakeDns({ 'email-smtp.test': { A: 'SERVFAIL', AAAA: ['::1'] } });
    const seen = await probe({ dns })('email-smtp.test', { port, tls: 'starttls' });
    expect(seen.failure).toMatchObject({ kind: 'resolver-failed' });
    expect(seen.dialled.ipv6.outcome).toBe('refused');
  });

  it('a resolver that fails for IPv6 does not stop IPv4', async () => {
    const { port } = await server();
    const dns = fakeDns({ 'email-smtp.test': { A: ['127.0.0.1'], AAAA: 'SERVFAIL' } });
    const seen = await probe({ dns })('email-smtp.test', { port, tls: 'starttls' });
    expect(seen.failure).toBeNull();
    expect(seen.dialled.ipv6.outcome).toBe('resolver-failed');
  });

  it('the operating system knows names as well', async () => {
    const { port } = await server();
    const seen = await probe({ dns: null })('localhost', { port, tls: 'starttls' });
    expect(seen.failure).toBeNull();
    expect(seen.dialled.ipv4).toEqual({ addresses: ['127.0.0.1'], outcome: 'connected' });
  });

  it('IPv6 that fails where IPv4 works', async () => {
    const { port } = await server();
    const dns = fakeDns({ 'email-smtp.test': { A: ['127.0.0.1'], AAAA: ['::1'] } });
    const seen = await probe({ dns })('email-smtp.test', { port, tls: 'starttls' });
    expect(seen.failure).toBeNull();
    expect(seen.dialled.ipv4.outcome).toBe('connected');
    expect(['refused', 'no-route']).toContain(seen.dialled.ipv6.outcome);
  });

  it('Ctrl-C ends every wait', async () => {
    const { port } = await server({ banner: null });
    const abort = new AbortController();
    const running = probe({ signal: abort.signal })('127.0.0.1', {
      port,
      tls: 'starttls',
    });
    setTimeout(() => {
      abort.abort();
    }, 50);
    expect((await running).failure?.kind).toBe('interrupted');
  });

  it('five black holes cost one timeout', async () => {
    const hole = await startBlackHole();
    ending.push(hole.close);
    const ask = probe({ timeoutMs: 500 });
    const dial = () => ask('127.0.0.1', { port: hole.port, tls: 'starttls' });
    // Five side by side end before three that wait for each other.
    let inARow = 0;
    const row = (async () => {
      for (let count = 0; count < 3; count += 1) {
        await dial();
        inARow += 1;
      }
    })();
    const seen = await Promise.all([1, 2, 3, 4, 5].map(dial));
    expect(inARow).toBeLessThan(3);
    await row;
    for (const { failure, dialled } of seen) {
      expect(failure).toMatchObject({ step: 'connect', kind: 'timeout' });
      expect(dialled.ipv4.outcome).toBe('timeout');
    }
  });
});

describe('secrets', () => {
  const forms = [
    password,
    Buffer.from(password).toString('base64').replace(/=+$/, ''),
    Buffer.from(`\0${user}\0${password}`).toString('base64').replace(/=+$/, ''),
  ];
  for (const mechanisms of ['PLAIN', 'LOGIN']) {
    it(`are in nothing that is kept, even when the server repeats them (${mechanisms})`, async () => {
      const seen = await session({ echo: true, mechanisms });
      expect(seen.auth).toEqual({
        mechanism: mechanisms,
        code: 535,
        text: '(left out: the reply repeats the credentials)',
      });
      for (const form of forms) expect(JSON.stringify(seen)).not.toContain(form);
    });
  }

  it('a part of the password in the reply is left out too', async () => {
    const seen = await session({ replies: { AUTH: `535 bad token ${password.slice(10, 22)}...` } });
    expect(seen.auth?.text).toBe('(left out: the reply repeats the credentials)');
  });

  it('an ordinary rejection is kept word for word', async () => {
    expect((await session({})).auth).toEqual({
      mechanism: 'PLAIN',
      code: 535,
      text: '535 Authentication Credentials Invalid',
    });
  });

  for (const certificate of ['expired', 'wrong-name', 'self-signed', 'unknown-ca'] as const) {
    it(`are never sent to a server with a certificate that is ${certificate}`, async () => {
      const smtp = await server({ certificate });
      await probe()(
        'email-smtp.eu-west-1.amazonaws.com',
        { port: smtp.port, tls: 'starttls' },
        { authenticate: true },
      );
      expect(smtp.dialogue.join('\n')).not.toContain('AUTH');
    });
  }

  it('replies that were slipped in before TLS are thrown away', async () => {
    const seen = await session({ starttls: 'injected' });
    expect(seen.failure).toBeNull();
    expect(seen.extensions).toContain('AUTH PLAIN LOGIN');
    expect(seen.auth?.code).toBe(535);
    expect(seen.injected).toMatch(/^250-attacker\.example/);
  });
});
