import check from '../../../checks/2-client/send-tenant.ts';
import { answered, candidateOf, healthySet, unansweredWith, whyOf } from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const prefix = 'arn:aws:ses:eu-west-1:111122223333';
const tenant = { name: 'acme', sendingStatus: 'ENABLED', arn: `${prefix}:tenant/acme/tn-1` };
const resources = (...names: readonly string[]) =>
  answered({ arns: names.map((name) => `${prefix}:${name}`), complete: true });
const sets = [{ name: 'events', why: 'named', settings: answered(healthySet) }] as const;
const healthy = {
  tenant: answered(tenant),
  refusedTenants: unansweredWith(whyOf('not-asked', 'no symptom tells of a tenant')),
  target: targetWith({
    tenant: 'acme',
    identities: ['news@mail.example.com'],
    template: { kind: 'stored', name: 'welcome' },
  }),
  configurationSetsInForce: sets,
  tenantResources: resources('identity/example.com', 'configuration-set/events', 'template/welcome'),
};
const region = 'eu-west-1';
const base = { region, tenant: 'acme' };

const unnamed = {
  tenant: unansweredWith(whyOf('not-asked', '--tenant was not given')),
  tenantResources: unansweredWith(whyOf('not-asked', '--tenant was not given')),
  target: targetWith({ identities: ['example.com'] }),
  configurationSetsInForce: [
    { name: 'events', why: { defaultOf: 'example.com' }, settings: answered(healthySet) },
  ],
} as const;
const refused = (owners: Readonly<Record<string, ReturnType<typeof resources>>>, without: string[] = []) =>
  answered({
    prefix: `${prefix}:`,
    owners: Object.entries(owners).map(([name, of]) => ({ name, resources: of })),
    without,
  });

describeCheck(check, {
  healthy,
  finds: {
    'a refusal that names no tenant, and two of the sender of which one lacks the set': {
      given: {
        ...unnamed,
        refusedTenants: refused({
          t9: resources('identity/example.com'),
          whole: resources('identity/example.com', 'configuration-set/events'),
        }),
      },
      found: [
        {
          problem: 'send/tenant',
          subject: 'events',
          data: {
            ...{ region, tenant: 't9', kind: 'configuration set', name: 'events', defaultOf: 'example.com' },
            ...{ arn: `${prefix}:configuration-set/events`, others: [] },
          },
        },
      ],
    },
    'a refusal that names no tenant, of a sender that belongs to none': {
      given: { ...unnamed, refusedTenants: refused({}, ['example.com']) },
      found: [
        {
          problem: 'send/tenant',
          subject: 'example.com',
          data: {
            ...{ region, tenant: null, kind: 'identity', name: 'example.com' },
            ...{ arn: `${prefix}:identity/example.com`, others: [] },
          },
        },
      ],
    },
    'a sender that belongs to no tenant': {
      given: {
        ...healthy,
        tenantResources: resources('identity/other.example', 'configuration-set/events', 'template/welcome'),
      },
      found: [
        {
          problem: 'send/tenant',
          subject: 'news@mail.example.com',
          data: {
            ...base,
            kind: 'identity',
            name: 'news@mail.example.com',
            arn: `${prefix}:identity/news@mail.example.com`,
            others: ['other.example'],
          },
        },
      ],
    },
    'a configuration set and a template that were forgotten': {
      given: { ...healthy, tenantResources: resources('identity/news@mail.example.com') },
      found: [
        {
          problem: 'send/tenant',
          subject: 'events',
          data: {
            ...base,
            kind: 'configuration set',
            name: 'events',
            arn: `${prefix}:configuration-set/events`,
            others: [],
          },
        },
        {
          problem: 'send/tenant',
          subject: 'welcome',
          data: { ...base, kind: 'template', name: 'welcome', arn: `${prefix}:template/welcome`, others: [] },
        },
      ],
    },
    'a configuration set in another case': {
      given: {
        ...healthy,
        tenantResources: resources('identity/EXAMPLE.com', 'configuration-set/Events', 'template/welcome'),
      },
      found: [
        {
          problem: 'send/tenant',
          subject: 'events',
          data: {
            ...base,
            kind: 'configuration set',
            name: 'events',
            arn: `${prefix}:configuration-set/events`,
            others: ['Events'],
          },
        },
      ],
    },
    'an account that no ARN names': {
      given: {
        ...healthy,
        tenant: answered({ ...tenant, arn: null }),
        configurationSetsInForce: [],
        target: targetWith({ tenant: 'acme', identities: ['example.com'] }),
        tenantResources: resources(),
      },
      found: [
        {
          problem: 'send/tenant',
          subject: 'example.com',
          data: { ...base, kind: 'identity', name: 'example.com', arn: null, others: [] },
        },
      ],
    },
  },
  silent: {},
  verdicts: {
    'a refusal that names no tenant, and every tenant of the sender has all of it': {
      given: {
        ...unnamed,
        refusedTenants: refused({ whole: resources('identity/example.com', 'configuration-set/events') }),
      },
      verdict: { notApplicable: '--tenant was not given' },
    },
    'a tenant that does not exist': {
      given: {
        ...healthy,
        tenant: answered(null),
        tenantResources: unansweredWith(whyOf('prerequisite', 'x')),
      },
      verdict: { notApplicable: 'the tenant does not exist' },
    },
    'a list that was cut off before the sender is no proof': {
      given: {
        tenantResources: answered({
          arns: [`${prefix}:configuration-set/events`, `${prefix}:template/welcome`],
          complete: false,
        }),
      },
      verdict: [
        {
          unanswered: {
            reason: 'interrupted',
            message: 'the list of associations was cut off',
            question: 'ses:ListTenantResources',
            action: null,
            region: null,
            detail: {},
          },
          counts: true,
        },
      ],
    },
  },
  reads: [candidateOf('send/tenant')],
});
