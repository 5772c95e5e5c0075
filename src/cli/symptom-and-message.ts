import type { Symptom } from '../model/symptom.ts';
import type { MessageTarget, Target } from '../model/target.ts';
import type { ReportKind } from '../parse/message/report-kind.ts';
import { storedMessage } from '../parse/message/stored.ts';
import type { CheckFlags } from './flags.ts';
import { refuseOwn } from './gate-files.ts';
import type { Host } from './host.ts';
import { KeptBytes } from './kept-bytes.ts';
import { readEvents } from './read-events.ts';
import { largestFile, readFailure, readText } from './read.ts';
import { readingProgress, type ReadingProgress } from './reading-progress.ts';
import { UsageError } from './usage-error.ts';
import * as values from './values.ts';

/** Reads a symptom, chunk by chunk: it may be a log of any size. */
export async function symptomOf(
  path: string,
  region: string | null,
  host: Host,
  flag = '--symptom',
  onChunk?: (chunk: Uint8Array) => void,
): Promise<Symptom> {
  const { createSymptomReader } = await import('../symptom/reader.ts');
  const reader = createSymptomReader({ region });
  let progress: ReadingProgress | undefined;
  let holdsText: boolean;
  let start: string | undefined;
  try {
    const read = await readEvents(path, reader, host);
    holdsText = read > 0;
    progress = readingProgress(path === '-' ? 'standard input' : path, host);
    for await (const chunk of host.read(path, read)) {
      start ??= Buffer.from(chunk.subarray(0, 600)).toString('latin1');
      reader.push(chunk);
      holdsText ||= chunk.some((byte) => byte > 0x20 && byte !== 0x7f);
      progress.read(chunk.length);
      // What begins with records is no message.
      if (read === 0) onChunk?.(chunk);
    }
  } catch (error) {
    throw unreadable(flag, path, error);
  } finally {
    await progress?.stop();
  }
  if (start !== undefined) refuseOwn(start, path, flag);
  // Whoever meant to give a symptom and gave none must not take the rest of the report for the answer to it.
  if (!holdsText && flag === '--symptom')
    throw new UsageError(`--symptom: ${values.show(path)} contains no text`);
  return reader.end();
}

/** A symptom that is a whole message is checked as one, unless --message names another; a message that reports a failure is read as one. */
export async function symptomAndMessage(
  flags: CheckFlags,
  region: string | null,
  host: Host,
): Promise<Pick<Target, 'symptom' | 'message' | 'readAsSymptom'>> {
  const message =
    flags.message === undefined
      ? null
      : {
          source: flags.message,
          bytes: storedMessage(await readText(host, flags.message, '--message', 'latin1', largestFile)),
        };
  if (message !== null && /^[\0-\x20\x7f]*$/.test(message.bytes))
    throw new UsageError(`--message: ${values.show(message.source)} contains no text`);
  if (message !== null) await refuseWrapped(message);
  const readAsSymptom = message === null ? null : await kindOfReport(message.bytes);
  if (message !== null && readAsSymptom !== null) {
    if (flags.symptom !== undefined)
      throw new UsageError(
        `--message: ${values.show(message.source)} is ${reportWords[readAsSymptom]}: give it as --symptom, in a run of its own`,
      );
    return { symptom: await symptomIn(message.bytes, region), message: null, readAsSymptom };
  }
  if (flags.symptom === undefined) return { symptom: null, message };
  const kept = new KeptBytes(largestFile);
  const symptom = await symptomOf(flags.symptom, region, host, '--symptom', (chunk) => {
    if (message === null) kept.push(chunk);
  });
  return { symptom, message: message ?? (await wholeMessage(flags.symptom, kept.text())) };
}

/** A file that is not the one message as it was sent: its signatures would be called broken, and are not. Throws `UsageError`. */
async function refuseWrapped({ source, bytes }: MessageTarget): Promise<void> {
  refuseOwn(bytes.slice(0, 600), source, '--message');
  const { wrappingOf } = await import('../parse/message/wrapping.ts');
  const words = wrappingOf(bytes);
  if (words !== null)
    throw new UsageError(
      `--message: ${values.show(source)} is ${words}: give the source of one message in a file of its own (“Show original”, “Download original”, an .eml file)`,
    );
}

async function kindOfReport(bytes: string): Promise<ReportKind | null> {
  const { reportKind } = await import('../parse/message/report-kind.ts');
  return reportKind(bytes);
}

/** What the file of --message is, where it is no message. */
export const reportWords: Readonly<Record<ReportKind, string>> = {
  bounce: 'a bounce mail',
  complaint: 'a complaint report',
  'auto-reply': 'an automatic reply',
};

async function symptomIn(bytes: string, region: string | null): Promise<Symptom> {
  const { createSymptomReader } = await import('../symptom/reader.ts');
  const reader = createSymptomReader({ region });
  reader.push(Buffer.from(bytes, 'latin1'));
  return reader.end();
}

async function wholeMessage(source: string, kept: string | null): Promise<Target['message']> {
  if (kept === null || kept === '') return null;
  const bytes = storedMessage(kept);
  const { isWholeMessage } = await import('../parse/message/names.ts');
  return isWholeMessage(bytes) ? { source, bytes } : null;
}

function unreadable(flag: string, path: string, error: unknown): UsageError {
  const hint =
    flag === '--symptom' && /\s/.test(path)
      ? `; --symptom takes the name of a file or -: for the text itself use ses-doctor explain ${values.show(path)}`
      : '';
  return new UsageError(`${flag}: cannot read ${values.show(path)}: ${readFailure(error)}${hint}`);
}
