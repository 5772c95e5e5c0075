/** What lets a message wait: where the answer was the last one, the message is lost. */
const waits: ReadonlySet<string> = new Set(['bounce/greylisted', 'bounce/rate-limited']);

/** Words that a message is given up, which a delay is not: of logs, of mail servers and of people. */
const ends =
  /\bstatus=bounced\b|\b(?:hard ?-?|soft ?-?)?bounced?\b|\bexpired\b|\b(?:giving|gave|given) up\b|\bpermanent(?:ly)?\b|\b(?:do|will|does) not (?:re-?try|try again)\b|\bno (?:more|further) (?:attempts|retries)\b|\b(?:message|mail) (?:refused|rejected|returned|lost)\b|\breturned to sender\b|^\s{0,8}action:\s{0,4}failed\b/iu;

/** Whether a line says that a message was given up. */
export const saysTheEnd = (line: string): boolean => ends.test(line);

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

/** What a candidate carries whose wait is over. */
export const ended = { ended: 'true' } as const;

/** Whether all that was read is a wait, and no failure. */
export const isWaitAlone = (codes: readonly string[]): boolean =>
  codes.some((code) => waits.has(code)) &&
  codes.every((code) => waits.has(code) || code === 'send/no-failure');
