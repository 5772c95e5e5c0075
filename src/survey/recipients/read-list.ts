import type { AwsProbe } from '../../model/aws.ts';
import { answerOf, Unavailable, type Why } from '../../model/unavailable.ts';

/** An entry of a suppression list that is one of the addresses, as it is spelt there. */
export interface Hit {
  address: string;
  reason: string;
  /** ISO time. */
  since: string;
}

/** What is known of a list: an earlier run may have begun it. */
export interface Reading {
  /** By address in lower case. */
  hits: Map<string, Hit>;
  /** Entries looked at. */
  seen: number;
  /** Where to go on; null at the beginning and at the end. */
  next: string | null;
  complete: boolean;
}

/** How far a list was read, and why no further. */
export interface ListRead extends Reading {
  why: Why | null;
}

interface ReadOptions {
  aws: AwsProbe<'ses:ListSuppressedDestinations'>;
  /** Whose list; null: the account's. */
  tenant: string | null;
  /** The addresses in lower case, with the spelling that was given. */
  wanted: ReadonlyMap<string, string>;
  signal: AbortSignal;
  /** Whether no more has to be read after so many entries. */
  isEnough: (seen: number) => boolean;
  /** Keeps a page that was read. */
  keep: (page: { seen: number; next: string | null; hits: readonly Hit[] }) => void;
}

/** The beginning of a list. */
export const unread = (): Reading => ({ hits: new Map(), seen: 0, next: null, complete: false });

/**
 * Reads a suppression list to its end, a thousand entries a call, and keeps those that are wanted under any spelling:
 * sending ignores case. What it holds does not grow with the list.
 */
export async function readList(options: ReadOptions, from: Reading): Promise<ListRead> {
  const { aws, tenant, signal, keep } = options;
  let reading = from;
  // A place in the list that an earlier run has left may be gone: then the list is read from the beginning.
  let resumed = reading.next !== null;
  const tokens = new Set<string>();
  while (!reading.complete && !options.isEnough(reading.seen)) {
    if (signal.aborted) return { ...reading, why: interrupted() };
    const answer = await answerOf(
      aws('ses:ListSuppressedDestinations', {
        PageSize: 1000,
        ...(reading.next !== null && { NextToken: reading.next }),
        ...(tenant !== null && { TenantName: tenant }),
      }),
    );
    if (!answer.ok) {
      if (!resumed || !leavesOpen.has(answer.why.reason)) return { ...reading, why: answer.why };
      resumed = false;
      reading = unread();
      continue;
    }
    const { SuppressedDestinationSummaries: entries, NextToken } = answer.value;
    const next = NextToken === undefined || NextToken === '' ? null : NextToken;
    if (next !== null && tokens.has(next)) return { ...reading, why: circle() };
    if (next !== null) tokens.add(next);
    const hits = entries
      .filter(({ EmailAddress }) => options.wanted.has(EmailAddress.toLowerCase()))
      .map((one) => ({
        address: one.EmailAddress,
        reason: one.Reason,
        since: one.LastUpdateTime.toISOString(),
      }));
    addHits(reading.hits, hits, options.wanted);
    reading = { hits: reading.hits, seen: reading.seen + entries.length, next, complete: next === null };
    keep({ seen: reading.seen, next, hits });
    resumed = false;
  }
  return { ...reading, why: null };
}

/** Adds entries; of several spellings of an address the one that was given counts. */
export function addHits(
  hits: Map<string, Hit>,
  found: readonly Hit[],
  wanted: ReadonlyMap<string, string>,
): void {
  for (const hit of found) {
    const key = hit.address.toLowerCase();
    if (!hits.has(key) || wanted.get(key) === hit.address) hits.set(key, hit);
  }
}

/** Reasons that may come of a token which no longer holds. */
const leavesOpen: ReadonlySet<Why['reason']> = new Set(['bad-reply', 'not-found', 'malformed', 'refused']);

const interrupted = (): Why =>
  new Unavailable('interrupted', 'interrupted while the suppression list was read', {
    question: 'ses:ListSuppressedDestinations',
  }).why;

const circle = (): Why =>
  new Unavailable('bad-reply', 'the service repeated a page token and would never end', {
    question: 'ses:ListSuppressedDestinations',
  }).why;
