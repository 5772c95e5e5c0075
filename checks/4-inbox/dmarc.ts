import {
  defineCheck,
  notApplicable,
  type Occurrence,
  type Unanswered,
  unanswered,
} from '../../src/model/check.ts';
import { account, type Account } from '../../src/facts/account.ts';
import { type Dmarc, dmarc } from '../../src/facts/dmarc.ts';
import { symptom } from '../../src/facts/target.ts';
import { aliasOf, answersOf, missedBy } from '../../src/facts/zone-lookup.ts';
import { isDmarcRecord, lookalikeFault } from '../../src/parse/dmarc/dmarc.ts';
import { repairDmarc } from '../../src/parse/dmarc/repair.ts';
import type { FoundPolicy } from '../../src/parse/dmarc/organizational-domain.ts';
import type { Symptom } from '../../src/model/symptom.ts';
import { type Answer, skipReasons } from '../../src/model/unavailable.ts';
import { recordToPublish } from '../../src/knowledge/dns-panels.ts';
import { cnameBeside } from '../dns/cname-beside.ts';
import { recordProblems } from './dmarc-record.words.ts';
import { delegationBroken } from '../dns/delegation-broken.ts';
import { dnssecBroken } from '../dns/dnssec-broken.ts';
import { keptIn, outOfReachIn } from '../dns/out-of-reach.ts';
import { splitHorizon } from '../dns/split-horizon.ts';
import { policyProblems } from './dmarc-policy.words.ts';
import { nameOf } from './dmarc-step.ts';

const problems = {
  ...recordProblems,
  ...policyProblems,
  'dmarc/cname-beside': cnameBeside(['dmarc/missing', 'dmarc/multiple-records']),
  'dmarc/dnssec-broken': dnssecBroken(['dmarc/temperror']),
  'dmarc/delegation-broken': delegationBroken(['dmarc/temperror']),
  'dmarc/split-horizon': splitHorizon(['dmarc/missing']),
};

type Found = Occurrence<typeof problems>;

export default defineCheck({
  id: 'dmarc',
  title: 'DMARC record',
  why: 'Gmail, Yahoo and Microsoft ask bulk senders for one; it tells receivers what to do with mail that is not yours.',
  per: 'identity',
  needs: { dmarc },
  enrichment: { account, symptom },
  problems,

  settles: ['dmarc/missing', 'dmarc/multiple-records', 'dmarc/syntax-error'],

  evaluate({ dmarc, account, symptom }) {
    const { domain, policy } = dmarc;
    if (!policy.ok) {
      if (skipReasons.has(policy.why.reason)) return notApplicable(policy.why.message);
      // The end of the run says nothing of the resolver.
      if (policy.why.reason === 'interrupted') return unanswered(policy);
      const dark = outOfReachIn('dmarc', [policy], { things: `The DMARC record of ${domain}` });
      if (dark.length > 0) return dark;
      return [
        ...levelFaults(dmarc, null),
        { problem: 'dmarc/temperror', data: { domain, why: policy.why } },
        ...unanswered(policy),
      ];
    }
    const found = policy.value;
    const { beside, authority } = dmarc.place;
    const kept = keptIn('dmarc', [authority], {
      things: `The DMARC record of ${domain}`,
      resolver: dmarc.resolver,
    });
    if (kept.length > 0) return [...kept, ...(found === null ? [] : notesOn(dmarc, found))];
    if (beside !== null)
      return [
        {
          problem: 'dmarc/cname-beside' as const,
          data: { ...beside, thing: 'the DMARC record', wanted: 'other' as const },
        },
      ];
    const published = whatServersSay(dmarc);
    const apart = horizonOf(dmarc, found, published);
    if (apart !== null) return [apart];
    if (published.kind === 'disagree') {
      const { have, lack } = published;
      return [
        { problem: 'dmarc/wrong-zone', data: { name: dmarc.place.name, have, lack } },
        ...(found === null ? [] : notesOn(dmarc, found)),
      ];
    }
    // A server that was not found or not asked may have another record, or the only one.
    const missed = missedBy(authority, found === null && published.kind === 'none');
    if (missed !== null) return [{ unanswered: missed, counts: true }];
    const refused = symptom.ok && wantsDmarc(symptom.value);
    if (found === null) {
      const faults = levelFaults(dmarc, null);
      return faults.length > 0 ? faults : lacking(dmarc, published, account, refused);
    }
    return published.kind === 'none' && isSenders(found)
      ? lacking(dmarc, published, account, refused)
      : notesOn(dmarc, found);
  },

  observed({ dmarc: { policy, effective } }) {
    if (!policy.ok || policy.value === null || !effective.ok || effective.value === null) return null;
    const { policy: word, tag, testing } = effective.value;
    // RFC 9989 4.7: receivers apply a policy in test one step weaker.
    return `${word} by ${tag}= at ${nameOf(policy.value.domain)}${testing ? ', in test (t=y): one step weaker' : ''}${share(policy.value.record.percent)}`;
  },
});

