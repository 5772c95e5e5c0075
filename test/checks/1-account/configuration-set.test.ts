import check from '../../../checks/1-account/configuration-set.ts';
import type { ConfigurationSet } from '../../../src/facts/configuration-set/reply.ts';
import type { SetInForce } from '../../../src/facts/configuration-set/configuration-set.ts';
import {
  answered,
  candidateOf,
  healthySet,
  symptomOf,
  unansweredWith,
  whyOf,
} from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const region = 'eu-west-1';
const named = (settings: ConfigurationSet | null, name = 'events'): SetInForce => ({
  name,
  why: 'named',
  settings: answered(settings),
});
const byDefault = (settings: ConfigurationSet | null): SetInForce => ({
  name: 'events',
  why: { defaultOf: 'example.com' },
  settings: answered(settings),
});
const inForce = (...sets: readonly SetInForce[]) => ({ configurationSetsInForce: sets });
const beside = (set: SetInForce) => ({
  target: targetWith({ configurationSet: 'campaigns' }),
  ...inForce(named(healthySet, 'campaigns')),
  idleDefaults: answered([set]),
});
const ofName = { region, set: 'events', defaultOf: null };
const ofDefault = { region, set: 'events', defaultOf: 'example.com' };
const delivery = healthySet.delivery;
const byTenant = { ...healthySet, suppression: { ...healthySet.suppression, scope: 'TENANT' as const } };
const quick = { ...healthySet, delivery: { ...delivery, maxDeliverySeconds: 900 } };
const why = whyOf('access-denied', 'denied', { action: 'ses:GetConfigurationSet' });

describeCheck(check, {
  healthy: {
    target: targetWith(),
    ...inForce(named(healthySet), byDefault(healthySet)),
    symptom: null,
    configurationSetSpellings: answered({}),
    idleDefaults: answered([]),
  },
  finds: {
    'a default set that is paused, while another is named': {
      given: beside(byDefault({ ...healthySet, sendingEnabled: false })),
      found: [
        {
          problem: 'configuration-set/sending-paused',
          subject: 'example.com',
          data: { ...ofDefault, used: 'campaigns' },
        },
      ],
    },
    'a default set that was deleted, while another is named': {
      given: beside(byDefault(null)),
      found: [
        {
          problem: 'configuration-set/default-missing',
          subject: 'example.com',
          data: { ...ofDefault, used: 'campaigns', near: [] },
        },
      ],
    },
    'a name that does not exist, with one much like it': {
      given: { ...inForce(named(null, 'event')), configurationSetSpellings: answered({ event: ['events'] }) },
      found: [
        {
          problem: 'configuration-set/not-found',
          subject: 'event',
          data: { region, set: 'event', defaultOf: null, near: ['events'] },
        },
      ],
    },
    'a name that does not exist, while the list of sets was refused': {
      given: { ...inForce(named(null)), configurationSetSpellings: unansweredWith(why) },
      found: [{ problem: 'configuration-set/not-found', subject: 'events', data: { ...ofName, near: [] } }],
    },
    'a default set that was deleted': {
      given: inForce(byDefault(null)),
      found: [
        {
          problem: 'configuration-set/default-missing',
          subject: 'example.com',
          data: { ...ofDefault, near: [] },
        },
      ],
    },
    'a default set that was renamed': {
      given: {
        ...inForce(byDefault(null)),
        configurationSetSpellings: answered({ [ofDefault.set]: ['events-v2'] }),
      },
      found: [
        {
          problem: 'configuration-set/default-missing',
          subject: 'example.com',
          data: { ...ofDefault, near: ['events-v2'] },
        },
      ],
    },
    'a set whose sending is paused': {
      given: inForce(named({ ...healthySet, sendingEnabled: false })),
      found: [{ problem: 'configuration-set/sending-paused', subject: 'events', data: ofName }],
    },
    'a default set whose sending is paused': {
      given: inForce(byDefault({ ...healthySet, sendingEnabled: false })),
      found: [{ problem: 'configuration-set/sending-paused', subject: 'example.com', data: ofDefault }],
    },
    'a set that demands TLS': {
      given: inForce(named({ ...healthySet, delivery: { ...delivery, tlsRequired: true } })),
      found: [{ problem: 'configuration-set/tls-required', subject: 'events', data: ofName }],
    },
    'a set that gives up after a quarter of an hour': {
      given: inForce(named(quick)),
      found: [
        {
          problem: 'configuration-set/max-delivery-short',
          subject: 'events',
          data: { ...ofName, seconds: 900, timedOut: false },
        },
      ],
    },
    'a set that gave up on a mail': {
      given: {
        ...inForce(named(quick)),
        symptom: symptomOf([candidateOf('configuration-set/max-delivery-short')]),
      },
      found: [
        {
          problem: 'configuration-set/max-delivery-short',
          subject: 'events',
          data: { ...ofName, seconds: 900, timedOut: true },
        },
      ],
    },
    'a named set that wants a tenant': {
      given: inForce(named(byTenant)),
      found: [{ problem: 'configuration-set/tenant-required', subject: 'events', data: ofName }],
    },
    'a default set that wants a tenant': {
      given: inForce(byDefault(byTenant)),
      found: [{ problem: 'configuration-set/tenant-required', subject: 'example.com', data: ofDefault }],
    },
  },
  silent: {
    'a default set in order beside one that is named': beside(byDefault(healthySet)),
    'a default set that wants a tenant, while another is named': beside(byDefault(byTenant)),
    'a set that tries for four hours': inForce(
      named({ ...healthySet, delivery: { ...delivery, maxDeliverySeconds: 14_400 } }),
    ),
  },
  verdicts: {
    'makes no sense without any set': {
      given: inForce(),
      verdict: {
        notApplicable: 'no configuration set is named, and no sender has a default one',
        flag: '--configuration-set',
      },
    },
    'a set that could not be read is not taken for missing': {
      given: inForce({ name: 'events', why: 'named', settings: unansweredWith(why) }),
      verdict: [{ unanswered: why, counts: true }],
    },
    'says nothing of another set that a symptom names': {
      given: {
        symptom: symptomOf([
          candidateOf('configuration-set/not-found', 'prod.campaigns'),
          candidateOf('configuration-set/sending-paused', 'campaigns'),
        ]),
      },
      verdict: [],
    },
    'a set that exists and sends refutes what a symptom says of it': {
      given: {
        symptom: symptomOf([
          candidateOf('configuration-set/not-found'),
          candidateOf('configuration-set/sending-paused'),
          candidateOf('configuration-set/default-missing'),
        ]),
      },
      verdict: [
        {
          refutes: 'configuration-set/not-found',
          subject: null,
          because: 'the configuration set that is named exists in this Region',
        },
        {
          refutes: 'configuration-set/sending-paused',
          subject: null,
          because: 'no configuration set in use is paused',
        },
      ],
    },
  },
  reads: [
    candidateOf('configuration-set/not-found', null, { data: { configurationSet: 'evnets' } }),
    candidateOf('configuration-set/default-missing', 'example.com'),
    candidateOf('configuration-set/sending-paused'),
    candidateOf('configuration-set/tls-required'),
    candidateOf('configuration-set/max-delivery-short'),
    candidateOf('configuration-set/tenant-required'),
  ],
});
