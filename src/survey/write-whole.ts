import { writeSync } from 'node:fs';

/** Writes all of a text. Where the disk is full a call writes a part and says so, and the next one fails (write(2)). */
export function writeWhole(file: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}
