import { grouped } from '../../src/model/many.ts';
import { defineCheck, notApplicable, problem, unanswered } from '../../src/model/check.ts';
import { each } from '../../src/model/fact.ts';
import {
  accountPublishing,
  type EventDestination,
  eventDestinations,
  setsInForce,
} from '../../src/facts/event-destinations.ts';
import { identityFeedback } from '../../src/facts/events-feedback.ts';
import { unheard } from '../../src/facts/events-heard.ts';
import { symptom, target } from '../../src/facts/target.ts';
import { lossWithout, type WatchedType, watchedTypes } from '../../src/knowledge/event-types.ts';
import { configurationSetPath, guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { bounceAct } from './bounce-act.ts';
import { publishSteps, updateDestinationCommand } from '../../src/render/paste/events.ts';
import { valueOr } from '../../src/model/unavailable.ts';

interface NotPublished {
  region: string | null;
  set: string;
  types: readonly WatchedType[];
  /** Somebody needs these and surely does not get them. */
  needed: readonly WatchedType[];
  destinations: readonly EventDestination[];
}

interface Disabled {
  region: string | null;
  set: string;
  destination: EventDestination;
  /** No enabled destination of the set takes all of its types in its place. */
  lost: boolean;
}

const publishingPage = guide('monitor-using-event-publishing');

export default defineCheck({
  id: 'events',
  title: 'Event publishing',
  why: 'SES accepts mail first and fails later. Events tell what happened; an event without a destination is lost.',
  needs: { target, symptom },
  questions: {
    destinations: eventDestinations,
    feedback: each(identityFeedback),
    publishing: accountPublishing,
  },

  problems: {
    'events/type-not-published': problem<NotPublished>({
      severity: ({ needed }) => (needed.length > 0 ? 'warning' : 'info'),
      summary: ({ set, types }) => `The configuration set ${set} publishes no ${types.join(', ')}.`,
      impact: ({ types }) => `Nobody is told: ${types.map((type) => lossWithout[type]).join('; ')}.`,
      evidence: ({ set, types, destinations }) => [
        {
          what: `event types of ${set}`,
          expected: types.join(', '),
          actual:
            [...new Set(destinations.filter(({ enabled }) => enabled).flatMap((one) => one.types))].join(
              ', ',
            ) || 'none',
          source: 'ses:GetConfigurationSetEventDestinations',
        },
      ],
      fix: (data) => publishSteps(data, data.types, data.destinations),
      references: ({ region, set }) => pagesFor(region, configurationSetPath(set), publishingPage),
      explains: ({ types }) => (types.includes('RENDERING_FAILURE') ? ['template/silent-failure'] : []),
      act: ({ set, types }) => (types.includes('BOUNCE') ? bounceAct(set) : null),
      read: {
        impact: () => 'Nobody learns of these events.',
        references: [publishingPage],
        severity: 'warning',
        summary: () => 'The event destination does not publish this type of event.',
        fix: () => [{ text: 'Add the type to the event destination', owner: 'you' }],
        distinguish: 'MatchingEventTypes of the destination does not name the type.',
      },
    }),

    'events/destination-disabled': problem<Disabled>({
      severity: ({ lost }) => (lost ? 'warning' : 'info'),
      summary: ({ set, destination }) =>
        `The event destination ${destination.name} of ${set} is switched off.`,
      impact: ({ destination, lost }) =>
        lost
          ? `Its events (${destination.types.join(', ')}) are not delivered there, and are not kept.`
          : 'Nothing is lost: other destinations of the set take the same events.',
      evidence: ({ destination }) => [
        {
          what: `${destination.name}: Enabled`,
          expected: 'true',
          actual: 'false',
          source: 'ses:GetConfigurationSetEventDestinations',
        },
      ],
      fix: ({ set, region, destination }) => [
        {
          text: 'Switch it on, or remove it if its events are no longer needed.',
          owner: 'you',
          command: updateDestinationCommand({ set, region }, destination, destination.types),
        },
      ],
      references: ({ region, set }) => pagesFor(region, configurationSetPath(set), publishingPage),
      explains: ({ lost }) =>
        lost ? ['events/type-not-published', 'events/no-bounce-channel', 'template/silent-failure'] : [],
    }),

    'events/not-configured': problem<{ region: string | null; sets: number }>({
      severity: 'info',
      summary: ({ region }) => `Nothing in ${region ?? 'this Region'} publishes events of sending.`,
      impact:
        'Nobody sees delays, rejects and rendering failures. Bounces and complaints arrive by e-mail at best.',
      evidence: ({ sets }) => [
        {
          what: 'configuration sets that publish events',
          expected: null,
          actual: `none of ${grouped(sets)}`,
          source: 'ses:ListConfigurationSets',
        },
      ],
      fix: () => [
        {
          text: 'Create a configuration set, give it an event destination (EventBridge, SNS or Firehose), and make it the default of the identity.',
          owner: 'you',
        },
      ],
      references: ({ region }) => pagesFor(region, '#/configuration-sets', publishingPage),
      read: {
        references: [publishingPage],
        severity: 'warning',
        summary: () => 'Nothing is set up that would publish bounces and complaints.',
        fix: () => [
          {
            text: 'Make an event destination in the configuration set that the mail is sent with',
            owner: 'you',
          },
        ],
        distinguish: 'GetConfigurationSetEventDestinations is empty, and the identity has no topics.',
      },
    }),
  },

  settles: ({ destinations, symptom }) => {
    const enabled = valueOr(destinations, []).flatMap(({ destinations: answer }) =>
      valueOr(answer, []).filter((one) => one.enabled),
    );
    if (enabled.length === 0) return [];
    // Opens and clicks are published by who wants them, and nobody is the worse without.
    const ofWatched =
      symptom?.candidates.every(({ quote }) => !/\b(?:open|click|subscription)/i.test(quote)) ?? false;
    return ['events/not-configured', ...(ofWatched ? ['events/type-not-published'] : [])];
  },

  evaluate({ target, symptom, destinations, feedback, publishing }) {
    const { region } = target;
    const templated = target.template !== null || (symptom?.names.template ?? null) !== null;
    const sets = destinations.ok ? setsInForce(destinations.value) : [];
    if (destinations.ok && sets.length === 0 && target.configurationSet !== null)
      return notApplicable(`there is no configuration set ${target.configurationSet}`);
    const senders = feedback.ok ? feedback.value : [];
    const ofSets = sets.flatMap(({ set, named, defaultOf, destinations: answer }) => {
      if (!answer.ok) return [...unanswered(answer)];
      const users = senders.filter(({ subject }) => named || defaultOf.includes(subject));
      const { types, silent, unknown } = unheard(answer.value, users);
      const needed = types.filter(
        (type) => silent.includes(type) || (templated && type === 'RENDERING_FAILURE'),
      );
      const disabled = answer.value.filter(({ enabled }) => !enabled);
      const taken = new Set(answer.value.filter(({ enabled }) => enabled).flatMap((one) => one.types));
      return [
        ...disabled.map((destination) => ({
          problem: 'events/destination-disabled' as const,
          data: { region, set, destination, lost: !destination.types.every((type) => taken.has(type)) },
          subject: set,
        })),
        ...(types.length === 0
          ? []
          : [
              {
                problem: 'events/type-not-published' as const,
                data: { region, set, types, needed, destinations: answer.value },
                subject: set,
              },
            ]),
        ...unknown
          .filter(({ reason }) => reason !== 'prerequisite')
          .map((why) => ({ unanswered: why, counts: true })),
      ];
    });
    if (!destinations.ok || sets.length > 0 || !publishing.ok) return ofSets;
    const { publishers, because, sets: count } = publishing.value;
    if (because !== null || Object.keys(publishers).length > 0) return ofSets;
    return [{ problem: 'events/not-configured', data: { region, sets: count } }];
  },

  observed({ destinations }) {
    if (!destinations.ok || destinations.value.length === 0) return 'no configuration set in force';
    return setsInForce(destinations.value)
      .map(({ set, destinations: answer }) => {
        if (!answer.ok) return `${set}: unknown`;
        const enabled = answer.value.filter((one) => one.enabled);
        const heard = watchedTypes.filter((type) => enabled.some(({ types }) => types.includes(type)));
        const where = [...new Set(enabled.map(({ channel }) => channel?.kind ?? 'another channel'))];
        const told = heard.length > 0 ? heard : [...new Set(enabled.flatMap(({ types }) => types))];
        return told.length === 0
          ? `${set}: publishes no events`
          : `${set}: ${told.join(', ')} to ${where.join(', ')}`;
      })
      .join('; ');
  },
});
