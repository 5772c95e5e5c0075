import type { DnsRecord } from '../../model/check.ts';
import { zoneLine } from '../words.ts';
import { xml } from '../xml.ts';

/** A command to paste, which breaks between its words alone: a browser would break `--region` behind its hyphens. */
export const commandBlock = (command: string): string => `<pre>${commandWords(command)}</pre>`;

/** The words of a command; see the rule for `pre span` of the style sheet. */
export const commandWords = (command: string): string =>
  command
    .split(' ')
    .map((word) => (word.includes('-') ? `<span>${xml(word)}</span>` : xml(word)))
    .join(' ');

/** A record to paste, and the name that a DNS panel wants. */
export function recordBlock(record: DnsRecord): string {
  const panel =
    record.panelName == null
      ? ''
      : `<p class="dim">Name in a DNS panel: <code>${breakable(record.panelName)}</code></p>`;
  return `<pre>${breakable(zoneLine(record))}</pre>${panel}`;
}

/** A long name breaks behind a dot, as names are read. */
export const breakable = (text: string): string => xml(text).replaceAll(/\.(?=[\w-])/g, '.<wbr>');
