/**
 * A reply of IMAP (RFC 9051 7.1: a tag or a star, then the status) or of POP3 (RFC 1939 3). Mail is read by them and never sent:
 * whatever they refuse, SES had no part in it.
 */
export const isOfMailbox = (line: string): boolean =>
  /^\s{0,8}(?:[<>]{1,2} |S: )?(?:(?:\*|[A-Za-z]{0,4}\d{1,6}) (?:NO|BAD|BYE) \[?[A-Z]|-ERR\b)/u.test(
    line.slice(0, 200),
  );
