import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpsProbe } from '../../src/model/https.ts';
import type { SmtpProbe } from '../../src/model/smtp.ts';
import type { WebWorld, World } from './world.ts';

/** What a loopback cannot be: hosts on ports 80 and 443, and an endpoint at a private address. In-process runs alone. */
export interface StandIns {
  /** Ports on loopback by the host they stand for. */
  web: ReadonlyMap<string, number>;
  /** The address that loopback stands for at the SMTP endpoint, or null. */
  smtpAddress: string | null;
}

/** Starts a server for each host. */
export async function startWeb(
  hosts: Readonly<Record<string, WebWorld>>,
): Promise<{ ports: ReadonlyMap<string, number>; close: () => Promise<void> }> {
  const started = await Promise.all(
    Object.entries(hosts).map(async ([host, { status, server: name }]) => {
      const server = createServer((_request, response) => {
        response.writeHead(status, name === undefined ? {} : { Server: name }).end();
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return { host, server, port: (server.address() as AddressInfo).port };
    }),
  );
  return {
    ports: new Map(started.map(({ host, port }) => [host, port])),
    close: async () => {
      await Promise.all(
        started.map(
          ({ server }) =>
            new Promise<void>((resolve) => {
              server.closeAllConnections();
              server.close(() => {
                resolve();
              });
            }),
        ),
      );
    },
  };
}

/** The probe, with the lab's servers in place of these hosts; what they answer on 443 counts as answered over TLS. */
export const standingInHttps =
  (probe: HttpsProbe, { web }: StandIns): HttpsProbe =>
  async (host, port = 443, request) => {
    const own = web.get(host);
    if (own === undefined || request === undefined) return await probe(host, port, request);
    const session = await probe(host, own, { ...request, plain: true });
    return { ...session, port, tls: request.plain === true ? null : { version: 'TLSv1.3' } };
  };

/** The probe, which has seen the endpoint's address where it saw loopback. */
export const standingInSmtp =
  (probe: SmtpProbe, { smtpAddress }: StandIns): SmtpProbe =>
  async (host, port, options) => {
    const session = await probe(host, port, options);
    if (smtpAddress === null) return session;
    const { ipv4, ipv6 } = session.dialled;
    return { ...session, dialled: { ipv4: { ...ipv4, addresses: [smtpAddress] }, ipv6 } };
  };

/** What to say where a world has hosts that only a run in the same process reaches; else null. */
export const standInsUnseen = ({ web, smtp }: World): string | null =>
  web === undefined && smtp?.privateAddress === undefined
    ? null
    : 'This scenario has hosts (web servers, private addresses) that only its test reaches: the built program does not see them, and what it says of them here differs.';
