import { bytesText } from '../bytes.ts';
import { HistoryFault, HistoryInterrupted } from '../failure.ts';
import { quoted } from '../sources.ts';
import type { Database } from './database.ts';
import type { FileKind } from './file-kind.ts';
import { linesOf } from './lines.ts';
import type { Pieces } from './rewrite.ts';

/** Firehose writes files of 128 MB at most, and may write them without a line break. */
const longestZstdLine = 160 * 1024 * 1024;

/** Lines of the engine as text; `seen` counts them. */
export async function* countedLines(
  chunks: AsyncIterable<readonly string[]>,
  seen: { lines: number },
): Pieces {
  for await (const lines of chunks) {
    seen.lines += lines.length;
    yield `${lines.join('\n')}\n`;
  }
}

/** Node 20 cannot unpack zstd: the engine does. `name`: for the message when it cannot; null when that is known and counted. */
export async function* textOfZstd(database: Database, kind: FileKind, name: string | null): Pieces {
  try {
    for await (const lines of database.stream(`SELECT line FROM ${linesOf(kind, longestZstdLine)}`))
      yield `${lines.join('\n')}\n`;
  } catch (error) {
    if (error instanceof HistoryInterrupted) throw error;
    if (name === null) return;
    throw new HistoryFault(
      `history: cannot read ${quoted(name)}: it was cut off or is damaged, is no UTF-8 text, or has a line of more than ${bytesText(longestZstdLine)}; unpack it with zstd -d and give what comes out`,
    );
  }
}
