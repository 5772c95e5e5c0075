import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

const find = (program: string): string | null =>
  ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin']
    .map((folder) => join(folder, program))
    .find(existsSync) ?? null;

const programs = {
  named: find('named'),
  unbound: find('unbound'),
  keygen: find('dnssec-keygen'),
  signzone: find('dnssec-signzone'),
  dsfromkey: find('dnssec-dsfromkey'),
};

/** Whether BIND and unbound are here (Debian: bind9, bind9-utils, unbound). */
export const hasSigningServers =
  Object.values(programs).every((program) => program !== null) &&
  spawnSync(programs.named ?? '', ['-v']).status === 0;

/** How a zone below `test` stands. */
export type ZoneState = 'signed' | 'unsigned' | 'left' | 'rolled' | 'expired' | 'altered' | 'dead';

/**
 * A resolver that validates, before a name server with zones below `test`, each as its name says. Its policy zone takes
 * `_dmarc.hidden.test` and `emptied.test` away.
 */
export interface SignedZones {
  resolverPort: number;
  serverPort: number;
  close: () => Promise<void>;
}

/** Starts both on loopback; the zones are `<state>.test`. */
export async function startSignedZones(states: readonly ZoneState[]): Promise<SignedZones> {
  const folder = await mkdtemp(join(tmpdir(), 'signed-zones-'));
  const started: ChildProcess[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(
      started.map(
        (child) =>
          new Promise<void>((done) => {
            if (child.exitCode !== null || child.signalCode !== null) {
              done();
              return;
            }
            child.once('exit', () => {
              done();
            });
            child.kill('SIGKILL');
          }),
      ),
    );
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const promised = await Promise.all(states.map((state) => makeZone(folder, state)));
    const parent = await signZone(folder, 'test', zoneText('test', states, promised.flat()));
    const [serverPort, resolverPort, nobody] = await freePorts();
    await writeFile(join(folder, 'policy.corp'), policyText);
    await writeFile(join(folder, 'named.conf'), namedConf(folder, serverPort, ['test', ...served(states)]));
    await writeFile(
      join(folder, 'unbound.conf'),
      unboundConf(folder, { resolverPort, serverPort, nobody, states, anchor: parent }),
    );
    started.push(
      start(programs.named, ['-g', '-4', '-c', join(folder, 'named.conf')]),
      start(programs.unbound, ['-d', '-c', join(folder, 'unbound.conf')]),
    );
    await Promise.all([listening(serverPort, started), listening(resolverPort, started)]);
    return { resolverPort, serverPort, close };
  } catch (error) {
    await close();
    throw error;
  }
}

const nameOf = (state: ZoneState): string => `${state}.test`;
const served = (states: readonly ZoneState[]): readonly string[] =>
  states.filter((state) => state !== 'dead').map(nameOf);

function start(program: string | null, args: readonly string[]): ChildProcess {
  if (program === null) throw new Error('BIND and unbound are not installed');
  return spawn(program, args, { stdio: 'ignore' });
}

/** Writes the zone's file and returns the DS records for the zone above. */
async function makeZone(folder: string, state: ZoneState): Promise<readonly string[]> {
  const zone = nameOf(state);
  const text = zoneText(zone);
  if (state === 'dead' || state === 'unsigned') {
    await writeFile(join(folder, zone), text);
    return [];
  }
  const ds = await signZone(
    folder,
    zone,
    text,
    state === 'expired' ? ['-s', '20200101000000', '-e', '20200201000000'] : [],
  );
  if (state === 'left') await writeFile(join(folder, zone), text);
  if (state === 'altered') {
    const signed = await readFile(join(folder, zone), 'utf8');
    await writeFile(join(folder, zone), signed.replaceAll('p=none', 'p=reject'));
  }
  // A new key signs, and the DS record is that of the old one.
  if (state === 'rolled') await signZone(folder, zone, text);
  return ds;
}

