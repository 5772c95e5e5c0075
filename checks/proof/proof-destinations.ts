import { type EventDestination, eventDestinations, setsInForce } from '../../src/facts/event-destinations.ts';
import { target } from '../../src/facts/target.ts';
import { guide } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, problem } from '../../src/model/check.ts';
import { eventNames } from '../../src/knowledge/event-types.ts';
import { parseArn } from '../../src/parse/arn.ts';
import { type Answer, valueOr } from '../../src/model/unavailable.ts';
import { type LeftOutTypes, leftOutTypes, readWays } from '../../src/proof/left-out-types.ts';
import { accepted, proof } from '../../src/proof/proof.ts';
import { expectedTypes, ways } from '../../src/proof/ways.ts';
import { publishSteps, type SetPlace, updateDestinationCommand } from '../../src/render/paste/events.ts';
import { command } from '../../src/render/paste/paste.ts';

const filterPage = 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering-scope.html';
const destinationsPage = guide('event-publishing-create-configuration-set');

/** A configuration set in force, as far as it is known. */
interface Set extends SetPlace {
  destinations: readonly EventDestination[];
}

/** What comes back by e-mail, where no program is told. */
interface Forwarding {
  /** Whether SES mails bounces and complaints, and somebody can receive them; null when nobody could say. */
  byMail: boolean | null;
  /** The domain of the sender, where SES mails them and nobody can receive there. */
  mailLost: string | null;
}

interface Nowhere extends Forwarding {
  sets: readonly string[];
  off: readonly string[];
  first: Set | null;
}

interface NotTaken extends Forwarding {
  types: readonly string[];
  taken: readonly string[];
  by: string;
  first: Set | null;
}

interface LeftOut extends Forwarding {
  types: readonly string[];
  /** ARNs of the topics and buses on whose filters and rules it depends. */
  places: readonly string[];
}

interface ByEmail extends Forwarding {
  from: string;
  region: string | null;
  /** The types that nobody but a mailbox gets; none: all of them. */
  types: readonly string[];
}

/** The same outcome is as grave whichever setting leads to it: told by mail alone, or told to nobody. */
const severity = ({ byMail }: Forwarding): 'error' | 'warning' => (byMail === true ? 'warning' : 'error');

const inWords: Readonly<Record<string, string>> = { BOUNCE: 'bounces', COMPLAINT: 'complaints' };

/** What feedback forwarding makes of it, in a sentence. Deliveries are never mailed. */
function forwardingText({ byMail, mailLost }: Forwarding, types: readonly string[] = []): string {
  const what = types.flatMap((type) => inWords[type] ?? []).join(' and ') || 'bounces and complaints';
  if (byMail === true)
    return `E-mail feedback forwarding is on: ${what} reach the sender by e-mail, and no program.`;
  if (byMail === null) return 'Whether e-mail feedback forwarding is on could not be read.';
  return mailLost === null
    ? `E-mail feedback forwarding is off, too: nobody is told of ${what}.`
    : `E-mail feedback forwarding is on and reaches nobody: ${mailLost} receives no mail.`;
}

const isBus = (place: string): boolean => parseArn(place)?.service === 'events';

