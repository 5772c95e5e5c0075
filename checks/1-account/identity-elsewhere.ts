import { grouped } from '../../src/model/many.ts';
import { defineCheck, notApplicable, notSeen } from '../../src/model/check.ts';
import { coverage } from '../../src/facts/identity/coverage.ts';
import { type GlobalEndpoint, globalEndpoints } from '../../src/facts/global-endpoints.ts';
import { elsewhere, sentThrough } from '../../src/facts/identity/elsewhere.ts';
import { spellings } from '../../src/facts/identity/spellings.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { refute } from '../../src/model/refute.ts';
import type { Symptom } from '../../src/model/symptom.ts';
import { type Answer, valueOr } from '../../src/model/unavailable.ts';
import type { Refutation, Unanswered } from '../../src/model/check.ts';
import { coveredNames, here, notOfVerified } from './identity.words.ts';
import type { Target } from '../../src/model/target.ts';
import type { Elsewhere } from '../../src/facts/identity/elsewhere.ts';
import type { Spellings } from '../../src/facts/identity/spellings.ts';
import { identityElsewhereProblems, regionNames } from './identity-elsewhere.words.ts';

export default defineCheck({
  id: 'identity-elsewhere',
  title: 'Region and spelling of the sender',
  why: 'An identity belongs to one Region, and address identities are case-sensitive: a sender that “is verified” may be verified in another Region or spelling.',
  per: 'identity',
  needs: { target, coverage, symptom },
  enrichment: { elsewhere, spellings, globalEndpoints },

  problems: identityElsewhereProblems,

  evaluate({ target, coverage, elsewhere, spellings, symptom, globalEndpoints }, name) {
    const through = (refusedIn: string | null, verifiedIn: string | null) =>
      throughOf(target.endpointId, valueOr(globalEndpoints, { items: [] }).items, [refusedIn, verifiedIn]);
    const listed = silence(valueOr(elsewhere, null), name);
    if (coverage.kind === 'undecided') {
      // The text says what this Region does not: there it is not verified.
      const known = valueOr(elsewhere, null)?.verified ?? [];
      return known.length > 0 && isRefused(symptom, name)
        ? [
            {
              problem: 'identity/wrong-region',
              data: {
                ...{ region: target.region, name, found: known, told: true as const },
                ...through(target.region, known[0]?.region ?? null),
              },
            },
            ...listed,
          ]
        : notApplicable(`it is not known whether ${name} is verified here`);
    }
    if (coverage.kind === 'delegated')
      return notApplicable(`${name} is sent with an identity of another account`);
    if (coverage.kind === 'covered') {
      const sentFrom = unknownIn(sentThrough({ ...target, symptom }), valueOr(elsewhere, null));
      if (sentFrom === null || wasTaken(symptom))
        return [...listed, ...knownInAll(target, coverage.by.name, name, elsewhere, symptom)];
      const here = { region: target.region ?? 'this Region', name: coverage.by.name };
      return [
        {
          problem: 'identity/wrong-region',
          data: { region: sentFrom, name, found: [here], ...through(sentFrom, target.region) },
        },
        ...listed,
      ];
    }
    const { region } = target;
    const found = valueOr(elsewhere, null)?.verified ?? [];
    if (found.length > 0) {
      const hasOwn = coverage.kind === 'unverified' && coverage.identity.name === found[0]?.name;
      const data = {
        ...{ region, name, found, ...(hasOwn && { hasOwn }) },
        ...through(region, found[0]?.region ?? null),
      };
      return [{ problem: 'identity/wrong-region', data }, ...listed];
    }
    const { caseOnly, near }: Pick<Spellings, 'caseOnly' | 'near'> = valueOr(spellings, {
      caseOnly: null,
      near: [],
    });
    if (caseOnly !== null) {
      const data = { region, name, other: caseOnly.name, status: caseOnly.verificationStatus };
      return [{ problem: 'identity/case-mismatch', data }, ...listed];
    }
    const [first] = near;
    if (coverage.kind !== 'absent' || first === undefined) {
      if (elsewhere.ok && spellings.ok && listed.length === 0) return nowhere(symptom, name);
      return notSeen('not every Region or identity could be checked', listed);
    }
    const data = { region, name, other: first.name, status: first.verificationStatus };
    return [{ problem: 'identity/near-miss', data }, ...listed];
  },

  observed({ elsewhere }) {
    const found = valueOr(elsewhere, null)?.verified ?? [];
    return found.length === 0 ? null : `verified in ${regionNames(found)}`;
  },
});

