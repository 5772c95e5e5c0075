import { once } from '../../model/once.ts';

/** Bytes of the sequence that a byte begins (RFC 3629 4), or 0 when it can begin none. */
const lengthOf = (lead: number): number => {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
};

/** Whether `next` may follow `lead` as the second byte: no longer form than needed, no surrogate, nothing past U+10FFFF. */
function maySecond(lead: number, next: number): boolean {
  if (next < 0x80 || next > 0xbf) return false;
  if (lead === 0xe0) return next >= 0xa0;
  if (lead === 0xed) return next <= 0x9f;
  if (lead === 0xf0) return next >= 0x90;
  return lead !== 0xf4 || next <= 0x8f;
}

/** How many bytes from `at` on belong to the sequence that begins there, at most its length; 0 when none begins. */
function matched(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0xff;
  const length = lengthOf(lead);
  if (length < 2) return length;
  const second = bytes[at + 1];
  if (second === undefined) return 1;
  if (!maySecond(lead, second)) return 0;
  for (let place = 2; place < length; place += 1) {
    const next = bytes[at + place];
    if (next === undefined) return place;
    if (next < 0x80 || next > 0xbf) return 0;
  }
  return length;
}

/** Bytes at the end that may be the beginning of a character, 0 to 3. */
export function unfinished(bytes: Uint8Array): number {
  for (let at = Math.max(0, bytes.length - 3); at < bytes.length; at += 1) {
    const length = lengthOf(bytes[at] ?? 0);
    if (length > bytes.length - at && matched(bytes, at) === bytes.length - at) return bytes.length - at;
  }
  return 0;
}

const asWindows1252 = once(() => {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder('windows-1252');
  return Array.from({ length: 256 }, (_, byte) => encoder.encode(decoder.decode(Uint8Array.of(byte))));
});

/** Where the bytes are put together: a new place for each piece of a large file would hold hundreds of megabytes. */
let room = new Uint8Array(0);

/**
 * The bytes as valid UTF-8: each one that belongs to no character is taken for one of Windows-1252. What is returned holds
 * until the next call.
 */
export function repaired(bytes: Uint8Array): Uint8Array {
  if (room.length < bytes.length * 3) room = new Uint8Array(bytes.length * 3);
  const whole = room;
  const characters = asWindows1252();
  let end = 0;
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0;
    const length = lengthOf(lead);
    if (length > 0 && matched(bytes, at) === length) {
      for (let place = 0; place < length; place += 1) whole[end + place] = bytes[at + place] ?? 0;
      end += length;
      at += length;
      continue;
    }
    const character = characters[lead] ?? new Uint8Array(0);
    whole.set(character, end);
    end += character.length;
    at += 1;
  }
  return whole.subarray(0, end);
}
