import type { DmarcReports, DmarcRow } from '../../model/dmarc-reports.ts';
import { registeredDomain } from '../dmarc/organizational-domain.ts';
import { mondayOf } from './week.ts';

/** What reports say about the mail of one From domain. */
export interface DomainTraffic {
  /** Lower case. */
  domain: string;
  /** Mail that SES handed over itself. */
  ses: SesTraffic;
  /** SES's mail that somebody forwarded, and what mailing lists passed on: no fault of the sender. */
  forwarded: number;
  /** Everything else that used the domain, by address, most mail first; at most `mostSources`. */
  others: readonly OtherSource[];
  otherCount: number;
  otherAligned: number;
}

export interface SesTraffic {
  count: number;
  aligned: number;
  /** Of those that fail, how many a receiver put into quarantine or rejected. */
  acted: number;
  /** By receiver and week, most failures first. */
  groups: readonly Group[];
  /** Over all receivers, most first. */
  reasons: readonly Reason[];
  /** The last second a report with a failure covers; null without any. */
  lastFailure: number | null;
  /** On how many days (UTC, of the start of a report) some of its mail passed, and some did not. */
  mixedDays: number;
  /** A report that starts after the last failure has mail that passed. */
  passedSince: boolean;
}

/** What one receiver saw in one week. */
export interface Group {
  receiver: string;
  /** The Monday, as `2026-11-16`. */
  week: string;
  count: number;
  aligned: number;
  reasons: readonly Reason[];
}

/** Why mail of SES does not pass DMARC. */
export interface Reason {
  kind: ReasonKind;
  /** The domain of the signature or envelope it is about; empty where none is. */
  domain: string;
  count: number;
}

export type ReasonKind =
  /** Signed with amazonses.com alone, and its envelope is SES's own, whose name tells the Region. */
  | 'amazonses-only'
  /** A signature of another identity passes, which does not align. */
  | 'other-signature'
  /** A signature of a domain above, below or beside verifies, and the record asks for exactly the same name. */
  | 'strict'
  /** There is a signature of the domain, and it does not verify. */
  | 'signature-fails'
  /** The receiver could not fetch the key. */
  | 'temporary'
  /** No signature, and the MAIL FROM domain does not align or pass. */
  | 'unsigned'
  /** The report has no results of DKIM and SPF for it. */
  | 'untold';

export interface OtherSource {
  ip: string;
  count: number;
  aligned: number;
  /** What it signed or called itself, as `mailchimp.com`; empty when nothing is told. */
  as: string;
}

const mostSources = 20;
const forwarding: ReadonlySet<string> = new Set(['forwarded', 'mailing_list', 'trusted_forwarder']);

/**
 * Sorts the rows of reports. `isSes`: whether SES, or a dedicated IP of the account, sends from an address. `selectors`: the keys
 * that SES is known to sign with, each as selector and domain with a space between.
 */
export function trafficOf(
  { reports }: DmarcReports,
  isSes: (ip: string) => boolean,
  selectors: ReadonlySet<string> = new Set(),
): readonly DomainTraffic[] {
  // A key whose signature arrived whole from SES is one of SES's, too.
  const keys = new Set(selectors);
  for (const { rows } of reports)
    for (const { ip, dkim } of rows)
      if (isSes(ip))
        for (const { domain, selector, result } of dkim)
          if (selector !== null && result === 'pass' && !isAmazon(domain)) keys.add(`${selector} ${domain}`);
  const domains = new Map<string, Collecting>();
  for (const { org, begin, end, rows } of reports) {
    const week = mondayOf(begin);
    for (const row of rows) {
      const found = domains.get(row.headerFrom) ?? collecting(row.headerFrom);
      domains.set(row.headerFrom, found);
      take(found, row, { org, week, begin, end }, { fromSes: isSes(row.ip), keys });
    }
  }
  return [...domains.values()].map(settled).toSorted((one, other) => total(other) - total(one));
}

const total = ({ ses, otherCount, forwarded }: DomainTraffic): number => ses.count + otherCount + forwarded;

interface Collecting {
  domain: string;
  groups: Map<string, { receiver: string; week: string; count: number; aligned: number; reasons: Reason[] }>;
  reasons: Reason[];
  acted: number;
  lastFailure: number | null;
  /** The start of the last report with mail that passed. */
  lastPass: number | null;
  /** By day since 1970: what there was of mail that passed, and of mail that failed. */
  days: Map<number, { passed: boolean; failed: boolean }>;
  forwarded: number;
  others: Map<string, OtherSource>;
}

const collecting = (domain: string): Collecting => ({
  ...{ domain, groups: new Map(), reasons: [], acted: 0, lastFailure: null, lastPass: null },
  ...{ days: new Map(), forwarded: 0, others: new Map() },
});

