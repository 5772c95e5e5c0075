import check from '../../../checks/proof/proof-destinations.ts';
import type { Way } from '../../../src/proof/ways.ts';
import { answered, unansweredWith, whyOf } from '../../support/account.ts';
import type { EventDestination } from '../../../src/facts/event-destinations.ts';
import { targetWith } from '../../support/target.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { oneWay, proofTopic, sentProof, taken } from '../../support/proof.ts';

const by = 'destination feedback of news';
const withTypes = (types: readonly string[]): { ways: typeof oneWay } => ({
  ways: { ...oneWay, ways: oneWay.ways.map((way) => ({ ...way, types })) },
});
const notifications = (types: readonly string[]): Way => ({
  ...{ kind: 'sns', place: proofTopic, by: 'notifications of example.com', types },
});
const nothing = { ...oneWay, ways: [] };
const three = { proof: { ...sentProof, messages: [taken('success'), taken('bounce'), taken('complaint')] } };
const news = { set: 'news', region: 'eu-west-1' };
const off = { byMail: false, mailLost: null };
const email = { from: 'news@example.com', region: 'eu-west-1', mailLost: null };
const disabled: EventDestination = {
  ...{ name: 'feedback', enabled: false, types: ['BOUNCE'] },
  channel: { kind: 'sns', topicArn: proofTopic },
};
const deliveries: EventDestination = { ...disabled, enabled: true, types: ['DELIVERY'] };
const withSet = (destinations: readonly EventDestination[]) => ({
  eventDestinations: answered([
    { set: 'news', defaultOf: [], named: false, destinations: answered(destinations) },
  ]),
});
const all = ['BOUNCE', 'COMPLAINT', 'DELIVERY'];
const bus = 'arn:aws:events:eu-west-1:111122223333:event-bus/default';
const atBus: Way = { kind: 'eventbridge', place: bus, by, types: all };
const leftOut = (places: readonly string[], more: object = {}) => [
  {
    problem: 'proof/complaints-left-out' as const,
    data: { ...off, types: ['COMPLAINT'], places, ...more },
  },
];
const denied = whyOf('access-denied', 'denied');

