/** Addresses first: what stands in them says nothing of the reason. */
const addresses = /[\w.!#$%&'*+=?^{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}/gu;
const addressesV4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/gu;
/** Queue numbers and the like: ten characters or more with digits among them. */
const words = /[A-Za-z0-9_+-]{10,200}/gu;
/** Whom receivers ask to write to: part of what they say. */
const contacts = /^(?:tosa|tobr|delist|postmaster|abuse|support|help)/iu;
/** Codes of Microsoft that look like numbers of queues. */
const codes = new Set(['as16012609', 'as16012607']);

/**
 * A reply without what changes from message to message (addresses, queue numbers). Replies of the same shape mean the
 * same, which is what makes millions of them quick to read.
 */
export function shapeOf(reply: string): string {
  return reply
    .replace(addresses, (address) => (contacts.test(address) ? address : 'x@x.invalid'))
    .replace(addressesV4, '192.0.2.1')
    .replace(words, (word) => (isNumberOfQueue(word) ? 'X' : word));
}

function isNumberOfQueue(word: string): boolean {
  let digits = 0;
  for (let at = 0; at < word.length; at += 1) {
    const unit = word.charCodeAt(at);
    if (unit >= 48 && unit <= 57) digits += 1;
  }
  return digits >= 3 && !codes.has(word.toLowerCase());
}
