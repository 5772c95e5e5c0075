import type { DmarcReport, DmarcRow } from '../../model/dmarc-reports.ts';
import { formatIp, parseIp } from '../ip-address.ts';
import { children, readXml, textOf, type XmlValue } from './xml.ts';

/** Rows of one report that are read; the largest senders have some thousands. */
const mostRows = 50_000;
/** Signatures of one row that are kept. */
const mostResults = 10;

/** A report, or why it is none. */
export type ReportReading = { kind: 'report'; report: DmarcReport } | { kind: 'none'; because: string };

/** Whether a text is meant as an aggregate report, whatever stands in front of it. */
export const looksLikeReport = (text: string): boolean =>
  /<(?:[a-z0-9]{1,20}:)?feedback[\s>]/i.test(text.slice(0, 4096));

/**
 * Reads an aggregate report of RFC 9990, RFC 7489 or the drafts before it: they differ in what they add, and the names
 * that count are the same. What receivers leave out or write otherwise than told is taken as it is.
 */
export function parseReport(text: string): ReportReading {
  // Some senders put a line of their own, or a second declaration, in front of the element.
  const start = text.search(/<(?:[a-z0-9]{1,20}:)?feedback[\s>]/i);
  if (start === -1) return { kind: 'none', because: 'holds no <feedback>, so it is no DMARC report' };
  const ends = [...text.matchAll(/<\/(?:[a-z0-9]{1,20}:)?feedback\s*>/gi)];
  const end = ends.at(-1);
  const body = end === undefined ? text.slice(start) : text.slice(start, end.index + end[0].length);
  // A document type in front of the element would be lost with what is cut off.
  const read = /<!(?:DOCTYPE|ENTITY)/i.test(text.slice(0, start)) ? readXml(text) : readXml(body);
  if (typeof read === 'string') return { kind: 'none', because: read };
  const [feedback] = children(read, 'feedback');
  const [metadata] = children(feedback, 'report_metadata');
  const [range] = children(metadata, 'date_range');
  const [published] = children(feedback, 'policy_published');
  const domain = domainIn(textOf(published, 'domain'));
  const begin = seconds(textOf(range, 'begin'));
  if (domain === '' || begin === null)
    return {
      kind: 'none',
      because: `lacks ${domain === '' ? 'the domain of the policy' : 'its date range'}`,
    };
  const policy = textOf(published, 'p').toLowerCase();
  return {
    kind: 'report',
    report: {
      org:
        nameIn(textOf(metadata, 'org_name')) || domainIn(textOf(metadata, 'email')) || 'an unnamed receiver',
      id: textOf(metadata, 'report_id'),
      domain,
      begin,
      end: seconds(textOf(range, 'end')) ?? begin,
      policy: policy === '' ? null : policy,
      rows: children(feedback, 'record')
        .slice(0, mostRows)
        .flatMap((record) => rowOf(record, domain)),
      cut: end === undefined,
    },
  };
}

function rowOf(record: XmlValue, domain: string): readonly DmarcRow[] {
  const [row] = children(record, 'row');
  const [evaluated] = children(row, 'policy_evaluated');
  // RFC 7489 has identifiers; an old draft wrote identities.
  const [identifiers] = [...children(record, 'identifiers'), ...children(record, 'identities')];
  const [results] = children(record, 'auth_results');
  const address = parseIp(textOf(row, 'source_ip'));
  const count = Number.parseInt(textOf(row, 'count') || '1', 10);
  if (address === null || !Number.isSafeInteger(count) || count <= 0) return [];
  const disposition = textOf(evaluated, 'disposition').toLowerCase();
  return [
    {
      ip: formatIp(address),
      count,
      disposition: disposition === '' ? null : disposition,
      dkimAligned: passed(textOf(evaluated, 'dkim')),
      spfAligned: passed(textOf(evaluated, 'spf')),
      reasons: children(evaluated, 'reason')
        .slice(0, mostResults)
        .map((reason) => textOf(reason, 'type').toLowerCase()),
      headerFrom: domainIn(textOf(identifiers, 'header_from')) || domain,
      dkim: children(results, 'dkim')
        .slice(0, mostResults)
        .map((one) => ({
          domain: domainIn(textOf(one, 'domain')),
          selector: textOf(one, 'selector').toLowerCase() || null,
          result: textOf(one, 'result').toLowerCase(),
        }))
        .filter((one) => one.domain !== ''),
      spf: children(results, 'spf')
        .slice(0, mostResults)
        .map((one) => ({
          domain: domainIn(textOf(one, 'domain')),
          result: textOf(one, 'result').toLowerCase(),
        })),
    },
  ];
}

const passed = (text: string): boolean | null => (/^pass$/i.test(text) ? true : text === '' ? null : false);

/** A domain as reports write it: with capitals, a final dot, angle brackets, or as an address. */
const domainIn = (text: string): string =>
  text
    .slice(text.lastIndexOf('@') + 1)
    .replaceAll(/[<>\s"']/g, '')
    .replace(/\.$/, '')
    .toLowerCase()
    .slice(0, 253);

/** The name of a receiver without control characters and line breaks. */
const nameIn = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 80);

/** Seconds since 1970; some receivers write milliseconds, or an ISO time. */
function seconds(text: string): number | null {
  if (/^\d{9,11}$/.test(text)) return Number(text);
  if (/^\d{12,14}$/.test(text)) return Math.floor(Number(text) / 1000);
  const time = /^\d{4}-\d{2}-\d{2}/.test(text)
    ? Date.parse(text.includes('T') ? text : `${text.replace(' ', 'T')}Z`)
    : NaN;
  return Number.isNaN(time) ? null : Math.floor(time / 1000);
}
