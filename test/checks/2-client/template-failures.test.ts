import check from '../../../checks/2-client/template-failures.ts';
import { Unavailable } from '../../../src/unavailable.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { destination, setWith } from '../../support/events.ts';

const name = 'welcome';
const template = { kind: 'stored', name, parts: { subject: 'Hello', text: 'Hello', html: null } } as const;
const inForce = {
  ok: false,
  why: new Unavailable('prerequisite', 'a configuration set is in force').why,
} as const;
const noSets = { ok: true, value: [] } as const;
const publishing = (publishers: Record<string, string>, because: string | null = null) =>
  ({ ok: true, value: { sets: 30, publishers, because } }) as const;
const quiet = setWith([destination(['BOUNCE'])]);

describeCheck(check, {
  subject: name,
  healthy: {
    template,
    destinations: { ok: true, value: [setWith([destination(['RENDERING_FAILURE'])])] },
    publishing: inForce,
  },
  finds: {
    'a set in force that does not publish rendering failures': {
      given: { destinations: { ok: true, value: [quiet] } },
      found: [{ problem: 'template/silent-failure', data: { name, sets: ['news'] } }],
    },
    'a destination for them that is switched off': {
      given: {
        destinations: {
          ok: true,
          value: [setWith([destination(['RENDERING_FAILURE'], { enabled: false })])],
        },
      },
      found: [{ problem: 'template/silent-failure', data: { name, sets: ['news'] } }],
    },
    'an account in which no set publishes them': {
      given: { destinations: noSets, publishing: publishing({ BOUNCE: 'news' }) },
      found: [{ problem: 'template/silent-failure', data: { name, sets: null } }],
    },
  },
  silent: {
    'no set in force, but one that the application may name': {
      destinations: noSets,
      publishing: publishing({ RENDERING_FAILURE: 'news' }),
    },
  },
  verdicts: {
    'a file says nothing of how it is sent': {
      given: { template: { ...template, kind: 'file' } },
      verdict: { notApplicable: 'only stored templates are sent by name' },
    },
  },
});
