import { defineFact } from '../model/fact.ts';
import { domainOf } from '../parse/identity-name.ts';
import { discover, registeredDomain } from '../parse/dmarc/organizational-domain.ts';
import { notKnown } from '../model/check.ts';
import type { DnsProbe } from '../model/dns.ts';
import { type Answer, Unavailable, type Why } from '../model/unavailable.ts';
import { type DkimRecords, dkimRecords } from './dkim-records.ts';
import { dkimState, keyIsThere, rotationOf } from './dkim-state.ts';
import { type Dmarc, dmarc } from './dmarc.ts';
import { walkDmarc } from './dmarc-walk.ts';
import { domainIdentity } from './identity/identity.ts';
import { type SenderIdentity, senderIdentity } from './identity/sender-identity.ts';
import type { Identity } from './identity/reply.ts';
import { envelope, type Envelope } from './spf-envelope.ts';
import { type Spf, spf } from './spf.ts';

/** Whether DMARC passes for mail from one From domain, by way of DKIM or of SPF (RFC 9989 4.4). */
export interface Alignment {
  from: string;
  /** The record asks for strict alignment; false without a record. */
  strict: { dkim: boolean; spf: boolean };
  /** Whether a DMARC record applies. */
  policy: Answer<boolean>;
  dkim: DkimPath;
  spf: SpfPath;
}

/** What SES's own signature can do. */
export type DkimPath =
  | { kind: 'unsigned'; because: 'off' | 'not-ready'; identity: string; domain: string; status: string }
  /** It signs, and no receiver finds a key to verify with. */
  | { kind: 'keyless'; domain: string }
  /** It signs, no key was seen, and not every place of one could be asked. */
  | { kind: 'unknown'; domain: string; why: Why }
  | { kind: 'signed'; domain: string; aligned: Answer<Aligned> };

/** What the envelope sender can do. */
export type SpfPath =
  | { kind: 'default'; domain: string; custom: string | null; status: string | null }
  /** SPF itself does not pass there. */
  | { kind: 'fails'; domain: string; result: string }
  | { kind: 'passes'; domain: string; aligned: Answer<Aligned> }
  | { kind: 'unknown'; domain: string; why: Why };

/** How two domains relate. */
export interface Aligned {
  /** They are the same. */
  same: boolean;
  /** By the tree walk of RFC 9989, and by the public suffix list of RFC 7489, they belong to one organization. */
  byWalk: boolean;
  byList: boolean;
  /** What the walk found for both, for evidence. */
  organizationalDomains: { from: string; other: string };
}

export const alignment = defineFact({
  id: 'alignment',
  per: 'identity',
  title: 'whether DKIM and SPF align with the From domain',
  from: { senderIdentity, dmarc },
  maybe: { envelope, spf, domainIdentity, dkimRecords },
  async gather(
    { dns },
    { senderIdentity, envelope: answer, dmarc, spf, domainIdentity, dkimRecords },
  ): Promise<Alignment> {
    // From outside the envelope may not be known, and DKIM alone can tell; else a missing answer is missing.
    if (!answer.ok && senderIdentity.outside === null) throw Unavailable.of(answer.why);
    const envelope = answer.ok ? answer.value : null;
    if (envelope?.kind === 'refused') {
      throw new Unavailable(
        'prerequisite',
        `Amazon SES sends nothing as long as the MAIL FROM domain ${envelope.custom} is ${envelope.status}`,
      );
    }
    const record = dmarc.policy.ok ? (dmarc.policy.value?.record ?? null) : null;
    const [dkimPath, spfPath] = await Promise.all([
      dkimPathOf(dns, dmarc, signerOf(senderIdentity, domainIdentity), dkimRecords, senderIdentity.outside),
      envelope === null
        ? Promise.resolve<SpfPath>({ kind: 'unknown', domain: 'its domain', why: outsideOnly })
        : envelope.kind === 'default'
          ? Promise.resolve<SpfPath>(defaultPath(envelope))
          : spfPathOf(dns, dmarc, envelope.domain, spf),
    ]);
    return {
      from: dmarc.domain,
      strict: { dkim: record?.adkim === 's', spf: record?.aspf === 's' },
      policy: dmarc.policy.ok ? { ok: true, value: record !== null } : dmarc.policy,
      dkim: dkimPath,
      spf: spfPath,
    };
  },
});

/** Whether SES's mail from there surely passes DMARC, by one way at least. */
export const aligns = ({ dkim, spf }: Alignment): boolean =>
  [dkim.kind === 'signed' ? dkim.aligned : null, spf.kind === 'passes' ? spf.aligned : null].some(
    (aligned) => aligned?.ok === true && aligned.value.byWalk,
  );

/**
 * AWS's pages disagree on whether an address identity without DKIM of its own is signed by its domain. Where the
 * domain signs, it gets the benefit of the doubt.
 */
