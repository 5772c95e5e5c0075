/** Who stands at the ends of a delivery that a reply answers. */
export interface Sides {
  /** The address that the mail was for, or null. */
  recipient: string | null;
  /** The address that it came from; null or absent where nobody knows. */
  sender?: string | null | undefined;
}

/** What stands for the domain of the recipient, and for that of the sender: words that no reply holds. */
const marks = { recipient: 'rcptzone', sender: 'fromzone' } as const;
/** What stands for the sender's address where it stands by itself. */
const senderMark = 'fromaddress';

/**
 * A reply with a mark in the place of the recipient's and of the sender's domain, where they stand by themselves: the words around
 * say other things of the one than of the other. Parts of addresses and names of hosts stay as they are.
 */
export function withSides(reply: string, { recipient, sender }: Sides): string {
  const theirs = domainOf(recipient);
  const ours = domainOf(sender ?? null);
  const isOther = sender !== recipient && !/^(?:abuse|postmaster|info|support)@/iu.test(sender ?? '');
  if (ours !== null && isOther) reply = marking(reply, sender?.toLowerCase() ?? '', senderMark);
  const marked = theirs === null || theirs === ours ? reply : marking(reply, theirs, marks.recipient);
  return ours === null ? marked : marking(marked, ours, marks.sender);
}

/** The same with any domain in the place of the marks, for who looks for sentences that are known. */
export const withoutSides = (reply: string): string =>
  reply.replace(/\b(?:rcptzone|fromzone|fromaddress)\b/gu, (mark) =>
    mark === senderMark ? 'x@x.invalid' : 'x.invalid',
  );

function domainOf(address: string | null): string | null {
  const domain = address?.slice(address.lastIndexOf('@') + 1).toLowerCase() ?? '';
  return domain.length < 4 || !domain.includes('.') ? null : domain;
}

/** Walks from one place to the next: linear. */
function marking(reply: string, domain: string, mark: string): string {
  const lower = reply.toLowerCase();
  let marked = '';
  let taken = 0;
  for (let at = lower.indexOf(domain); at !== -1; at = lower.indexOf(domain, at + 1)) {
    const end = at + domain.length;
    if (/[\w@.-]/u.test(lower.charAt(at - 1)) || /^(?:[\w-]|\.\w)/u.test(lower.slice(end, end + 2))) continue;
    marked += reply.slice(taken, at) + mark;
    taken = end;
  }
  return marked + reply.slice(taken);
}
