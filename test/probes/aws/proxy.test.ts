import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AwsProbe } from '../../../src/model/aws.ts';
import { labAuthority, labCertificate, type CertificateKind } from '../../lab/smtp.ts';
import { account, json, probeWith, standIn, whyOf, type StandIn } from './stand-in.ts';

const host = 'email.eu-west-1.amazonaws.com';
const ending: (() => Promise<void>)[] = [];

beforeEach(() => {
  for (const name of Object.keys(process.env)) {
    if (/^AWS_|_proxy$/i.test(name)) vi.stubEnv(name, undefined);
  }
  vi.stubEnv('HOME', tmpdir());
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAIOSFODNN7EXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', '0123456789012345678901234567890123456789');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(ending.splice(0).map((end) => end()));
});

/** SES over TLS, with a certificate of the lab. */
async function tlsEndpoint(
  kind: CertificateKind = 'valid',
  names: readonly string[] = [host],
): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createTlsServer(labCertificate(kind, names), (_request, response) => {
    json(response, 200, account);
  });
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ending.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** A forward proxy that sends every CONNECT to `port`, or refuses with `status`. */
async function proxy(port: number, status = 200): Promise<StandIn & { credentials: string[] }> {
  const credentials: string[] = [];
  const server = await standIn(
    (_request, response) => response.writeHead(500).end(),
    (request, socket) => {
      credentials.push(request.headers['proxy-authorization'] ?? '');
      if (status !== 200) {
        socket.end(`HTTP/1.1 ${status} No\r\nContent-Type: text/html\r\n\r\n<html>no</html>`);
        return;
      }
      const upstream = connect(port, '127.0.0.1').on('error', () => undefined);
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
      ending.push(async () => {
        upstream.destroy();
      });
    },
  );
  ending.push(server.close);
  return { ...server, credentials };
}

const getAccount = (aws: AwsProbe): Promise<unknown> => aws('ses:GetAccount', {});
const trusting = { caPems: [labAuthority().pem] };

describe('a proxy', () => {
  it('in HTTPS_PROXY carries the calls to Amazon', async () => {
    const through = await proxy(await tlsEndpoint());
    vi.stubEnv('HTTPS_PROXY', `http://me:p%40ss@127.0.0.1:${through.port}`);
    expect(await getAccount(probeWith(trusting))).toEqual(account);
    expect(through.connects).toEqual([`${host}:443`]);
    expect(through.credentials).toEqual([`Basic ${Buffer.from('me:p@ss').toString('base64')}`]);
  });

  it('in https_proxy comes before the one in upper case', async () => {
    const through = await proxy(await tlsEndpoint());
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:1');
    vi.stubEnv('https_proxy', `127.0.0.1:${through.port}`);
    expect(await getAccount(probeWith(trusting))).toEqual(account);
  });

  it('is not used for hosts in NO_PROXY', async () => {
    const port = await tlsEndpoint('valid', ['localhost']);
    const through = await proxy(port);
    vi.stubEnv('HTTPS_PROXY', through.url);
    vi.stubEnv('NO_PROXY', 'example.com, localhost');
    expect(await getAccount(probeWith({ ...trusting, endpointUrl: `https://localhost:${port}` }))).toEqual(
      account,
    );
    expect(through.connects).toEqual([]);
  });

  it('in HTTPS_PROXY is not used for a plain http endpoint', async () => {
    const endpoint = await standIn((_request, response) => {
      json(response, 200, account);
    });
    ending.push(endpoint.close);
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:1');
    expect(await getAccount(probeWith({ endpointUrl: endpoint.url }))).toEqual(account);
  });

  it('that refuses is named without its password', async () => {
    const through = await proxy(0, 407);
    vi.stubEnv('HTTPS_PROXY', `http://me:hunter2@127.0.0.1:${through.port}`);
    const why = await whyOf(getAccount(probeWith({})));
    expect(why).toMatchObject({
      reason: 'unreachable',
      detail: { step: 'proxy', kind: 'refused', host, proxy: through.url },
    });
    expect(why.message).toContain('407');
    expect(JSON.stringify(why)).not.toContain('hunter2');
  });

  it('that finds no host for a Region nobody knows', async () => {
    const through = await proxy(0, 502);
    vi.stubEnv('HTTPS_PROXY', through.url);
    expect(await whyOf(getAccount(probeWith({ region: 'eu-west-1a' })))).toMatchObject({
      reason: 'region-invalid',
      detail: { region: 'eu-west-1a' },
    });
  });

  it('that is not there', async () => {
    const gone = await standIn(() => undefined);
    await gone.close();
    vi.stubEnv('HTTPS_PROXY', gone.url);
    expect(await whyOf(getAccount(probeWith({})))).toMatchObject({
      reason: 'unreachable',
      detail: { step: 'proxy', proxy: gone.url },
    });
  });

  it('that is none we can use', async () => {
    vi.stubEnv('HTTPS_PROXY', 'socks5://127.0.0.1:1080');
    expect(await whyOf(getAccount(probeWith({})))).toMatchObject({
      reason: 'unreachable',
      detail: { step: 'proxy', kind: 'unsupported' },
    });
  });
});

describe('a certificate', () => {
  it.each([
    ['of an issuer that is not trusted', 'valid', {}, 'untrusted'],
    ['that has expired', 'expired', trusting, 'expired'],
  ] as const)('%s', async (_name, kind, trust, expected) => {
    const port = await tlsEndpoint(kind, ['localhost']);
    const why = await whyOf(getAccount(probeWith({ ...trust, endpointUrl: `https://localhost:${port}` })));
    expect(why).toMatchObject({ reason: 'unreachable', detail: { step: 'tls', kind: expected } });
  });

  it('for another name', async () => {
    const port = await tlsEndpoint('valid', ['other.test']);
    const why = await whyOf(getAccount(probeWith({ ...trusting, endpointUrl: `https://localhost:${port}` })));
    expect(why).toMatchObject({ reason: 'unreachable', detail: { step: 'tls', kind: 'name-mismatch' } });
  });

  it('of an issuer in AWS_CA_BUNDLE is trusted', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ses-doctor-'));
    const bundle = join(folder, 'ca.pem');
    writeFileSync(bundle, labAuthority().pem);
    vi.stubEnv('AWS_CA_BUNDLE', bundle);
    const port = await tlsEndpoint('valid', ['localhost']);
    expect(await getAccount(probeWith({ endpointUrl: `https://localhost:${port}` }))).toEqual(account);
    rmSync(folder, { recursive: true });
    expect(await whyOf(getAccount(probeWith({ endpointUrl: `https://localhost:${port}` })))).toMatchObject({
      reason: 'unreachable',
      detail: { step: 'tls', kind: 'ca-bundle' },
    });
  });
});

describe('a server', () => {
  it('that does not speak TLS', async () => {
    const endpoint = await standIn(() => undefined);
    ending.push(endpoint.close);
    const why = await whyOf(getAccount(probeWith({ endpointUrl: `https://127.0.0.1:${endpoint.port}` })));
    expect(why).toMatchObject({ reason: 'unreachable', detail: { step: 'tls' } });
  });
});
