import { defineFact } from '../model/fact.ts';
import { knownSesRanges, sesSpfDomain } from '../knowledge/ses-ranges.ts';
import { formatIp, parseIp, probeAddress } from '../parse/ip-address.ts';
import { isSpfRecord, parseSpf } from '../spf/record.ts';
import type { DnsProbe } from '../model/dns.ts';
import { answerOf, skipReasons, Unavailable } from '../model/unavailable.ts';
import { checkHost, type SpfCheck } from '../spf/check-host.ts';
import type { SpfResult } from '../spf/tree.ts';

/** Addresses that stand for all of SES: one of each range of its SPF record. */
export interface SesAddresses {
  addresses: readonly SesAddress[];
  /** Where the ranges come from: the record, or what we know when it could not be read. */
  source: 'dns' | 'table';
}

export interface SesAddress {
  ip: string;
  /** As `54.240.0.0/18`; null for a dedicated IP of the account. */
  range: string | null;
}

/** The ranges that SES sends from, as its own SPF record lists them. */
export const sesAddresses = defineFact({
  id: 'ses-addresses',
  title: 'the IP addresses SES sends from',
  gather: ({ dns }): Promise<SesAddresses> => readSesAddresses(dns),
});

/** Reads the ranges; falls back to the known ones where there is no record with addresses, or no answer. */
export async function readSesAddresses(dns: Pick<DnsProbe, 'resolve'>): Promise<SesAddresses> {
  const answer = await answerOf(dns.resolve(sesSpfDomain, 'TXT'));
  const record = answer.ok ? answer.value.records.find(isSpfRecord) : undefined;
  const live = record === undefined ? [] : rangesOf(record);
  return live.length > 0
    ? { addresses: live, source: 'dns' }
    : { addresses: knownSesRanges.flatMap(oneOf), source: 'table' };
}

const rangesOf = (record: string): readonly SesAddress[] =>
  parseSpf(record).terms.flatMap((term) => {
    if (term.kind !== 'directive' || term.qualifier !== '+' || term.ip === null) return [];
    const prefix = term.ip.family === 4 ? term.prefix4 : term.prefix6;
    return [
      {
        ip: formatIp(probeAddress({ address: term.ip, prefix })),
        range: `${formatIp(term.ip)}/${prefix}`,
      },
    ];
  });

function oneOf(range: string): readonly SesAddress[] {
  const [network = '', prefix] = range.split('/');
  const address = parseIp(network);
  return address === null ? [] : [{ ip: formatIp(probeAddress({ address, prefix: Number(prefix) })), range }];
}

/**
 * What stands before the @ of SES's envelope senders: the message id, so that a record with %{l} or %{s} asks for names
 * that nobody can publish (RFC 7208 7.2).
 */
const sesLocalPart = '0100018f2c3d4e5f-6a7b8c9d-0e1f-4a2b-8c3d-4e5f6a7b8c9d-000000';

/** What check_host() says to SES's addresses at one envelope sender domain. */
export interface SesAuthorisation {
  domain: string;
  /**
   * `all`: every address passes; `some` and `none`: it does not for all; `absent`: no SPF record; `error`: permerror;
   * `unknown`: a name could not be looked up.
   */
  verdict: 'all' | 'some' | 'none' | 'absent' | 'error' | 'unknown';
  /** The addresses that do not pass, with their result. */
  refused: readonly (SesAddress & { result: SpfResult })[];
  /** The account has dedicated IPs, and all of them pass. */
  dedicatedPass: boolean;
  /** The evaluation that stands for the verdict: the first that does not pass, else the first. */
  check: SpfCheck;
}

/**
 * Asks check_host() for each address at `domain`, as SES would send: is SES authorised there? A name that could not be
 * looked up is the verdict `unknown`; throws `Unavailable` where nobody was to look, e.g. with --no-dns.
 */
export async function spfAuthorisesSes(
  dns: Pick<DnsProbe, 'resolve'>,
  domain: string,
  addresses: readonly SesAddress[],
): Promise<SesAuthorisation> {
  const checks = await Promise.all(
    addresses.map(async (address) => ({
      ...address,
      check: await checkHost({
        ip: address.ip,
        domain,
        sender: `${sesLocalPart}@${domain}`,
        helo: 'smtp-out.amazonses.com',
        dns,
      }),
    })),
  );
  const worst = ['temperror', 'permerror'].flatMap((result) =>
    checks.filter(({ check }) => check.result === result),
  );
  const failing = checks.filter(({ check }) => check.result !== 'pass');
  const dedicated = checks.filter(({ range }) => range === null);
  const [shown] = [...worst, ...failing, ...checks];
  if (shown === undefined) throw new Error('there is no address to ask about');
  const { problem } = shown.check;
  if (problem?.kind === 'temperror' && skipReasons.has(problem.why.reason)) {
    throw Unavailable.of(problem.why);
  }
  return {
    domain,
    verdict: verdictOf(shown.check.result, failing.length, checks.length),
    refused: failing.map(({ ip, range, check }) => ({ ip, range, result: check.result })),
    dedicatedPass: dedicated.length > 0 && dedicated.every(({ check }) => check.result === 'pass'),
    check: shown.check,
  };
}

function verdictOf(result: SpfResult, failing: number, all: number): SesAuthorisation['verdict'] {
  if (result === 'temperror') return 'unknown';
  if (result === 'permerror') return 'error';
  if (result === 'none') return 'absent';
  if (failing === 0) return 'all';
  return failing === all ? 'none' : 'some';
}
