import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { standInHint } from '../../src/knowledge/stand-in.ts';
import { problem } from '../../src/model/check.ts';
import { command } from '../../src/render/paste/paste.ts';

/** What a tenant lacks of what a sender sends with. */
export interface Missing {
  region: string | null;
  /** Null: the sender belongs to none. */
  tenant: string | null;
  /** As in "the identity example.com". */
  kind: 'identity' | 'configuration set' | 'template';
  /** Null: nothing of this kind is associated, and nobody says which one is meant. */
  name: string | null;
  /** The sender whose default set it is: sends that name another set do without it. */
  defaultOf?: string;
  /** A symptom tells of such a refusal. */
  told?: true;
  /** Null when the account is not known from the tenant's ARN. */
  arn: string | null;
  /** The associations of this kind that there are. */
  others: readonly string[];
}

const tenants = guide('tenants');

/** What is missing at a tenant, in words. */
export const sendTenantProblems = {
  'send/tenant': problem<Missing>({
    severity: ({ defaultOf, others, told }) =>
      defaultOf !== undefined && others.length > 0 && told === undefined ? 'warning' : 'error',
    summary: ({ tenant, kind, name, defaultOf }) =>
      tenant === null
        ? `The ${kind} ${name ?? ''} is associated with no tenant.`
        : name === null
          ? `No ${kind} is associated with the tenant ${tenant}.`
          : `The ${kind} ${name}${defaultOf === undefined ? '' : `, the default of ${defaultOf},`} is not associated with the tenant ${tenant}.`,
    impact: ({ tenant, kind, name, defaultOf, others }) =>
      tenant === null
        ? 'SES rejects every send of it that names a tenant.'
        : name === null
          ? `SES rejects every send that names the tenant ${tenant}.`
          : defaultOf !== undefined && others.length > 0
            ? `SES rejects the sends of ${tenant} from ${defaultOf} that name no ${kind}.`
            : `SES rejects every send of ${tenant} with this ${kind}.`,
    evidence: ({ tenant, kind, arn, name, others }) => [
      {
        what: `associations of kind ${kind}`,
        expected: name === null ? 'one or more' : (arn ?? name),
        actual: others.length === 0 ? 'none' : others.slice(0, 5).join(', '),
        source: tenant === null ? 'ses:ListResourceTenants' : 'ses:ListTenantResources',
      },
    ],
    fix: ({ tenant, kind, name, arn, region }) => [
      ...(tenant === null
        ? [
            {
              text: 'Find the tenant that it is to send for, or leave the tenant out of the send.',
              owner: 'you' as const,
              command: command`aws sesv2 list-tenants --region ${region}`,
            },
          ]
        : []),
      {
        text:
          name === null
            ? `Associate the identity that it sends with ${standInHint}, and its configuration set and template.`
            : `Associate the ${kind} with the tenant${tenant === null ? ' (its name in place of my-tenant)' : ', or send with one that is associated'}.`,
        owner: 'you',
        command: command`aws sesv2 create-tenant-resource-association --tenant-name ${tenant ?? 'my-tenant'} --resource-arn ${arn} --region ${region}`,
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
};
