import check from '../../../checks/2-client/send-global-endpoint.ts';
import type { Difference } from '../../../checks/2-client/send-global-endpoint-parity.words.ts';
import type { GlobalEndpoint, OtherSide } from '../../../src/facts/global-endpoints.ts';
import { answered, healthyAccount, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const endpoint: GlobalEndpoint = {
  name: 'two',
  id: 'abc.123',
  status: 'READY',
  regions: ['eu-west-1', 'eu-central-1'],
};
const endpoints = (...items: readonly GlobalEndpoint[]) => ({
  globalEndpoints: answered({ items, complete: true, because: null }),
});
const there = {
  productionAccess: true,
  sendingEnabled: true,
  enforcement: 'HEALTHY',
  max24Hour: 50_000,
  suppressedReasons: healthyAccount.suppressedReasons,
} as const;
const equal: OtherSide = {
  endpoint: 'two',
  region: 'eu-central-1',
  account: answered(there),
  identity: { name: 'example.com', origin: 'AWS_SES', there: answered('verified') },
  set: { name: 'news', exists: answered(true) },
  template: { name: 'welcome', exists: answered(true) },
};
const side = (more: Partial<OtherSide>) => ({ otherSides: answered([{ ...equal, ...more }]) });
const lacks = (lack: Difference, home = 'eu-west-1') => ({
  problem: 'send/global-endpoint-unequal' as const,
  data: { home, region: 'eu-central-1', endpoint: 'two', lacks: [lack], named: false },
  subject: 'two',
});
const domain = { name: 'example.com', origin: 'AWS_SES' };
const denied = whyOf('access-denied');

describeCheck(check, {
  subject: 'example.com',
  healthy: { target: targetWith(), account: answered(healthyAccount), ...endpoints(endpoint), ...side({}) },
  finds: {
    'an endpoint that is not there': {
      given: { target: targetWith({ endpointId: 'xyz.9' }) },
      found: [
        {
          problem: 'send/global-endpoint-absent',
          data: { region: 'eu-west-1', endpoint: 'xyz.9', known: ['abc.123'] },
          subject: 'xyz.9',
        },
      ],
    },
    'the name of an endpoint in place of its id': {
      given: { target: targetWith({ endpointId: 'two' }) },
      found: [
        {
          problem: 'send/global-endpoint-absent',
          data: { region: 'eu-west-1', endpoint: 'two', known: ['abc.123'], nameOf: 'abc.123' },
          subject: 'two',
        },
      ],
    },
    'a difference of an endpoint that the run is about': {
      given: {
        target: targetWith({ endpointId: 'abc.123' }),
        ...side({ identity: { ...domain, there: answered('absent') } }),
      },
      found: [
        {
          ...lacks({ kind: 'identity', ...domain, state: 'absent' }),
          data: { ...lacks({ kind: 'identity', ...domain, state: 'absent' }).data, named: true },
        },
      ],
    },
    'other reasons to suppress': {
      given: side({ account: answered({ ...there, suppressedReasons: [] }) }),
      found: [
        {
          problem: 'send/global-endpoint-suppression',
          data: {
            home: 'eu-west-1',
            region: 'eu-central-1',
            endpoint: 'two',
            here: [...healthyAccount.suppressedReasons].sort(),
            there: [],
          },
          subject: 'two',
        },
      ],
    },
    'an endpoint that failed': {
      given: endpoints({ ...endpoint, status: 'FAILED' }),
      found: [
        {
          problem: 'send/global-endpoint-status',
          data: { region: 'eu-west-1', endpoint: 'two', status: 'FAILED', named: false },
          subject: 'two',
        },
      ],
    },
    'an endpoint that is being created': {
      given: endpoints({ ...endpoint, status: 'CREATING' }),
      found: [
        {
          problem: 'send/global-endpoint-status',
          data: { region: 'eu-west-1', endpoint: 'two', status: 'CREATING', named: false },
          subject: 'two',
        },
      ],
    },
    'the identity is not there': {
      given: side({ identity: { ...domain, there: answered('absent') } }),
      found: [lacks({ kind: 'identity', ...domain, state: 'absent' })],
    },
    'the identity waits to be verified there': {
      given: side({ identity: { ...domain, there: answered('unverified') } }),
      found: [lacks({ kind: 'identity', ...domain, state: 'unverified' })],
    },
    'a replica is not there': {
      given: side({
        identity: { name: 'example.com', origin: 'AWS_SES_US_EAST_1', there: answered('absent') },
      }),
      found: [lacks({ kind: 'identity', name: 'example.com', origin: 'AWS_SES_US_EAST_1', state: 'absent' })],
    },
    'the Region that a replica takes its keys from lost them': {
      given: side({
        identity: { name: 'example.com', origin: 'AWS_SES_EU_CENTRAL_1', there: answered('absent') },
      }),
      found: [
        lacks({ kind: 'identity', name: 'example.com', origin: 'AWS_SES_EU_CENTRAL_1', state: 'absent' }),
      ],
    },
    'an identity with a key of its own is not there': {
      given: side({ identity: { name: 'example.com', origin: 'EXTERNAL', there: answered('absent') } }),
      found: [lacks({ kind: 'identity', name: 'example.com', origin: 'EXTERNAL', state: 'absent' })],
    },
    'an identity with a key of its own waits there': {
      given: side({ identity: { name: 'example.com', origin: 'EXTERNAL', there: answered('unverified') } }),
      found: [lacks({ kind: 'identity', name: 'example.com', origin: 'EXTERNAL', state: 'unverified' })],
    },
    'an address is not there': {
      given: side({ identity: { name: 'info@example.com', origin: 'AWS_SES', there: answered('absent') } }),
      found: [lacks({ kind: 'identity', name: 'info@example.com', origin: 'AWS_SES', state: 'absent' })],
    },
    'an address waits to be verified there': {
      given: side({
        identity: { name: 'info@example.com', origin: 'AWS_SES', there: answered('unverified') },
      }),
      found: [lacks({ kind: 'identity', name: 'info@example.com', origin: 'AWS_SES', state: 'unverified' })],
    },
    'the configuration set is not there': {
      given: side({ set: { name: 'news', exists: answered(false) } }),
      found: [lacks({ kind: 'configuration-set', name: 'news' })],
    },
    'the configuration set is switched off there': {
      given: side({ set: { name: 'news', exists: answered(true), isOff: true } }),
      found: [lacks({ kind: 'configuration-set-sending', name: 'news' })],
    },
    'SES refuses there until the MAIL FROM domain is confirmed': {
      given: side({
        identity: { ...domain, there: answered('verified'), refusedMailFrom: 'bounce.example.com' },
      }),
      found: [lacks({ kind: 'mail-from', name: 'example.com', domain: 'bounce.example.com' })],
    },
    'no DKIM signature there, since it is switched off': {
      given: side({ identity: { ...domain, there: answered('verified'), unsigned: { off: true } } }),
      found: [lacks({ kind: 'dkim', name: 'example.com', status: null })],
    },
    'no DKIM signature there, since the keys were not found': {
      given: side({ identity: { ...domain, there: answered('verified'), unsigned: { status: 'FAILED' } } }),
      found: [lacks({ kind: 'dkim', name: 'example.com', status: 'FAILED' })],
    },
    'the template is not there': {
      given: side({ template: { name: 'welcome', exists: answered(false) } }),
      found: [lacks({ kind: 'template', name: 'welcome' })],
    },
    'the sandbox there': {
      given: side({ account: answered({ ...there, productionAccess: false }) }),
      found: [lacks({ kind: 'production-access' })],
    },
    'sending is off there': {
      given: side({ account: answered({ ...there, sendingEnabled: false }) }),
      found: [lacks({ kind: 'sending', byAws: false })],
    },
    'AWS paused sending there': {
      given: side({ account: answered({ ...there, enforcement: 'SHUTDOWN', sendingEnabled: false }) }),
      found: [lacks({ kind: 'sending', byAws: true })],
    },
    'a quota that is less than half of what is sent': {
      given: side({ account: answered({ ...there, max24Hour: 200 }) }),
      found: [lacks({ kind: 'quota', needed: 600, max: 200 })],
    },
  },
  verdicts: {
    'no global endpoint': {
      given: { ...endpoints(), otherSides: answered([]) },
      verdict: { notApplicable: 'there is no global endpoint in this Region' },
    },
    'the other Region may not be asked': {
      given: side({ identity: { ...domain, there: unansweredWith(denied) } }),
      verdict: {
        notApplicable: `the other Region could not be looked at: ${denied.message}`,
        missed: [{ unanswered: denied, counts: false }],
      },
    },
  },
});