export default defineCheck({
  id: 'proof-destinations',
  title: 'Event destinations of the test messages',
  why: 'SES publishes an event only if an enabled destination of the configuration set in force includes its type.',
  needs: { target, proof, ways },
  enrichment: { eventDestinations, leftOutTypes },

  problems: {
    'proof/lost-at-no-destination': problem<Nowhere>({
      severity,
      summary: ({ sets, off }) =>
        off.length > 0
          ? `Every event destination of configuration set ${sets.join(', ')} is switched off.`
          : `Configuration set ${sets.join(', ')} has no event destination.`,
      impact: (data) => `No event of the messages is published anywhere. ${forwardingText(data)}`,
      evidence: ({ sets, off }) => [
        {
          what: `event destinations of ${sets.join(', ')}`,
          expected: 'one that is enabled',
          actual: off.length > 0 ? `switched off: ${off.join(', ')}` : 'none',
          source: 'ses:GetConfigurationSetEventDestinations',
        },
      ],
      fix: ({ sets, off, first }) => {
        const [one] = first?.destinations ?? [];
        if (off.length > 0)
          return [
            {
              text: 'Switch the destination on. The command repeats all of its settings, because an update replaces them.',
              owner: 'you',
              command:
                first === null || one === undefined ? null : updateDestinationCommand(first, one, one.types),
            },
          ];
        if (first !== null) return publishSteps(first, ['BOUNCE', 'COMPLAINT', 'DELIVERY'], []);
        return [
          {
            text: 'Add an event destination to the set.',
            owner: 'you',
            command: command`aws sesv2 get-configuration-set-event-destinations --configuration-set-name ${sets[0]}`,
          },
        ];
      },
      references: [destinationsPage],
    }),

    'proof/lost-at-event-type': problem<NotTaken>({
      severity,
      summary: ({ types }) => `No event destination takes ${types.join(', ')}.`,
      impact: (data) =>
        `SES publishes these events of the messages nowhere; nothing reports an error. ${forwardingText(data, data.types)}`,
      evidence: ({ types, taken, by }) => [
        {
          what: `MatchingEventTypes of ${by}`,
          expected: types.join(', '),
          actual: taken.join(', ') || 'none',
          source: 'ses:GetConfigurationSetEventDestinations',
        },
      ],
      fix: ({ types, first }) =>
        first === null
          ? [{ text: `Add ${types.join(', ')} to the event types of the destination.`, owner: 'you' }]
          : publishSteps(first, types, first.destinations),
      references: [destinationsPage],
    }),

    'proof/complaints-left-out': problem<LeftOut>({
      severity,
      summary: ({ types, places }) =>
        `No ${places.some(isBus) ? (places.every(isBus) ? 'rule' : 'filter policy and no rule') : 'filter policy'} on the path lets ${types.join(', ')} through.`,
      impact: (data) =>
        `SES publishes these events, and who reads bounces there leaves them out. ${forwardingText(data, data.types)}`,
      evidence: ({ types, places }) =>
        places.map((place) => ({
          what: isBus(place) ? `rules of ${place}` : `filter policies at ${place}`,
          expected: `one that takes ${types.join(', ')}`,
          actual: 'none',
          source: isBus(place) ? 'events:ListRules' : 'sns:GetSubscriptionAttributes',
        })),
      fix: ({ places, types, byMail }) => {
        const [first = ''] = places;
        const names = types.flatMap((type) => eventNames[type] ?? []);
        const named = (of: 'detailType' | 'recordType'): string =>
          names.map((name) => `"${name[of]}"`).join(', ');
        const region = parseArn(first)?.region;
        return [
          {
            text: `${
              isBus(first)
                ? `Add ${named('detailType')} to the detail-type of a rule, or a rule that takes it.`
                : `Add ${named('recordType')} to eventType in a filter policy (notificationType for notifications of an identity).`
            }${byMail === true ? ' If it is enough that they come by e-mail, nothing has to be done.' : ''}`,
            owner: 'you',
            command: isBus(first)
              ? command`aws events list-rules --event-bus-name default --region ${region}`
              : command`aws sns list-subscriptions-by-topic --topic-arn ${first} --region ${region}`,
          },
        ];
      },
      references: ({ places }) => (places.some(isBus) ? [guide('monitoring-eventbridge')] : [filterPage]),
    }),

    'proof/only-by-email': problem<ByEmail>({
      severity,
      summary: ({ from, types, byMail }) =>
        types.length > 0
          ? `No configuration set is in force for ${from}, and no topic of the identity takes ${types.join(' or ')}: ${byMail === false ? 'nobody is told of it' : 'it comes back only by e-mail'}.`
          : `No configuration set is in force for ${from}: ${byMail === false ? 'nobody is told of bounces and complaints' : 'bounces and complaints come back only by e-mail'}.`,
      impact: ({ types, ...data }) =>
        `No program gets to know of ${types.length > 0 ? types.join(' or ') : 'a bounce, complaint or delivery'}. ${forwardingText(data)}`,
      evidence: ({ types }) => [
        {
          what: 'configuration set in force',
          expected: 'one with an event destination',
          actual: 'none: the send names none, and the identity has no default',
          source: 'ses:GetEmailIdentity',
        },
        ...(types.length === 0
          ? []
          : [
              {
                what: 'notification topics of the identity',
                expected: `one for ${types.join(', ')}`,
                actual: 'none',
                source: 'ses:GetIdentityNotificationAttributes',
              },
            ]),
      ],
      fix: ({ region }) => [
        {
          text: 'Name a configuration set when you send (and --configuration-set here), or make one the default of the identity.',
          owner: 'you',
          command: command`aws sesv2 list-configuration-sets --region ${region}`,
        },
      ],
      references: [guide('managing-configuration-sets-default-adding'), destinationsPage],
    }),
  },

  evaluate({
    target: { region },
    proof: seen,
    ways: { ways: all, sets, off, byMail, mailLost = null, unread: notRead },
    eventDestinations: known,
    leftOutTypes: leftOut,
  }) {
    if (accepted(seen).length === 0) return notApplicable(seen.notSent ?? 'SES accepted no message');
    const missed = notRead.map((why) => ({ unanswered: why, counts: true }));
    // What could not be read may take anything.
    if (missed.length > 0) return missed;
    const expected = expectedTypes(seen);
    const forwarding = { byMail, mailLost };
    const email = { from: seen.from, region, ...forwarding };
    const [first] = setsInForce(valueOr(known, [])).flatMap(({ set, destinations }): readonly Set[] =>
      destinations.ok ? [{ set, region, destinations: destinations.value }] : [],
    );
    if (all.length === 0 && sets.length === 0)
      return [{ problem: 'proof/only-by-email', data: { ...email, types: [] } }];
    if (all.length === 0)
      return [
        { problem: 'proof/lost-at-no-destination', data: { ...forwarding, sets, off, first: first ?? null } },
      ];
    // Deliveries are a choice, and cost a message for each mail: who takes bounces and complaints has what is needed.
    const wanted = expected.filter((type) => type !== 'DELIVERY');
    const types = wanted.filter((type) => !all.some((way) => way.types.includes(type)));
    if (types.length === 0) {
      const read = readWays({ ways: all }, valueOr(leftOut, []));
      // Where it is only counted, its owner chose that nobody reads it, and where.
      const unread = wanted.filter(
        (type) =>
          read.some(({ place }) => leavesOut(leftOut, place, type)) &&
          !read.some((way) => way.types.includes(type)),
      );
      const places = [
        ...new Set(
          all
            .map(({ place }) => place)
            .filter((place) => unread.some((type) => leavesOut(leftOut, place, type))),
        ),
      ];
      return unread.length === 0
        ? []
        : [{ problem: 'proof/complaints-left-out', data: { ...forwarding, types: unread, places } }];
    }
    if (sets.length === 0) return [{ problem: 'proof/only-by-email', data: { ...email, types } }];
    const taken = [...new Set(all.flatMap((way) => way.types))];
    return [
      {
        problem: 'proof/lost-at-event-type',
        data: { ...forwarding, types, taken, by: all.map(({ by }) => by).join(', '), first: first ?? null },
      },
    ];
  },

  observed: ({ ways: { ways: all } }) =>
    all.length === 0 ? null : all.map(({ kind, by }) => `${kind}: ${by}`).join('; '),
});

const leavesOut = (leftOut: Answer<readonly LeftOutTypes[]>, place: string, type: string): boolean =>
  valueOr(leftOut, []).some((one) => one.place === place && one.types.includes(type));
