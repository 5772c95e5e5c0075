import { defineFact } from '../../model/fact.ts';
import type { Symptom } from '../../model/symptom.ts';
import { type Answer, answerOf, Unavailable, valueOf } from '../../model/unavailable.ts';
import { askLineage, coveringOf } from './reply.ts';

/** An address that failed SES's check without being the envelope sender or a recipient. */
export interface ForeignAddress {
  address: string;
  /** Name of the verified identity that covers it today, or null. */
  coveredBy: Answer<string | null>;
}

/** The addresses of a symptom that can only stand in a From, Sender or Return-Path header. */
export const foreignAddresses = defineFact({
  id: 'identity-foreign',
  title: 'the addresses in the headers of the failed message',
  actions: ['ses:GetEmailIdentity'],
  async gather({ aws, target }): Promise<readonly ForeignAddress[]> {
    if (target.symptom === null) {
      throw new Unavailable('not-asked', '--symptom was not given', { detail: { flag: '--symptom' } });
    }
    return await Promise.all(
      suspects(target.symptom, [...target.identities, ...target.recipients]).map(async (address) => ({
        address,
        coveredBy: await answerOf(
          askLineage(aws, address).then((lineage) => {
            const by = coveringOf(lineage);
            if (by === null) for (const { answer } of lineage) valueOf(answer);
            return by?.name ?? null;
          }),
        ),
      })),
    );
  },
});

/** Without a known envelope sender, the failed identity may just be that. */
function suspects({ candidates, names }: Symptom, asked: readonly string[]): readonly string[] {
  const told = candidates.flatMap(({ code, subject }) =>
    code === 'identity/foreign-header' && subject !== null ? [subject] : [],
  );
  const known = new Set([...names.senders, ...names.recipients, ...asked].map((name) => name.toLowerCase()));
  const left =
    names.senders.length === 0 || names.sendersOfOthers === true
      ? []
      : names.failedIdentities.filter((name) => name.includes('@') && !known.has(name.toLowerCase()));
  return [...new Set([...told, ...left])].slice(0, 10);
}