function take(
  found: Collecting,
  row: DmarcRow,
  { org, week, begin, end }: { org: string; week: string; begin: number; end: number },
  { fromSes, keys }: { fromSes: boolean; keys: ReadonlySet<string> },
): void {
  const aligned = isAligned(row);
  if (!fromSes) {
    // SES signs everything with amazonses.com: where that stands, somebody passed on what SES had delivered.
    const passedOn =
      row.dkim.some(({ domain }) => isAmazon(domain)) ||
      row.reasons.some((one) => forwarding.has(one)) ||
      (!aligned && row.dkim.some((one) => isAltered(one, keys)));
    if (passedOn) found.forwarded += row.count;
    else takeOther(found, row, aligned);
    return;
  }
  const key = `${org}\n${week}`;
  const group = found.groups.get(key) ?? { receiver: org, week, count: 0, aligned: 0, reasons: [] };
  found.groups.set(key, group);
  group.count += row.count;
  const at = Math.floor(begin / 86_400);
  const day = found.days.get(at) ?? { passed: false, failed: false };
  found.days.set(at, aligned ? { ...day, passed: true } : { ...day, failed: true });
  if (aligned) {
    group.aligned += row.count;
    found.lastPass = Math.max(found.lastPass ?? 0, begin);
    return;
  }
  const reason = reasonOf(row);
  add(group.reasons, reason);
  add(found.reasons, reason);
  if (row.disposition === 'quarantine' || row.disposition === 'reject') found.acted += row.count;
  found.lastFailure = Math.max(found.lastFailure ?? 0, end);
}

/**
 * A signature with a key that SES signs with, which does not verify any more: mail of the identity that somebody changed on the
 * way, as mailing lists do (RFC 6377 3.3). A name of a key that SES does not hold shows nothing.
 */
const isAltered = (
  { domain, selector, result }: DmarcRow['dkim'][number],
  keys: ReadonlySet<string>,
): boolean =>
  selector !== null &&
  /^(?:fail|neutral|permerror|policy)$/u.test(result) &&
  keys.has(`${selector} ${domain}`);

function takeOther(found: Collecting, row: DmarcRow, aligned: boolean): void {
  const before = found.others.get(row.ip);
  const [signature] = row.dkim;
  found.others.set(row.ip, {
    ip: row.ip,
    count: (before?.count ?? 0) + row.count,
    aligned: (before?.aligned ?? 0) + (aligned ? row.count : 0),
    as: before?.as ?? signature?.domain ?? row.spf[0]?.domain ?? '',
  });
}

/** The receiver's own verdict; without one, what its results say. */
function isAligned({ dkimAligned, spfAligned, headerFrom, dkim, spf }: DmarcRow): boolean {
  if (dkimAligned !== null || spfAligned !== null) return dkimAligned === true || spfAligned === true;
  return [...dkim, ...spf].some(({ domain, result }) => result === 'pass' && related(domain, headerFrom));
}

const related = (one: string, other: string): boolean =>
  one === other || registeredDomain(one) === registeredDomain(other);

const isAmazon = (domain: string): boolean => domain === 'amazonses.com' || domain.endsWith('.amazonses.com');

function reasonOf({ headerFrom, dkim, spf, count }: DmarcRow): Reason {
  if (dkim.length + spf.length === 0) return { kind: 'untold', domain: '', count };
  const own = dkim.filter(({ domain }) => !isAmazon(domain));
  const ofDomain = own.find(({ domain }) => related(domain, headerFrom));
  // RFC 9989 5.1 and 4.10.1: in strict mode d= has to equal the From domain.
  const verified = own.find(
    ({ domain, result }) => result === 'pass' && domain !== headerFrom && related(domain, headerFrom),
  );
  if (verified !== undefined) return { kind: 'strict', domain: verified.domain, count };
  if (ofDomain !== undefined) {
    const kind = ofDomain.result === 'temperror' ? 'temporary' : 'signature-fails';
    return { kind, domain: ofDomain.domain, count };
  }
  const [other] = own;
  if (other !== undefined) return { kind: 'other-signature', domain: other.domain, count };
  const envelope = spf.find(({ domain }) => domain !== '');
  const isDefault = envelope === undefined || isAmazon(envelope.domain);
  if (dkim.length > 0 && isDefault)
    return { kind: 'amazonses-only', domain: envelope?.domain ?? 'amazonses.com', count };
  return { kind: 'unsigned', domain: envelope?.domain ?? '', count };
}

function add(reasons: Reason[], reason: Reason): void {
  const at = reasons.findIndex(({ kind, domain }) => kind === reason.kind && domain === reason.domain);
  const before = reasons[at];
  if (before === undefined) reasons.push(reason);
  else reasons[at] = { ...before, count: before.count + reason.count };
}

function settled({
  domain,
  groups,
  reasons,
  acted,
  lastFailure,
  lastPass,
  days,
  forwarded,
  others,
}: Collecting): DomainTraffic {
  const all = [...groups.values()];
  const sources = [...others.values()].toSorted((one, other) => other.count - one.count);
  const sum = (values: readonly number[]): number => values.reduce((whole, one) => whole + one, 0);
  const most = (list: readonly Reason[]): readonly Reason[] =>
    list.toSorted((one, other) => other.count - one.count);
  return {
    domain,
    ses: {
      count: sum(all.map(({ count }) => count)),
      aligned: sum(all.map(({ aligned }) => aligned)),
      acted,
      reasons: most(reasons).slice(0, 10),
      groups: all
        .map((group) => ({ ...group, reasons: most(group.reasons).slice(0, 5) }))
        .toSorted(
          (one, other) =>
            other.count - other.aligned - (one.count - one.aligned) || (one.week < other.week ? 1 : -1),
        )
        .slice(0, 500),
      lastFailure,
      mixedDays: [...days.values()].filter((day) => day.passed && day.failed).length,
      passedSince: lastFailure !== null && lastPass !== null && lastPass >= lastFailure,
    },
    forwarded,
    others: sources.slice(0, mostSources),
    otherCount: sum(sources.map(({ count }) => count)),
    otherAligned: sum(sources.map(({ aligned }) => aligned)),
  };
}
