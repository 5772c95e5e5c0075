import { defineFact } from '../../model/fact.ts';
import { domainOf } from '../../parse/identity-name.ts';
import type { Message } from '../../parse/message/message.ts';
import { discover, registeredDomain } from '../../parse/dmarc/organizational-domain.ts';
import type { DnsProbe } from '../../model/dns.ts';
import type { Answer, Why } from '../../model/unavailable.ts';
import type { DmarcPolicy } from '../../parse/dmarc/dmarc.ts';
import { effectiveOf, type EffectivePolicy } from '../dmarc.ts';
import { walkDmarc } from '../dmarc-walk.ts';
import { message } from './message.ts';
import { type MessageSignatures, messageSignatures, type Signature } from './signatures.ts';
import { checkHost } from '../../spf/check-host.ts';
import type { SpfResult } from '../../spf/tree.ts';

/** SPF, alignment and DMARC of the received message, worked out again. */
export interface MessageAuthentication {
  spf: MessageSpf;
  /** The domain that SPF passed for, by the receiver or by our own count, aligns; null: SPF passed for none. */
  spfAligned: Answer<boolean | null>;
  signatures: readonly AlignedSignature[];
  policy: Answer<MessagePolicy | null>;
}

export type MessageSpf =
  | { kind: 'result'; ip: string; domain: string; result: SpfResult }
  | { kind: 'temperror'; ip: string; domain: string; why: Why }
  /** The copy does not say who handed the message over, or for which sender. */
  | { kind: 'not-recomputed'; because: string };

export interface AlignedSignature extends Signature {
  aligned: Answer<boolean>;
}

/** The DMARC record that applies. */
export interface MessagePolicy {
  domain: string;
  /** What it asks receivers to do with mail of the From domain; null: nothing that they understand. */
  policy: DmarcPolicy | null;
  strict: { dkim: boolean; spf: boolean };
}

/** Whether only the From domain itself aligns, and none of its organization (RFC 9989 4.4, `adkim=s` and `aspf=s`). */
export const strictIn = (policy: MessageAuthentication['policy'], way: 'dkim' | 'spf'): Answer<boolean> =>
  policy.ok ? { ok: true, value: policy.value?.strict[way] === true } : policy;

/** Whether the message passes DMARC, as far as its bytes and DNS can tell today. */
export const messageAuthentication = defineFact({
  id: 'message-authentication',
  title: 'the authentication of the received message',
  from: { message, messageSignatures },
  async gather({ dns, now }, { message, messageSignatures }): Promise<MessageAuthentication> {
    const spf = await spfOf(dns, message, now());
    const from = message.fromDomain;
    if (from === null) {
      const none: Answer<null> = { ok: true, value: null };
      return { spf, spfAligned: none, signatures: unaligned(messageSignatures), policy: none };
    }
    const walked = discover(await walkDmarc(dns, from));
    const policy = await policyOf(dns, from, walked.policy);
    const compare = (other: string, way: 'dkim' | 'spf'): Promise<Answer<boolean>> =>
      aligns(dns, { from, organizationalDomain: walked.organizationalDomain }, other, strictIn(policy, way));
    const signatures = await Promise.all(
      messageSignatures.signatures.map(async (signature) => ({
        ...signature,
        aligned: await compare(signature.domain, 'dkim'),
      })),
    );
    const passing = spfDomain(message, spf);
    const spfAligned: Answer<boolean | null> =
      passing === null ? { ok: true, value: null } : await compare(passing, 'spf');
    return { spf, spfAligned, signatures, policy };
  },
});

const unaligned = ({ signatures }: MessageSignatures): readonly AlignedSignature[] =>
  signatures.map((signature) => ({ ...signature, aligned: { ok: true, value: false } }));

