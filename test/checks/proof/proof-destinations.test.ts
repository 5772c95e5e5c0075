import check from '../../../checks/proof/proof-destinations.ts';
import type { Way } from '../../../src/proof/ways.ts';
import { whyOf } from '../../support/account.ts';
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
const denied = whyOf('access-denied', 'denied');

describeCheck(check, {
  healthy: { proof: sentProof, ways: oneWay },
  finds: {
    'the set has no destination': {
      given: { ways: nothing },
      found: [{ problem: 'proof/lost-at-no-destination', data: { sets: ['news'], off: [] } }],
    },
    'every destination is switched off': {
      given: { ways: { ...nothing, off: [by] } },
      found: [{ problem: 'proof/lost-at-no-destination', data: { sets: ['news'], off: [by] } }],
    },
    'the destination takes other types': {
      given: withTypes(['DELIVERY', 'OPEN']),
      found: [
        {
          problem: 'proof/lost-at-event-type',
          data: { types: ['BOUNCE'], taken: ['DELIVERY', 'OPEN'], by },
        },
      ],
    },
    'two of three kinds of events go nowhere': {
      given: { ...three, ...withTypes(['DELIVERY']) },
      found: [
        {
          problem: 'proof/lost-at-event-type',
          data: { types: ['BOUNCE', 'COMPLAINT'], taken: ['DELIVERY'], by },
        },
      ],
    },
    'no set is in force, and nobody asked for notifications': {
      given: { ways: { ...nothing, sets: [] } },
      found: [{ problem: 'proof/only-by-email', data: { from: 'news@example.com' } }],
    },
    'no set is in force, and the identity tells of complaints alone': {
      given: { ways: { ...nothing, sets: [], ways: [notifications(['COMPLAINT'])] } },
      found: [
        {
          problem: 'proof/lost-at-event-type',
          data: { types: ['BOUNCE'], taken: ['COMPLAINT'], by: 'notifications of example.com' },
        },
      ],
    },
  },
  silent: {
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
