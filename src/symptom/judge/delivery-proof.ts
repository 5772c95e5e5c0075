/** `0100019562bb-…-000000`: an id that SES gives to what it accepted. */
const acceptedId = /(?<![0-9a-f])01[0-9a-f]{10,14}-[0-9a-f]{4,8}-[0-9a-f-]{14,40}(?:-\d{6})?/iu;

/** The same in full: nothing else looks like it. */
const wholeId =
  /(?<![0-9a-f])01[0-9a-f]{14}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}-\d{6}/iu;

/** A member that says in what state the message or its job is, and what a good one says. */
const state = /\b(?:state|status|result|outcome)["']?\s?[=:]\s?["']?([A-Za-z][\w-]{1,30})/giu;
const good =
  /^(?:ok|okay|sent|success\w{0,6}|succeeded|accepted|delivered|done|completed?|queued|processed|passed|finished|closed|true|info|submitted)$/iu;
const saysOtherwise = (line: string): boolean =>
  [...line.matchAll(state)].some(([, value]) => !good.test(value ?? ''));

/**
 * Why a line proves that a message was accepted, from a closed list: what is not here proves nothing, however well it
 * sounds. Null when it proves nothing. `before` are the lines above it.
 */
export function proofOfDelivery(line: string, before: readonly string[]): string | null {
  if (/\bstatus=sent\b/u.test(line)) return 'Postfix: status=sent';
  if (/\bstat=sent\b/iu.test(line)) return 'Sendmail: stat=Sent';
  if (/ [=-]> .{0,600}\bC="?250/u.test(line)) return 'Exim: => with 250';
  if (/\b250[ -](?:2\.\d\.\d )?ok\b/iu.test(line) && acceptedId.test(line) && !saysOtherwise(line))
    return '250 with the id of an accepted message';
  if (/\bsmtp\s?;\s{0,2}250[ -]2\.\d\.\d\b/iu.test(line)) return "the receiver's 250";
  // RFC 5321 4.3.2: 354 asks for the message, 250 after it takes responsibility for it.
  if (/(?:^|[\s<:>-])250[ -]/u.test(line) && before.some((above) => /(?:^|[\s<:>-])354[ -]/u.test(above)))
    return '250 after DATA';
  return null;
}

/**
 * Whether a line holds the id of a message under its name: what SendEmail and SendRawEmail answer. It proves something only where
 * nothing stands beside it that no such answer holds (`strangerIn`).
 */
export const holdsMessageId = (line: string): boolean =>
  (/(?<![A-Za-z])(?:ses_?)?id["']?\s{0,4}[:=]/iu.test(line) && wholeId.test(line)) ||
  (/message_?id["'\]]{0,2}\s{0,20}(?:=>|[:=|>])\s{0,9}(?:some\(|string\(\d{1,3}\)\s)?["'`<&*]{0,2}01/iu.test(
    line,
  ) &&
    acceptedId.test(line));
