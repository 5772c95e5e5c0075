import check from '../../../checks/proof/proof-arrival.ts';
import type { Topic } from '../../../src/facts/topics.ts';
import { answered, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { oneWay, proofTopic, seenAt, sentProof, taken } from '../../support/proof.ts';

const withTap = (...tap: Parameters<typeof seenAt>) => ({ proof: { ...sentProof, tap: seenAt(...tap) } });
const encrypted = (kmsKey: string) => ({
  topics: answered<readonly Topic[]>([
    {
      ...{ arn: proofTopic, region: 'eu-west-1', usedBy: [], byIdentity: false },
      state: answered({ kind: 'topic', fifo: false, publish: 'allowed', kmsKey, confirmed: answered(1) }),
    },
  ]),
});
const missing = (key: string | null = null, events = ['BOUNCE of bounce'], unclear = false) => [
  {
    problem: 'proof/not-seen' as const,
    data: { place: proofTopic, events, seconds: 90, key, unclear },
    subject: proofTopic,
  },
];
const [first = { kind: 'sns' as const, place: proofTopic, by: '', types: [] }] = oneWay.ways;
const denied = whyOf('access-denied', 'denied');
const both = { ...sentProof, messages: [taken('bounce'), taken('complaint')] };
const bus = 'arn:aws:events:eu-west-1:111122223333:event-bus/default';

describeCheck(check, {
  healthy: { ...withTap(['eventType']), ways: answered(oneWay), topics: answered([]) },
  finds: {
    'the bounce did not come': { given: withTap([]), found: missing() },
    'the bounce came, the delivery of the complaint did not': {
      given: { proof: { ...both, tap: seenAt(['eventType']) } },
      found: missing(null, ['DELIVERY of complaint']),
    },
    'the topic is encrypted with a key of yours': {
      given: { ...withTap([]), ...encrypted('alias/mine') },
      found: missing('alias/mine'),
    },
    'it came twice': {
      given: withTap(['eventType', 'eventType']),
      found: [
        {
          problem: 'proof/seen-twice',
          data: { place: proofTopic, events: ['BOUNCE of bounce'], paths: [first.by] },
          subject: proofTopic,
        },
      ],
    },
    'it came twice, and two sets publish there': {
      given: {
        ...withTap(['eventType', 'eventType']),
        ways: answered({
          ...oneWay,
          ways: [
            ...oneWay.ways,
            { ...first, by: 'destination all of second' },
            { ...first, types: ['OPEN'] },
          ],
        }),
      },
      found: [
        {
          problem: 'proof/seen-twice',
          data: {
            ...{ place: proofTopic, events: ['BOUNCE of bounce'] },
            paths: [first.by, 'destination all of second'],
          },
          subject: proofTopic,
        },
      ],
    },
  },
  silent: {
    'it came in two shapes, of which another check tells': withTap(['eventType', 'notificationType']),
    'it came as a notification': withTap(['notificationType']),
    'it came within a second': withTap(['eventType'], { seconds: 1 }),
    'a bus does not say its name': {
      ...withTap(['eventType'], {
        places: [{ place: bus, open: answered(true) }],
        seen: seenAt(['eventType']).seen.map((event) => ({ ...event, place: '' })),
      }),
      ways: answered({
        ...oneWay,
        ways: [{ kind: 'eventbridge', place: bus, by: 'destination bus of news', types: ['BOUNCE'] }],
      }),
    },
    'the topics could not be read': {
      ...withTap(['eventType']),
      topics: unansweredWith(denied),
    },
  },
  verdicts: {
    'half a minute may be too short': {
      given: withTap([], { seconds: 30 }),
      verdict: [
        {
          unanswered: {
            ...{ reason: 'timeout', action: null, region: null, detail: {} },
            question: `events from ${proofTopic}`,
            message: 'BOUNCE of bounce did not come within 30 s, which may be too short',
          },
          counts: true,
        },
      ],
    },
    'the queue could not be read to the end': {
      given: withTap([], { failed: denied }),
      verdict: [{ unanswered: denied, counts: true }],
    },
    'the subscription is not allowed': {
      given: withTap([], { places: [{ place: proofTopic, open: unansweredWith(denied) }] }),
      verdict: [{ unanswered: denied, counts: true }],
    },
    'one place may not be listened at, the other is told': {
      given: withTap(['eventType'], {
        places: [
          { place: proofTopic, open: answered(true) },
          { place: bus, open: unansweredWith(denied) },
        ],
      }),
      verdict: [{ unanswered: denied, counts: true }],
    },
    'nobody listened': {
      given: { proof: sentProof },
      verdict: {
        notApplicable:
          'nobody watched the events arrive: look for BOUNCE with a1 in mail.destination where you read events',
        flag: '--tap',
      },
    },
    'nothing was sent': {
      given: { proof: { ...sentProof, messages: [], notSent: 'not sent: --dry-run' } },
      verdict: { notApplicable: 'not sent: --dry-run' },
    },
  },
});
