import type { Reading } from './collector.ts';
import type { NameCollector } from './names.ts';

const isNumber = (account: string | undefined): boolean => /^\d{12}$/u.test(account ?? '');

const denial =
  /(?:user:?\s{1,3}[`'"]?(arn:[^\s'"`,]{1,300}|[^\s'"`,]{1,200})['"`]?\s{1,3})?is not authorized to perform:?\s{1,3}[`'"]?([\w-]{1,40}:\w{1,80})['"`]?(?:\s{1,3}on resource:?\s{1,3}[`'"]?([^\s'"`,)]{1,300}))?/iu;

/** What an AccessDenied text says; empty when it is none. A denial by another service than SES is none of ours. */
export function readDenial(text: string, names: NameCollector): readonly Reading[] | 'foreign' {
  const match = denial.exec(text);
  if (match === null) return [];
  const [, principal = '', action = '', resource = ''] = match;
  const [service = ''] = action.toLowerCase().split(':');
  if (service !== 'ses') return 'foreign';
  if (principal !== '') names.set('principal', principal);
  if (resource !== '') names.set('resource', resource);
  const region = resource.split(':')[3];
  names.setRegion(region);
  const identity = /:identity\/(.{1,255})$/u.exec(resource)?.[1] ?? null;
  const because = /\bbecause\b([^\n"]{1,200})/u.exec(text)?.[1]?.trim() ?? '';
  const data: Record<string, string> = {
    ...(principal === '' ? {} : { principal }),
    action,
    ...(resource === '' ? {} : { resource }),
    ...(identity === null ? {} : { identity }),
    ...(because === '' ? {} : { because }),
  };
  const reading = (code: string, weight = 0): Reading => ({
    code,
    subject: identity,
    quote: text.slice(sentenceStart(text, match.index)),
    data,
    weight,
  });
  if (/^ses:(?:get|list|batchget|describe)/iu.test(action))
    return [{ ...reading('access/denied'), subject: null }];
  const owner = resource.split(':')[4];
  const caller = principal.split(':')[4];
  // A masked number is unknown, not different.
  // What denies outright stands above every policy on the identity.
  const isDenied = /explicit deny|(?:service|resource) control polic|permissions boundar/iu.test(
    text.slice(match.index, match.index + 2000),
  );
  if (isNumber(owner) && isNumber(caller) && owner !== caller && isDenied && identity !== null) {
    names.set('sourceArn', resource);
  } else if (isNumber(owner) && isNumber(caller) && owner !== caller) {
    // The caller sends in the name of another account's identity, whether or not it said so: nothing of it is here.
    if (identity !== null) names.set('sourceArn', resource);
    // "Troubleshooting access denied error messages": the policy that is missing is the one on the identity.
    if (/resource-based policy/iu.test(because)) return [reading('send/cross-account-identity')];
    return [reading('send/cross-account-identity'), reading('send/access-denied', 1)];
  }
  return [reading('send/access-denied')];
}

/** Where the line begins that holds a place of the text, or the word, where the line is long: no quote begins within one. */
function sentenceStart(text: string, index: number): number {
  const line = text.lastIndexOf('\n', index) + 1;
  if (index - line <= 160) return line;
  const space = text.indexOf(' ', index - 160);
  return space === -1 || space > index ? index : space + 1;
}
