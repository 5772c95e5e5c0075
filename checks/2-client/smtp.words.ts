import { grouped } from '../../src/model/many.ts';
import type { Evidence, Severity, Step } from '../../src/model/check.ts';
import { isStranger, type PortOutcome, type PortTable, workingPorts } from '../../src/parse/smtp-outcome.ts';
import type { SmtpStepName } from '../../src/model/smtp.ts';
import type { Candidate } from '../../src/model/symptom.ts';

/** What a finding about some ports of the endpoint is made of. */
export interface PortsData {
  table: PortTable;
  /** The ports it is about, as numbers. */
  ports: readonly number[];
}

/** The severity of a port that fails: harmless while another port works (docs/design.md, Words). */
export function ifNoneWorks({ table }: PortsData): Severity {
  return workingPorts(table).length > 0 ? 'info' : ifEvident({ table });
}

/** An error for those who send by SMTP; the others may never use this endpoint. */
export const ifEvident = ({ table: { evident } }: { table: PortTable }): Severity =>
  evident ? 'error' : 'warning';

/** The effect on mail of ports that fail. */
export function portsImpact({ table, ports }: PortsData): string {
  const better = workingPorts(table).map(({ port }) => port.port);
  const only = table.evident ? '' : ' This matters only if you send by SMTP.';
  if (better.length > 0) {
    return `Mail sent through ${portList(ports)} is blocked; ${portList(better)} ${better.length === 1 ? 'works' : 'work'} from here.${only}`;
  }
  return `No port of ${table.host} can be used from here, so nothing that this host sends by SMTP reaches SES.${only}${proxyNote(table)}`;
}

/** A proxy may be the only way out of a network, and be no way out for SMTP. */
const proxyNote = ({ proxy }: PortTable): string =>
  proxy === null
    ? ''
    : ` The proxy ${proxy} of this environment does not help: HTTP proxies do not carry SMTP.`;

/** The table of all ports, as evidence. */
export const portEvidence = ({ table }: { table: PortTable }): readonly Evidence[] =>
  table.outcomes.map((outcome) => ({
    what: `port ${outcome.port.port} (${outcome.port.tls === 'starttls' ? 'STARTTLS' : 'TLS from the first byte'})`,
    // A port that works stands in the table for comparison: nothing of it differs from what it should be.
    expected: isStranger(table.host, outcome) ? 'SES' : expectedOf(outcome),
    actual: `${outcomeText(outcome)}${outcome.kind === 'works' && isStranger(table.host, outcome) ? '; not SES, by its greeting' : ''}`,
    source: addressOf(outcome) ?? table.host,
  }));

function expectedOf({ kind }: PortOutcome): string | null {
  if (kind === 'works') return null;
  return kind === 'login-not-offered' ? 'AUTH PLAIN LOGIN after TLS' : 'a session with TLS';
}

function outcomeText({ kind, step, message, durationMs }: PortOutcome): string {
  if (kind === 'works') return `works: ${message} after ${grouped(durationMs)} ms`;
  return `${step === null ? '' : `${stepNames[step]}: `}${message}`;
}

function addressOf({ dialled: { ipv4, ipv6 } }: PortOutcome): string | null {
  const used = [ipv4, ipv6].find(({ outcome }) => outcome === 'connected') ?? ipv4;
  return used.addresses[0] ?? ipv6.addresses[0] ?? null;
}

/** One line for behind the title: which ports work, and which to use. */
export function portSummary(table: PortTable): string {
  const working = workingPorts(table).map(({ port }) => port.port);
  const failing = table.outcomes.filter(({ port }) => !working.includes(port.port));
  const rest = failing.map(({ port, kind }) => `${port.port} ${shortKinds[kind] ?? kind}`).join(', ');
  if (working.length === 0) return rest;
  const [best = 0] = working;
  const works = `${numbers(working)} ${working.length === 1 ? 'works' : 'work'}`;
  return `${works}${rest === '' ? '' : `; ${rest}`}; use ${best} from here`;
}

const shortKinds: Partial<Record<PortOutcome['kind'], string>> = {
  // A session that came to its end, with somebody else.
  works: 'is not SES',
  timeout: 'times out',
  refused: 'is refused',
  reset: 'is reset',
  closed: 'is closed',
  silent: 'is silent',
  slow: 'is too slow',
  untrusted: 'has a certificate that is not trusted',
  expired: 'has an expired certificate',
  'no-route': 'has no route',
  'name-not-resolved': 'has no address',
  'resolver-failed': 'could not be looked up',
  'name-mismatch': 'has a certificate for another name',
  'starttls-missing': 'offers no STARTTLS',
  'banner-unexpected': 'is not an SMTP server',
  'tls-version': 'speaks old TLS only',
  'tls-plain-text': 'does not start with TLS',
  'tls-handshake': 'fails the TLS handshake',
  'reply-unexpected': 'refuses the session',
  'login-not-offered': 'offers no AUTH PLAIN or LOGIN',
  flood: 'is not an SMTP server',
  interrupted: 'was skipped',
};

/** Use another port, where one works. */
export function usePort({ table }: { table: PortTable }): readonly Step[] {
  const [best] = workingPorts(table);
  if (best === undefined) return [];
  const how = best.port.tls === 'starttls' ? 'STARTTLS' : 'implicit TLS (often called SSL)';
  return [
    {
      text: `Set your mail client to ${table.host}, port ${best.port.port}, with ${how}: this works from here`,
      owner: 'you',
    },
  ];
}

export const stepNames: Readonly<Record<SmtpStepName, string>> = {
  dns: 'looking up the name',
  connect: 'the TCP connection',
  banner: 'the greeting',
  ehlo: 'EHLO',
  starttls: 'STARTTLS',
  tls: 'the TLS handshake',
  'ehlo-tls': 'EHLO after TLS',
  auth: 'AUTH',
  quit: 'QUIT',
};

/** `port 25`, `ports 25, 587 and 2587`. */
export const portList = (ports: readonly number[]): string =>
  `port${ports.length === 1 ? '' : 's'} ${numbers(ports)}`;

function numbers(ports: readonly number[]): string {
  const last = ports.at(-1) ?? '';
  return ports.length < 2 ? String(last) : `${ports.slice(0, -1).join(', ')} and ${last}`;
}

/** The host and port that a symptom names, as far as it does. */
export function placeOf({ data }: Candidate): string {
  const host = data['host'] ?? 'the SMTP endpoint';
  return data['port'] === undefined ? host : `${host} port ${data['port']}`;
}

export const endpointPage = 'https://docs.aws.amazon.com/ses/latest/dg/smtp-connect.html';
export const troubleshootPage = 'https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-smtp.html';
export const regionsPage = 'https://docs.aws.amazon.com/general/latest/gr/ses.html';
export const securityPage = 'https://docs.aws.amazon.com/ses/latest/dg/security-protocols.html';
