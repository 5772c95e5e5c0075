import type { DmarcReport, DmarcRow } from '../../model/dmarc-reports.ts';
import { domainPattern } from '../identity-name.ts';
import { formatIp, parseIp } from '../ip-address.ts';
import { documentsIn, type ReportDocument } from './document.ts';
import { children, fieldIn, readXml, textOf, type XmlValue } from './xml.ts';

/** Rows of one report that are read; the largest senders have some thousands. */
const mostRows = 50_000;
/** Signatures of one row that are kept. */
const mostResults = 10;
/** What stands around the rows, in characters; honest ones have one or two thousand. */
const longestHead = 256 * 1024;

/** A report, with what of it is lost; or why it is none. */
export type ReportReading =
  { kind: 'report'; report: DmarcReport; lost: readonly string[] } | { kind: 'none'; because: string };

/** Whether a text is meant as an aggregate report, whatever stands in front of it. */
export const looksLikeReport = (text: string): boolean =>
  /<(?:[a-z0-9]{1,20}:)?feedback[\s>]/i.test(text.slice(0, 65_536));

/**
 * Reads the aggregate reports of a text, by RFC 9990, RFC 7489 or the drafts before it: they differ in what they add,
 * and the names that count are the same. What receivers leave out or write otherwise than told is taken as it is. Some
 * write several reports one behind the other.
 */
export function parseReports(text: string, most = mostRows): readonly ReportReading[] {
  // A document type in front of the element would be lost with what is cut off.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text))
    return [
      {
        kind: 'none',
        because:
          'declares a document type, which no report does: it is not read, since that can be made to fill the memory',
      },
    ];
  const documents = documentsIn(text, most);
  if (documents.length === 0)
    return [{ kind: 'none', because: 'has no <feedback>, so it is not a DMARC report' }];
  return documents.map((document) => readingOf(document, most));
}

const takeAgain = 'save the attachment of the mail again';

const endsEarly = (rows: number): string =>
  rows === 0
    ? `ends early, before the end of its first row: ${takeAgain}`
    : `ends early: only its first ${rows === 1 ? 'row counts' : `${String(rows)} rows count`}; ${takeAgain}`;

function readingOf({ head, records, left, cut }: ReportDocument, most: number): ReportReading {
  if (head.length > longestHead)
    return {
      kind: 'none',
      because:
        'holds far more outside its rows than a report does: it is damaged, or made to fill the memory',
    };
  const read = readXml(head);
  const [feedback] = typeof read === 'string' ? [] : children(read, 'feedback');
  const [metadata] = children(feedback, 'report_metadata');
  const [range] = children(metadata, 'date_range');
  const [published] = children(feedback, 'policy_published');
  // Marks in a name or an address break the tree, and not what stands between two tags.
  const field = (of: XmlValue | undefined, name: string): string => textOf(of, name) || fieldIn(head, name);
  const domain = domainIn(textOf(published, 'domain') || fieldIn(head, 'domain', 'policy_published'));
  const begin = seconds(field(range, 'begin'));
  if (typeof read === 'string' && (domain === '' || begin === null)) return { kind: 'none', because: read };
  if (domain === '' || begin === null)
    return {
      kind: 'none',
      because: `lacks ${domain === '' ? 'the domain of the policy' : 'its date range'}${cut ? `, and ends early: ${takeAgain}` : ''}`,
    };
  const policy = (textOf(published, 'p') || fieldIn(head, 'p', 'policy_published')).toLowerCase();
  const rows = records.map((record) => rowsOf(record, domain));
  return {
    kind: 'report',
    report: {
      org: nameIn(field(metadata, 'org_name')) || domainIn(field(metadata, 'email')) || 'an unnamed receiver',
      id: field(metadata, 'report_id'),
      domain,
      begin,
      end: seconds(field(range, 'end')) ?? begin,
      policy: policy === '' ? null : policy,
      rows: rows.flatMap((one) => one ?? []),
      cut,
    },
    lost: [
      ...(cut ? [endsEarly(rows.length)] : []),
      ...lostRows(rows.filter((one) => one === null).length, 'cannot be read'),
      ...lostRows(left, `follow the first ${String(most)}, and are left out`),
    ],
  };
}

const lostRows = (count: number, why: string): readonly string[] =>
  count === 0 ? [] : [`has ${String(count)} ${count === 1 ? 'row' : 'rows'} that ${why}`];

/** The rows of a record, mostly one; null when it cannot be read. Rows of no messages are none. */
function rowsOf(text: string, domain: string): readonly DmarcRow[] | null {
  const read = readXml(text);
  if (typeof read === 'string') return null;
  const [record] = children(read, 'record');
  const rows = children(record, 'row').map((row) => rowOf(row, record, domain));
  if (rows.length === 0 || rows.includes(null)) return null;
  return rows.flatMap((row) => (row === null || row.count === 0 ? [] : [row]));
}

function rowOf(row: XmlValue, record: XmlValue | undefined, domain: string): DmarcRow | null {
  const [evaluated] = children(row, 'policy_evaluated');
  // RFC 7489 has identifiers; an old draft wrote identities.
  const [identifiers] = [...children(record, 'identifiers'), ...children(record, 'identities')];
  const results = children(record, 'auth_results');
  const address = parseIp(textOf(row, 'source_ip'));
  const count = countIn(textOf(row, 'count'));
  if (address === null || count === null) return null;
  const disposition = textOf(evaluated, 'disposition').toLowerCase();
  return {
    ip: formatIp(address),
    count,
    disposition: disposition === '' ? null : disposition,
    dkimAligned: passed(textOf(evaluated, 'dkim')),
    spfAligned: passed(textOf(evaluated, 'spf')),
    reasons: children(evaluated, 'reason')
      .slice(0, mostResults)
      .map((reason) => textOf(reason, 'type').toLowerCase())
      .filter((type) => type !== ''),
    headerFrom: domainIn(textOf(identifiers, 'header_from')) || domain,
    dkim: results
      .flatMap((one) => children(one, 'dkim'))
      .slice(0, mostResults)
      .map((one) => ({
        domain: domainIn(textOf(one, 'domain')),
        selector: textOf(one, 'selector').toLowerCase() || null,
        result: textOf(one, 'result').toLowerCase(),
      }))
      .filter((one) => one.domain !== ''),
    spf: results
      .flatMap((one) => children(one, 'spf'))
      .slice(0, mostResults)
      .map((one) => ({
        domain: domainIn(textOf(one, 'domain')),
        result: textOf(one, 'result').toLowerCase(),
      })),
  };
}

/** Without a count a row is one message; null for what is no number of messages. */
function countIn(text: string): number | null {
  if (text === '') return 1;
  const count = /^\d{1,15}(?:\.0{1,9})?$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(count) ? count : null;
}

const passed = (text: string): boolean | null => (/^pass$/i.test(text) ? true : text === '' ? null : false);

/** A domain as reports write it: with capitals, a final dot, angle brackets, or as an address. Empty for anything else. */
function domainIn(text: string): string {
  const name = text
    .slice(text.lastIndexOf('@') + 1)
    .replaceAll(/[<>\s"']/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  return domainPattern.test(name) ? name : '';
}

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
