import { isConfigurationSetName } from '../knowledge/set-names.ts';
import type { Collector } from './collector.ts';

/** The template that a sentence names, or null. */
export const templateIn = (text: string): string | null =>
  /template[\s:'"<]{1,4}([\w.-]{1,64})/iu.exec(text)?.[1] ?? null;

/** The configuration set that a sentence names, whole, whatever stands in it; null where it names none. */
function configurationSetIn(text: string): string | null {
  const found: readonly (string | undefined)[] =
    /configuration[- ]set\/?[\s:]{0,3}(?:<([^<>\n]{1,200})>|"([^"\n]{1,200})"|'([^'\n]{1,200})'|`([^`'\n]{1,200})[`']|\[([^[\]\n]{1,200})\]|(\$?\{{1,2}[^{}\s]{1,100}\}{1,2})|([^\s<>"'`,;:()[\]{}\\]{1,200}))/iu.exec(
      text,
    ) ?? [];
  // One of the groups holds it: the kind of its quotes.
  const set =
    found
      .slice(1)
      .find((one) => one !== undefined)
      ?.replace(/\.$/u, '')
      .trim() ?? '';
  return set === '' || /^(?:does|doesn|not|is|was|has|named|called|in|for|that|which|of|and|or)$/iu.test(set)
    ? null
    : set;
}

/** The tenant that a sentence names, or null. SES puts no quotes around it; other programs do. */
function tenantIn(text: string): string | null {
  const groups: readonly (string | undefined)[] =
    /\btenant(?: name)?[:\s]{1,3}(?:["'`<]([\w-]{1,64})["'`>]|([\w-]{1,64}) for AwsAccountId\b|([\w-]{1,64}) (?:(?:is|was|has been) )?(?:paused|suspended|disabled|not associated|not found|does(?: not|n't) exist))/iu.exec(
      text,
    ) ??
    /\bpaused for (?:the )?tenant[:\s]{1,3}["'`<]?([\w-]{1,64})\b/iu.exec(text) ??
    [];
  const name = groups.slice(1).find((one) => one !== undefined) ?? null;
  return name === null ||
    /^(?:sending|status|name|mail|arn|id|account|it|that|which|is|was|has|does|not)$/iu.test(name)
    ? null
    : name;
}

/** The names that a sentence of SES carries, for the words of its finding. */
export function namesIn(text: string, code: string, names: Collector['names']): Record<string, string> {
  const data: Record<string, string> = {};
  if (code === 'configuration-set/not-found' || code === 'configuration-set/sending-paused') {
    const set = configurationSetIn(text);
    if (set !== null) data['configurationSet'] = set;
    // A name that no set can have is the cause by itself: half of it would be another set's.
    if (set !== null && isConfigurationSetName(set)) names.set('configurationSet', set);
  }
  if (code === 'send/tenant' || code.startsWith('reputation/tenant-')) {
    const tenant = tenantIn(text);
    if (tenant !== null) data['tenant'] = tenant;
    names.set('tenant', tenant);
  }
  if (code.startsWith('template/')) {
    const template = /template[:\s]{1,3}[<'"`]?([\w.-]{1,64})[>'"`]? does(?: not|n't) exist/iu.exec(
      text,
    )?.[1];
    if (template !== undefined) {
      data['template'] = template;
      names.set('template', template);
    }
  }
  if (code.startsWith('identity/') || code.startsWith('dkim/') || code.startsWith('mail-from/')) {
    const domain =
      /\b(?:for|domain:?|identity:?)\s{1,3}(?:the domain\s{1,2})?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})/iu.exec(
        text,
      )?.[1];
    if (domain !== undefined) {
      data['identity'] = domain.toLowerCase();
      names.addAccepted('senders', domain);
    }
  }
  if (code === 'mail-from/not-a-subdomain') {
    const identity =
      /subdomain of (?:the )?(?:domain of )?(?:the )?(?:identity )?<?([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6})/iu.exec(
        text.replace(/of the identity (?=<)/u, 'of '),
      )?.[1];
    if (identity === undefined) delete data['identity'];
    else data['identity'] = identity.toLowerCase();
  }
  const limit = /(\d{2,12}) (?:bytes|recipients)/u.exec(text)?.[1];
  if (limit !== undefined) data['limit'] = limit;
  return data;
}

/** The name that a code is about, among those of its sentence; null when it names none. */
export const subjectOf = (code: string, data: Readonly<Record<string, string>>): string | null =>
  (code.startsWith('template/')
    ? data['template']
    : code.startsWith('configuration-set/')
      ? data['configurationSet']
      : data['identity']) ?? null;
