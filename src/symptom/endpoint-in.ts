import { portOfBareAttempt } from './observe/bare-attempt.ts';

/** Told beside an attempt that went well. */
const wentWell = /\b(?:ok|sent|succeeded|success\w{0,6}|connected|delivered|established|250|accepted)\b/iu;

/**
 * Host, port and Region of the attempt that a line tells the end of: its own, and what it leaves out from the lines around it, nearest
 * first; those of attempts that went well come last.
 */
export function endpointAt(lines: readonly string[], at: number): Record<string, string> {
  const near = lines
    .map((text, place) => ({ text: text.slice(0, 1000), distance: Math.abs(place - at) }))
    .sort(
      (one, other) =>
        Number(one.distance !== 0 && wentWell.test(one.text)) -
          Number(other.distance !== 0 && wentWell.test(other.text)) || one.distance - other.distance,
    );
  const found: Record<string, string> = {};
  for (const { text } of near) {
    const part = endpointIn(text);
    // Another host's port is none of this one's.
    if (part['host'] !== undefined && found['host'] !== undefined && part['host'] !== found['host']) continue;
    for (const [name, value] of Object.entries(part)) found[name] ??= value;
  }
  return found;
}

/** Host, port and Region that a connection was made to. */
export function endpointIn(text: string): Record<string, string> {
  const host =
    /(email(?:-smtp)?(?:-fips)?\.[\w-]{1,30}\.(?:amazonaws\.com|api\.aws)|[\w.-]{1,120}\.email-smtp\.[\w.-]{1,80})/iu
      .exec(text)?.[1]
      ?.toLowerCase();
  const port =
    /amazonaws\.com(?:\[[^\]]{1,45}\]|\/[\d.]{7,15})?[:,\s"']{1,3}(?:port["']?\s?[:=]?\s?)?(25|465|587|2465|2587)(?!\d)/iu.exec(
      text,
    )?.[1] ??
    /\bport["']?\s{0,2}[:=\s]\s{0,2}["']?(25|465|587|2465|2587)(?!\d)/iu.exec(text)?.[1] ??
    /\]?:(25|465|587|2465|2587)(?!\d)/u.exec(text)?.[1] ??
    /(?:\btrying|\btry|\bon|\bwith) (25|465|587|2465|2587)\b(?=[^\d.])/iu.exec(text)?.[1] ??
    /\.amazonaws\.com\b.{0,60}? (25|465|587|2465|2587) (?:port|\[tcp)/iu.exec(text)?.[1] ??
    portOfBareAttempt(text.toLowerCase()) ??
    undefined;
  const region =
    host === undefined
      ? undefined
      : /email(?:-smtp)?(?:-fips)?\.([\w-]{1,30})\.(?:amazonaws|api)/u.exec(host)?.[1];
  return {
    ...(host === undefined ? {} : { host }),
    ...(port === undefined ? {} : { port }),
    ...(region === undefined ? {} : { region }),
  };
}
