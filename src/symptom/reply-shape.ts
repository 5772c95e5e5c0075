/** Whom receivers ask to write to: part of what they say. */
const contacts = /^(?:tosa|tobr|delist|postmaster|abuse|support|help)/iu;
/** Codes of Microsoft that look like numbers of queues. */
const codes = new Set(['as16012609', 'as16012607']);

/**
 * A reply without what changes from message to message (addresses, queue numbers). Replies of the same shape mean the
 * same, which is what makes millions of them quick to read.
 */
export const shapeOf = (reply: string): string => withoutNumbers(withoutAddresses(reply));

/** Walks out from each `@`, so that the time is proportional to the text. */
function withoutAddresses(text: string): string {
  let shape = '';
  let taken = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > taken && at - start < 64 && isLocal(text.charCodeAt(start - 1))) start -= 1;
    let end = at + 1;
    while (end < text.length && isDomain(text.charCodeAt(end))) end += 1;
    if (start === at || end === at + 1 || contacts.test(text.slice(start, at))) continue;
    shape += `${text.slice(taken, start)}x@x.invalid`;
    taken = end;
    at = end - 1;
  }
  return taken === 0 ? text : shape + text.slice(taken);
}

/** Words of ten characters or more with three digits among them, and IPv4 addresses. */
function withoutNumbers(text: string): string {
  let shape = '';
  let taken = 0;
  /** Where the word began, and the dotted group of words it stands in. */
  let start = 0;
  let group = 0;
  let digits = 0;
  let dots = 0;
  let letters = false;
  for (let at = 0; at <= text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (isDigit(unit)) {
      digits += 1;
      continue;
    }
    if (isWord(unit)) {
      letters = true;
      continue;
    }
    const isNumber = digits >= 3 && at - start >= 10 && !codes.has(text.slice(start, at).toLowerCase());
    const isAddress = unit !== 46 && dots === 3 && !letters && at - group >= 7 && at - group <= 15;
    if (isNumber || isAddress) {
      shape +=
        text.slice(taken, isNumber ? start : group) +
        (isNumber ? 'X' : isPrivate(text.slice(group, at)) ? '10.0.0.1' : '192.0.2.1');
      taken = at;
    }
    start = at + 1;
    digits = 0;
    if (unit === 46) dots += 1;
    else {
      group = at + 1;
      dots = 0;
      letters = false;
    }
  }
  return taken === 0 ? text : shape + text.slice(taken);
}

/** An address of the receiver's own network (RFC 1918) is no machine of the sender. */
const isPrivate = (address: string): boolean =>
  /^(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./u.test(address);

// NaN, beyond the end, is none of these.
const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
const isLetter = (unit: number): boolean => (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90);
/** `+`, `-`, `_`. */
const isWord = (unit: number): boolean =>
  isLetter(unit) || isDigit(unit) || unit === 45 || unit === 95 || unit === 43;
/** What RFC 5322 3.2.3 allows without quotes, less the slash that paths are made of. */
const isLocal = (unit: number): boolean =>
  isWord(unit) ||
  unit === 46 ||
  unit === 33 ||
  (unit >= 35 && unit <= 39) ||
  unit === 42 ||
  unit === 61 ||
  unit === 63 ||
  unit === 94 ||
  (unit >= 123 && unit <= 126);
const isDomain = (unit: number): boolean => isLetter(unit) || isDigit(unit) || unit === 45 || unit === 46;
