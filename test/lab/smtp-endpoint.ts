import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBlackHole } from './black-hole.ts';
import { type SmtpServer, type SmtpWorld, labAuthority, startSmtp } from './smtp.ts';
import type { SmtpEndpoint } from './world.ts';

/** The running SMTP endpoint of a lab. */
export interface SmtpServers {
  /** What the endpoint's name leads to. */
  address: string;
  args: readonly string[];
  /** By the port that SES has it on; closed ports and black holes are missing. */
  servers: ReadonlyMap<number, SmtpServer>;
  close: () => Promise<void>;
}

/** Starts one server for each port of the endpoint. */
export async function startSmtpEndpoint({ ports, numbers }: SmtpEndpoint): Promise<SmtpServers> {
  const address =
    numbers === 'real' ? `127.${1 + random(254)}.${random(256)}.${1 + random(254)}` : '127.0.0.1';
  const servers = new Map<number, SmtpServer>();
  const closers: (() => Promise<void>)[] = [];
  const flags: string[] = [];
  for (const [number, world] of Object.entries(ports)) {
    const port = Number(number);
    const bound = await startPort(address, numbers === 'real' ? port : 0, world, isImplicit(port));
    if (bound.server !== null) servers.set(port, bound.server);
    closers.push(bound.close);
    if (numbers === 'free')
      flags.push('--smtp-port', `${bound.port}:${isImplicit(port) ? 'tls' : 'starttls'}`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'ses-doctor-lab-'));
  const caFile = join(folder, 'ca.pem');
  await writeFile(caFile, labAuthority().pem);
  return {
    address,
    args: [...flags, '--ca-file', caFile],
    servers,
    close: async () => {
      await Promise.all([...closers.map((close) => close()), rm(folder, { recursive: true })]);
    },
  };
}

/** SES speaks TLS from the first byte on these [GR ses]. */
const isImplicit = (port: number): boolean => port === 465 || port === 2465;

interface BoundPort {
  port: number;
  server: SmtpServer | null;
  close: () => Promise<void>;
}

async function startPort(
  host: string,
  port: number,
  world: SmtpEndpoint['ports'][number],
  implicit: boolean,
): Promise<BoundPort> {
  if (world === 'black-hole') {
    const hole = await startBlackHole({ host, port });
    return { port: hole.port, server: null, close: hole.close };
  }
  if (world === 'closed')
    return { port: port === 0 ? await closedPort() : port, server: null, close: async () => undefined };
  const behaviour: SmtpWorld = { tls: implicit ? 'implicit' : 'starttls', ...world };
  const server = await startSmtp(behaviour, { host, port });
  return { port: server.port, server, close: server.close };
}

/** A port on which nothing listens: one that was free a moment ago. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 1;
}

const random = (below: number): number => Math.floor(Math.random() * below);
