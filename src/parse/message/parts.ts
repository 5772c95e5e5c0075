import PostalMime from 'postal-mime';
import { isStartFailure } from '../../model/start-failure.ts';
import { hostsInText, readHtml, type HtmlReading } from './links.ts';

/** What the reader sees of a message. */
export interface MessageParts {
  /** Null without an HTML part. */
  html: HtmlReading | null;
  /** Characters of the text part; null without one. */
  textLength: number | null;
  /** Hosts that links of either part lead to, lower case, at most 200. */
  hosts: readonly string[];
  /** Only the start of the message was read, or its structure could not be. */
  partial: boolean;
}

/** Text and HTML come before attachments; what follows is no text to read. */
const mostBytes = 8 * 1024 * 1024;
const mostBoundaries = 2000;

/** Reads the parts of a message. `bytes`: the message in latin1. This file is loaded when a message was given. */
export async function readParts(bytes: string): Promise<MessageParts> {
  const start = bytes.slice(0, mostBytes);
  if (boundariesIn(start) > mostBoundaries) return unreadable;
  try {
    const { html, text } = await PostalMime.parse(Buffer.from(start, 'latin1'), {
      maxNestingDepth: 30,
      maxHeadersSize: 1024 * 1024,
      maxRfc822NestingDepth: 0,
      forceRfc822Attachments: true,
    });
    const reading = html === undefined ? null : readHtml(html);
    const inHtml = reading?.links.map(({ host }) => host) ?? [];
    return {
      html: reading,
      textLength: text === undefined ? null : text.trim().length,
      hosts: [...new Set([...inHtml, ...hostsInText(text ?? '')])].slice(0, 200),
      partial: start.length < bytes.length,
    };
  } catch (error) {
    if (isStartFailure(error)) throw error;
    return unreadable;
  }
}

const unreadable: MessageParts = { html: null, textLength: null, hosts: [], partial: true };

/** Lines that may start a part. Each part costs a pass over those before it. */
function boundariesIn(bytes: string): number {
  let count = 0;
  for (
    let at = bytes.indexOf('\n--');
    at !== -1 && count <= mostBoundaries;
    at = bytes.indexOf('\n--', at + 3)
  )
    count += 1;
  return count;
}
