import { getDomain } from 'tldts';
import type { Answer } from '../../model/unavailable.ts';
import type { DmarcRecord } from './dmarc.ts';

/** What stands at one level of the tree walk: the name asked is `_dmarc.<domain>`. */
export interface DmarcLevel {
  domain: string;
  answer: Answer<LevelRecords>;
}

export interface LevelRecords {
  /** Records of the current version. Several are all discarded (RFC 9989 4.10). */
  records: readonly DmarcRecord[];
  /** Texts that somebody meant as a record. */
  lookalikes: readonly string[];
  /** Seconds that the resolver keeps this answer; null when it does not say. */
  ttl: number | null;
}

/** A record that applies, and why it does. */
export interface FoundPolicy {
  domain: string;
  kind: 'own' | 'organizational' | 'public-suffix';
  record: DmarcRecord;
}

/** What a walk says. Each answer stands alone: the domain's own record needs no other level. */
export interface Discovery {
  organizationalDomain: Answer<string>;
  policy: Answer<FoundPolicy | null>;
}

/** The domains a tree walk asks, in order: at most eight (RFC 9989 4.10). */
export function walkDomains(domain: string): readonly string[] {
  const labels = domain.split('.');
  const rest = labels.length < 8 ? labels.slice(1) : labels.slice(-7);
  return [domain, ...rest.map((_label, index) => rest.slice(index).join('.'))];
}

const single = (level: DmarcLevel): DmarcRecord | null => {
  const [record, more] = level.answer.ok ? level.answer.value.records : [];
  return more === undefined ? (record ?? null) : null;
};

/** Decides from the levels, given in the order of `walkDomains` (RFC 9989 4.10.1 and 4.10.2). */
export function discover(levels: readonly DmarcLevel[]): Discovery {
  const [start, ...above] = levels;
  if (start === undefined) throw new Error('a tree walk has a first level');
  const own = single(start);
  const ownPolicy: FoundPolicy | null =
    own === null ? null : { domain: start.domain, kind: 'own', record: own };
  const found: FoundPolicy[] = ownPolicy === null ? [] : [ownPolicy];
  const fixed = (organizationalDomain: string, others: readonly FoundPolicy[]): Discovery => ({
    organizationalDomain: { ok: true, value: organizationalDomain },
    policy: { ok: true, value: ownPolicy ?? chosen(organizationalDomain, others) },
  });
  if (!start.answer.ok) return { organizationalDomain: start.answer, policy: start.answer };
  if (own?.psd === 'n') return fixed(start.domain, []);

  for (const level of above) {
    if (!level.answer.ok) {
      // A record of the top-level domain could only say psd=y, which leaves a registered domain where it is.
      if (!level.domain.includes('.') && found.length > 0) continue;
      return {
        organizationalDomain: level.answer,
        policy: ownPolicy === null ? level.answer : { ok: true, value: ownPolicy },
      };
    }
    const record = single(level);
    if (record === null) continue;
    found.push({
      domain: level.domain,
      kind: record.psd === 'y' ? 'public-suffix' : 'organizational',
      record,
    });
    if (record.psd === 'n') return fixed(level.domain, found);
    if (record.psd === 'y') return fixed(oneBelow(start.domain, level.domain), found);
  }
  return fixed(found.at(-1)?.domain ?? start.domain, found);
}

/** The record of the organizational domain, else that of the public suffix above it. */
function chosen(organizationalDomain: string, found: readonly FoundPolicy[]): FoundPolicy | null {
  return (
    found.find(({ domain }) => domain === organizationalDomain) ??
    found.find(({ kind }) => kind === 'public-suffix') ??
    null
  );
}

/** The domain one label below `above` on the way to `domain`. */
function oneBelow(domain: string, above: string): string {
  const labels = domain.split('.');
  return labels.slice(-(above.split('.').length + 1)).join('.');
}

/** The organizational domain by the public suffix list, as RFC 7489 3.2 has it; a public suffix stands for itself. */
export const registeredDomain = (domain: string): string =>
  getDomain(domain, { allowPrivateDomains: true }) ?? domain;

/** The record by the rule of RFC 7489 6.6.3: that of the domain, else that of its registered domain. */
export function discoverByList(levels: readonly DmarcLevel[]): Answer<FoundPolicy | null> {
  const [start] = levels;
  if (start === undefined) throw new Error('a tree walk has a first level');
  const own = single(start);
  if (!start.answer.ok) return start.answer;
  if (own !== null) return { ok: true, value: { domain: start.domain, kind: 'own', record: own } };
  const registered = levels.find(({ domain }) => domain === registeredDomain(start.domain));
  if (registered === undefined) return { ok: true, value: null };
  if (!registered.answer.ok) return registered.answer;
  const record = single(registered);
  return {
    ok: true,
    value: record === null ? null : { domain: registered.domain, kind: 'organizational', record },
  };
}