/** The global endpoint that is sent through, or one that leads through both Regions, by which the mail may have come here. */
function throughOf(
  named: string | null,
  endpoints: readonly GlobalEndpoint[],
  both: readonly (string | null)[],
): { endpoint?: string; perhaps?: true } {
  if (named !== null) return { endpoint: named };
  const one = endpoints.find(
    ({ status, regions }) =>
      status === 'READY' && both.every((region) => region !== null && regions.includes(region)),
  );
  return one === undefined ? {} : { endpoint: one.name, perhaps: true };
}

/** A text says that the sender failed the check of verification. */
const isRefused = (told: Symptom | null, name: string): boolean =>
  told?.candidates.some(
    ({ code, subject }) => code === 'identity/not-verified' && subject?.toLowerCase() === name.toLowerCase(),
  ) ?? false;

/** A text tells of nothing but mail that SES took: the sender was verified where it was sent, whatever is there now. */
const wasTaken = (told: Symptom | null): boolean =>
  told !== null &&
  told.items.length > 0 &&
  told.items.every(({ kind }) => records.has(kind)) &&
  !told.candidates.some(({ code }) => /^(?:identity|sandbox|send)\//.test(code));

/** What is written once the mail is in SES. */
const records: ReadonlySet<string> = new Set(['notification', 'event', 'dsn']);

/**
 * The first Region of those that a symptom names beside this run's which answered that nothing covers the sender: that is where
 * the application sends. Null where none did.
 */
function unknownIn(named: readonly string[], elsewhere: Elsewhere | null): string | null {
  if (elsewhere === null) return null;
  const { asked, verified, silent } = elsewhere;
  const answered = (one: string): boolean =>
    asked.includes(one) && ![...verified, ...silent].some(({ region }) => region === one);
  return named.find(answered) ?? null;
}

/** Verified in no Region of the account, it is in no other than the one that was sent through. */
const nowhere = (told: Symptom | null, name: string): readonly Refutation[] =>
  refute(told, ['identity/wrong-region'], name, `no Region of this account knows ${name} as verified`);

/** Where each Region that the symptom names knows the sender as well, nothing that it says of verification is so. */
function knownInAll(
  target: Target,
  by: string,
  name: string,
  elsewhere: Answer<Elsewhere>,
  told: Symptom | null,
): readonly Refutation[] {
  const named = sentThrough({ ...target, symptom: told });
  const { verified } = valueOr(elsewhere, { verified: [] });
  if (named.length === 0 || named.some((one) => !verified.some(({ region }) => region === one))) return [];
  return coveredNames(told, by, name).flatMap((covered) =>
    refute(
      told,
      notOfVerified,
      covered,
      `${covered} may send in ${[here(target.region), ...named].join(' and in ')}`,
    ),
  );
}

/** One entry for all Regions that did not answer: they say nothing about the sender. */
function silence(elsewhere: Elsewhere | null, name: string): readonly Unanswered[] {
  const [first, ...rest] = elsewhere?.silent ?? [];
  if (first === undefined) return [];
  const message =
    rest.length === 0
      ? `${first.region} did not say whether it knows ${name}: ${first.why.message}`
      : `${grouped(rest.length + 1)} other Regions did not say whether they know ${name} (${[first, ...rest].map(({ region }) => region).join(', ')})`;
  return [{ unanswered: { ...first.why, message, action: null, region: null }, counts: false }];
}
