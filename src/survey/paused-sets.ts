import { askConfigurationSet } from '../facts/configuration-set/reply.ts';
import { collectPages, type Pages } from '../facts/pages.ts';
import { answerOf, Unavailable } from '../model/unavailable.ts';
import { once, type PlaceAnswers } from './bulk-aws.ts';

/** At one call a second, the first hundred take less than two minutes, beside the batches. */
const mostSets = 100;

/** The names of the configuration sets of a place. Rejects where they cannot be listed. */
export const setNames = async (answers: PlaceAnswers): Promise<Pages<string>> =>
  await collectPages({
    signal: answers.signal,
    ask: async (token) => {
      const input = token === undefined ? {} : { NextToken: token };
      const reply = await once(answers, 'ses:ListConfigurationSets', input);
      return { items: reply.ConfigurationSets, next: reply.NextToken };
    },
  });

/**
 * The configuration sets of a place of which the sending is paused, among the first hundred: SES refuses what goes through
 * them, and of whom they are the default only GetEmailIdentity tells. What may not be read is left out: the report counts the
 * default sets as not looked at. Rejects when the run ends before.
 */
export async function pausedSets(answers: PlaceAnswers): Promise<readonly string[]> {
  const listed = await answerOf(setNames(answers));
  if (!listed.ok) {
    if (listed.why.reason === 'interrupted') throw new Unavailable('interrupted', listed.why.message);
    return [];
  }
  const { aws, made } = answers;
  const asked = await Promise.all(
    listed.value.items.slice(0, mostSets).map(async (name) => {
      const settings = await answerOf(
        askConfigurationSet((action, input) => once({ aws, made }, action, input), name),
      );
      if (!settings.ok && settings.why.reason === 'interrupted')
        throw new Unavailable('interrupted', settings.why.message);
      return settings.ok && settings.value?.sendingEnabled === false ? [name] : [];
    }),
  );
  return asked.flat();
}
