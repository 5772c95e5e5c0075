import type { Candidate } from '../model/symptom.ts';
import { isSenderName, lineageOf } from './identity-name.ts';

/** What a thing is that a finding or a candidate is about: names of two kinds are never compared. */
export type Kind = 'sender' | 'recipient' | 'ip' | 'set' | 'template' | 'tenant';

/** Whom and what a candidate names, by kind; a kind that it does not name is absent. */
export type Named = Readonly<Partial<Record<Kind, readonly string[]>>>;

/** Names may differ by case between a paste and a flag; whether that matters is for a check to say. */
export const sameSubject = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The subject of a finding about the account is its Region, or that word where no Region is known. */
export const isGeneral = (subject: string): boolean =>
  /^(?:account|[a-z]{2,4}(?:-[a-z]{2,12}){1,3}-\d{1,2})$/.test(subject);

/** What a subject of this code is; null: of the account, or of a kind of its own. */
export function kindOf(code: string, subject: string): Kind | null {
  if (isGeneral(subject)) return null;
  const [area = ''] = code.split('/');
  if (area === 'template') return 'template';
  if (code.startsWith('reputation/tenant-') && !/[@.]/.test(subject)) return 'tenant';
  if (address.test(subject)) return 'ip';
  if (isSenderName(subject))
    return ofRecipients.has(area) || code === 'configuration-set/max-delivery-short' ? 'recipient' : 'sender';
  return area === 'configuration-set' ? 'set' : null;
}

const address = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]{0,4}:[0-9a-f:.]+)$/i;

const ofRecipients: ReadonlySet<string> = new Set(['bounce', 'recipient', 'suppression']);

/** Whom and what a candidate names: its subject, and what the reader took from its words. */
export function namedBy({ code, subject, data, quote }: Candidate): Named {
  const named: Partial<Record<Kind, string[]>> = {};
  const add = (kind: Kind | null, name: string | null | undefined): void => {
    if (kind !== null && name !== null && name !== undefined && name !== '') (named[kind] ??= []).push(name);
  };
  const kind = subject === null ? null : kindOf(code, subject);
  add(kind, subject);
  // In the sandbox SES checks senders and recipients, and says the same of both.
  if (code === 'sandbox/recipient-not-verified') add('recipient', subject);
  if (kind !== 'sender')
    for (const name of [data['sender'], data['from'], data['identity']]) add('sender', name);
  for (const name of (data['identities'] ?? '').split(', ')) add('sender', name);
  if (code.startsWith('mail-from/') && named.sender === undefined) add('sender', mailFromIn(quote));
  add('ip', data['ip']);
  add('tenant', data['tenant']);
  add('set', data['configurationSet']);
  add('template', data['template']);
  return named;
}

/** The MAIL FROM domain in words that some program put around a sentence of SES. */
const mailFromIn = (quote: string): string | null =>
  /\bmail[ -]from domain[ :]{1,3}["'<]?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})/iu.exec(quote)?.[1] ??
  null;

/** Whether two names of a kind are of one thing: a sender is also what it covers, and what covers it. */
export function areOne(kind: Kind | null, one: string, other: string): boolean {
  if (sameSubject(one, other)) return true;
  if (kind !== 'sender') return false;
  const covers = (name: string, by: string): boolean => lineageOf(name).some((each) => sameSubject(each, by));
  return covers(one, other) || covers(other, one);
}
