import check from '../../../checks/3-delivery/events.ts';
import type { IdentityFeedback } from '../../../src/facts/events-feedback.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { destination, setWith } from '../../support/events.ts';
import { targetWith } from '../../support/target.ts';

const region = 'eu-west-1';
const inForce = {
  ok: false,
  why: new Unavailable('prerequisite', 'a configuration set is in force').why,
} as const;
const denied = new Unavailable('access-denied', 'denied', { action: 'ses:GetIdentityNotificationAttributes' })
  .why;
const all = ['BOUNCE', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY', 'RENDERING_FAILURE'];
const sets = (...value: ReturnType<typeof setWith>[]) => ({ ok: true, value }) as const;
const senders = (more: Partial<IdentityFeedback>) =>
  ({
    ok: true,
    value: [
      {
        subject: 'example.com',
        answer: {
          ok: true,
          value: {
            identity: 'example.com',
            forwarding: true,
            lost: null,
            topics: { ok: true, value: { bounce: null, complaint: null } },
            ...more,
          },
        },
      },
    ],
  }) as const;
const silent = senders({ forwarding: false });
const rejects = destination(['REJECT', 'DELIVERY_DELAY', 'RENDERING_FAILURE']);
const bounces = destination(['BOUNCE', 'COMPLAINT', 'REJECT']);

describeCheck(check, {
  healthy: {
    target: targetWith({ identities: ['example.com'] }),
    symptom: null,
    destinations: sets(setWith([destination(all)])),
    feedback: senders({}),
    publishing: inForce,
  },
  finds: {
    'bounces and complaints that nobody hears': {
      given: { destinations: sets(setWith([rejects])), feedback: silent },
      found: [
        {
          problem: 'events/type-not-published',
          data: {
            region,
            set: 'news',
            types: ['BOUNCE', 'COMPLAINT'],
            needed: ['BOUNCE', 'COMPLAINT'],
            destinations: [rejects],
          },
          subject: 'news',
        },
      ],
    },
    'delays and rendering failures that nobody needs to hear': {
      given: { destinations: sets(setWith([bounces])) },
      found: [
        {
          problem: 'events/type-not-published',
          data: {
            region,
            set: 'news',
            types: ['DELIVERY_DELAY', 'RENDERING_FAILURE'],
            needed: [],
            destinations: [bounces],
          },
          subject: 'news',
        },
      ],
    },
    'rendering failures, while a template is sent': {
      given: {
        target: targetWith({ template: { kind: 'stored', name: 'welcome' } }),
        destinations: sets(setWith([bounces, destination(['DELIVERY_DELAY'])])),
      },
      found: [
        {
          problem: 'events/type-not-published',
          data: {
            region,
            set: 'news',
            types: ['RENDERING_FAILURE'],
            needed: ['RENDERING_FAILURE'],
            destinations: [bounces, destination(['DELIVERY_DELAY'])],
          },
          subject: 'news',
        },
      ],
    },
    'a named set without any destination, of a sender that is not known': {
      given: {
        destinations: sets(setWith([], { named: true, defaultOf: [] })),
        feedback: { ok: true, value: [] },
      },
      found: [
        {
          problem: 'events/type-not-published',
          data: {
            region,
            set: 'news',
            types: ['BOUNCE', 'COMPLAINT', 'REJECT', 'DELIVERY_DELAY', 'RENDERING_FAILURE'],
            needed: [],
            destinations: [],
          },
          subject: 'news',
        },
      ],
    },
    'a destination that is switched off beside one that is not': {
      given: { destinations: sets(setWith([destination(all), destination(['OPEN'], { enabled: false })])) },
      found: [
        {
          problem: 'events/destination-disabled',
          data: {
            region,
            set: 'news',
            destination: destination(['OPEN'], { enabled: false }),
            lost: true,
          },
          subject: 'news',
        },
      ],
    },
    'a destination that is switched off because another takes its place': {
      given: { destinations: sets(setWith([destination(all), destination(['BOUNCE'], { enabled: false })])) },
      found: [
        {
          problem: 'events/destination-disabled',
          data: {
            region,
            set: 'news',
            destination: destination(['BOUNCE'], { enabled: false }),
            lost: false,
          },
          subject: 'news',
        },
      ],
    },
    'an account that publishes nothing': {
      given: {
        destinations: sets(),
        publishing: { ok: true, value: { sets: 2, publishers: {}, because: null } },
      },
      found: [{ problem: 'events/not-configured', data: { region, sets: 2 } }],
    },
  },
  silent: {
    'bounces and complaints go by SNS topic': {
      destinations: sets(setWith([rejects])),
      feedback: senders({
        forwarding: false,
        topics: { ok: true, value: { bounce: 'arn:b', complaint: 'arn:c' } },
      }),
    },
    'bounces and complaints are forwarded by mail': { destinations: sets(setWith([rejects])) },
    'the types are spread over several destinations': {
      destinations: sets(setWith([bounces, destination(['DELIVERY_DELAY', 'RENDERING_FAILURE'])])),
    },
    'no set in force, but sets that publish': {
      destinations: sets(),
      publishing: { ok: true, value: { sets: 1, publishers: { BOUNCE: 'news' }, because: null } },
    },
    'no set in force, and more sets than were asked': {
      destinations: sets(),
      publishing: { ok: true, value: { sets: 90, publishers: {}, because: 'only the first 25 were asked' } },
    },
  },
  verdicts: {
    'forwarding is off, and the topics may not be asked': {
      given: {
        destinations: sets(setWith([rejects])),
        feedback: senders({ forwarding: false, topics: { ok: false, why: denied } }),
      },
      verdict: [
        { unanswered: denied, counts: true },
        { unanswered: denied, counts: true },
      ],
    },
    'the destinations may not be asked': {
      given: { destinations: sets(setWith([], { destinations: { ok: false, why: denied } })) },
      verdict: [{ unanswered: denied, counts: true }],
    },
  },
});
