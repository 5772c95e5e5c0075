import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trustContext } from '../../../src/probes/net/certificate-authorities.ts';
import { smtpProbe } from '../../../src/probes/smtp/probe.ts';
import type { SmtpProbe } from '../../../src/model/smtp.ts';
import { labAuthority, labCertificate } from '../../lab/smtp.ts';
import { fakeDns } from '../../support/probes.ts';

// Against a server that we did not write: Debian's Postfix, with TLS by our own CA and AUTH by Cyrus SASL.
// It takes root and `apt-get install postfix libsasl2-modules sasl2-bin`, and is skipped without them.
// Seen with Postfix 3.7.11 on Debian 12 (2026-11-21): 587-like and 465-like ports pass with AUTH PLAIN and 235, a
// wrong password gets "535 5.7.8 Error: authentication failed", and Postfix counts for each session exactly
// `ehlo=2 starttls=1 auth=1 quit=1` (`ehlo=1 auth=1 quit=1` with implicit TLS): no mail, rcpt or data.

const sbin = '/usr/lib/postfix/sbin';
const possible =
  process.getuid?.() === 0 &&
  [`${sbin}/smtpd`, '/usr/sbin/saslpasswd2', '/usr/sbin/postfix'].every(existsSync);
if (!possible) {
  process.stderr.write(
    'SKIPPED: the SMTP probe was not tried against Postfix (needs root, postfix, sasl2-bin)\n',
  );
}

const user = 'AKIAIOSFODNN7EXAMPLE';
const password = 'BLBM/9hSUELfq8Gw+rU1YcBjkOxGbhT2XG763xVLGWL9';
const host = 'email-smtp.test';

describe.skipIf(!possible)('Postfix', () => {
  let folder = '';
  let starttls = 0;
  let implicit = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ses-doctor-postfix-'));
    [starttls, implicit] = [await freePort(), await freePort()];
    configure(folder, starttls, implicit);
    run('/usr/sbin/postfix', ['-c', join(folder, 'etc'), 'start']);
    await until(() => canConnect(implicit));
  }, 180_000);

  afterAll(() => {
    run('/usr/sbin/postfix', ['-c', join(folder, 'etc'), 'abort']);
    rmSync(folder, { recursive: true });
  });

  const probe = (credentials = { username: user, password }): SmtpProbe =>
    smtpProbe({
      dns: fakeDns({ [host]: { A: ['127.0.0.1'] } }),
      timeoutMs: 3000,
      signal: new AbortController().signal,
      trust: trustContext({ caPems: [labAuthority().pem] }),
      credentials,
    });

  it('lets us in over STARTTLS', async () => {
    const seen = await probe()(host, { port: starttls, tls: 'starttls' }, { authenticate: true });
    expect(seen).toMatchObject({ failure: null, auth: { code: 235 }, tls: { version: 'TLSv1.3' } });
  });

  it('lets us in over implicit TLS', async () => {
    const seen = await probe()(host, { port: implicit, tls: 'implicit' }, { authenticate: true });
    expect(seen).toMatchObject({ failure: null, auth: { code: 235 } });
  });

  it('rejects a wrong password', async () => {
    const wrong = probe({ username: user, password: `${password}x` });
    const seen = await wrong(host, { port: starttls, tls: 'starttls' }, { authenticate: true });
    expect(seen).toMatchObject({ failure: null, auth: { code: 535 } });
  });

  it('has never heard of a message', async () => {
    await until(() => sessions(folder).length === 3);
    expect(sessions(folder)).toEqual([
      'ehlo=2 starttls=1 auth=1 quit=1 commands=5',
      'ehlo=1 auth=1 quit=1 commands=3',
      'ehlo=2 starttls=1 auth=0/1 quit=1 commands=4/5',
    ]);
  });
});

/** What each session consisted of, by Postfix's own count. */
function sessions(folder: string): readonly string[] {
  const log = readFileSync(join(folder, 'maillog'), 'utf8');
  return [...log.matchAll(/disconnect from \S+ (.*\bauth.*)$/gm)].map(([, counts = '']) => counts);
}

function configure(folder: string, starttls: number, implicit: number): void {
  chmodSync(folder, 0o755);
  for (const name of ['etc', 'etc/sasl', 'spool', 'data']) mkdirSync(join(folder, name), { mode: 0o755 });
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(run('/usr/bin/id', [flag, 'postfix'])));
  chownSync(join(folder, 'data'), uid ?? 0, gid ?? 0);
  const { cert, key } = labCertificate('valid', [host]);
  const etc = (name: string): string => join(folder, 'etc', name);
  writeFileSync(etc('tls.pem'), key + cert, { mode: 0o600 });
  writeFileSync(
    etc('main.cf'),
    Object.entries({
      compatibility_level: '3.6',
      queue_directory: join(folder, 'spool'),
      data_directory: join(folder, 'data'),
      command_directory: '/usr/sbin',
      daemon_directory: sbin,
      mail_owner: 'postfix',
      setgid_group: 'postdrop',
      maillog_file: join(folder, 'maillog'),
      maillog_file_prefixes: folder,
      inet_interfaces: '127.0.0.1',
      inet_protocols: 'ipv4',
      myhostname: host,
      smtpd_tls_chain_files: etc('tls.pem'),
      smtpd_tls_auth_only: 'yes',
      smtpd_sasl_auth_enable: 'yes',
      smtpd_sasl_local_domain: host,
      cyrus_sasl_config_path: etc('sasl'),
      smtpd_peername_lookup: 'no',
    })
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
  );
  writeFileSync(
    etc('master.cf'),
    [
      `127.0.0.1:${starttls} inet n - n - - smtpd -o smtpd_tls_security_level=may`,
      `127.0.0.1:${implicit} inet n - n - - smtpd -o smtpd_tls_wrappermode=yes -o smtpd_tls_security_level=encrypt`,
      'tlsmgr unix - - n 1000? 1 tlsmgr',
      'anvil unix - - n - 1 anvil',
      'rewrite unix - - n - - trivial-rewrite',
      'proxymap unix - - n - - proxymap',
      'postlog unix-dgram n - n - 1 postlogd',
      '',
    ].join('\n'),
  );
  writeFileSync(
    etc('sasl/smtpd.conf'),
    `pwcheck_method: auxprop\nauxprop_plugin: sasldb\nmech_list: PLAIN LOGIN\nsasldb_path: ${etc('sasldb2')}\n`,
  );
  execFileSync('/usr/sbin/saslpasswd2', ['-p', '-c', '-f', etc('sasldb2'), '-u', host, user], {
    input: password,
  });
  chmodSync(etc('sasldb2'), 0o644);
}

const run = (file: string, args: readonly string[]): string =>
  execFileSync(file, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const canConnect = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('waited for five seconds in vain');
}