function signerOf(identity: Identity, domain: Answer<Identity>): Identity {
  return !signs(identity) && domain.ok && signs(domain.value) ? domain.value : identity;
}

const signs = ({ dkim }: Identity): boolean =>
  dkim.signing && (dkim.status === 'SUCCESS' || dkim.status === 'TEMPORARY_FAILURE');

/** What cannot be told without the account, or without a message of it. */
const outsideOnly = new Unavailable('switched-off', 'the account was not asked, and no message shows it').why;

const source = 'ses:GetEmailIdentity';
const dkimStatuses = ['PENDING', 'SUCCESS', 'FAILED', 'TEMPORARY_FAILURE', 'NOT_STARTED'];
const mailFromStatuses = ['PENDING', 'FAILED', 'TEMPORARY_FAILURE'];

/** Whether a custom domain is in force cannot be told from a status that is new. */
function defaultPath(envelope: Extract<Envelope, { kind: 'default' }>): SpfPath {
  const { custom, status } = envelope;
  if (custom === null || status === null || mailFromStatuses.includes(status)) return envelope;
  const { unanswered: why } = notKnown(`the status of the MAIL FROM domain ${custom}`, status, source);
  return { kind: 'unknown', domain: custom, why };
}

type Dns = Pick<DnsProbe, 'resolve'>;

async function dkimPathOf(
  dns: Dns,
  dmarc: Dmarc,
  identity: Identity,
  records: Answer<DkimRecords>,
  outside: SenderIdentity['outside'],
): Promise<DkimPath> {
  const domain = domainOf(identity.name);
  if (outside?.dkim === false) return { kind: 'unknown', domain, why: outsideOnly };
  const { signing, status } = identity.dkim;
  if (signing && !dkimStatuses.includes(status))
    return {
      kind: 'unknown',
      domain,
      why: notKnown(`the DKIM status of ${identity.name}`, status, source).unanswered,
    };
  if (!signs(identity))
    return {
      kind: 'unsigned',
      because: signing ? 'not-ready' : 'off',
      identity: identity.name,
      domain,
      status,
    };
  if (records.ok && records.value.identity === identity.name) {
    const keys = records.value.records.map((record) => keyIsThere(record, records.value));
    if (rotationOf(records.value, outside !== null) === 'untold')
      return { kind: 'unknown', domain, why: unansweredIn(records.value) ?? outsideOnly };
    // SES signs with one of its keys, and which is not known: only without any is it certain that DKIM fails.
    if (keys.every((isThere) => isThere === false)) return { kind: 'keyless', domain };
    const why = keys.includes(true) ? null : unansweredIn(records.value);
    if (why !== null) return { kind: 'unknown', domain, why };
  }
  return { kind: 'signed', domain, aligned: await compare(dns, dmarc, domain) };
}

/** Why a key could not be asked for, or null when all could. */
function unansweredIn(facts: DkimRecords): Why | null {
  for (const record of facts.records) {
    const state = dkimState(record, facts);
    if (state.kind === 'unanswered') return state.why;
    const { cname, txt, expectedKey } = record;
    for (const answer of [cname, txt, expectedKey]) if (answer?.ok === false) return answer.why;
  }
  return null;
}

async function spfPathOf(dns: Dns, dmarc: Dmarc, domain: string, spf: Answer<Spf>): Promise<SpfPath> {
  if (!spf.ok) return { kind: 'unknown', domain, why: spf.why };
  if (spf.value.kind === 'default') return { kind: 'default', domain, custom: null, status: null };
  const { verdict, check } = spf.value.authorisation;
  if (check.problem?.kind === 'temperror') return { kind: 'unknown', domain, why: check.problem.why };
  if (verdict === 'all' || verdict === 'some')
    return { kind: 'passes', domain, aligned: await compare(dns, dmarc, domain) };
  return { kind: 'fails', domain, result: check.result };
}

/** Relaxed alignment compares organizational domains, strict alignment the domains (RFC 9989 4.4). */
async function compare(
  dns: Dns,
  { domain: from, organizationalDomain }: Dmarc,
  other: string,
): Promise<Answer<Aligned>> {
  const byList = registeredDomain(from) === registeredDomain(other);
  if (from === other) {
    const own = organizationalDomain.ok ? organizationalDomain.value : from;
    return {
      ok: true,
      value: { same: true, byWalk: true, byList: true, organizationalDomains: { from: own, other: own } },
    };
  }
  const walked = discover(await walkDmarc(dns, other)).organizationalDomain;
  if (!organizationalDomain.ok) return organizationalDomain;
  if (!walked.ok) return walked;
  return {
    ok: true,
    value: {
      same: false,
      byWalk: organizationalDomain.value === walked.value,
      byList,
      organizationalDomains: { from: organizationalDomain.value, other: walked.value },
    },
  };
}
