import { receivers } from '../knowledge/receivers.ts';
import { isRegistry } from '../parse/identity-name.ts';
import type { Pseudonyms } from './pseudonyms.ts';

/** The path of a user, role, group or session in an ARN of IAM or STS (IAM User Guide, "IAM identifiers"). */
export const nameOfArn =
  /(?<=\barn:aws[a-z-]{0,10}:(?:iam|sts)::[^:\s]{0,20}:(?:user|role|group|assumed-role|federated-user|instance-profile|mfa|policy)\/)[^\s"'`,;()<>\\]{1,512}/g;

/** Parts of such a path that AWS gives, and that name nobody. */
export const keptSegment =
  /^(?:|aws-service-role|aws-reserved|sso\.amazonaws\.com|[a-z0-9.-]+\.amazonaws\.com|AWSServiceRole\w*)$/;

/** RFC 1918, RFC 6598 and RFC 4193 addresses where they stand alone. */
export const privateAddress =
  /(?<![\d.])(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])(?:\.\d{1,3}){2})(?![\d.]*\d)|(?<![\w:])f[cd][0-9a-f]{2}(?::[0-9a-f]{0,4}){2,7}(?![\w:])/gi;

/** A host name of two labels or more; not in a URL, an address, or before more of a path. */
const hostName =
  /(?<![\w@%/.-])[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_-]{1,63}){0,9}\.[a-z][a-z0-9-]{1,62}(?![\w@/-])/gi;
/** The host that wrote a line of syslog (RFC 3164 4.1.2, RFC 5424 6.2.4). */
const logHost =
  /(?<=^(?:<\d{1,3}>)?(?:1 )?(?:[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d|\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d\S{0,12}) )[\w-]{1,63}(?= [\w./-]{1,40}(?:\[\d{1,10}\])?:? )/gm;
/** What a client called itself, of one label. */
const greeted = /(?<=\b(?:helo|ehlo|hostname)[= ]<?)[a-z0-9_-]{1,63}(?![\w.-])/gi;

/** The server of a share of files, `\\\\files02\\share`, as it is or with each sign written twice. */
const fileServer = /(?<=(?<![\w\\:])(?:\\{2}|\\{4}))[a-z0-9][\w-]{1,62}(?=\\{1,2}[\w$])/gi;
/** The host of a shell's prompt, of one label: `jane@web-01:~$`, `[jane@web-01 ~]$`. */
const promptHost =
  /(?<=^\s{0,8}\[?[\w.-]{1,32}@|\b(?:ssh|scp|sftp) [\w.-]{1,32}@)[a-z0-9][\w-]{0,62}(?=:[~/]|\s|$)/gim;

/** Endings of names that only a private resolver knows (RFC 6762 appendix G, RFC 8375, and what clouds use). */
const endings = 'internal|intranet|local|localdomain|lan|corp|home|private|intern|home\\.arpa';
const internal = new RegExp(`\\.(?:${endings})$`, 'i');
/** Such a name wherever it stands, in a URL too. */
const internalName = new RegExp(
  `(?<![\\w@%.-])[a-z0-9_][a-z0-9_-]{0,62}(?:\\.[a-z0-9_-]{1,63}){0,9}\\.(?:${endings})(?![\\w-]|\\.\\w)`,
  'gi',
);
/** Hosts that say who they are and whose user they do not: those of AWS and of large receivers. */
const known = new Set([
  ...['amazonaws.com', 'amazonses.com', 'amazon.com', 'aws.dev'],
  ...[
    'google.com',
    'outlook.com',
    'microsoft.com',
    'office365.com',
    'yahoodns.net',
    'icloud.com',
    'apple.com',
  ],
  ...[
    'mimecast.com',
    'pphosted.com',
    'messagelabs.com',
    'barracudanetworks.com',
    'iphmx.com',
    'spamhaus.org',
  ],
  ...receivers.flatMap(({ domains }) => domains.map((domain) => domain.replace(/^\./, ''))),
]);

/** Replaces the names of hosts, except their domain; `alone`: the whole text is a name, of one label perhaps. */
export function withoutHosts(value: string, pseudonyms: Pseudonyms, alone = false): string {
  if (alone && /^[\w-]{1,63}$/.test(value) && value !== 'localhost') return pseudonyms.of('host', value);
  return value
    .replaceAll(logHost, (host) => pseudonyms.of('host', host))
    .replaceAll(greeted, (host) => (host === 'localhost' ? host : pseudonyms.of('host', host)))
    .replaceAll(fileServer, (host) => pseudonyms.of('host', host))
    .replaceAll(promptHost, (host) => (host === 'localhost' ? host : pseudonyms.of('host', host)))
    .replaceAll(hostName, (host) => withoutHost(host, pseudonyms));
}

/** Replaces the names that only a private resolver knows: they say nothing of mail, and all of somebody's network. */
export const withoutInternalHosts = (value: string, pseudonyms: Pseudonyms): string =>
  value.replaceAll(internalName, (host) => withoutHost(host, pseudonyms));

function withoutHost(host: string, pseudonyms: Pseudonyms): string {
  // One of our own stays what it is.
  if (/^host[a-z]{6}\.internal$/i.test(host)) return host;
  if (internal.test(host)) return `${pseudonyms.of('host', host)}.internal`;
  const parts = host.toLowerCase().split('.');
  const domain = parts.slice(isRegistry(parts.slice(-2).join('.')) ? -3 : -2).join('.');
  if (domain.length === host.length || known.has(domain)) return host;
  const labels = host.slice(0, host.length - domain.length - 1);
  // Names of records, as selector._domainkey, are no hosts (RFC 8552).
  if (/(?:^|\.)_/.test(labels)) return host;
  return `${pseudonyms.of('host', labels)}.${host.slice(host.length - domain.length)}`;
}
