import check from '../../../checks/3-delivery/events-identity.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { symptomOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { destination, setWith } from '../../support/events.ts';
import { targetWith } from '../../support/target.ts';

const identity = 'example.com';
const region = 'eu-west-1';
const inForce = {
  ok: false,
  why: new Unavailable('prerequisite', 'a configuration set is in force').why,
} as const;
const denied = new Unavailable('access-denied', 'denied').why;
const topics = (bounce: string | null) => ({ ok: true, value: { bounce, complaint: null } }) as const;
const deaf = { identity, forwarding: false, lost: null, topics: topics(null) };
const lost = { domain: 'example.com', because: 'no-server' } as const;
const noSets = { ok: true, value: [] } as const;
const publishing = (publishers: Record<string, string>) =>
  ({ ok: true, value: { sets: 1, publishers, because: null } }) as const;
const quiet = { ok: true, value: [setWith([destination(['REJECT'])])] } as const;
const event = { ...symptomOf([]), items: [{ kind: 'event', title: 'Bounce event' } as const] };

describeCheck(check, {
  subject: identity,
  healthy: {
    target: targetWith({ identities: [identity] }),
    symptom: null,
    feedback: { identity, forwarding: true, lost: null, topics: topics(null) },
    destinations: { ok: true, value: [setWith([destination(['BOUNCE'])])] },
    publishing: inForce,
  },
  finds: {
    'forwarding off, no topic, and a set that does not take bounces': {
      given: { feedback: deaf, destinations: quiet },
      found: [{ problem: 'events/no-bounce-channel', data: { region, identity, set: 'news' } }],
    },
    'forwarding off, no topic, and a set that only counts bounces': {
      given: {
        feedback: deaf,
        destinations: {
          ok: true,
          value: [setWith([destination(['BOUNCE'], { channel: { kind: 'cloudwatch', dimensions: [] } })])],
        },
      },
      found: [
        { problem: 'events/no-bounce-channel', data: { region, identity, counted: true, set: 'news' } },
      ],
    },
    'forwarding off, no topic, and a named set without bounces in place of the default that takes them': {
      given: {
        feedback: deaf,
        destinations: {
          ok: true,
          value: [
            setWith([destination(['REJECT'])], { set: 'campaigns', named: true, defaultOf: [] }),
            setWith([destination(['BOUNCE'])]),
          ],
        },
      },
      found: [{ problem: 'events/no-bounce-channel', data: { region, identity, set: 'campaigns' } }],
    },
    'forwarding off, no topic, and nothing in the account that takes bounces': {
      given: { feedback: deaf, destinations: noSets, publishing: publishing({}) },
      found: [{ problem: 'events/no-bounce-channel', data: { region, identity } }],
    },
    'forwarding to a domain that takes no mail, and nothing else': {
      given: { feedback: { ...deaf, forwarding: true, lost }, destinations: quiet },
      found: [{ problem: 'events/no-bounce-channel', data: { region, identity, lost, set: 'news' } }],
    },
    'no default set, while the account has one that publishes': {
      given: { destinations: noSets, publishing: publishing({ BOUNCE: 'news' }) },
      found: [
        {
          problem: 'events/no-default-configuration-set',
          data: { region, identity, set: 'news', seen: false },
        },
      ],
    },
    'no default set, and an event that came without one': {
      given: { symptom: event, destinations: noSets, publishing: publishing({ BOUNCE: 'news' }) },
      found: [
        {
          problem: 'events/no-default-configuration-set',
          data: { region, identity, set: 'news', seen: true },
        },
      ],
    },
  },
  silent: {
    'a bounce topic alone': { feedback: { ...deaf, topics: topics('arn:b') }, destinations: quiet },
    'forwarding to nobody beside a bounce topic': {
      feedback: { ...deaf, forwarding: true, lost, topics: topics('arn:b') },
      destinations: quiet,
    },
    'event publishing alone': { feedback: deaf },
    'no set anywhere, bounces forwarded': { destinations: noSets, publishing: publishing({}) },
    'topics that may not be asked, where forwarding is on': {
      feedback: { identity, forwarding: true, lost: null, topics: { ok: false, why: denied } },
      destinations: quiet,
    },
  },
  verdicts: {
    'forwarding off, and the topics may not be asked': {
      given: { feedback: { ...deaf, topics: { ok: false, why: denied } }, destinations: quiet },
      verdict: [{ unanswered: denied, counts: true }],
    },
    'forwarding off, and the destinations may not be asked': {
      given: {
        feedback: deaf,
        destinations: { ok: true, value: [setWith([], { destinations: { ok: false, why: denied } })] },
      },
      verdict: [{ unanswered: denied, counts: true }],
    },
  },
});