/** Some receivers still go by pct= (RFC 7489 6.3). */
const share = (percent: number | null): string =>
  percent === null || percent === 100
    ? ''
    : `, for ${percent} % of the mail that fails (pct=), at receivers that go by the older rule`;

/** Doubled and misspelt records on the way to the one that applies; those above it do not matter. */
function levelFaults({ levels, byList, place }: Dmarc, until: string | null): readonly Found[] {
  const found: Found[] = [];
  for (const { domain, answer } of levels) {
    if (domain === until) break;
    // What stands above the registered domain is not the sender's to fix.
    if (!isAtOrBelow(domain, byList.organizationalDomain)) break;
    if (!answer.ok) continue;
    const { records, lookalikes } = answer.value;
    const texts = records.map(({ text }) => text);
    if (texts.length > 1) {
      found.push({
        problem: 'dmarc/multiple-records',
        data: { at: domain, records: texts, repaired: repairDmarc(texts), zone: zoneOf(place.authority) },
      });
    }
    const [lookalike] = lookalikes;
    if (texts.length === 0 && lookalike !== undefined) {
      const data = {
        at: domain,
        record: lookalike,
        fault: lookalikeFault(lookalike),
        repaired: repairDmarc([lookalike]),
        zone: zoneOf(place.authority),
        counts: null,
      };
      found.push({ problem: 'dmarc/syntax-error', data });
    }
  }
  return found;
}

/** All that there is to say where a record applies. */
function notesOn(dmarc: Dmarc, found: FoundPolicy): readonly (Found | Unanswered)[] {
  return [
    ...levelFaults(dmarc, found.domain),
    ...(isSenders(found)
      ? [
          ...recordFaults(dmarc, found),
          ...policyNotes(dmarc, found),
          ...reportNotes(dmarc, found),
          ...dmarc.reports.flatMap(({ authorised }) => unanswered(authorised)),
        ]
      : []),
    ...ruleNote(dmarc, found),
    ...unanswered(dmarc.effective),
  ];
}

/** The record of a public suffix is its registry's to fix. */
const isSenders = ({ kind }: FoundPolicy): boolean => kind !== 'public-suffix';

type Published =
  | { kind: 'some'; server: string; record: string }
  | { kind: 'none' }
  | { kind: 'disagree'; have: readonly string[]; lack: readonly string[] }
  | { kind: 'not-heard' };

/** Whether the zone's own servers have a record at the place. Where a CNAME leads is for the resolver to say. */
function whatServersSay({ place }: Dmarc): Published {
  const views = answersOf(place.authority)
    .filter(({ answer }) => answer.alias === null)
    .map(({ server, answer }) => ({ server, record: answer.values.find(isDmarcRecord) }));
  const have = views.flatMap(({ server, record }) => (record === undefined ? [] : [{ server, record }]));
  const [first] = have;
  if (views.length === 0) return { kind: 'not-heard' };
  if (first === undefined) return { kind: 'none' };
  if (have.length === views.length) return { kind: 'some', ...first };
  const lack = views.filter(({ record }) => record === undefined);
  return {
    kind: 'disagree',
    have: have.map(({ server }) => server),
    lack: lack.map(({ server }) => server),
  };
}

/** What to say where the resolver has a zone of its own under the name, and it is not as the public one. */
function horizonOf(dmarc: Dmarc, found: FoundPolicy | null, published: Published): Found | null {
  const {
    place: { name, authority },
    resolver,
  } = dmarc;
  if (!authority.ok || authority.value.inside === null) return null;
  const { inside, filter } = authority.value;
  const zone = authority.value.zone ?? dmarc.byList.organizationalDomain;
  const seen = found !== null && nameOf(found.domain) === name ? found.record.text : null;
  const side =
    published.kind === 'some' && seen === null
      ? 'outside'
      : published.kind === 'none' && seen !== null
        ? 'inside'
        : published.kind === 'some' && published.record !== seen
          ? 'differs'
          : null;
  if (side === null) return null;
  const outside = answersOf(authority).map(({ server }) => server);
  const { record } = recordToPublish(name, 'TXT', seen, authority.value.zone);
  return {
    problem: 'dmarc/split-horizon',
    data: {
      things: `The DMARC record at ${name}`,
      plural: false,
      zone,
      inside,
      outside,
      side,
      ...(filter !== undefined && { filter }),
      resolver,
      records: record === undefined ? [] : [record],
    },
  };
}

