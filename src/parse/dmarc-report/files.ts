import PostalMime from 'postal-mime';
import { isStartFailure } from '../../model/start-failure.ts';
import type { DmarcReport, UnreadReport } from '../../model/dmarc-reports.ts';
import { unpacked } from '../../symptom/unwrap/compressed.ts';
import { messagesIn } from './mailbox.ts';
import { looksLikeReport, parseReports } from './report.ts';

/** What one file held. */
export interface FileReading {
  reports: readonly DmarcReport[];
  /** Reports about TLS. */
  tls: number;
  unread: readonly UnreadReport[];
}

/** An archive in a mail in a mail: deeper is no report. */
const deepest = 4;
/** Files in one archive or mail: a year of daily reports of a few receivers. */
const mostInside = 2000;

/**
 * Reads a file that holds reports: XML as it is, in gzip or zip whatever its name, as attachment of a mail or of the
 * mails of a mailbox, or several of these in one another. What is no report is named with the reason, and so is what of
 * a report is lost.
 */
export async function readReportFile(file: string, bytes: Uint8Array, depth = 0): Promise<FileReading> {
  if (bytes.length === 0) return none(file, 'is empty');
  if (depth > deepest) return damaged(file, 'is packed too deep');
  const files = unpacked(bytes, mostInside);
  if (files !== null) return await readArchive(file, files, depth);
  const text = textOf(bytes);
  // The report stands in a mail of which only the text is looked at otherwise.
  if (isMail(text)) {
    const mails = await readMails(file, bytes, depth);
    if (mails.reports.length + mails.tls > 0 || !looksLikeReport(text)) return mails;
  }
  if (looksLikeReport(text)) return readXmlText(file, text);
  if (isTlsReport(text)) return { reports: [], tls: 1, unread: [] };
  return none(
    file,
    /^\s*</.test(text)
      ? 'is XML, but not a DMARC report'
      : 'is not a DMARC report: neither XML, nor an archive or a mail with one',
  );
}

const none = (file: string, because: string): FileReading => ({
  ...{ reports: [], tls: 0 },
  unread: [{ file, because }],
});
const damaged = (file: string, because: string): FileReading => ({
  ...{ reports: [], tls: 0 },
  unread: [{ file, because, damaged: true }],
});

function readXmlText(file: string, text: string): FileReading {
  const readings = parseReports(text);
  return {
    reports: readings.flatMap((one) => (one.kind === 'report' ? [one.report] : [])),
    tls: 0,
    unread: readings.flatMap((one) =>
      (one.kind === 'none' ? [one.because] : one.lost).map((because) => ({
        ...{ file, because, damaged: true as const },
      })),
    ),
  };
}

async function readArchive(
  file: string,
  files: NonNullable<ReturnType<typeof unpacked>>,
  depth: number,
): Promise<FileReading> {
  if (files.length === 0) return none(file, 'is an archive without a file that can be read');
  const all: FileReading[] = [];
  for (const { bytes, cut } of files) {
    // One at a time: each may grow to the most that is unpacked.
    const inside = bytes.length === 0 ? null : await readReportFile(file, bytes, depth + 1);
    const hasReport = inside !== null && inside.reports.length + inside.tls > 0;
    if (inside !== null && (hasReport || !cut)) all.push(inside);
    // What is cut and yet a report says so itself.
    if (cut && !hasReport) all.push(damaged(file, 'is damaged, or holds more than any report'));
  }
  return all.length === 0 ? none(file, 'is an archive of empty files') : together(all);
}

const together = (all: readonly FileReading[]): FileReading => {
  const unread = all.flatMap((one) => one.unread);
  const found = all.some(({ reports, tls }) => reports.length + tls > 0);
  return {
    reports: all.flatMap(({ reports }) => reports),
    tls: all.reduce((sum, { tls }) => sum + tls, 0),
    // One report in an archive is what it was made for; a text beside it is nothing to complain of.
    unread: found ? unread.filter((one) => one.damaged === true) : unread.slice(0, 5),
  };
};

/** UTF-8, or UTF-16 by its mark or its zeros; anything else is read as latin1, in which all marks of XML are the same. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0))
    return new TextDecoder('utf-16le').decode(bytes);
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c))
    return new TextDecoder('utf-16be').decode(bytes);
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

const isMail = (text: string): boolean =>
  /^\s{0,20}(?:From \S|[A-Za-z][A-Za-z0-9-]{1,60}:[^/])/.test(text.slice(0, 200));

async function readMails(file: string, bytes: Uint8Array, depth: number): Promise<FileReading> {
  const all: FileReading[] = [];
  for (const message of messagesIn(bytes)) all.push(await readMail(file, message, depth));
  return all.length === 1 && all[0] !== undefined ? all[0] : together(all);
}

async function readMail(file: string, bytes: Uint8Array, depth: number): Promise<FileReading> {
  try {
    const { attachments, text, html } = await PostalMime.parse(bytes, {
      maxNestingDepth: 30,
      maxHeadersSize: 1024 * 1024,
      maxRfc822NestingDepth: 3,
      attachmentEncoding: 'arraybuffer',
    });
    if (attachments.some(({ mimeType }) => mimeType === 'message/feedback-report'))
      return none(file, 'is a failure report about one message (RFC 9991), and counts nothing');
    const inside: FileReading[] = [];
    for (const { content } of attachments.slice(0, mostInside))
      if (typeof content !== 'string')
        inside.push(await readReportFile(file, new Uint8Array(content), depth + 1));
    const left = attachments.length - mostInside;
    if (left > 0) inside.push(damaged(file, `has ${String(left)} more attachments than are looked at`));
    const all = together(inside);
    if (all.reports.length + all.tls > 0) return all;
    // A few receivers put the XML into the text of the mail.
    const body = text ?? html ?? '';
    if (looksLikeReport(body)) return readXmlText(file, body);
    return inside.length > 0 && all.unread.length > 0
      ? all
      : none(file, 'is an e-mail without a report in it');
  } catch (error) {
    if (isStartFailure(error)) throw error;
    return damaged(file, 'is an e-mail that cannot be parsed');
  }
}
