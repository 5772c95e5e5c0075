import { getDomain } from 'tldts';
import { withoutEntities } from './html-entities.ts';

/** A link of an HTML body. Its text and path are left out: they are the content of somebody's mail. */
export interface Link {
  /** Host of the target, lower case. */
  host: string;
  /** The host that the text names, where it looks like an address; else null. */
  shown: string | null;
}

/** What the eye sees of an HTML body. */
export interface HtmlReading {
  links: readonly Link[];
  /** Characters of visible text, white space counted once. */
  visibleLength: number;
  images: number;
}

const mostHtml = 2 * 1024 * 1024;
const mostLinks = 200;

/** Reads links, images and visible text of HTML. Nothing is run or fetched; every pattern is bounded. */
export function readHtml(html: string): HtmlReading {
  const text = withoutHidden(html.slice(0, mostHtml));
  const links: Link[] = [];
  let images = 0;
  let visible = '';
  let open: { url: string; from: number } | null = null;
  let at = 0;
  const close = (): void => {
    if (open === null) return;
    const link =
      links.length < mostLinks ? linkOf(open.url, visible.slice(open.from, open.from + 400)) : null;
    if (link !== null) links.push(link);
    open = null;
  };
  while (at < text.length) {
    const start = text.indexOf('<', at);
    visible += text.slice(at, start === -1 ? text.length : start);
    if (start === -1) break;
    const end = text.indexOf('>', start);
    if (end === -1) break;
    const tag = text.slice(start + 1, Math.min(end, start + 4000));
    at = end + 1;
    const name = /^\/?[a-z0-9]{1,12}/i.exec(tag)?.[0].toLowerCase();
    if (name === 'img') images += 1;
    if (name === 'a') {
      close();
      const url = attribute(tag, 'href');
      open = url === null ? null : { url, from: visible.length };
    }
    if (name === '/a') close();
    if (name !== undefined && /^\/?(?:br|p|div|td|tr|li|h[1-6])$/.test(name)) visible += ' ';
  }
  close();
  return { links, visibleLength: plain(visible).length, images };
}

/** The web addresses of a text body, at most 200. */
export function hostsInText(text: string): readonly string[] {
  const hosts = new Set<string>();
  for (const [, host = ''] of text.slice(0, mostHtml).matchAll(/\bhttps?:\/\/([a-z0-9.-]{3,253})/gi)) {
    if (hosts.size >= mostLinks) break;
    if (getDomain(host) !== null) hosts.add(host.toLowerCase().replace(/\.$/, ''));
  }
  return [...hosts];
}

/** Takes out what no reader sees: comments, scripts and styles. One pass over each kind. */
function withoutHidden(html: string): string {
  let rest = html;
  for (const [start, end] of [
    ['<!--', '-->'],
    ['<style', '</style'],
    ['<script', '</script'],
    ['<head', '</head'],
  ] as const) {
    const lower = rest.toLowerCase();
    let kept = '';
    let at = 0;
    for (;;) {
      const from = lower.indexOf(start, at);
      if (from === -1 || (start === '<head' && !/^[\s>]/.test(lower.slice(from + 5, from + 6)))) break;
      const to = lower.indexOf(end, from);
      kept += rest.slice(at, from);
      if (to === -1) return kept;
      const close = end === '-->' ? to + 2 : rest.indexOf('>', to);
      if (close === -1) return kept;
      at = close + 1;
    }
    rest = kept + rest.slice(at);
  }
  return rest;
}

function attribute(tag: string, name: string): string | null {
  const match = new RegExp(
    `\\s${name}\\s{0,5}=\\s{0,5}(?:"([^"]{0,3000})"|'([^']{0,3000})'|([^\\s"'>]{1,3000}))`,
    'i',
  ).exec(tag);
  const value = match?.[1] ?? match?.[2] ?? match?.[3];
  return value === undefined ? null : withoutEntities(value).trim();
}

function linkOf(url: string, seen: string): Link | null {
  const host = hostOf(url);
  if (host === null) return null;
  const text = plain(seen).slice(0, 200);
  return { host, shown: shownHost(text) };
}

function hostOf(url: string): string | null {
  if (!/^https?:\/\//i.test(url)) return null;
  try {
    return new URL(url.replace(/\s+/g, '')).hostname.toLowerCase() || null;
  } catch {
    return null;
  }
}

/** Text that is an address and nothing else; a sentence that mentions one promises nothing. */
function shownHost(text: string): string | null {
  const match =
    /^(?:https?:\/\/)?((?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})(?::\d{1,5})?(?:[/?#]\S{0,200})?$/i.exec(text);
  const host = match?.[1]?.toLowerCase();
  if (host === undefined || getDomain(host, { allowPrivateDomains: false }) === null) return null;
  // `report.pdf` and `readme.md` look like hosts; an address without http:// or www. must have a suffix people use.
  return /^https?:|^www\./i.test(text) || /\.(?:com|org|net|edu|gov|de|uk|fr|eu|io|co|example)$/.test(host)
    ? host
    : null;
}

const plain = (text: string): string =>
  withoutEntities(text)
    .replace(/(?:[\s\u200b-\u200f\u2060]|\u034f)+/g, ' ')
    .trim();
