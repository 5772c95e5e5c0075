import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import tls from 'node:tls';
import { describe, expect, it } from 'vitest';
import { trustContext } from '../../../src/probes/net/certificate-authorities.ts';
import { createAuthority, type Authority } from '../../lab/certificates.ts';

const host = 'mail.example';

/** What a client that trusts so says about a server whose certificate that authority issued: "trusted", or OpenSSL's code. */
async function verdict(secureContext: tls.SecureContext, authority: Authority): Promise<string> {
  const own = createAuthority();
  // With a CA of its own, the server adds none from Node's store to the chain that it sends.
  const server = tls.createServer({ ...authority.issue([host]), ca: own.pem }, (socket) => {
    socket.on('error', () => undefined).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  try {
    return await new Promise((resolve) => {
      const socket = tls
        .connect({ host: '127.0.0.1', port, servername: host, secureContext })
        .on('secureConnect', () => {
          socket.destroy();
          resolve('trusted');
        })
        .on('error', (error: NodeJS.ErrnoException) => {
          resolve(error.code ?? error.message);
        });
    });
  } finally {
    server.close();
  }
}

/** An authority that has the name of one in Node's store, and another key: only who knows the real one sees a forged signature. */
function namesake(): Authority {
  for (const pem of tls.rootCertificates) {
    const { subject, publicKey } = new X509Certificate(pem);
    // A signature of another kind than the root's key makes is told before it is verified.
    if (publicKey.asymmetricKeyType !== 'ec') continue;
    const [, country, organisation, name] =
      /^C=(\w+)\nO=([\x20-\x7e]+)\nCN=([\x20-\x7e]+)$/.exec(subject) ?? [];
    if (name !== undefined) return createAuthority(name, organisation, country);
  }
  throw new Error("Node's store has no EC root with a country, an organisation and a common name");
}

describe('whom to trust', () => {
  const [ours, another, theirs] = [
    createAuthority('Ours'),
    createAuthority('Another'),
    createAuthority('Theirs'),
  ];
  const bundled = namesake();

  it.each([
    { what: 'Node only', caPems: [], trusted: [] },
    { what: 'one of --ca-file too', caPems: [ours.pem], trusted: [ours] },
    { what: 'all of a file with two', caPems: [`${another.pem}\n${ours.pem}`], trusted: [ours, another] },
    { what: 'all of two files', caPems: [ours.pem, another.pem], trusted: [ours, another] },
  ])('$what', async ({ caPems, trusted }) => {
    const context = trustContext({ caPems })();
    for (const one of [ours, another, theirs])
      expect(await verdict(context, one)).toBe(
        trusted.includes(one) ? 'trusted' : 'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      );
    expect(await verdict(context, bundled)).toBe('CERT_SIGNATURE_FAILURE');
  });

  it("keeps --ca-file of one run out of another's", async () => {
    trustContext({ caPems: [ours.pem] })();
    expect(await verdict(trustContext({ caPems: [] })(), ours)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
  });

  it('takes no harm from a file of NODE_EXTRA_CA_CERTS that is not there', async () => {
    const context = trustContext({ caPems: [ours.pem], extraCaFile: '/nonexistent/ca.pem' })();
    expect(await verdict(context, ours)).toBe('trusted');
  });

  // Node reads the variable when it starts, so this needs a process of its own.
  it('trusts NODE_EXTRA_CA_CERTS beside --ca-file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ses-doctor-'));
    try {
      const extra = join(folder, 'extra.pem');
      writeFileSync(extra, another.pem);
      const program = `
        import tls from 'node:tls';
        import { trustContext } from ${JSON.stringify(join(import.meta.dirname, '../../../src/probes/net/certificate-authorities.ts'))};
        const { certificates, ours, extra } = JSON.parse(process.argv.at(-1));
        for (const caPems of [[], [ours]])
          for (const own of certificates) {
            const server = tls.createServer({ ...own, ca: ours }, (socket) => socket.on('error', () => {}).end());
            await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
            const { port } = server.address();
            const secureContext = trustContext({ caPems, extraCaFile: extra })();
            await new Promise((resolve) => {
              const socket = tls.connect({ host: '127.0.0.1', port, servername: 'mail.example', secureContext }, () => {
                console.log('trusted');
                resolve(socket.destroy());
              });
              socket.on('error', () => resolve(console.log('refused')));
            });
            server.close();
          }`;
      const said = execFileSync(
        process.execPath,
        [
          ...['--import', 'tsx', '--input-type=module', '--eval', program, '--'],
          JSON.stringify({
            certificates: [another, ours].map((one) => one.issue([host])),
            ours: ours.pem,
            extra,
          }),
        ],
        { encoding: 'utf8', env: { PATH: process.env['PATH'], NODE_EXTRA_CA_CERTS: extra } },
      );
      expect(said.trim().split('\n')).toEqual(['trusted', 'refused', 'trusted', 'trusted']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
