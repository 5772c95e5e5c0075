import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { labAuthority } from '../lab/smtp.ts';
import { play } from '../lab/play.ts';
import { scenario } from '../lab/scenario.ts';
import { tracksThrough } from '../lab/tracking.ts';
import type { SmtpEndpoint } from '../lab/world.ts';
import { checksOf, wrongConclusions } from './compared.ts';

/**
 * SMTP ports and HTTPS hosts that fail in every way. Such a failure is a finding of its own, at the checks that speak to
 * the host; nothing is concluded from it elsewhere, nothing passes there, and the run ends in time.
 */

const smtpFaults: Readonly<Record<string, SmtpEndpoint['ports'][number]>> = {
  'a closed port': 'closed',
  'a firewall that drops': 'black-hole',
  'a connection that is dropped': { reset: 'connect' },
  silence: { banner: null },
  'a banner of another protocol': { banner: 'HTTP/1.1 400 Bad Request' },
  'a banner of control characters': { banner: '\u001b]0;owned\u0007\u202e220' },
  'a banner that refuses': { banner: '421 Service not available' },
  'a banner that comes byte by byte': { dripMs: 400 },
  'a banner that does not end': { floodBytes: 16 * 1024 * 1024 },
  'EHLO refused': { replies: { EHLO: '500 What?' } },
  'EHLO answered with garbage': { replies: { EHLO: '\u0000\u00ff\u0001' } },
  'STARTTLS taken away': { starttls: 'stripped' },
  'STARTTLS refused': { starttls: 'refused' },
  'a handshake that is dropped': { reset: 'handshake' },
  'TLS too old': { maxTls: 'TLSv1.1' },
  'a certificate for another name': { certificate: 'wrong-name' },
  'a certificate that has expired': { certificate: 'expired' },
  'a certificate that signs itself': { certificate: 'self-signed' },
};

/** Seconds. */
const timeout = 1;

const story = (ports: SmtpEndpoint['ports']) =>
  scenario({
    title: 'A sender with an SMTP endpoint',
    world(world) {
      world.smtp = { numbers: 'free', ports };
    },
    command: ['--identity', 'example.com', '--timeout', String(timeout)],
    expect: { exitCode: 0, codes: [] },
  });

describe('an SMTP endpoint that fails at every port', async () => {
  // The first run loads the SDK, which may take longer than a question may.
  await reportOn(story({ 587: {} }));
  const sound = await reportOn(story({ 587: {} }));

  for (const [name, fault] of Object.entries(smtpFaults)) {
    it.concurrent(`shows ${name}`, async () => {
      const report = await reportOn(story({ 587: fault }));
      const statuses = ['smtp', 'smtp-tls', 'smtp-certificate'].map((id) => statusOf(report, id)).join();
      expect(statuses).toMatch(/fail|warn|unknown/);
      expect(statuses).not.toContain('crash');
      expect(wrongConclusions(sound, report).filter((text) => !text.startsWith('smtp'))).toEqual([]);
    });
  }
});

describe('replies that somebody puts in before TLS', () => {
  it('are thrown away', async () => {
    const { report, lab } = await play(story({ 587: { starttls: 'injected' } }));
    expect(report === null ? '' : statusOf(report, 'smtp')).toBe('pass');
    expect(report?.causes).toEqual(['smtp/text-before-tls']);
    const [server] = lab.smtp?.servers.values() ?? [];
    expect(server?.dialogue.filter((line) => /^(?:EHLO|<TLS>)/.test(line)).length).toBe(3);
  });
});

const httpsFaults: Readonly<Record<string, (socket: Socket) => void>> = {
  'a connection that is dropped': (socket) => socket.resetAndDestroy(),
  silence: () => undefined,
  'bytes that are no TLS': (socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
  'a handshake that breaks off': (socket) =>
    socket.once('data', () => socket.end(Buffer.from([22, 3, 3, 0]))),
  'bytes one at a time': (socket) => {
    const timer = setInterval(() => socket.write(Buffer.from([22])), 300);
    socket.on('close', () => {
      clearInterval(timer);
    });
  },
  'bytes without end': (socket) => socket.write(Buffer.alloc(4 * 1024 * 1024, 22)),
};

const trackingDomain = 'click.example.com';

describe('a tracking domain that has to speak HTTPS', async () => {
  const mayBind = (await listening(createServer(), '127.44.3.1')) !== null;
  let folder = '';
  let caFile = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ses-doctor-ca-'));
    caFile = join(folder, 'ca.pem');
    await writeFile(caFile, labAuthority().pem);
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
  });

  const reportAt = async (server: Server, address: string): Promise<Report> => {
    const sockets = new Set<Socket>();
    server.on('connection', (socket: Socket) => {
      sockets.add(socket.on('error', () => undefined));
    });
    await listening(server, address);
    try {
      return await reportOn(
        scenario({
          title: 'A configuration set with a tracking domain',
          world(world) {
            tracksThrough(world, 'REQUIRE');
            world.dns.names[trackingDomain] = { A: [address] };
          },
          command: ['--identity', 'example.com', '--timeout', String(timeout), '--ca-file', caFile],
          expect: { exitCode: 0, codes: [] },
        }),
      );
    } finally {
      for (const socket of sockets) socket.destroy();
      server.close();
    }
  };

  // Port 443 of loopback takes root.
  describe.runIf(mayBind)('on port 443', () => {
    let sound: Report;
    beforeAll(async () => {
      const certificate = labAuthority().issue([trackingDomain]);
      sound = await reportAt(createTlsServer(certificate), '127.44.3.2');
    });

    it('is in order when it does', () => {
      expect(statusOf(sound, 'configuration-set-tracking')).toBe('pass');
    });

    for (const [index, [name, misbehave]] of Object.entries(httpsFaults).entries()) {
      it.concurrent(`shows ${name}`, async () => {
        const report = await reportAt(createServer(misbehave), `127.44.4.${index + 1}`);
        expect(statusOf(report, 'configuration-set-tracking')).not.toMatch(/^pass|crash/);
        const elsewhere = wrongConclusions(sound, report).filter(
          (text) => !text.startsWith('configuration-set'),
        );
        expect(elsewhere).toEqual([]);
      });
    }
  });
});

async function reportOn(told: ReturnType<typeof scenario>): Promise<Report> {
  const { report, stderr } = await play(told);
  if (report === null) throw new Error(`no report: ${stderr}`);
  return report;
}

const statusOf = (report: Report, id: string): string =>
  checksOf(report)
    .filter((check) => check.id === id)
    .map(({ status }) => status)
    .join();

/** The server once it listens on port 443 of the address; null where that is not allowed. */
async function listening(server: Server, address: string): Promise<Server | null> {
  return await new Promise((resolve) => {
    server
      .once('error', () => {
        resolve(null);
      })
      .listen(443, address, () => {
        resolve(server);
      });
  });
}