/** That there is none, with what decides how much it matters: how much mail is sent. */
function lacking(
  dmarc: Dmarc,
  published: Published,
  account: Answer<Account>,
  refused: boolean,
): readonly (Found | Unanswered)[] {
  const sent = account.ok ? account.value.quota.sentLast24Hours : null;
  const found = absence(dmarc, published, sent, refused);
  const open = dmarc.elsewhereOpen ?? missedBy(dmarc.place.authority);
  return [
    found,
    ...(found.problem === 'dmarc/missing' && !refused ? unanswered(account) : []),
    ...(dmarc.place.wildcard === undefined ? [] : unanswered(dmarc.place.wildcard, false)),
    ...(found.problem === 'dmarc/missing' && open !== null ? [{ unanswered: open, counts: false }] : []),
  ];
}

function absence(
  { domain, levels, place: { name, authority, wildcard }, elsewhere }: Dmarc,
  published: Published,
  sent: number | null,
  refused: boolean,
): Found {
  const here = levels.find((level) => nameOf(level.domain) === name)?.answer;
  const seconds = here?.ok === true ? here.value.ttl : null;
  if (published.kind === 'some') {
    const { server, record } = published;
    return { problem: 'dmarc/not-propagated', data: { name, server, record, seconds } };
  }
  const zone = zoneOf(authority);
  const alias = aliasOf(authority);
  const asked = levels.map((level) => nameOf(level.domain));
  const cachedSeconds = here?.ok === true && here.value.records.length > 0 ? (seconds ?? 0) : null;
  return {
    problem: 'dmarc/missing',
    data: {
      ...{ domain, name, zone, asked, sent, refused, elsewhere, cachedSeconds },
      ...(alias !== null && { alias }),
      ...(alias !== null && wildcard?.ok === true && wildcard.value && { wildcard: true as const }),
    },
  };
}

const zoneOf = (authority: Dmarc['place']['authority']): string | null =>
  authority.ok ? authority.value.zone : null;

const isAtOrBelow = (name: string, domain: string): boolean => name === domain || name.endsWith(`.${domain}`);

/** A receiver refused mail over DMARC. */
const wantsDmarc = (symptom: Symptom | null): boolean =>
  symptom?.candidates.some(
    ({ code, data }) =>
      code === 'dmarc/missing' ||
      (code === 'bounce/authentication-failed' &&
        (data['mechanism'] ?? (data['passed'] === undefined ? data['asks'] : null) ?? '').includes('DMARC')),
  ) ?? false;

function recordFaults({ place }: Dmarc, { domain: at, record }: FoundPolicy): readonly Found[] {
  const repaired = repairDmarc([record.text]);
  return record.faults.slice(0, 5).map((fault) => ({
    problem: fault.kind === 'policy' ? ('dmarc/unknown-policy' as const) : ('dmarc/syntax-error' as const),
    data: { at, record: record.text, fault, repaired, zone: zoneOf(place.authority), counts: record.p },
  }));
}

function policyNotes({ domain, effective }: Dmarc, { domain: at, record }: FoundPolicy): readonly Found[] {
  // With a fault in its policy, that is what has to be said.
  if (!effective.ok || effective.value === null || record.faults.some(({ fatal }) => fatal)) return [];
  const { policy, tag, testing } = effective.value;
  // RFC 9989 4.7, t: reject counts as quarantine, quarantine as none.
  const nothing = policy === 'none' || (testing && policy === 'quarantine');
  return [
    ...(nothing
      ? [{ problem: 'dmarc/policy-none' as const, data: { domain, at, tag, testing, record: record.text } }]
      : []),
    ...(tag === 'p'
      ? []
      : [
          {
            problem: 'dmarc/subdomain-policy' as const,
            data: { domain, at, tag, policy, record: record.text },
          },
        ]),
  ];
}

function reportNotes({ reports }: Dmarc, { domain: at, record }: FoundPolicy): readonly Found[] {
  const none = !record.tags.some(({ name }) => name === 'rua');
  const refused = reports.filter(({ authorised }) => authorised.ok && !authorised.value);
  return [
    ...(none ? [{ problem: 'dmarc/no-reports' as const, data: { at, record: record.text } }] : []),
    ...refused.map(({ uri, tag, domain, name }) => ({
      problem: 'dmarc/report-not-authorised' as const,
      data: { uri, tag, domain, name },
    })),
  ];
}

function ruleNote({ domain, byList }: Dmarc, found: FoundPolicy): readonly Found[] {
  const list: Answer<FoundPolicy | null> = byList.policy;
  if (!list.ok || list.value?.domain === found.domain) return [];
  return [
    {
      problem: 'dmarc/old-rule-differs',
      data: { domain, walk: found.domain, list: list.value?.domain ?? null },
    },
  ];
}
