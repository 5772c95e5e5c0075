import { guide } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, problem } from '../../src/model/check.ts';
import { accepted, proof } from '../../src/proof/proof.ts';
import { expectedTypes, ways } from '../../src/proof/ways.ts';
import { command } from '../../src/render/paste/paste.ts';

const destinationsPage = guide('event-publishing-create-configuration-set');

export default defineCheck({
  id: 'proof-destinations',
  title: 'Event destinations of the test messages',
  why: 'SES publishes an event only if an enabled destination of the configuration set in force includes its type.',
  needs: { proof, ways },

  problems: {
    'proof/lost-at-no-destination': problem<{ sets: readonly string[]; off: readonly string[] }>({
      severity: 'error',
      summary: ({ sets, off }) =>
        off.length > 0
          ? `Every event destination of configuration set ${sets.join(', ')} is switched off.`
          : `Configuration set ${sets.join(', ')} has no event destination.`,
      impact: 'No event of the messages is published anywhere.',
      evidence: ({ sets, off }) => [
        {
          what: `event destinations of ${sets.join(', ')}`,
          expected: 'one that is enabled',
          actual: off.length > 0 ? `switched off: ${off.join(', ')}` : 'none',
          source: 'ses:GetConfigurationSetEventDestinations',
        },
      ],
      fix: ({ sets, off }) => [
        {
          text: off.length > 0 ? 'Switch the destination on.' : 'Add an event destination to the set.',
          owner: 'you',
          command: command`aws sesv2 get-configuration-set-event-destinations --configuration-set-name ${sets[0]}`,
        },
      ],
      references: [destinationsPage],
    }),

    'proof/lost-at-event-type': problem<{ types: readonly string[]; taken: readonly string[]; by: string }>({
      severity: 'error',
      summary: ({ types }) => `No event destination takes ${types.join(', ')}.`,
      impact: 'SES publishes these events of the messages nowhere; nothing reports an error.',
      evidence: ({ types, taken, by }) => [
        {
          what: `MatchingEventTypes of ${by}`,
          expected: types.join(', '),
          actual: taken.join(', ') || 'none',
          source: 'ses:GetConfigurationSetEventDestinations',
        },
      ],
      fix: ({ types }) => [
        { text: `Add ${types.join(', ')} to the event types of the destination.`, owner: 'you' },
      ],
      references: [destinationsPage],
    }),

    'proof/only-by-email': problem<{ from: string }>({
      severity: 'warning',
      summary: ({ from }) =>
        `No configuration set is in force for ${from}: bounces and complaints come back only by e-mail.`,
      impact: 'No program gets to know of a bounce, complaint or delivery.',
      evidence: () => [
        {
          what: 'configuration set in force',
          expected: 'one with an event destination',
          actual: 'none: the send names none, and the identity has no default',
          source: 'ses:GetEmailIdentity',
        },
      ],
      fix: () => [
        {
          text: 'Name a configuration set when you send (and --configuration-set here), or make one the default of the identity.',
          owner: 'you',
          command: 'aws sesv2 list-configuration-sets',
        },
      ],
      references: [guide('managing-configuration-sets-default-adding'), destinationsPage],
    }),
  },

  evaluate({ proof: seen, ways: { ways: all, sets, off, unread } }) {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES accepted no message');
    const missed = unread.map((why) => ({ unanswered: why, counts: true }));
    // What could not be read may take anything.
    if (missed.length > 0) return missed;
    const expected = expectedTypes(seen);
    if (all.length === 0 && sets.length === 0)
      return [{ problem: 'proof/only-by-email', data: { from: seen.from } }];
    if (all.length === 0) return [{ problem: 'proof/lost-at-no-destination', data: { sets, off } }];
    // Notifications of an identity know no deliveries: without a set nobody asked for them.
    const wanted = sets.length === 0 ? expected.filter((type) => type !== 'DELIVERY') : expected;
    const types = wanted.filter((type) => !all.some((way) => way.types.includes(type)));
    if (types.length === 0) return [];
    const taken = [...new Set(all.flatMap((way) => way.types))];
    return [
      { problem: 'proof/lost-at-event-type', data: { types, taken, by: all.map(({ by }) => by).join(', ') } },
    ];
  },

  observed: ({ ways: { ways: all } }) =>
    all.length === 0 ? null : all.map(({ kind, by }) => `${kind}: ${by}`).join('; '),
});