describeCheck(check, {
  healthy: {
    ...{ target: targetWith(), proof: sentProof, ways: oneWay },
    eventDestinations: unansweredWith(whyOf('throttled', 'no answer')),
    leftOutTypes: answered([]),
  },
  finds: {
    'a filter leaves complaints out': {
      given: {
        ...{ ...three, ...withTypes(all) },
        leftOutTypes: answered([{ place: proofTopic, types: ['COMPLAINT', 'DELIVERY'] }]),
      },
      found: leftOut([proofTopic]),
    },
    'a filter and a rule leave complaints out': {
      given: {
        ...{ ...three, ways: { ...oneWay, ways: [...withTypes(all).ways.ways, atBus] } },
        leftOutTypes: answered([
          { place: proofTopic, types: ['COMPLAINT'] },
          { place: bus, types: ['COMPLAINT'] },
        ]),
      },
      found: leftOut([proofTopic, bus]),
    },
    'a rule leaves complaints out, and SES mails them': {
      given: {
        ...{ ...three, ways: { ...oneWay, byMail: true, ways: [atBus] } },
        leftOutTypes: answered([{ place: bus, types: ['COMPLAINT'] }]),
      },
      found: leftOut([bus], { byMail: true }),
    },
    'a filter leaves complaints out, and SES mails them to a domain that receives nothing': {
      given: {
        ...{ ...three, ways: { ...withTypes(all).ways, mailLost: 'example.com' } },
        leftOutTypes: answered([{ place: proofTopic, types: ['COMPLAINT'] }]),
      },
      found: leftOut([proofTopic], { mailLost: 'example.com' }),
    },
    'the set has no destination': {
      given: { ways: nothing },
      found: [
        { problem: 'proof/lost-at-no-destination', data: { ...off, sets: ['news'], off: [], first: null } },
      ],
    },
    'every destination is switched off': {
      given: { ways: { ...nothing, off: [by] }, ...withSet([disabled]) },
      found: [
        {
          problem: 'proof/lost-at-no-destination',
          data: { ...off, sets: ['news'], off: [by], first: { ...news, destinations: [disabled] } },
        },
      ],
    },
    'the destination takes other types': {
      given: withTypes(['DELIVERY', 'OPEN']),
      found: [
        {
          problem: 'proof/lost-at-event-type',
          data: { ...off, types: ['BOUNCE'], taken: ['DELIVERY', 'OPEN'], by, first: null },
        },
      ],
    },
    'two of three kinds of events go nowhere': {
      given: { ...three, ...withTypes(['DELIVERY']), ...withSet([deliveries]) },
      found: [
        {
          problem: 'proof/lost-at-event-type',
          data: {
            ...off,
            ...{ types: ['BOUNCE', 'COMPLAINT'], taken: ['DELIVERY'], by },
            first: { ...news, destinations: [deliveries] },
          },
        },
      ],
    },
    'no set is in force, and nobody asked for notifications': {
      given: { ways: { ...nothing, sets: [] } },
      found: [{ problem: 'proof/only-by-email', data: { ...email, types: [], byMail: false } }],
    },
    'the set has no destination, and SES mails bounces and complaints': {
      given: { ways: { ...nothing, byMail: true } },
      found: [
        {
          problem: 'proof/lost-at-no-destination',
          data: { byMail: true, mailLost: null, sets: ['news'], off: [], first: null },
        },
      ],
    },
    'the destination takes other types, and SES mails to a domain that receives nothing': {
      given: {
        ways: { ...withTypes(['DELIVERY', 'OPEN']).ways, byMail: false, mailLost: 'example.com' },
      },
      found: [
        {
          problem: 'proof/lost-at-event-type',
          data: {
            ...{ byMail: false, mailLost: 'example.com', first: null },
            ...{ types: ['BOUNCE'], taken: ['DELIVERY', 'OPEN'], by },
          },
        },
      ],
    },
    'nobody could say whether SES mails them': {
      given: { ways: { ...nothing, byMail: null } },
      found: [
        {
          problem: 'proof/lost-at-no-destination',
          data: { byMail: null, mailLost: null, sets: ['news'], off: [], first: null },
        },
      ],
    },
    'no set is in force, nobody asked for notifications, and SES mails them': {
      given: { ways: { ...nothing, sets: [], byMail: true } },
      found: [{ problem: 'proof/only-by-email', data: { ...email, types: [], byMail: true } }],
    },
    'no set is in force, and the identity tells of complaints alone': {
      given: { ways: { ...nothing, sets: [], ways: [notifications(['COMPLAINT'])], byMail: true } },
      found: [{ problem: 'proof/only-by-email', data: { ...email, types: ['BOUNCE'], byMail: true } }],
    },
    'the set has no destination, and is known': {
      given: { ways: nothing, ...withSet([]) },
      found: [
        {
          problem: 'proof/lost-at-no-destination',
          data: { ...off, sets: ['news'], off: [], first: { ...news, destinations: [] } },
        },
      ],
    },
  },
  silent: {
    'a filter leaves deliveries out': {
      ...{ ...three, ...withTypes(all) },
      leftOutTypes: answered([{ place: proofTopic, types: ['DELIVERY'] }]),
    },
    'a filter leaves complaints out, and the bus takes them': {
      ...{ ...three, ways: { ...oneWay, ways: [...withTypes(all).ways.ways, atBus] } },
      leftOutTypes: answered([{ place: proofTopic, types: ['COMPLAINT'] }]),
    },
    'a filter leaves complaints out, of which none was sent': {
      ...withTypes(all),
      leftOutTypes: answered([{ place: proofTopic, types: ['COMPLAINT'] }]),
    },
    'what filters leave out could not be read, which the checks of subscriptions and rules say': {
      ...{ ...three, ...withTypes(all) },
      leftOutTypes: unansweredWith(denied),
    },
    'two destinations share the types': {
      ...three,
      ways: {
        ...oneWay,
        ways: [
          { kind: 'sns', place: proofTopic, by, types: ['BOUNCE', 'COMPLAINT'] },
          {
            kind: 'cloudwatch',
            place: 'counts of news',
            by: 'destination counts of news',
            types: ['DELIVERY'],
          },
        ],
      },
    },
    'no set is in force: notifications of the identity know no deliveries': {
      ...three,
      ways: { ...nothing, sets: [], ways: [notifications(['BOUNCE', 'COMPLAINT'])] },
    },
    'a destination is switched off, another takes everything': {
      ways: { ...oneWay, off: ['destination old'] },
    },
    'a set takes what it knows, the identity the rest': {
      ...three,
      ways: {
        ...oneWay,
        ways: [
          { kind: 'firehose', place: 'stream', by, types: ['DELIVERY'] },
          notifications(['BOUNCE', 'COMPLAINT']),
        ],
      },
    },
  },
  verdicts: {
    'the destinations of the set may not be read: they may take anything': {
      given: { ways: { ...nothing, unread: [denied] } },
      verdict: [{ unanswered: denied, counts: true }],
    },
    'nothing was sent': {
      given: { proof: { ...sentProof, messages: [], notSent: 'not sent: identity/not-verified' } },
      verdict: { notApplicable: 'not sent: identity/not-verified' },
    },
    'SES took nothing': {
      given: { proof: { ...sentProof, messages: [] } },
      verdict: { notApplicable: 'SES accepted no message' },
    },
  },
});
