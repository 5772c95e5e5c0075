/** `550 4.4.7 Message expired: … <421 4.4.0 Unable to lookup DNS for example.com>`: what stands in the brackets, or null. */
export function innerReply(reply: string): string | null {
  return /<([245]\d\d[ -][^<>]{1,1500}(?:<[^<>]{0,320}>[^<>]{0,600}){0,4})>?/u.exec(reply)?.[1] ?? null;
}

/** Takes the repeated codes out of a multi-line reply (RFC 5321 4.2.1): `550-5.7.1 first 550 5.7.1 second`. */
export function joinedReply(text: string): string {
  let seen = false;
  return text
    .replace(/(^|\s)[2-5]\d\d[- ][245]\.\d{1,3}\.\d{1,3}(?=\s|$)/gu, (whole: string) => {
      if (seen) return ' ';
      seen = true;
      return whole;
    })
    .replace(/(\s)[2-5]\d\d-(?=\S)/gu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The first enhanced status code of a text, or null. */
export function statusIn(text: string): string | null {
  return /(?<![\d.])[45]\.\d{1,3}\.\d{1,3}(?![\d.])/u.exec(text)?.[0] ?? null;
}
