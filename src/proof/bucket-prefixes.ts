import type { StreamBucket } from '../facts/event-path/stream.ts';

const quarter = 15 * 60_000;

/**
 * What the keys of objects begin with that hold records from this time on, and of what could not be processed
 * ("Understand custom prefixes for Amazon S3 objects"). Times are those of the oldest record of an object. Where an
 * expression says something that only the stream knows, the prefix ends before it.
 */
export function prefixesOf(
  { prefix, errorPrefix, timeZone }: StreamBucket,
  { from, to }: { from: number; to: number },
): readonly string[] {
  const dated = prefix.includes('!{timestamp:') ? prefix : `${prefix}!{timestamp:yyyy/MM/dd/HH}/`;
  const failed = errorPrefix ?? `${prefix}!{firehose:error-output-type}/`;
  const found = new Set<string>();
  for (let time = from - (from % quarter); time <= to; time += quarter) {
    found.add(evaluated(dated, time, timeZone));
    found.add(
      errorPrefix === null && !prefix.includes('!{')
        ? `${prefix}processing-failed/`
        : evaluated(failed, time, timeZone),
    );
  }
  // What is below another prefix is listed with it.
  return [...found].filter((one) => ![...found].some((other) => other !== one && one.startsWith(other)));
}

function evaluated(template: string, time: number, timeZone: string): string {
  let text = '';
  let at = 0;
  for (const match of template.matchAll(/!\{(\w+):([^}]*)\}/g)) {
    text += template.slice(at, match.index);
    const part = match[1] === 'timestamp' ? timeText(match[2] ?? '', time, timeZone) : null;
    if (part === null) return text;
    text += part;
    at = match.index + match[0].length;
  }
  return text + template.slice(at);
}

/** Java's DateTimeFormatter, as far as an hour; null for anything finer, or another form. */
function timeText(pattern: string, time: number, timeZone: string): string | null {
  const parts = partsAt(time, timeZone);
  if (parts === null) return null;
  let text = '';
  for (const [piece, quoted] of pattern.matchAll(/'([^']*)'|[A-Za-z]+|[^A-Za-z']+/g)) {
    const value = quoted ?? parts[piece] ?? (/^[^A-Za-z]/.test(piece) ? piece : null);
    if (value === null) return null;
    text += value;
  }
  return text;
}

function partsAt(time: number, timeZone: string): Readonly<Record<string, string>> | null {
  try {
    const format = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone, hourCycle: 'h23' },
      ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit' },
    });
    const parts = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, value]));
    const { year = '', month = '', day = '', hour = '' } = parts;
    return { yyyy: year, uuuu: year, MM: month, dd: day, HH: hour };
  } catch {
    // A time zone that this machine does not know.
    return null;
  }
}
