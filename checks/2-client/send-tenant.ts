import { configurationSetsInForce } from '../../src/facts/configuration-set/configuration-set.ts';
import { target } from '../../src/facts/target.ts';
import { tenant, tenantResources } from '../../src/facts/tenants.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { defineCheck, notApplicable, problem, unanswered } from '../../src/model/check.ts';
import { lineageOf } from '../../src/parse/identity-name.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Missing {
  region: string | null;
  tenant: string;
  /** As in "the identity example.com". */
  kind: 'identity' | 'configuration set' | 'template';
  name: string;
  /** Null when the account is not known from the tenant's ARN. */
  arn: string | null;
  /** The associations of this kind that there are. */
  others: readonly string[];
}

const tenants = guide('tenants');

export default defineCheck({
  id: 'send-tenant',
  title: 'Associations of the tenant',
  why: 'SES rejects a send in the name of a tenant unless its identity, configuration set and template are associated with that tenant.',
  needs: { tenant, target, configurationSetsInForce },
  questions: { tenantResources },

  problems: {
    'send/tenant': problem<Missing>({
      severity: 'error',
      summary: ({ tenant, kind, name }) => `The ${kind} ${name} is not associated with the tenant ${tenant}.`,
      impact: ({ tenant, kind }) => `SES rejects every send of ${tenant} with this ${kind}.`,
      evidence: ({ kind, arn, name, others }) => [
        {
          what: `associations of kind ${kind}`,
          expected: arn ?? name,
          actual: others.length === 0 ? 'none' : others.slice(0, 5).join(', '),
          source: 'ses:ListTenantResources',
        },
      ],
      fix: ({ tenant, kind, arn, region }) => [
        {
          text: `Associate the ${kind} with the tenant, or send with one that is associated.`,
          owner: 'you',
          command: command`aws sesv2 create-tenant-resource-association --tenant-name ${tenant} --resource-arn ${arn} --region ${region}`,
        },
      ],
      references: ({ region }) => pagesFor(region, '#/tenants', tenants),
      read: {
        summary: ({ quote }) => `SES refused the message because of its tenant: ${quote}`,
        impact: () => 'Mail of this tenant is not sent.',
        fix: () => [
          {
            text: 'Associate the identity, the configuration set and the template with the tenant (CreateTenantResourceAssociation).',
            owner: 'you',
          },
          {
            text: 'Name the tenant when sending: TenantName in the API, the X-SES-TENANT header over SMTP.',
            owner: 'you',
          },
          {
            text: 'If its sending is paused, read the cause.',
            owner: 'you',
            command: 'aws sesv2 list-tenants',
          },
        ],
        distinguish:
          'The message says whether the tenant is unknown, paused, missing, or not associated with a resource.',
        references: [tenants],
      },
    }),
  },

  evaluate({ target, tenant: known, configurationSetsInForce: sets, tenantResources: resources }) {
    // A tenant that does not exist is another check's finding.
    if (known === null) return notApplicable('the tenant does not exist');
    if (!resources.ok) return [];
    const { arns, complete } = resources.value;
    const of = (kind: string): readonly string[] =>
      arns.flatMap((arn) => new RegExp(`:${kind}/(.+)$`).exec(arn)?.[1] ?? []);
    const prefix = /^(arn:aws[a-z-]*:ses:[a-z0-9-]+:\d{12}:)/.exec(known.arn ?? arns[0] ?? '')?.[1] ?? null;
    const missing = (
      kind: Missing['kind'],
      type: string,
      name: string,
      good: readonly string[],
    ): readonly { problem: 'send/tenant'; subject: string; data: Missing }[] => {
      const others = of(type);
      // Domains know no case; names of configuration sets and templates do.
      const same = (one: string): string => (kind === 'identity' ? one.toLowerCase() : one);
      if (others.some((one) => good.includes(same(one)))) return [];
      const arn = prefix === null ? null : `${prefix}${type}/${name}`;
      const data = { region: target.region, tenant: known.name, kind, name, arn, others };
      return [{ problem: 'send/tenant', subject: name, data }];
    };
    const found = [
      ...target.identities.flatMap((name) =>
        missing(
          'identity',
          'identity',
          name,
          // The domain's association covers its addresses.
          lineageOf(name).map((one) => one.toLowerCase()),
        ),
      ),
      ...sets
        .filter(({ settings }) => settings.ok)
        .flatMap(({ name }) => missing('configuration set', 'configuration-set', name, [name])),
      ...(target.template?.kind === 'stored'
        ? missing('template', 'template', target.template.name, [target.template.name])
        : []),
    ];
    // A set that could not be read may be another one than it is called.
    const unread = sets.flatMap(({ settings }) => unanswered(settings));
    if (found.length === 0 || complete) return [...found, ...unread];
    return [
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
    ];
  },

  observed: ({ tenant: known, tenantResources: resources }) =>
    known === null || !resources.ok
      ? null
      : `${known.name}: ${String(resources.value.arns.length)} associations`,
});
