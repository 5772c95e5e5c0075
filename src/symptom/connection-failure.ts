import { apiConnectionReplies, smtpConnectionReplies } from './replies-client.ts';
import { sesRegion } from '../knowledge/regions.ts';
import { plainText, RuleBook, saysAny } from './reply-rule.ts';
import { otherPrograms } from './origins.ts';
import type { Reading } from './collector.ts';
import { endpointIn } from './endpoint-in.ts';
import type { Line, TextBlock } from './text-block.ts';

const smtpConnection = new RuleBook(smtpConnectionReplies);
const apiConnection = new RuleBook(apiConnectionReplies);

/** Lines around one that may name the host it is about. */
const neighbourhood = 8;

/** Why a client could not talk to an endpoint of SES, by what its library says; null when the line is about nothing of the kind. */
export function readConnectionFailure(
  block: TextBlock,
  at: number,
  { text, plain }: Line,
): readonly Reading[] | null {
  const near = (places: readonly number[]): boolean =>
    places.some((place) => Math.abs(place - at) <= neighbourhood);
  const smtpNear = near(block.smtpAt);
  const apiNear = near(block.apiAt);
  if ((!smtpNear && !apiNear) || isOtherHost(plain)) return null;
  const api = block.apiAt.includes(at) && !block.smtpAt.includes(at) ? true : !smtpNear;
  const match = (api ? apiConnection : smtpConnection).match(withoutOptions(plain));
  if (match === null || saysAny(plain, ['eof caught while checking', 'timeout=', 'opening to'])) return null;
  const around = block.lines
    .slice(Math.max(0, at - neighbourhood), at + neighbourhood + 1)
    .map((line) => line.text.slice(0, 1000))
    .join('\n');
  const data = endpointIn(around);
  let { code } = match.rule;
  const step = match.rule.data?.['step'] ?? '';
  const region = data['region'];
  const known = region === undefined ? null : sesRegion(region);
  const unknownHost = step === 'name' || saysAny(plain, ['could not connect to the endpoint url']);
  if (unknownHost && region !== undefined && known === null && api) code = 'access/region-invalid';
  if (step === 'name' && known !== null && !known.smtp && !api) code = 'smtp/region-has-no-endpoint';
  const implicitPort = data['port'] === '465' || data['port'] === '2465';
  const explicitPort = ['25', '587', '2587'].includes(data['port'] ?? '');
  const alternatives: string[] = [];
  if (
    code === 'smtp/silent' &&
    implicitPort &&
    !/(?:secure["']?\s?[:=]\s?true|ssl:\/\/|smtps)/iu.test(around)
  )
    alternatives.unshift('smtp/tls-mode-mismatch');
  if (
    code === 'smtp/port-blocked' &&
    implicitPort &&
    saysAny(plainText(around), ['starttls', 'read timed out', 'waiting', 'greeting'])
  )
    alternatives.unshift('smtp/tls-mode-mismatch');
  if (
    (code === 'smtp/silent' || code === 'smtp/port-blocked') &&
    explicitPort &&
    /(?:secure["']?\s?[:=]\s?true|ssl:\/\/|smtps:\/\/|implicit)/iu.test(around) &&
    code === 'smtp/silent'
  )
    alternatives.unshift('smtp/tls-mode-mismatch');
  const codes = [...new Set([...alternatives, code, ...(match.rule.also ?? [])])];
  const weight = code === 'smtp/tls-handshake-failed' || saysAny(plain, vague) ? 2 : 1;
  return codes.map((one) => ({
    code: one,
    subject: data['host'] ?? null,
    quote: text,
    data: { ...data, step },
    weight,
  }));
}

/** The line names the host or the program it is about, and it is not SES. */
function isOtherHost(plain: string): boolean {
  if (saysAny(plain, ['amazonaws', 'amazonses', '.api.aws'])) return false;
  if (otherPrograms.some((words) => plain.includes(words.replaceAll('~', '')))) return true;
  const port = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}\]?:(\d{2,5})(?!\d)/u.exec(plain)?.[1];
  if (port !== undefined && !['25', '465', '587', '2465', '2587', '443', '53', '80'].includes(port))
    return true;
  const host = /https?:\/\/([^\s/"':]{1,255})/u.exec(plain)?.[1];
  return (
    host !== undefined && !saysAny(host, ['github.com', 'docs.', 'support.', 'nodemailer', 'learn.microsoft'])
  );
}

/** Settings of a client, `connectionTimeout: 10000`, are no failure. */
const withoutOptions = (plain: string): string =>
  plain.replace(/\w{0,24}timeout(?:_ms|ms|_seconds)?["']?\s{0,2}[:=]\s{0,2}["']?\d{1,7}/gu, ' ');

/** Sentences that clients add to every failure; what stands beside them says more. */
const vague: readonly string[] = [
  'could not connect to smtp host',
  'smtp connect() failed',
  'could not connect to host',
  'unable to connect',
  'failed to connect',
  'could not connect',
  'connection could not be established',
  'smtp error: could not',
  'eof caught',
];
