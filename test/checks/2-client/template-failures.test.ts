import { expect, it } from 'vitest';
import check from '../../../checks/2-client/template-failures.ts';
import { Unavailable } from '../../../src/model/unavailable.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';
import { answered, unansweredWith, whyOf } from '../../support/account.ts';
import { destination, setWith } from '../../support/events.ts';

const name = 'welcome';
const template = { kind: 'stored', name, parts: { subject: 'Hello', text: 'Hello', html: null } } as const;
const inForce = {
  ok: false,
  why: new Unavailable('prerequisite', 'a configuration set is in force').why,
} as const;
const denied = whyOf('access-denied', 'denied');
const noSets = { ok: true, value: [] } as const;
const publishing = (publishers: Record<string, string>, because: string | null = null) =>
  ({ ok: true, value: { sets: 30, publishers, because } }) as const;
const quiet = setWith([destination(['BOUNCE'])]);

describeCheck(check, {
  subject: name,
  healthy: {
    target: targetWith(),
    template,
    destinations: { ok: true, value: [setWith([destination(['RENDERING_FAILURE'])])] },
    publishing: inForce,
  },
  finds: {
    'a set in force that does not publish rendering failures': {
      given: { destinations: { ok: true, value: [quiet] } },
      found: [{ problem: 'template/silent-failure', data: { region: 'eu-west-1', name, sets: ['news'] } }],
    },
    'a destination for them that is switched off': {
      given: {
        destinations: {
          ok: true,
          value: [setWith([destination(['RENDERING_FAILURE'], { enabled: false })])],
        },
      },
      found: [{ problem: 'template/silent-failure', data: { region: 'eu-west-1', name, sets: ['news'] } }],
    },
    'an account in which no set publishes them': {
      given: { destinations: noSets, publishing: publishing({ BOUNCE: 'news' }) },
      found: [{ problem: 'template/silent-failure', data: { region: 'eu-west-1', name, sets: null } }],
    },
  },
  silent: {
    'no set in force, but one that the application may name': {
      destinations: noSets,
      publishing: publishing({ RENDERING_FAILURE: 'news' }),
    },
  },
  verdicts: {
    'makes no sense for a template that is not there': {
      given: { template: { kind: 'not-found', name } },
      verdict: { notApplicable: 'there is no template of that name' },
    },
    'gives no tick without a right to look, and does not count it': {
      given: { destinations: unansweredWith(denied) },
      verdict: { notApplicable: 'the event destinations could not be read: denied', missed: [] },
    },
    'gives no tick when a set could not be read': {
      given: {
        destinations: answered([{ ...setWith([]), destinations: unansweredWith(denied) }]),
      },
      verdict: {
        notApplicable: 'the event destinations could not be read: denied',
        missed: [{ unanswered: denied, counts: false }],
      },
    },
    'gives no tick when the sets of the account could not be read': {
      given: { destinations: noSets, publishing: unansweredWith(denied) },
      verdict: { notApplicable: 'the event destinations could not be read: denied', missed: [] },
    },
    'has nothing to say when the set that is named does not exist': {
      given: { destinations: noSets, publishing: inForce },
      verdict: { notApplicable: 'no configuration set that exists is in force' },
    },
    'is silent when not all sets were asked': {
      given: { destinations: noSets, publishing: publishing({}, 'only the first 25 of 30 were asked') },
      verdict: { notApplicable: 'it is not known: only the first 25 of 30 were asked' },
    },
  },
});

it('is moot for a file, which says nothing of how it is sent', () => {
  expect(check.moot?.(targetWith({ template: { kind: 'file', path: 'a.json', content: '{}' } }))).toBe(
    'only stored templates are sent by name',
  );
  expect(check.moot?.(targetWith({ template: { kind: 'stored', name } }))).toBeNull();
});
