import type { HeaderField } from './header.ts';
import { valuesOf } from './header.ts';

/** How a message lets its reader leave the list (RFC 2369 3.2, RFC 8058). */
export interface Unsubscribe {
  /** The URIs of List-Unsubscribe, at most ten. Paths are left out: they lead to one person's subscription. */
  uris: readonly string[];
  /** One of them is https:, as one click needs. */
  https: boolean;
  /** List-Unsubscribe-Post says List-Unsubscribe=One-Click. */
  post: boolean;
}

/** Null when there is no List-Unsubscribe field. */
export function parseUnsubscribe(fields: readonly HeaderField[]): Unsubscribe | null {
  const [value] = valuesOf(fields, 'list-unsubscribe');
  if (value === undefined) return null;
  const uris = [...value.slice(0, 8192).matchAll(/<\s{0,5}([^<>]{1,2000})>/g)]
    .map(([, uri]) => withoutPath((uri ?? '').replace(/\s+/g, '')))
    .filter((uri) => uri !== '')
    .slice(0, 10);
  return {
    uris,
    https: uris.some((uri) => /^https:\/\/./i.test(uri)),
    post: valuesOf(fields, 'list-unsubscribe-post').some((one) =>
      /^\s*List-Unsubscribe\s*=\s*One-Click\s*$/i.test(one),
    ),
  };
}

const withoutPath = (uri: string): string =>
  uri.replace(/^(https?:\/\/[^/?#]{1,255})[/?#].{0,2000}$/i, '$1/…').replace(/\?.{0,2000}$/, '');

/** The marks by which a message calls itself bulk mail, as they stand in it; empty for mail to one person. */
export function bulkMarks(fields: readonly HeaderField[]): readonly string[] {
  const marks: string[] = [];
  for (const { name, value } of fields) {
    if (name === 'list-unsubscribe') marks.push(name);
    if (name === 'list-id' || name === 'list-post') marks.push(`${name}: ${value.slice(0, 120)}`);
    if (name === 'precedence' && /^(?:bulk|list|junk)\b/i.test(value))
      marks.push(`${name}: ${value.slice(0, 40)}`);
    // Microsoft: 0 is no bulk mail, 4 and more brings complaints.
    const level = name === 'x-microsoft-antispam' ? /\bBCL:(\d)/i.exec(value)?.[1] : undefined;
    if (level !== undefined && Number(level) >= 4) marks.push(`${name}: BCL:${level}`);
  }
  return marks.slice(0, 6);
}
