import { formatIp, parseIp } from '../ip-address.ts';

/** One Received field (RFC 5321 4.4): a server took the message over. */
export interface Hop {
  /** What the client called itself, lower case; null when the field does not say. */
  from: string | null;
  /** The address of the client as the server saw it, or null. */
  ip: string | null;
  /** The server, lower case, or null. */
  by: string | null;
  /** As `ESMTPS`, or null. */
  protocol: string | null;
  /** The address the message was for, or null. */
  for: string | null;
  /** ISO time at which the server took it, or null. */
  at: string | null;
}

/** Reads the value of one Received field. Servers write it as they like: what is not found is null. */
export function parseReceived(value: string): Hop {
  const text = value.slice(0, 4096);
  const semicolon = text.lastIndexOf(';');
  const clauses = semicolon === -1 ? text : text.slice(0, semicolon);
  const by = /(?:^|\s)by\s+([\w.:-]{1,255})/i.exec(clauses);
  const beforeBy = by === null ? clauses : clauses.slice(0, by.index);
  const from = /^\s*from\s+\[?([\w.:-]{1,255})/i.exec(beforeBy)?.[1]?.toLowerCase() ?? null;
  // Yahoo: the address first, and in the comment what the client called itself.
  const address = from === null ? null : parseIp(from);
  const hello = /\((?:EHLO|HELO)\s+([\w.-]{1,255})\)/i.exec(beforeBy)?.[1]?.toLowerCase() ?? null;
  return {
    from: address !== null || from === 'unknown' ? (hello ?? from) : from,
    ip: clientAddress(beforeBy) ?? (address === null ? null : formatIp(address)),
    by: by?.[1]?.toLowerCase() ?? null,
    protocol: /\bwith\s+([A-Za-z0-9]{2,20})/i.exec(clauses)?.[1] ?? null,
    for: /\bfor\s+<?([^\s<>;()]{1,320}@[^\s<>;()]{1,255})>?/i.exec(clauses)?.[1] ?? null,
    at: semicolon === -1 ? null : timeOf(text.slice(semicolon + 1)),
  };
}

/** The bracketed address; Microsoft leaves the brackets out inside the comment. */
function clientAddress(text: string): string | null {
  const bracketed = [...text.matchAll(/\[(?:IPv6:)?([0-9a-f.:]{3,45})\]/gi)].map(([, found]) => found ?? '');
  const bare = [...text.matchAll(/\((?:[^()\s]{1,255}\s+)?([0-9a-f.:]{3,45})\)/gi)].map(
    ([, found]) => found ?? '',
  );
  for (const candidate of [...bracketed.reverse(), ...bare.reverse()]) {
    const ip = parseIp(candidate);
    if (ip !== null) return formatIp(ip);
  }
  return null;
}

function timeOf(text: string): string | null {
  const plain = text
    .replace(/\([^()]{0,80}\)/g, ' ')
    .trim()
    .slice(0, 60);
  const time = /\d{4}/.test(plain) ? Date.parse(plain) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