/** The address comes from the receiver's own words, else from the Received field of the hand-over. */
async function spfOf(dns: Pick<DnsProbe, 'resolve'>, message: Message, now: Date): Promise<MessageSpf> {
  const { receiver, path, envelopeSender } = message;
  const hop = path.handover === null ? null : (path.hops[path.handover] ?? null);
  const ip = receiver?.clientIp ?? hop?.ip ?? null;
  if (ip === null)
    return { kind: 'not-recomputed', because: 'the copy does not say which address handed the message over' };
  const sender = envelopeSender ?? receiver?.spf?.properties['smtp.mailfrom'] ?? null;
  const helo = hop?.from ?? '';
  const domain = sender === null ? '' : sender === '' ? helo : domainOf(sender).toLowerCase();
  if (domain === '')
    return { kind: 'not-recomputed', because: 'the copy does not say who the envelope sender was' };
  const { result, problem } = await checkHost({ ip, domain, sender: sender ?? '', helo, dns, now });
  if (result === 'temperror' && problem?.kind === 'temperror')
    return { kind: 'temperror', ip, domain, why: problem.why };
  return { kind: 'result', ip, domain, result };
}

/** The domain that SPF passed for. What the receiver saw then beats what can be seen now. */
function spfDomain({ receiver }: Message, spf: MessageSpf): string | null {
  const told = receiver?.spf ?? null;
  if (told !== null) {
    const sender = told.properties['smtp.mailfrom'] ?? told.properties['smtp.helo'] ?? null;
    if (told.result !== 'pass') return null;
    return sender === null ? null : domainOf(sender).toLowerCase();
  }
  return spf.kind === 'result' && spf.result === 'pass' ? spf.domain : null;
}

type FoundPolicyAnswer = ReturnType<typeof discover>['policy'];

async function policyOf(
  dns: Pick<DnsProbe, 'resolve'>,
  from: string,
  found: FoundPolicyAnswer,
): Promise<Answer<MessagePolicy | null>> {
  if (!found.ok) return found;
  if (found.value === null) return { ok: true, value: null };
  const { domain, record } = found.value;
  const effective = await effectiveOf(dns, from, found.value);
  if (!effective.ok) return effective;
  return {
    ok: true,
    value: {
      domain,
      policy: effective.value === null ? null : asApplied(effective.value),
      strict: { dkim: record.adkim === 's', spf: record.aspf === 's' },
    },
  };
}

/** RFC 9989 4.7, t=y: receivers apply it one step weaker. */
function asApplied({ policy, testing }: EffectivePolicy): DmarcPolicy {
  if (!testing) return policy;
  return policy === 'reject' ? 'quarantine' : 'none';
}

/** RFC 9989 4.4; a domain that aligns by the older public suffix rule is given the benefit of it. */
async function aligns(
  dns: Pick<DnsProbe, 'resolve'>,
  { from, organizationalDomain }: { from: string; organizationalDomain: Answer<string> },
  other: string,
  strict: Answer<boolean>,
): Promise<Answer<boolean>> {
  if (from === other) return { ok: true, value: true };
  if (strict.ok && strict.value) return { ok: true, value: false };
  const related = await shareOrganization(dns, { from, organizationalDomain }, other);
  // Whether that is enough is for the record to say.
  return strict.ok || !related.ok || !related.value ? related : strict;
}

async function shareOrganization(
  dns: Pick<DnsProbe, 'resolve'>,
  { from, organizationalDomain }: { from: string; organizationalDomain: Answer<string> },
  other: string,
): Promise<Answer<boolean>> {
  if (registeredDomain(from) === registeredDomain(other)) return { ok: true, value: true };
  // Domains that do not even share their last two labels can share no organization above them.
  if (lastLabel(from) !== lastLabel(other)) return { ok: true, value: false };
  if (!organizationalDomain.ok) return organizationalDomain;
  const { organizationalDomain: theirs } = discover(await walkDmarc(dns, other));
  return theirs.ok ? { ok: true, value: theirs.value === organizationalDomain.value } : theirs;
}

const lastLabel = (domain: string): string => domain.slice(domain.lastIndexOf('.') + 1);
