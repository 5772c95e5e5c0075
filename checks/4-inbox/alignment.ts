import {
  defineCheck,
  type Evidence,
  type Occurrence,
  type Remark,
  type Unanswered,
  unanswered,
} from '../../src/model/check.ts';
import { type Aligned, alignment, type Alignment } from '../../src/facts/alignment.ts';
import { coverage } from '../../src/facts/identity/coverage.ts';
import { target } from '../../src/facts/target.ts';
import type { Symptom } from '../../src/model/symptom.ts';
import { type Answer, skipReasons } from '../../src/model/unavailable.ts';
import { alignmentProblems, type Failing, type Passes, never, spfPasses, relate } from './alignment.words.ts';

type Found = Occurrence<typeof alignmentProblems>;

export default defineCheck({
  id: 'alignment',
  title: 'DMARC alignment',
  why: 'DMARC passes when DKIM or SPF passes for a domain of the same organization as the From domain.',
  per: 'identity',
  needs: { alignment, target },
  enrichment: { coverage },
  problems: alignmentProblems,

  evaluate({ alignment, target: { region, symptom }, coverage }, name) {
    const dkim = dkimPasses(alignment);
    const spf = spfPasses(alignment);
    const covered = coverage.ok && coverage.value.kind === 'covered' ? coverage.value : null;
    const strict = strictNotes(alignment, spf, region, covered?.unready?.name ?? null);
    if (dkim.byWalk === false && spf.byWalk === false)
      return [...strict, failing(alignment, dkim, spf, region)];
    const now = passesNow(alignment, name, symptom);
    if (dkim.byWalk === true)
      return [...strict, ...dkimOnly(alignment, spf), ...withoutSpf(alignment), ...now];
    if (spf.byWalk === true) return [...strict, ...now];
    return [...strict, ...openQuestions(alignment)];
  },

  observed({ alignment }) {
    const word = (value: boolean | null): string =>
      value === null ? 'not known' : value ? 'aligns' : 'does not align';
    return `DKIM ${word(dkimPasses(alignment).byWalk)}, SPF ${word(spfPasses(alignment).byWalk)}`;
  },
});

/** A receiver says that DMARC failed, and as SES would send now it passes: the message was another one, or of another time. */
function passesNow({ from }: Alignment, name: string, symptom: Symptom | null): readonly Remark[] {
  const code = 'bounce/authentication-failed';
  const told = symptom?.candidates.filter((one) => one.code === code) ?? [];
  const senders = told.flatMap(({ data: { sender } }) => sender ?? []);
  const of = senders.filter((sender) =>
    [from, name].some((one) => one.toLowerCase() === sender.toLowerCase()),
  );
  if (of.length === 0) return [];
  return [
    {
      ...{ remarks: code, subject: null, of: { sender: of } },
      seen: { what: `DMARC of ${from}, as SES sends now`, expected: null, actual: 'passes', source: null },
      step: {
        text: `Mail that SES sends now as ${from} passes DMARC. Look at the date of the bounce, and whether that message went through this account: another system or a forwarder fails where SES passes`,
        owner: 'you',
      },
    },
  ];
}

function dkimPasses({ dkim, strict, policy }: Alignment): Passes {
  if (dkim.kind === 'unknown') return { byWalk: null, byList: null };
  return dkim.kind === 'signed' ? relate(dkim.aligned, strict.dkim, policy) : never;
}

function strictNotes(
  { from, dkim, spf, strict }: Alignment,
  spfState: Passes,
  region: string | null,
  unready: string | null,
): readonly Found[] {
  return [
    ...(strict.spf && spf.kind === 'passes' && spf.domain !== from
      ? [{ problem: 'alignment/spf-strict-impossible' as const, data: { from, domain: spf.domain } }]
      : []),
    ...(strict.dkim && dkim.kind === 'signed' && dkim.domain !== from
      ? [
          {
            problem: 'alignment/dkim-strict-fails' as const,
            data: {
              ...{ from, domain: dkim.domain, region, spfPasses: spfState.byWalk === true },
              ...(unready === from && { unready: true as const }),
            },
          },
        ]
      : []),
  ];
}

