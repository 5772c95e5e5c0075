import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { eventsOf } from '../event-of.ts';
import { objectOf, parsed, textOf } from '../../symptom/json.ts';

/** How the bytes of a file are packed, by their first ones. */
export type Packing = 'parquet' | 'gzip' | 'zstd' | 'none';

/** A file as it will be read. `lines`: a record per line, in a form that the engine reads itself. */
export interface FileKind {
  path: string;
  packing: Packing;
  lines: boolean;
}

const headBytes = 256 * 1024;

/** Looks at the beginning of a file. Rejects when it cannot be read. */
export async function kindOf(path: string): Promise<FileKind> {
  const head = await firstBytes(createReadStream(path, { end: headBytes - 1 }));
  const packing = packingOf(head);
  // What is in a zstd file shows when it is read: Node 20 cannot open it.
  if (packing === 'parquet' || packing === 'zstd') return { path, packing, lines: true };
  const plain = packing === 'gzip' ? await unpacked(path) : head;
  return { path, packing, lines: beginsWithLine(plain.toString('utf8')) };
}

/** By the magic numbers of Parquet, RFC 1952 2.3.1 and RFC 8878 3.1.1. */
export function packingOf(head: Buffer): Packing {
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  return head.length >= 4 && head.readUInt32LE(0) === 0xfd2fb528 ? 'zstd' : 'none';
}

/** The first line is one record, and nothing else. */
function beginsWithLine(text: string): boolean {
  const end = text.indexOf('\n');
  const value = objectOf(parsed(end < 0 ? text : text.slice(0, end)));
  if (value === null || (end < 0 && text.length >= headBytes)) return false;
  const isOpen =
    value['mail'] !== undefined || objectOf(value['detail']) !== null || textOf(value['Message']) !== null;
  return isOpen && eventsOf(value).events.length > 0;
}

async function unpacked(path: string): Promise<Buffer> {
  try {
    return await firstBytes(createReadStream(path).pipe(createGunzip()));
  } catch {
    // Cut off: the reader of the whole file tells how far it came.
    return Buffer.alloc(0);
  }
}

async function firstBytes(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    chunks.push(bytes);
    length += bytes.length;
    if (length >= headBytes) break;
  }
  return Buffer.concat(chunks);
}
