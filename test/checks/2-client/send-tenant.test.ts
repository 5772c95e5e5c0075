import check from '../../../checks/2-client/send-tenant.ts';
import {
  answered,
  candidateOf,
  healthyIdentity,
  healthySet,
  symptomOf,
  unansweredWith,
  whyOf,
} from '../../support/account.ts';
import { describeCheck } from '../../support/describe-check.ts';
import { targetWith } from '../../support/target.ts';

const prefix = 'arn:aws:ses:eu-west-1:111122223333';
const tenant = { name: 'acme', sendingStatus: 'ENABLED', arn: `${prefix}:tenant/acme/tn-1` };
const resources = (...names: readonly string[]) =>
  answered({ arns: names.map((name) => `${prefix}:${name}`), complete: true });
const sets = [{ name: 'events', why: 'named', settings: answered(healthySet) }] as const;
/** What of a sender's name and the names above it is an identity; null: it could not be looked up. */
const lineages = (of: Readonly<Record<string, Readonly<Record<string, boolean | null>>>>) =>
  answered(
    Object.entries(of).map(([subject, names]) => ({
      subject,
      answer: answered(
        Object.entries(names).map(([name, isThere]) => ({
          name,
          answer:
            isThere === null
              ? unansweredWith(whyOf('throttled', 'too many calls'))
              : answered(isThere ? { ...healthyIdentity, name } : null),
        })),
      ),
    })),
  );
const healthy = {
  tenant: answered(tenant),
  lineages: lineages({
    'news@mail.example.com': {
      'news@mail.example.com': false,
      'mail.example.com': false,
      'example.com': true,
    },
  }),
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

/** What is said of an identity that the tenant lacks. */
const missingIdentity = (name: string, ...others: readonly string[]) => ({
  problem: 'send/tenant' as const,
  subject: name,
  data: {
    ...{ ...base, kind: 'identity' as const, name },
    ...{ arn: `${prefix}:identity/${name}`, others },
  },
});

/** A run with the refusal of SES that names what is not associated. */
const toldOf = (...names: readonly string[]) =>
  targetWith({
    ...healthy.target,
    symptom: symptomOf([
      {
        ...candidateOf('send/tenant'),
        quote: `Tenant not associated with resources [${names.map((name) => `${prefix}:${name}`).join(', ')}].`,
      },
    ]),
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
          subject: 'example.com',
          data: {
            ...base,
            kind: 'identity',
            name: 'example.com',
            arn: `${prefix}:identity/example.com`,
            others: ['other.example'],
          },
        },
      ],
    },
    'an address that is an identity, below a domain that is associated': {
      given: {
        ...healthy,
        lineages: lineages({
          'news@mail.example.com': {
            'news@mail.example.com': true,
            'mail.example.com': false,
            'example.com': true,
          },
        }),
        tenantResources: resources('identity/example.com', 'configuration-set/events', 'template/welcome'),
      },
      found: [missingIdentity('news@mail.example.com', 'example.com')],
    },
    'a subdomain that is an identity, below a domain that is associated': {
      given: {
        ...healthy,
        lineages: lineages({
          'news@mail.example.com': {
            'news@mail.example.com': false,
            'mail.example.com': true,
            'example.com': true,
          },
        }),
        tenantResources: resources('identity/example.com', 'configuration-set/events', 'template/welcome'),
      },
      found: [missingIdentity('mail.example.com', 'example.com')],
    },
    'an address that is an identity, and its association with another address': {
      given: {
        ...healthy,
        lineages: lineages({ 'news@mail.example.com': { 'news@mail.example.com': true } }),
        tenantResources: resources(
          'identity/info@mail.example.com',
          'configuration-set/events',
          'template/welcome',
        ),
      },
      found: [missingIdentity('news@mail.example.com', 'info@mail.example.com')],
    },
    'a set that SES names, and the sender has another by default': {
      given: { ...healthy, target: toldOf('configuration-set/other') },
      found: [
        {
          problem: 'send/tenant',
          subject: 'other',
          data: {
            ...{ ...base, told: true, kind: 'configuration set', name: 'other' },
            ...{ arn: `${prefix}:configuration-set/other`, others: ['events'] },
          },
        },
      ],
    },
    'an identity that SES names, beside the sender of this run': {
      given: { ...healthy, target: toldOf('identity/orders@example.com') },
      found: [
        {
          problem: 'send/tenant',
          subject: 'orders@example.com',
          data: {
            ...{ ...base, told: true, kind: 'identity', name: 'orders@example.com' },
            ...{ arn: `${prefix}:identity/orders@example.com`, others: ['example.com'] },
          },
        },
      ],
    },
    'two things that SES names, of which one is associated by now': {
      given: { ...healthy, target: toldOf('template/welcome', 'template/goodbye') },
      found: [
        {
          problem: 'send/tenant',
          subject: 'goodbye',
          data: {
            ...{ ...base, told: true, kind: 'template', name: 'goodbye' },
            ...{ arn: `${prefix}:template/goodbye`, others: ['welcome'] },
          },
        },
      ],
    },
    'a configuration set and a template that were forgotten': {
      given: { ...healthy, tenantResources: resources('identity/example.com') },
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
  silent: {
    'an address that is an identity and associated, below a domain that is not': {
      lineages: lineages({
        'news@mail.example.com': { 'news@mail.example.com': true, 'example.com': true },
      }),
      tenantResources: resources(
        'identity/news@mail.example.com',
        'configuration-set/events',
        'template/welcome',
      ),
    },
    'what SES named is associated by now': {
      target: toldOf('identity/example.com', 'configuration-set/events', 'template/welcome'),
    },
    'what SES named is of another Region': {
      target: targetWith({
        ...healthy.target,
        symptom: symptomOf([
          {
            ...candidateOf('send/tenant'),
            quote:
              'Tenant not associated with resources [arn:aws:ses:us-east-1:111122223333:template/other].',
          },
        ]),
      }),
    },
    'none of the names is an identity, and the domain is associated': {
      lineages: lineages({ 'news@mail.example.com': { 'news@mail.example.com': false } }),
    },
  },
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
    'an address that may be an identity is an open question': {
      given: {
        lineages: lineages({
          'news@mail.example.com': { 'news@mail.example.com': null, 'example.com': true },
        }),
      },
      verdict: [{ unanswered: whyOf('throttled', 'too many calls'), counts: true }],
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