function failing(alignment: Alignment, dkim: Passes, spf: Passes, region: string | null): Found {
  const { from } = alignment;
  const data: Failing = {
    from,
    region,
    dkim: dkimReason(alignment),
    spf: spfReason(alignment),
    onlyByWalk: dkim.byList === true || spf.byList === true,
    off:
      alignment.dkim.kind === 'unsigned' && alignment.dkim.because === 'off' ? alignment.dkim.identity : null,
    evidence: [
      { what: 'DKIM d=', expected: from, actual: dkimSeen(alignment), source: null },
      {
        what: 'envelope sender',
        expected: `a domain of ${from} that passes SPF`,
        actual: alignment.spf.domain,
        source: null,
      },
      ...organizations('DKIM d=', alignment.dkim.kind === 'signed' ? alignment.dkim.aligned : null),
      ...organizations('envelope sender', alignment.spf.kind === 'passes' ? alignment.spf.aligned : null),
    ],
  };
  return { problem: 'alignment/dmarc-fails', data };
}

function dkimSeen({ dkim }: Alignment): string {
  if (dkim.kind === 'signed') return dkim.domain;
  if (dkim.kind === 'keyless') return `${dkim.domain}, with no key to verify it`;
  if (dkim.kind === 'unknown') return `${dkim.domain}, with a key that could not be asked for`;
  return `amazonses.com alone (${dkim.because === 'off' ? 'signing off' : dkim.status})`;
}

function organizations(what: string, aligned: Answer<Aligned> | null): readonly Evidence[] {
  if (aligned?.ok !== true || aligned.value.same) return [];
  const { from, other } = aligned.value.organizationalDomains;
  return [{ what: `organizational domain, ${what}`, expected: from, actual: other, source: null }];
}

function dkimReason({ from, dkim, strict }: Alignment): string {
  if (dkim.kind === 'keyless') return `receivers find no key for the DKIM signature of ${dkim.domain}`;
  if (dkim.kind === 'unknown')
    return `whether there is a key for the DKIM signature of ${dkim.domain} is not known`;
  if (dkim.kind === 'unsigned') {
    return dkim.because === 'off'
      ? `SES does not sign with DKIM for ${dkim.domain}`
      : `SES does not sign with DKIM for ${dkim.domain} yet (${dkim.status})`;
  }
  return strict.dkim
    ? `DKIM signs with ${dkim.domain}, which is not ${from} (adkim=s)`
    : `DKIM signs with ${dkim.domain}, which belongs to another organization than ${from}`;
}

function spfReason({ from, spf, strict }: Alignment): string {
  switch (spf.kind) {
    case 'default':
      return spf.custom === null
        ? "the envelope sender is Amazon's"
        : `the MAIL FROM domain ${spf.custom} is not in force (${spf.status ?? 'unknown'})`;
    case 'fails':
      return `SPF at ${spf.domain} gives ${spf.result}`;
    case 'passes':
      return strict.spf
        ? `the envelope sender ${spf.domain} is not ${from} (aspf=s)`
        : `the envelope sender ${spf.domain} belongs to another organization than ${from}`;
    case 'unknown':
      return `SPF at ${spf.domain} is not known`;
  }
}

function dkimOnly({ from, spf, strict }: Alignment, spfState: Passes): readonly Found[] {
  // Strict alignment is told by itself.
  if (spf.kind === 'passes' && spfState.byWalk === false && !strict.spf)
    return [
      { problem: 'alignment/dkim-only', data: { from, custom: null, status: null, foreign: spf.domain } },
    ];
  if (spf.kind !== 'default') return [];
  return [{ problem: 'alignment/dkim-only', data: { from, custom: spf.custom, status: spf.status } }];
}

/**
 * DMARC passes by DKIM. Whether it could by SPF too is open where the policy, and so what it asks of SPF, is not known; and where
 * it asks for strict alignment and SPF is not known. What was not asked for is no question.
 */
function withoutSpf({ spf, policy, strict }: Alignment): readonly Unanswered[] {
  const whys = [
    ...(policy.ok ? [] : [policy.why]),
    ...(strict.spf && spf.kind === 'unknown' ? [spf.why] : []),
  ];
  return whys
    .filter(({ reason }) => !skipReasons.has(reason))
    .map((why) => ({ unanswered: why, counts: true }));
}

/** What would have to be known to say whether DMARC passes. */
function openQuestions({ dkim, spf, policy }: Alignment): readonly Unanswered[] {
  return [
    ...unanswered(policy),
    ...(dkim.kind === 'signed' ? unanswered(dkim.aligned) : []),
    ...(dkim.kind === 'unknown' ? unanswered({ ok: false, why: dkim.why }) : []),
    ...(spf.kind === 'unknown' ? unanswered({ ok: false, why: spf.why }) : []),
    ...(spf.kind === 'passes' ? unanswered(spf.aligned) : []),
  ];
}
