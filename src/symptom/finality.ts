/** What lets a message wait: where the answer was the last one, the message is lost. */
const waits: ReadonlySet<string> = new Set([
  'bounce/greylisted',
  'bounce/mailbox-full',
  'bounce/rate-limited',
  'bounce/recipient-server-fault',
  'send/temporary-failure',
]);

/** Words that a message is given up, which a delay is not: of logs, of mail servers and of people. */
const ends: readonly RegExp[] = [
  /\bstatus=(?:bounced|expired)\b|\bdsn=5\.\d|^\s{0,8}action:\s{0,4}failed\b/iu,
  /\b(?:hard ?-?|soft ?-?)?bounced?\b|\bexpired\b|\bpermanent(?:ly)?\b|\b(?:giving|gave|given) up\b|\breturned to sender\b/iu,
  /\b(?:do|will|does) not (?:re-?try|try again)\b|\bno (?:more|further) (?:attempts|retries)\b|\b(?:message|mail) (?:refused|rejected|returned|lost)\b|\b(?:came|comes|come|coming|sent|kam(?:en)?|kommt|kommen) (?:back|zur[uü]ck)\b/iu,
  // Sendmail, qmail, Exim and Exchange on what lay in the queue for too long.
  /\bcannot send message (?:for|within) \d|\b(?:not|cannot) be delivered (?:for|within|in|after) \d{1,3} (?:days|hours)\b|\bwill be deleted from queue\b|\bbeen in the queue too long\b|\bretry time(?:out)? exceeded\b|\blong on (?:the )?queue\b/iu,
];
/** Addresses and names that hold such words, and what tells of a message that is still tried. */
const noEnd =
  /\b(?:notified|informed|told) if\b.{0,80}|\S{1,64}@\S{1,255}|\bbounce[.-]\S{1,200}|\bpostfix\S{0,20}\/bounce\[/giu;
/**
 * Numbers and words of what waits, in whatever language: RFC 5321 4.2.1 and RFC 3463 2 give 4yz and 4.x.x to what may be tried again.
 */
const mayWait =
  /(?<![\d.])4\d\d[ -]|(?<![\d.])4\.\d{1,3}\.\d|\b(?:defer|delay|retr(?:y|ies)|tr(?:y|ied|ying) again|temporar|transient|soft ?-?bounc|later|queue|waiting|at (?:this|the) (?:time|moment)|for now|currently|vor[uü]bergehend|zur ?zeit|derzeit|sp[aä]ter|verz[oö]ger|temporair|plus tard|momentan|retard|m[aá]s tarde|tijdelijk|mais tarde|pi[uù] tardi)/iu;

/** Whether a line says that something may still be tried. */
export const saysTheWait = (line: string): boolean => mayWait.test(line);

/** Postfix, Sendmail, Exim, Exchange and Gmail on what they go on trying to deliver. */
const stillTriedWords =
  /\bsender delay notification\b|\b(?:will|is|be) (?:retry|retried|try again|keep(?: on)? trying|being retried)\b|\bstill (?:being retried|re-?trying|trying)\b|\bdelivery (?:attempts )?will continue\b|\b(?:hasn['’]t|has not)(?: yet)? been delivered\b|\bdelivery (?:is |has been )?(?:delayed|incomplete)\b|\bmessage (?:is |has been )?delayed\b|\bdelayed mail\b|\bwarning (?:message )?only\b|\bstat(?:us)?=deferred\b|^\s{0,8}action:\s{0,4}delayed\b|^\s{0,8}will-retry-until:/iu;

/** Whether a line says that a message is still tried, as a notice of delay does (RFC 3464 2.3.3 and 2.3.9). */
export const saysStillTried = (line: string): boolean => stillTriedWords.test(line);

/** Whether a line says that a message was given up. */
export const saysTheEnd = (line: string): boolean => {
  if (saysStillTried(line)) return false;
  const rest = line.replace(noEnd, ' ');
  return ends.some((words) => words.test(rest));
};

/** Whether a reply is a refusal for good: by its number, else by its enhanced status (RFC 5321 4.2.1, RFC 3463 2). */
export function isPermanentReply(reply: string, status: string | null): boolean {
  const number = /(?<![\d.])([245])\d\d(?=[ -])/u.exec(reply.slice(0, 200))?.[1];
  return (number ?? status?.charAt(0)) === '5';
}

interface Told {
  code: string;
  data?: Readonly<Record<string, string>>;
}

/** The readings of a delivery that has ended: who was asked to wait gets no second chance. */
export const afterTheEnd = <T extends Told>(readings: readonly T[]): readonly T[] =>
  readings.map((one) => (waits.has(one.code) ? { ...one, data: { ...one.data, ...ended } } : one));

/** The readings of a delivery that goes on: nobody has given up, and what was not reached in time is the receiver's to mend. */
export function whileTried<T extends Told>(readings: readonly T[]): readonly T[] {
  const told = readings.map((one) => {
    const { ended: _, ...data } = one.data ?? {};
    return one.code === 'bounce/expired'
      ? { ...one, code: 'bounce/recipient-server-fault', data: { ...data, delayed: 'true' } }
      : { ...one, data };
  });
  return told.filter(({ code }, place) => told.findIndex((other) => other.code === code) === place);
}

/** A delay that nobody gives a reason for: the message is still tried, so it is neither lost nor answered by a machine. */
export const delayAlone = (subject: string | null, quote: string) => ({
  code: 'bounce/recipient-server-fault',
  subject,
  quote,
  data: { delayed: 'true' },
  weight: 0,
});

/** What a candidate carries whose wait is over. */
export const ended = { ended: 'true' } as const;

/** Whether a problem is a wait, which may end. */
export const isWait = (code: string): boolean => waits.has(code);

/** Whether all that was read is a wait, and no failure. */
export const isWaitAlone = (codes: readonly string[]): boolean =>
  codes.some((code) => waits.has(code)) &&
  codes.every((code) => waits.has(code) || code === 'send/no-failure');
