/**
 * What libraries hand back beside a 250: whom the server took (nobody), and whom it did not (somebody). Nodemailer's `accepted`,
 * `rejected` and `pending`, JavaMail's `validSent` and `validUnsent`, counts of the same, and the lists of batches.
 */
const takenNone =
  /(?:^|[^a-z])(?:(?:total_?)?accepted(?:_?(?:recipients|count))?|valid_?sent|sent_?(?:to|count)|successful(?:_?(?:recipients|count))?|succeeded|delivered_?(?:to|count)|recipients_?accepted)["']?\s{0,2}(?:[:=]|=>)\s{0,2}(?:\[\s{0,9}\]|\(\)|\{\}|array\(\)|0(?![\d.:])|none\b|null\b|nil\b|""|'')/iu;
const leftOver =
  /(?:^|[^a-z])(?:pending|(?:valid_?)?unsent|not_?(?:sent|accepted|delivered)|undelivered|unaccepted|skipped|bad_?recipients)(?:_?(?:to|recipients|addresses))?["']?\s{0,2}(?:[:=]|=>)\s{0,2}(?:\[objects\]|(?:[[({<"'\s]|array\(|e?mail:|address:){0,9}[^\s@"'<>[\]{}(),:;]{1,64}@)/iu;

/** Whether a line says that nobody was taken, or names somebody who was not. */
export const tellsOfRecipientsLeft = (line: string): boolean => takenNone.test(line) || leftOver.test(line);

/** What a list of a document says by its length alone, as a line for the readers of text; null where that is nothing. */
export function lineOfList(name: string, list: readonly unknown[]): string | null {
  const isOfObjects = list.length > 0 && typeof list[0] === 'object';
  if (list.length > 0 && !isOfObjects) return null;
  const line = `${name}: ${isOfObjects ? '[objects]' : '[]'}`;
  return tellsOfRecipientsLeft(line) ? line : null;
}