/** Signs a zone with a key made for it, and returns the DS record of the key. */
async function signZone(
  folder: string,
  zone: string,
  text: string,
  dates: readonly string[] = [],
): Promise<readonly string[]> {
  const plain = join(folder, `${zone}.plain`);
  const made = await run(programs.keygen ?? '', [
    '-q',
    '-K',
    folder,
    '-a',
    'ECDSAP256SHA256',
    '-f',
    'KSK',
    zone,
  ]);
  const key = join(folder, made.stdout.trim());
  await writeFile(plain, `${text}\n${await readFile(`${key}.key`, 'utf8')}`);
  await run(programs.signzone ?? '', [
    '-P',
    '-z',
    '-K',
    folder,
    '-o',
    zone,
    '-d',
    folder,
    '-f',
    join(folder, zone),
    ...dates,
    plain,
    key,
  ]);
  const { stdout } = await run(programs.dsfromkey ?? '', ['-2', `${key}.key`]);
  return [stdout.trim()];
}

function zoneText(zone: string, below: readonly ZoneState[] = [], ds: readonly string[] = []): string {
  return [
    '$TTL 300',
    `${zone}. IN SOA ns1.test. hostmaster.test. 1 3600 600 86400 300`,
    `${zone}. IN NS ns1.test.`,
    ...(zone === 'test' ? ['ns1.test. IN A 127.0.0.1'] : []),
    `_dmarc.${zone}. IN TXT "v=DMARC1; p=none"`,
    ...below.map((state) => `${nameOf(state)}. IN NS ns1.test.`),
    ...ds,
    '',
  ].join('\n');
}

/** What the resolver says is not there, whatever the zones hold. */
const policyText = [
  '$TTL 60',
  '@ IN SOA localhost. hostmaster.localhost. 1 3600 600 86400 60',
  '@ IN NS localhost.',
  '_dmarc.hidden.test IN CNAME .',
  'emptied.test IN CNAME *.',
  '',
].join('\n');

const namedConf = (folder: string, port: number, zones: readonly string[]): string => `
options {
  directory "${folder}"; pid-file "${folder}/named.pid"; session-keyfile "${folder}/session.key";
  listen-on port ${port} { 127.0.0.1; }; listen-on-v6 { none; };
  recursion no; notify no; dnssec-validation no; allow-transfer { none; };
};
controls { };
${zones.map((zone) => `zone "${zone}" { type primary; file "${join(folder, zone)}"; };`).join('\n')}
`;

interface Resolver {
  resolverPort: number;
  serverPort: number;
  /** Where nobody listens. */
  nobody: number;
  states: readonly ZoneState[];
  anchor: readonly string[];
}

const unboundConf = (
  folder: string,
  { resolverPort, serverPort, nobody, states, anchor }: Resolver,
): string => `
server:
  directory: "${folder}"
  chroot: ""
  username: ""
  pidfile: "${folder}/unbound.pid"
  use-syslog: no
  interface: 127.0.0.1@${resolverPort}
  port: ${resolverPort}
  access-control: 127.0.0.0/8 allow
  do-ip6: no
  do-not-query-localhost: no
  num-threads: 1
  module-config: "respip validator iterator"
  local-zone: "test." nodefault
  ${anchor.map((record) => `trust-anchor: "${record}"`).join('\n  ')}
remote-control:
  control-enable: no
rpz:
  name: "policy.corp"
  zonefile: "${join(folder, 'policy.corp')}"
${[
  ['test', serverPort] as const,
  ...states.map((state) => [nameOf(state), state === 'dead' ? nobody : serverPort] as const),
]
  .map(([zone, port]) => `stub-zone:\n  name: "${zone}."\n  stub-addr: 127.0.0.1@${port}`)
  .join('\n')}
`;

async function freePorts(): Promise<[number, number, number]> {
  const servers = await Promise.all(
    [0, 1, 2].map(
      () =>
        new Promise<ReturnType<typeof createServer>>((done, failed) => {
          const server = createServer();
          server.once('error', failed).listen(0, '127.0.0.1', () => {
            done(server);
          });
        }),
    ),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  const [one = 0, two = 0, three = 0] = ports;
  return [one, two, three];
}

/** Waits until somebody takes connections there, or a server has ended. */
async function listening(port: number, children: readonly ChildProcess[]): Promise<void> {
  for (;;) {
    const taken = await new Promise<boolean>((done) => {
      const socket = connect({ host: '127.0.0.1', port });
      socket.once('connect', () => {
        socket.destroy();
        done(true);
      });
      socket.once('error', () => {
        done(false);
      });
    });
    if (taken) return;
    const ended = children.find(({ exitCode }) => exitCode !== null);
    if (ended !== undefined) throw new Error(`${ended.spawnfile} ended with ${String(ended.exitCode)}`);
    await sleep(50);
  }
}
