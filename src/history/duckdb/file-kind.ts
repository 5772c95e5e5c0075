import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { eventsOf } from '../event-of.ts';
import { objectOf, parsed } from '../../symptom/json.ts';
import { foreignKind } from './foreign.ts';
import { formOf, type Form } from './form.ts';

/** How the bytes of a file are packed, by their first ones. */
export type Packing = 'parquet' | 'gzip' | 'zstd' | 'none';

/** A file as it will be read. `form`: of a record per line, which the engine reads itself; else null. */
export interface FileKind {
  path: string;
  packing: Packing;
  form: Form | null;
  /** What it is where it is no file of records, and what to do with it. */
  foreign: string | null;
}

const headBytes = 256 * 1024;

/** Looks at the beginning of a file. Rejects when it cannot be read. */
export async function kindOf(path: string): Promise<FileKind> {
  const head = await firstBytes(createReadStream(path, { end: headBytes - 1 }));
  const packing = packingOf(head);
  // What is in a zstd file shows when it is read: Node 20 cannot open it.
  if (packing === 'parquet' || packing === 'zstd') return { path, packing, form: 'mixed', foreign: null };
  const plain = packing === 'gzip' ? await unpacked(path) : head;
  return { path, packing, form: formOfFirstLine(plain.toString('utf8')), foreign: foreignKind(plain) };
}

/** By the magic numbers of Parquet, RFC 1952 2.3.1 and RFC 8878 3.1.1. */
export function packingOf(head: Buffer): Packing {
  if (head.subarray(0, 4).toString('latin1') === 'PAR1') return 'parquet';
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  return head.length >= 4 && head.readUInt32LE(0) === 0xfd2fb528 ? 'zstd' : 'none';
}

/** The form of the first line, when that is one record and nothing else. */
function formOfFirstLine(text: string): Form | null {
  const end = text.indexOf('\n');
  const value = objectOf(parsed(end < 0 ? text : text.slice(0, end)));
  if (value === null || (end < 0 && text.length >= headBytes)) return null;
  return eventsOf(value).events.length > 0 ? formOf(value) : null;
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
