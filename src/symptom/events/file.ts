import type { SymptomReader } from '../reader.ts';
import { parsed } from '../json.ts';
import type { EventBlock, KnownSoFar } from './block.ts';

/** A regular file that several threads read at once. */
export interface EventFile {
  /** Bytes. */
  size: number;
  /** Bytes that one thread reads at a time. */
  blockSize: number;
  /** How many blocks are read at once. */
  threads: number;
  read: (start: number, end: number) => Promise<Uint8Array>;
  /** What readRange() says of a range; each call may take another thread. */
  block: (start: number, end: number, known: KnownSoFar) => Promise<EventBlock>;
  close: () => Promise<void>;
}

const headSize = 1024 * 1024;
const newline = 10;

/**
 * Reads a file of events into `reader`: its beginning as any text, to learn what is in it, then block by block, several
 * at once, each handed on in the order of the file. The answer is that of the reader alone, however many threads there
 * are and wherever blocks end. Returns up to where the file was read: from there on it is no file of one record a line,
 * and is read as any text. `onBlock` gets how many bytes are done.
 */
export async function readEventFile(
  file: EventFile,
  reader: SymptomReader,
  isInterrupted: () => boolean,
  onBlock: (done: number) => void,
): Promise<number> {
  const head = await headOf(file);
  if (head === null) return 0;
  reader.push(head);
  if (!reader.hasManyEvents()) return head.length;
  const waiting: Promise<EventBlock>[] = [];
  let next = head.length;
  let done = head.length;
  const begin = (): void => {
    const end = Math.min(file.size, next + file.blockSize);
    const block = file.block(next, end, reader.known());
    // Whoever waits for it hears of a failure; without this, one that nobody waits for any more ends the process.
    block.catch(() => undefined);
    waiting.push(block);
    next = end;
  };
  while (done < file.size && !isInterrupted()) {
    while (next < file.size && waiting.length < file.threads + 2) begin();
    const block = await waiting.shift();
    if (block === undefined) break;
    for (const part of block.parts) {
      reader.takeEvents(part);
      if (part.line !== null) reader.push(part.line);
    }
    if (block.stoppedAt !== null) return block.stoppedAt;
    done = Math.min(file.size, done + file.blockSize);
    onBlock(done);
  }
  return file.size;
}

/** The whole lines at the beginning, when each is a JSON object; else null. */
async function headOf(file: EventFile): Promise<Uint8Array | null> {
  const bytes = await file.read(0, Math.min(file.size, headSize));
  const head = bytes.subarray(0, bytes.lastIndexOf(newline) + 1);
  if (head[0] !== openBrace || head.includes(0)) return null;
  const lines = new TextDecoder().decode(head).split('\n');
  const isEvents = lines.every((line) => {
    const text = line.trim();
    return text === '' || (text.startsWith('{') && text.endsWith('}') && parsed(text) !== undefined);
  });
  return isEvents ? head : null;
}

const openBrace = 123;
