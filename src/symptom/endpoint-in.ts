import { hostIn } from './observe/host-in.ts';
import { portIn } from './observe/port-in.ts';
import { plainText } from './reply-rule.ts';

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
  const port = portIn(text);
  const region =
    host === undefined
      ? undefined
      : /email(?:-smtp)?(?:-fips)?\.([\w-]{1,30})\.(?:amazonaws|api)/u.exec(host)?.[1];
  return {
    ...(host === undefined ? {} : { host }),
    ...(port === null ? {} : { port }),
    ...(region === undefined ? {} : { region }),
  };
}

/** The one port that a whole text names, or null where it names none or several: settings stand far from the error at times. */
export function onlyPortIn(lines: readonly string[]): string | null {
  const ports = new Set(lines.flatMap((text) => portIn(text.slice(0, 1000)) ?? []));
  const [only = null] = ports.size === 1 ? ports : [];
  return only;
}

/** The host that is not of SES and to which a connection was made: the name nearest to a line, or null. */
export function relayAt(lines: readonly string[], at: number): string | null {
  const near = lines
    .map((text, place) => ({ text, distance: Math.abs(place - at) }))
    .sort((one, other) => one.distance - other.distance);
  for (const { text } of near) {
    const host = hostIn(plainText(text.slice(0, 1000)));
    if (host !== null && !ofAws.test(host)) return host;
  }
  return null;
}

const ofAws = /amazonaws|amazonses|\.api\.aws|localhost/u;

/** The address that a line says a connection went to, or `localhost`; null where it names none. One of IPv6 may have its port behind it. */
export const addressIn = (text: string): string | null =>
  /(?<![\w.:])(?=[\da-f:]{0,39}::|(?:[\da-f]{1,4}:){7})[\da-f:]{3,45}(?![\w])/iu.exec(text)?.[0] ??
  /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.]\d)/u.exec(text)?.[0] ??
  (/\blocalhost\b/iu.test(text) ? 'localhost' : null);
