import PostalMime from 'postal-mime';
import type { DmarcReport } from '../../model/dmarc-reports.ts';
import { unpacked } from '../../symptom/unwrap/compressed.ts';
import { looksLikeReport, parseReport } from './report.ts';

/** What one file held. */
export interface FileReading {
  reports: readonly DmarcReport[];
  /** Reports about TLS. */
  tls: number;
  unread: readonly { file: string; because: string }[];
}

/** An archive in a mail in a mail: deeper is no report. */
const deepest = 4;
/** Files in one file: a mailbox export has thousands, a bomb has more. */
const mostInside = 200;

/**
 * Reads a file that holds reports: XML as it is, in gzip or zip whatever its name, as attachment of a mail, or several
 * of these in one another. What is no report is named with the reason.
 */
export async function readReportFile(file: string, bytes: Uint8Array, depth = 0): Promise<FileReading> {
  const none = (because: string): FileReading => ({ reports: [], tls: 0, unread: [{ file, because }] });
  if (bytes.length === 0) return none('is empty');
  if (depth > deepest) return none('is packed too deep');
  const files = unpacked(bytes);
  if (files !== null) {
    if (files.length === 0) return none('is an archive without a file that can be read');
    const cut = files.some((one) => one.cut);
    const inside = await Promise.all(
      files.slice(0, mostInside).map((one) => readReportFile(file, one.bytes, depth + 1)),
    );
    const all = together(inside);
    return cut && all.reports.length === 0 ? none('is damaged, or larger than any report') : all;
  }
  const text = textOf(bytes);
  if (looksLikeReport(text)) {
    const reading = parseReport(text);
    return reading.kind === 'none'
      ? none(reading.because)
      : { reports: [reading.report], tls: 0, unread: [] };
  }
  if (isTlsReport(text)) return { reports: [], tls: 1, unread: [] };
  if (isMail(text)) return await readMail(file, bytes, depth);
  return none(
    /^\s*</.test(text)
      ? 'is XML, and no DMARC report'
      : 'is no DMARC report: neither XML, nor an archive or a mail with one',
  );
}

const together = (all: readonly FileReading[]): FileReading => ({
  reports: all.flatMap(({ reports }) => reports),
  tls: all.reduce((sum, { tls }) => sum + tls, 0),
  // One report in an archive is what it was made for; a text beside it is nothing to complain of.
  unread: all.some(({ reports, tls }) => reports.length + tls > 0)
    ? []
    : all.flatMap(({ unread }) => unread).slice(0, 5),
});

/** UTF-8, or UTF-16 by its mark; anything else is read as latin1, in which all marks of XML are the same. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return Buffer.from(bytes).toString('latin1');
  }
}

/** RFC 8460 4.4: JSON with the policies it was looked up by. */
function isTlsReport(text: string): boolean {
  return /^\s*\{/.test(text) && text.includes('"policies"') && /"(?:organization-name|report-id)"/.test(text);
}

const isMail = (text: string): boolean => /^(?:From \S|[A-Za-z][A-Za-z0-9-]{1,60}:)/.test(text.slice(0, 200));

async function readMail(file: string, bytes: Uint8Array, depth: number): Promise<FileReading> {
  const none = (because: string): FileReading => ({ reports: [], tls: 0, unread: [{ file, because }] });
  try {
    const { attachments, text, html } = await PostalMime.parse(bytes, {
      maxNestingDepth: 30,
      maxHeadersSize: 1024 * 1024,
      maxRfc822NestingDepth: 3,
      attachmentEncoding: 'arraybuffer',
    });
    const inside = await Promise.all(
      attachments
        .slice(0, mostInside)
        .filter(({ content }) => typeof content !== 'string')
        .map(({ content }) => readReportFile(file, new Uint8Array(content as ArrayBuffer), depth + 1)),
    );
    const all = together(inside);
    if (all.reports.length + all.tls > 0) return all;
    // A few receivers put the XML into the text of the mail.
    const body = text ?? html ?? '';
    if (looksLikeReport(body)) return await readReportFile(file, Buffer.from(body), depth + 1);
    return inside.length > 0 && all.unread.length > 0 ? all : none('is a mail without a report in it');
  } catch {
    return none('is a mail that cannot be taken apart');
  }
}
