import { configurationSetsInForce } from '../../src/facts/configuration-set/configuration-set.ts';
import { target } from '../../src/facts/target.ts';
import { tenant, tenantResources } from '../../src/facts/tenants.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { cutOff, defineCheck, notApplicable, problem, unanswered } from '../../src/model/check.ts';
import { lineageOf } from '../../src/parse/identity-name.ts';
import { command } from '../../src/render/paste/paste.ts';

interface Missing {
  region: string | null;
  tenant: string;
  /** As in "the identity example.com". */
  kind: 'identity' | 'configuration set' | 'template';
  /** Null: nothing of this kind is associated, and nobody says which one is meant. */
  name: string | null;
  /** The sender whose default set it is: sends that name another set do without it. */
  defaultOf?: string;
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
      severity: ({ defaultOf, others }) =>
        defaultOf !== undefined && others.length > 0 ? 'warning' : 'error',
      summary: ({ tenant, kind, name, defaultOf }) =>
        name === null
          ? `No ${kind} is associated with the tenant ${tenant}.`
          : `The ${kind} ${name}${defaultOf === undefined ? '' : `, the default of ${defaultOf},`} is not associated with the tenant ${tenant}.`,
      impact: ({ tenant, kind, name, defaultOf, others }) =>
        name === null
          ? `SES rejects every send that names the tenant ${tenant}.`
          : defaultOf !== undefined && others.length > 0
            ? `SES rejects the sends of ${tenant} from ${defaultOf} that name no ${kind}.`
            : `SES rejects every send of ${tenant} with this ${kind}.`,
      evidence: ({ kind, arn, name, others }) => [
        {
          what: `associations of kind ${kind}`,
          expected: name === null ? 'one or more' : (arn ?? name),
          actual: others.length === 0 ? 'none' : others.slice(0, 5).join(', '),
          source: 'ses:ListTenantResources',
        },
      ],
      fix: ({ tenant, kind, name, arn, region }) => [
        {
          text:
            name === null
              ? 'Associate the identity that it sends with (yours in place of example.com), and its configuration set and template.'
              : `Associate the ${kind} with the tenant, or send with one that is associated.`,
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

  settles: ({ tenantResources: resources }) =>
    resources.ok && resources.value.complete ? ['send/tenant'] : [],

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
      more: Pick<Missing, 'defaultOf'> = {},
    ): readonly { problem: 'send/tenant'; subject: string; data: Missing }[] => {
      const others = of(type);
      // Domains know no case; names of configuration sets and templates do.
      const same = (one: string): string => (kind === 'identity' ? one.toLowerCase() : one);
      if (others.some((one) => good.includes(same(one)))) return [];
      const arn = prefix === null ? null : `${prefix}${type}/${name}`;
      const data = { region: target.region, tenant: known.name, kind, name, arn, others, ...more };
      return [{ problem: 'send/tenant', subject: name, data }];
    };
    const found = [
      // A survey asks about the tenant, and not about a sender.
      ...(target.identities.length === 0 && of('identity').length === 0
        ? [
            {
              problem: 'send/tenant' as const,
              subject: known.name,
              data: {
                ...{ region: target.region, tenant: known.name, kind: 'identity' as const, name: null },
                ...{ arn: prefix === null ? null : `${prefix}identity/example.com`, others: [] },
              },
            },
          ]
        : []),
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
        // Who names a set does not send with the default.
        .filter(({ why }) => target.configurationSet === null || why === 'named')
        .flatMap(({ name, why }) =>
          missing(
            'configuration set',
            'configuration-set',
            name,
            [name],
            why === 'named' ? {} : { defaultOf: why.defaultOf },
          ),
        ),
      ...(target.template?.kind === 'stored'
        ? missing('template', 'template', target.template.name, [target.template.name])
        : []),
    ];
    // A set that could not be read may be another one than it is called.
    const unread = sets.flatMap(({ settings }) => unanswered(settings));
    if (found.length === 0 || complete) return [...found, ...unread];
    return [cutOff('ses:ListTenantResources', 'the list of associations was cut off')];
  },

  observed: ({ tenant: known, tenantResources: resources }) =>
    known === null || !resources.ok
      ? null
      : `${known.name}: ${String(resources.value.arns.length)} associations`,
});
