import { grouped } from '../model/many.ts';
import { account } from '../facts/account.ts';
import { type Coverage, coverage } from '../facts/identity/coverage.ts';
import type { Target } from '../model/target.ts';
import type { SavedFact } from './readings.ts';

/**
 * What nobody could see from where the run looks, in a sentence each: an all-clear of such a run does not cover it. That
 * is the account where AWS was left alone, and an identity of another account. Only what was read is looked through.
 */
export function outOfSight(saved: readonly SavedFact[], { identities }: Target): readonly string[] {
  const leftAlone = saved.flatMap(({ fact, answer }) =>
    (fact === account.id || fact === coverage.id) && !answer.ok && answer.why.reason === 'switched-off'
      ? answer.why.message
      : [],
  );
  const names = identities.slice(0, 3).join(', ');
  const more = identities.length > 3 ? ` and ${grouped(identities.length - 3)} more` : '';
  const senders = identities.length === 0 ? '' : ` and the verification of ${names}${more}`;
  return [
    ...leftAlone
      .slice(0, 1)
      .map(
        (because) => `The SES account${senders} ${senders === '' ? 'was' : 'were'} not seen (${because}).`,
      ),
    ...new Set(
      saved.flatMap(({ fact, answer }) =>
        fact === coverage.id && answer.ok ? delegatedOf(answer.value as Coverage) : [],
      ),
    ),
  ];
}

const delegatedOf = (known: Coverage): readonly string[] =>
  known.kind === 'delegated'
    ? [
        `Verification, DKIM settings and policies of ${known.source.name} were not seen: it belongs to the account ${known.source.account}, whose credentials show them.`,
      ]
    : [];
