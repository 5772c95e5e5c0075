import { BlockList } from 'node:net';
import { ipFamily } from './ip-family.ts';
import { nonEmpty, type Environment } from '../aws/config.ts';

/**
 * The proxy that a request to `target` goes through, as a URL with its password, or null for a direct connection.
 * Whether it is a URL at all is for the caller to see.
 * HTTPS_PROXY serves https, HTTP_PROXY serves http, in lower case first as in curl and the AWS CLI; ALL_PROXY is
 * not one of the AWS CLI's variables. Every host is subject to NO_PROXY, loopback addresses too.
 */
export function proxyFor(target: URL, env: Environment): string | null {
  const names = target.protocol === 'https:' ? ['https_proxy', 'HTTPS_PROXY'] : ['http_proxy', 'HTTP_PROXY'];
  const text = names.map((name) => nonEmpty(env[name])).find((value) => value !== null) ?? null;
  if (text === null || isExempt(target, nonEmpty(env['no_proxy']) ?? nonEmpty(env['NO_PROXY']) ?? ''))
    return null;
  return text.includes('://') ? text : `http://${text}`;
}

/** The proxy that HTTPS to a host takes. A text that can be no host has none. */
export function proxyForHost(host: string, env: Environment): string | null {
  const url = `https://${ipFamily(host) === 6 ? `[${host}]` : host}/`;
  return URL.canParse(url) ? proxyFor(new URL(url), env) : null;
}

/** The proxy without user and password, for messages. */
export function proxyName(proxy: string): string {
  if (!URL.canParse(proxy)) return '(not a URL)';
  const { protocol, host } = new URL(proxy);
  return `${protocol}//${host}`;
}

/**
 * NO_PROXY is a list of host names (which cover the names below them, with or without a leading dot or `*.`),
 * addresses, address ranges as 10.0.0.0/8, each with an optional port, and `*` for everything.
 */
function isExempt(target: URL, noProxy: string): boolean {
  const host = bare(target.hostname);
  const port = target.port === '' ? (target.protocol === 'https:' ? '443' : '80') : target.port;
  return noProxy
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry !== '' && covers(entry, host, port));
}

function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return rangeCovers(entry, host);
  const split = /^(\[[^\]]*\]|[^:]*):(\d+)$/.exec(entry);
  if (split !== null && split[2] !== port) return false;
  const name = bare(split?.[1] ?? entry).replace(/^\*?\./, '');
  return name !== '' && (host === name || (ipFamily(host) === 0 && host.endsWith(`.${name}`)));
}

function rangeCovers(entry: string, host: string): boolean {
  const [network = '', bits = ''] = entry.split('/');
  const family = ipFamily(bare(network));
  if (family === 0 || ipFamily(host) !== family || !/^\d{1,3}$/.test(bits)) return false;
  const type = family === 6 ? 'ipv6' : 'ipv4';
  if (Number(bits) > (family === 6 ? 128 : 32)) return false;
  const list = new BlockList();
  list.addSubnet(bare(network), Number(bits), type);
  return list.check(host, type);
}

/** A host without the brackets of IPv6 and without the final dot. */
const bare = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
