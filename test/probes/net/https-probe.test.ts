import net from 'node:net';
import tls from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { trustContext } from '../../../src/probes/net/certificate-authorities.ts';
import { httpsProbe, type HttpsProbeOptions } from '../../../src/probes/net/https-probe.ts';
import { type CertificateKind, labAuthority, labCertificate } from '../../lab/smtp.ts';
import { fakeDns } from '../../support/probes.ts';

const host = 'email.eu-west-1.amazonaws.com';
const trust = trustContext({ caPems: [labAuthority().pem] });
const ending: (() => void)[] = [];

afterEach(() => {
  for (const end of ending.splice(0)) end();
});

async function listen(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ending.push(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}

const api = (kind: CertificateKind = 'valid'): Promise<number> =>
  listen(tls.createServer(labCertificate(kind, [host]), (socket) => socket.on('error', () => undefined)));

function probe(more: Partial<HttpsProbeOptions> = {}): ReturnType<typeof httpsProbe> {
  return httpsProbe({
    dns: fakeDns({
      [host]: { A: ['127.0.0.1'] },
      'proxy.test': { A: ['127.0.0.1'] },
      'broken.test': 'SERVFAIL',
    }),
    timeoutMs: 30_000,
    signal: new AbortController().signal,
    trust,
    proxyFor: () => null,
    ...more,
  });
}

/** A forward proxy that answers CONNECT with `status`, and carries the bytes to `port` when that is 200. */
async function proxy(status: string, port: number): Promise<{ port: number; requests: string[] }> {
  const requests: string[] = [];
  const server = net.createServer((client) => {
    client.on('error', () => undefined);
    client.once('data', (request) => {
      requests.push(request.toString());
      client.write(`HTTP/1.1 ${status}\r\nX-Proxy: test\r\n\r\n`);
      if (!status.startsWith('200')) return;
      const upstream = net.connect(port, '127.0.0.1').on('error', () => undefined);
      client.pipe(upstream).pipe(client);
      ending.push(() => {
        client.destroy();
        upstream.destroy();
      });
    });
  });
  return { port: await listen(server), requests };
}

describe('an HTTPS endpoint', () => {
  it('that answers', async () => {
    const seen = await probe()(host, await api());
    expect(seen).toMatchObject({ failure: null, proxy: null, tls: { version: 'TLSv1.3' } });
    expect(seen.certificates[0]?.altNames).toEqual([host]);
    expect(seen.dialled.ipv4).toEqual({ addresses: ['127.0.0.1'], outcome: 'connected' });
  });

  it.each([
    ['expired', 'expired'],
    ['wrong-name', 'name-mismatch'],
    ['self-signed', 'untrusted'],
    ['intercepted', 'untrusted'],
  ] as const)('with a certificate that is %s', async (certificate, kind) => {
    const seen = await probe()(host, await api(certificate));
    expect(seen.failure).toMatchObject({ step: 'tls', kind });
    expect(seen.certificates).toHaveLength(1);
  });

  it('that is not there', async () => {
    const port = await listen(net.createServer());
    for (const end of ending.splice(0)) end();
    expect((await probe()(host, port)).failure).toMatchObject({ step: 'connect', kind: 'refused' });
    expect((await probe()('nowhere.test', 443)).failure).toMatchObject({
      step: 'dns',
      kind: 'name-not-resolved',
    });
    expect((await probe()('broken.test', 443)).failure).toMatchObject({
      step: 'dns',
      kind: 'resolver-failed',
    });
  });

  it('that answers in plain text, as a captive portal does', async () => {
    const port = await listen(
      net.createServer((socket) => socket.on('error', () => undefined).end('HTTP/1.1 302 Found\r\n\r\n')),
    );
    expect((await probe()(host, port)).failure).toMatchObject({ step: 'tls', kind: 'tls-plain-text' });
  });

  it('that is silent', async () => {
    const port = await listen(net.createServer((socket) => ending.push(() => socket.destroy())));
    const { failure } = await probe({ timeoutMs: 1000 })(host, port);
    expect(failure).toMatchObject({ step: 'tls', kind: 'timeout' });
  });
});

describe('through a proxy', () => {
  it('with a password, which stays between the two', async () => {
    const port = await api();
    const through = await proxy('200 Connection established', port);
    const seen = await probe({ proxyFor: () => `http://joe:s3cr3t%21@proxy.test:${through.port}` })(
      host,
      port,
    );
    expect(seen).toMatchObject({ failure: null, proxy: `http://proxy.test:${through.port}` });
    expect(through.requests[0]).toContain(`CONNECT ${host}:${port} HTTP/1.1\r\n`);
    expect(through.requests[0]).toContain(Buffer.from('joe:s3cr3t!').toString('base64'));
    expect(JSON.stringify(seen)).not.toContain('s3cr3t');
  });

  it('that wants a password', async () => {
    const through = await proxy('407 Proxy Authentication Required', 1);
    const seen = await probe({ proxyFor: () => `http://proxy.test:${through.port}` })(host, 443);
    expect(seen.failure).toEqual({
      step: 'proxy',
      kind: 'proxy-refused',
      message: 'the proxy answered CONNECT with 407: it wants a user name and password',
    });
  });

  it('that is no URL', async () => {
    const seen = await probe({ proxyFor: () => 'http://a b' })(host, 443);
    expect(seen.failure).toMatchObject({ step: 'proxy', kind: 'proxy-refused' });
  });

  it('that is not there', async () => {
    const port = await listen(net.createServer());
    for (const end of ending.splice(0)) end();
    const seen = await probe({ proxyFor: () => `http://proxy.test:${port}` })(host, 443);
    expect(seen.failure).toMatchObject({ step: 'connect', kind: 'refused' });
  });
});

describe('a request at the end of the connection', () => {
  const path = '/nowhere';
  /** A server that sends this and keeps what it was asked. */
  async function saying(answer: string, secure = true): Promise<{ port: number; asked: string[] }> {
    const asked: string[] = [];
    const serve = (socket: net.Socket): void => {
      socket
        .on('error', () => undefined)
        .once('data', (request: Buffer) => {
          asked.push(request.toString());
          socket.end(answer);
        });
    };
    const server = secure
      ? tls.createServer(labCertificate('valid', [host]), serve)
      : net.createServer(serve);
    return { port: await listen(server), asked };
  }

  it('is one GET with the name in Host, and its status is read', async () => {
    const { port, asked } = await saying('HTTP/1.1 403 Forbidden\r\nServer: CloudFront\r\n\r\n<html>');
    const { reply, failure } = await probe()(host, port, { path });
    expect({ reply, failure }).toEqual({
      reply: { status: 403, server: 'CloudFront', challenged: false },
      failure: null,
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatch(/^GET \/nowhere HTTP\/1\.1\r\nHost: email\.eu-west-1\.amazonaws\.com\r\n/);
  });

  it('goes without TLS where that is asked for, and follows no redirect', async () => {
    const { port, asked } = await saying('HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1/\r\n\r\n', false);
    const seen = await probe()(host, port, { path, plain: true });
    expect(seen).toMatchObject({ reply: { status: 301 }, tls: null, failure: null });
    expect(asked).toHaveLength(1);
  });

  it.each([
    ['something else than HTTP', '220 mail.example.com ESMTP\r\n\r\n'],
    ['nothing', ''],
    ['a head without an end', 'x'.repeat(200_000)],
  ])('that gets %s has no answer', async (_what, answer) => {
    const { port } = await saying(answer, false);
    expect(await probe()(host, port, { path, plain: true })).toMatchObject({ reply: null, failure: null });
  });

  it('that meets a test for browsers says so', async () => {
    const { port } = await saying('HTTP/1.1 403 Forbidden\r\ncf-mitigated: challenge\r\n\r\n', false);
    const { reply } = await probe()(host, port, { path, plain: true });
    expect(reply?.challenged).toBe(true);
  });

  it('is not sent in plain text through a proxy', async () => {
    const seen = await probe({ proxyFor: () => 'http://proxy.test:1' })(host, 80, { path, plain: true });
    expect(seen).toMatchObject({ reply: null, failure: { step: 'proxy' } });
  });

  it('is not sent unless it is asked for', async () => {
    const { port, asked } = await saying('HTTP/1.1 200 OK\r\n\r\n');
    expect(await probe()(host, port)).toMatchObject({ reply: null, failure: null });
    expect(asked).toEqual([]);
  });
});
