import { createReadStream, createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { eventsOf } from '../event-of.ts';
import { diskFault } from '../failure.ts';
import { RecordSplitter } from '../record-splitter.ts';

/** Text in whatever pieces. */
export type Pieces = AsyncIterable<string>;

/** Writes the events of a text, out of their envelopes, a line each. Returns how many pieces were no event. */
export async function rewrite(
  pieces: Pieces,
  path: string,
): Promise<{ written: number; unreadable: number }> {
  const file = createWriteStream(path, { mode: 0o600 });
  let failure: Error | null = null;
  file.on('error', (error) => (failure = error));
  let lines: string[] = [];
  let written = 0;
  let lost = 0;
  const splitter = new RecordSplitter((value) => {
    const found = eventsOf(value);
    lost += found.lost;
    written += found.events.length;
    for (const event of found.events) lines.push(JSON.stringify(event));
  });
  const flush = async (): Promise<void> => {
    if (failure !== null) throw failure;
    if (lines.length > 0 && !file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
    lines = [];
  };
  try {
    for await (const piece of pieces) {
      splitter.push(piece);
      await flush();
    }
    splitter.end();
    await flush();
    file.end();
    await finished(file);
  } catch (error) {
    file.destroy();
    throw diskFault(error);
  }
  return { written, unreadable: splitter.unreadable + lost };
}

/** The text of a plain or gzip file. `cut` is called when a gzip file ends too early: what came before is read. */
export async function* textOfFile(path: string, isPacked: boolean, cut: () => void): Pieces {
  const source = createReadStream(path, { highWaterMark: 512 * 1024 });
  yield* decoded(isPacked ? source.pipe(createGunzip()) : source, cut);
}

/** Bytes as text: UTF-8, or UTF-16 by its mark, as PowerShell writes it. What is no text becomes U+FFFD. */
export async function* decoded(bytes: AsyncIterable<unknown>, cut: () => void): Pieces {
  let decoder = new TextDecoder();
  let isFirst = true;
  try {
    for await (const chunk of bytes) {
      if (isFirst) decoder = new TextDecoder(encodingOf(chunk as Uint8Array));
      isFirst = false;
      yield decoder.decode(chunk as Uint8Array, { stream: true });
    }
  } catch (error) {
    // zlib: the file was cut off or is damaged from here on.
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('Z_'))) throw error;
    cut();
  }
  yield decoder.decode();
}

/** By its byte order mark. */
const encodingOf = ([first, second]: Uint8Array): string =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
