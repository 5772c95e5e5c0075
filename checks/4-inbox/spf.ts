import { grouped } from '../../src/model/many.ts';
import {
  cutOff,
  defineCheck,
  notApplicable,
  type Occurrence,
  unanswered,
  type Unanswered,
} from '../../src/model/check.ts';
import { type DedicatedIp, dedicatedIps } from '../../src/facts/dedicated-ips.ts';
import type { Pages } from '../../src/facts/pages.ts';
import { spf } from '../../src/facts/spf.ts';
import type { SesAuthorisation } from '../../src/facts/spf-ses.ts';
import { symptom } from '../../src/facts/target.ts';
import { blamesSpf } from '../../src/model/symptom.ts';
import { shorterSpf } from '../../src/spf/shorter.ts';
import { describeSpfTree, type SpfNode } from '../../src/spf/tree.ts';
import { type Answer, skipReasons } from '../../src/model/unavailable.ts';
import { letsThrough } from '../../src/spf/record.ts';
import { doubtfulTerms, type Lacking } from '../../src/spf/sound.ts';
import { delegationBroken } from '../dns/delegation-broken.ts';
import { dnssecBroken } from '../dns/dnssec-broken.ts';
import { outOfReachIn } from '../dns/out-of-reach.ts';
import type { Blamed } from './spf-blamed.ts';
import { faultProblems } from './spf-fault.words.ts';
import { type All, lackingFor, resultProblems } from './spf-result.words.ts';

/** What an SPF record that nobody can have brings about. */
const effects = ['spf/temperror', 'alignment/dkim-only', 'message/spf-failed'];

const problems = {
  ...faultProblems,
  ...resultProblems,
  'spf/dnssec-broken': dnssecBroken(effects),
  'spf/delegation-broken': delegationBroken(effects),
};

export default defineCheck({
  id: 'spf',
  title: 'SPF of the MAIL FROM domain',
  why: 'Receivers check SPF at the domain of the envelope sender, which is the MAIL FROM domain and not that of the From header.',
  per: 'identity',
  needs: { spf },
  enrichment: { symptom, dedicatedIps },
  problems,

  settles: ['spf/multiple-records', 'spf/syntax-error', 'spf/too-many-lookups'],

  evaluate({ spf, symptom, dedicatedIps }) {
    if (spf.kind === 'default') return [];
    const blamed = symptom.ok && blamesSpf(symptom.value) ? { blamed: true as const } : {};
    const { authorisation } = spf;
    const { check, domain, verdict } = authorisation;
    if (verdict === 'absent') return notApplicable(`${domain} has no SPF record, as mail-from-records says`);
    const record = check.tree.record;
    const sound =
      record === null
        ? []
        : wordsOfRecord(domain, record, { passes: verdict === 'all', lacking: lackingIn(authorisation) });
    if (check.problem?.kind === 'temperror') {
      const { why } = check.problem;
      const dark = outOfReachIn('spf', [{ ok: false, why }], { things: `SPF at ${domain}` });
      if (dark.length > 0) return [...dark, ...sound];
      return [
        { problem: 'spf/temperror', data: { domain, why } },
        ...unanswered({ ok: false, why }),
        ...sound,
      ];
    }
    const refusal = refusalOf(authorisation, blamed, beyond(dedicatedIps).length > 0);
    return [
      ...faultOf(authorisation, blamed),
      ...refusal,
      ...sound,
      ...(verdict === 'all' || refusal.some(({ data }) => data.dedicatedOpen === true)
        ? beyond(dedicatedIps)
        : []),
    ];
  },

  observed({ spf, dedicatedIps }) {
    if (spf.kind === 'default') return "the envelope sender is Amazon's own, which passes";
    const { domain, check } = spf.authorisation;
    return `${check.result} at ${domain}, ${grouped(check.lookups)} of 10 lookups${dedicatedIps.ok ? '' : '; dedicated IPs were not looked at'}`;
  },
});

