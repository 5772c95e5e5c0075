import { connectionClassesIn } from '../tables/connection-classes.ts';
import { curlCodeIn } from '../tables/curl-codes.ts';
import { socketErrorIn } from '../tables/errno.ts';
import { opensslReasonIn } from '../tables/openssl-reasons.ts';
import { tlsAlertIn } from '../tables/tls-alerts.ts';
import { faultByWords } from './connection-words.ts';
import type { ConnectionFault } from '../observe/connection-fault.ts';

const step = (code: string, at: ConnectionFault['step']): ConnectionFault => ({
  code: `smtp/${code}`,
  step: at,
});

/** What the groups of the tables are, as causes. A group that is not here names none. */
const causes: Readonly<Record<string, ConnectionFault>> = {
  refused: step('connection-refused', 'connect'),
  connect: step('port-blocked', 'connect'),
  timeout: step('port-blocked', 'connect'),
  'timed-out': step('port-blocked', 'connect'),
  forbidden: step('port-blocked', 'connect'),
  reset: step('connection-reset', 'reply'),
  closed: step('connection-reset', 'reply'),
  unreachable: step('no-route', 'connect'),
  'no-local-address': step('no-route', 'connect'),
  name: step('name-not-resolved', 'name'),
  'name-not-found': step('name-not-resolved', 'name'),
  'resolver-failed': step('name-not-resolved', 'name'),
  'not-tls': step('tls-mode-mismatch', 'tls'),
  version: step('tls-version-too-old', 'tls'),
  parameters: step('tls-handshake-failed', 'tls'),
  fault: step('tls-handshake-failed', 'tls'),
  tls: step('tls-handshake-failed', 'tls'),
  certificate: step('certificate-untrusted', 'tls'),
  'unknown-ca': step('certificate-untrusted', 'tls'),
  'no-starttls': step('starttls-missing', 'tls'),
  'no-mechanism': { code: 'smtp-credentials/no-mechanism', step: 'reply' },
};

/**
 * What failed by the registries: reasons of OpenSSL, TLS alerts, errors of the system by number, name or its words in many
 * languages, codes of libcurl, classes of libraries. Null when a line names none, or one that stands for many causes.
 */
export function faultByTables(text: string): ConnectionFault | null {
  const line = text.slice(0, 4096);
  // The words of the system say more than the class that a library gave to them.
  const worded = faultByWords(line);
  if (worded !== null) return worded;
  const groups = [
    opensslReasonIn(line)?.meaning,
    tlsAlertIn(line)?.kind,
    socketErrorIn(line)?.fault,
    curlCodeIn(line)?.meaning,
    ...connectionClassesIn(line).map(({ fault }) => fault),
  ];
  for (const group of groups) {
    const cause = group === undefined ? undefined : causes[group];
    if (cause !== undefined) return cause;
  }
  return null;
}
