import { many } from '../../src/model/many.ts';
import {
  configurationSetsInForce,
  type SetInForce,
} from '../../src/facts/configuration-set/configuration-set.ts';
import { target } from '../../src/facts/target.ts';
import {
  type RefusedTenants,
  refusedTenants,
  type Tenant,
  tenant,
  tenantResources,
  type TenantResources,
} from '../../src/facts/tenants.ts';
import { cutOff, defineCheck, notApplicable, type OccurrenceOf, unanswered } from '../../src/model/check.ts';
import { standInIdentity } from '../../src/knowledge/stand-in.ts';
import type { Target } from '../../src/model/target.ts';
import { valueOr } from '../../src/model/unavailable.ts';
import { each, type SubjectAnswer } from '../../src/model/fact.ts';
import { identityLineage } from '../../src/facts/identity/identity.ts';
import { heldNearest, type LineageEntry } from '../../src/facts/identity/reply.ts';
import { lineageOf } from '../../src/parse/identity-name.ts';
import { type Missing, sendTenantProblems } from './send-tenant.words.ts';

export default defineCheck({
  id: 'send-tenant',
  title: 'Associations of the tenant',
  why: 'SES rejects a send in the name of a tenant unless its identity, configuration set and template are associated with that tenant.',
  needs: { target, configurationSetsInForce },
  questions: { tenant, tenantResources },
  enrichment: { refusedTenants, lineages: each(identityLineage) },

  problems: sendTenantProblems,

  settles: ({ tenantResources: resources }) =>
    resources.ok && resources.value.complete ? ['send/tenant'] : [],

  evaluate({
    target,
    tenant: named,
    configurationSetsInForce: sets,
    tenantResources: resources,
    refusedTenants: refused,
    lineages,
  }) {
    const about = { target, sets, senders: sendersOf(target, valueOr(lineages, [])) };
    // A set that could not be read may be another one than it is called.
    const unread = sets.flatMap(({ settings }) => unanswered(settings));
    if (!named.ok) {
      const found = refusedBy(valueOr(refused, null), about);
      if (found.length > 0) return [...found, ...unread];
      const { reason, message, detail } = named.why;
      return reason === 'not-asked' ? notApplicable(message, detail['flag']) : [];
    }
    // A tenant that does not exist is another check's finding.
    if (named.value === null) return notApplicable('the tenant does not exist');
    if (!resources.ok) return [];
    const found = missingOf(named.value, resources.value, about);
    const unheld = about.senders.flatMap(({ held }) => (held === null ? [] : unanswered(held)));
    if (found.length === 0 || resources.value.complete) return [...found, ...unread, ...unheld];
    return [cutOff('ses:ListTenantResources', 'the list of associations was cut off')];
  },

  observed: ({ tenant: named, tenantResources: resources }) =>
    !named.ok || named.value === null || !resources.ok
      ? null
      : `${named.value.name}: ${many(resources.value.arns.length, 'association')}`,
});

type Found = OccurrenceOf<'send/tenant', Missing>;

/** A sender, and the identity of the account that SES asks a tenant for; null: nobody knows of its identities. */
interface Sender {
  name: string;
  held: ReturnType<typeof heldNearest> | null;
}

const sendersOf = (
  { identities }: Target,
  lineages: readonly SubjectAnswer<readonly LineageEntry[]>[],
): readonly Sender[] =>
  identities.map((name) => {
    const answer = lineages.find(({ subject }) => subject === name)?.answer;
    return { name, held: answer?.ok === true ? heldNearest(answer.value) : null };
  });

/** What of this run an association is looked for. */
interface About {
  target: Target;
  sets: readonly SetInForce[];
  senders: readonly Sender[];
}

/** Nobody says which tenant was refused: what is missing at those that the sender belongs to. */
function refusedBy(refused: RefusedTenants | null, about: About): readonly Found[] {
  if (refused === null) return [];
  const { prefix, owners, without } = refused;
  const { region } = about.target;
  return [
    ...owners.flatMap(({ name, resources }) =>
      resources.ok && resources.value.complete
        ? missingOf({ name, arn: prefix }, resources.value, about)
        : [],
    ),
    ...without.map((sender): Found => {
      const name = heldBy(about.senders.find((one) => one.name === sender)) ?? sender;
      return {
        problem: 'send/tenant',
        subject: name,
        data: {
          ...{ region, tenant: null, kind: 'identity', name },
          ...{ arn: `${prefix}identity/${name}`, others: [] },
        },
      };
    }),
  ];
}