/** Addresses that nobody saw: one that a customer brought along lies outside of what the record of SES lists. */
function beyond(own: Answer<Pages<DedicatedIp>>): readonly Unanswered[] {
  if (!own.ok) return skipReasons.has(own.why.reason) ? [] : unanswered(own);
  return own.value.complete
    ? []
    : [cutOff('ses:GetDedicatedIps', 'the dedicated IPs of the account were not read to their end')];
}

type Found = Occurrence<typeof problems>;

function faultOf({ domain, check }: SesAuthorisation, blamed: Blamed): readonly Found[] {
  const { problem: fault, tree } = check;
  const lines = describeSpfTree(tree);
  if (fault === null || fault.kind === 'temperror') return [];
  if (fault.kind === 'multiple-records') {
    return [
      {
        problem: 'spf/multiple-records',
        data: { domain, at: fault.domain, records: fault.records, tree: lines, ...blamed },
      },
    ];
  }
  const base = { domain, at: fault.domain, record: fault.record, tree: lines, ...blamed };
  if (fault.kind === 'syntax-error') {
    return fault.errors.slice(0, 5).map(({ at, term, message }) => ({
      problem: 'spf/syntax-error' as const,
      data: { ...base, term, position: at + 1, message },
    }));
  }
  const data = { ...base, term: fault.term, position: fault.at + 1 };
  switch (fault.kind) {
    case 'too-many-lookups':
    case 'too-many-mx': {
      const exchanges = fault.kind === 'too-many-mx' ? fault.count : null;
      const found = { ...data, exchanges, shorter: shorterSpf(tree) };
      return [{ problem: 'spf/too-many-lookups', data: found }];
    }
    case 'too-many-voids':
      return [
        {
          problem: 'spf/too-many-void-lookups',
          data: { ...data, names: fault.names, terms: voidTerms(tree) },
        },
      ];
    case 'include-loop':
      return [{ problem: 'spf/include-loop', data: { ...data, path: fault.path } }];
    case 'include-missing':
      return [{ problem: 'spf/include-missing', data: { ...data, target: fault.target } }];
  }
}

/** The terms of the record itself whose names have no record. */
const voidTerms = ({ terms }: SpfNode): readonly string[] =>
  terms.filter((term) => term.void && term.below === null).map(({ text }) => text);

function refusalOf(
  { domain, verdict, refused, dedicatedPass, check }: SesAuthorisation,
  blamed: Blamed,
  open: boolean,
) {
  if (verdict !== 'some' && verdict !== 'none') return [];
  const data = {
    domain,
    record: check.tree.record ?? '',
    result: check.result,
    refused,
    partly: verdict === 'some',
    dedicatedPass,
    // Whether mail leaves through dedicated IPs, which the record may know, was not told.
    ...(open && !dedicatedPass && letsThrough(check.tree.record ?? '') && { dedicatedOpen: true as const }),
    tree: describeSpfTree(check.tree),
    ...blamed,
  };
  return [{ problem: 'spf/ses-not-authorised' as const, data }];
}

const lackingIn = ({ verdict, refused }: SesAuthorisation): Lacking =>
  verdict === 'some' || verdict === 'none' ? lackingFor(refused) : null;

/** What is to be said about the record itself, whoever sends. */
function wordsOfRecord(
  domain: string,
  text: string,
  { passes, lacking }: { passes: boolean; lacking: Lacking },
): readonly Found[] {
  const { everybody, neutral, isOpen, ptr } = doubtfulTerms(text);
  const data = (term: string): All => ({
    ...{ domain, record: text, term, passes },
    ...(lacking !== null && { lacking }),
  });
  return [
    ...(everybody === null ? [] : [{ problem: 'spf/plus-all' as const, data: data(everybody.text) }]),
    ...(neutral === null ? [] : [{ problem: 'spf/neutral-all' as const, data: data(neutral.text) }]),
    ...(isOpen ? [{ problem: 'spf/no-all' as const, data: data('') }] : []),
    ...(ptr === null ? [] : [{ problem: 'spf/ptr' as const, data: data(ptr.text) }]),
  ];
}