/** The name of the identity behind a sender; null where nobody knows, or there is none. */
const heldBy = (sender: Sender | undefined): string | null =>
  (sender?.held?.ok === true ? sender.held.value?.name : null) ?? null;

const kinds: Readonly<Record<string, Missing['kind']>> = {
  identity: 'identity',
  'configuration-set': 'configuration set',
  template: 'template',
};

/** What SES itself names as not associated: `Tenant not associated with resources [<ARN>, <ARN>].` */
const toldMissing = ({ symptom }: Target, prefix: string): readonly { type: string; name: string }[] =>
  (symptom?.candidates ?? [])
    .filter(({ code }) => code === 'send/tenant')
    .flatMap(({ quote }) => quote.match(/arn:aws[a-z-]*:ses:[a-z0-9-]+:\d{12}:[a-z-]+\/[^\s,\]"'`)]+/g) ?? [])
    .filter((arn) => arn.startsWith(prefix))
    .flatMap((arn) => {
      const [type = '', ...name] = arn.slice(prefix.length).split('/');
      return type in kinds ? [{ type, name: name.join('/').replace(/[.;:]+$/, '') }] : [];
    });

/** What the sender sends with and is not associated with a tenant. */
function missingOf(
  known: Pick<Tenant, 'name' | 'arn'>,
  { arns }: TenantResources,
  { target, sets, senders }: About,
): readonly Found[] {
  const of = (kind: string): readonly string[] =>
    arns.flatMap((arn) => new RegExp(`:${kind}/(.+)$`).exec(arn)?.[1] ?? []);
  const prefix = /^(arn:aws[a-z-]*:ses:[a-z0-9-]+:\d{12}:)/.exec(known.arn ?? arns[0] ?? '')?.[1] ?? null;
  const told = target.symptom?.candidates.some(({ code }) => code === 'send/tenant') === true;
  const base = { region: target.region, tenant: known.name, ...(told && { told: true as const }) };
  const missing = (
    type: string,
    { name, good }: { name: string; good: readonly string[] },
    more: Pick<Missing, 'defaultOf'> = {},
  ): readonly Found[] => {
    const kind = kinds[type] ?? 'identity';
    const others = of(type);
    // Domains know no case; names of configuration sets and templates do.
    const same = (one: string): string => (kind === 'identity' ? one.toLowerCase() : one);
    if (others.some((one) => good.map(same).includes(same(one)))) return [];
    const arn = prefix === null ? null : `${prefix}${type}/${name}`;
    return [{ problem: 'send/tenant', subject: name, data: { ...base, kind, name, arn, others, ...more } }];
  };
  const arn = prefix === null ? null : `${prefix}identity/${standInIdentity}`;
  const found = [
    // A survey asks about the tenant, and not about a sender.
    ...(target.identities.length === 0 && of('identity').length === 0
      ? [
          {
            problem: 'send/tenant' as const,
            subject: known.name,
            data: { ...base, kind: 'identity' as const, name: null, arn, others: [] },
          },
        ]
      : []),
    ...senders.flatMap((sender) => {
      // Of the identities that the account holds SES asks for the nearest, and an association of the domain above does not do.
      const name = heldBy(sender);
      return missing('identity', {
        name: name ?? sender.name,
        good: name === null ? lineageOf(sender.name) : [name],
      });
    }),
    ...sets
      .filter(({ settings }) => settings.ok)
      // Who names a set does not send with the default.
      .filter(({ why }) => target.configurationSet === null || why === 'named')
      .flatMap(({ name, why }) =>
        missing(
          'configuration-set',
          { name, good: [name] },
          why === 'named' ? {} : { defaultOf: why.defaultOf },
        ),
      ),
    ...(target.template?.kind === 'stored'
      ? missing('template', { name: target.template.name, good: [target.template.name] })
      : []),
    ...(prefix === null
      ? []
      : toldMissing(target, prefix).flatMap(({ type, name }) => missing(type, { name, good: [name] }))),
  ];
  // Two senders may stand on one identity, and SES may name what was found anyway.
  const key = ({ subject, data }: Found): string => `${data.kind} ${subject ?? ''}`;
  return found.filter((one, index) => found.findIndex((other) => key(other) === key(one)) === index);
}
