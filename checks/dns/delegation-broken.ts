import { type Problem, problem, type Step } from '../../src/model/check.ts';
import { type DelegationBreak, noServerOf, type ServerState } from '../../src/model/delegation.ts';
import { dnsOperatorOf } from '../../src/knowledge/dns-operators.ts';
import { registeredDomain } from '../../src/parse/dmarc/organizational-domain.ts';
import { rfc } from '../../src/knowledge/rfc.ts';
import { type Graded, graded, gradeOf } from './graded.ts';
import { command } from '../../src/render/paste/paste.ts';

/** Records that nobody can have: none of the name servers serves the zone. */
export interface DelegationBroken extends DelegationBreak, Graded {
  /** As “The DMARC record of example.com”. */
  things: string;
  plural: boolean;
  /** What was asked. */
  questions: readonly string[];
  /** The resolver that has answers nevertheless; absent where it fails as well. */
  kept?: string;
}

const stateWords: Readonly<Record<ServerState, string>> = {
  refused: 'REFUSED: it does not have the zone',
  servfail: 'SERVFAIL: it has no copy of the zone that it may give',
  'not-its-zone': 'an answer that is not its own: it does not have the zone',
  'no-address': 'no such server: the name has no address',
  unreadable: 'something that cannot be read',
  unheard: 'no answer',
};

/** The problem of a zone that none of its name servers serves. `owner`: whose zone it is as a rule. */
export const delegationBroken = (
  explains: readonly string[],
  owner: Step['owner'] = 'dns',
): Problem<DelegationBroken> =>
  problem<DelegationBroken>({
    // A server that nothing was heard of may have the zone.
    severity: (data) => (data.servers.some(({ state }) => state === 'unheard') ? 'unknown' : gradeOf(data)),
    summary: (data) =>
      data.untold === true
        ? `${data.things} may be in a private network alone: the resolver names ${data.servers.map(({ name }) => name).join(', ')} for ${data.zone}, and whom the public DNS names could not be looked up.`
        : `${data.things} ${isIn(data)} ${noServerOf(data.servers.length, data.zone)}${whatTheyDo(data)}${data.kept === undefined ? '' : `, though the resolver ${data.kept} still has answers`}.`,
    impact: (data) =>
      graded(
        data.untold === true
          ? 'If the public zone lacks them, SES and receivers find none of them. If it has the same, nothing is wrong.'
          : data.grade?.severity === 'warning'
            ? 'SES and receivers find no record there.'
            : data.kept === undefined
              ? nobodyFinds
              : whoKeepsFinds(data.servers),
        data,
      ),
    evidence: ({ servers, questions, zone, kept, untold }) => [
      ...(untold === true
        ? [
            {
              what: `the name servers of ${zone}, from the top-level domain down`,
              expected: 'an answer',
              actual: 'none',
              source: 'DNS',
            },
          ]
        : servers.slice(0, 6).map(({ name, state }) => ({
            what: `SOA ${zone}`,
            expected: 'the zone',
            actual: stateWords[state],
            source: name,
          }))),
      ...(kept === undefined
        ? []
        : [{ what: `names in ${zone}`, expected: null, actual: 'answers', source: kept }]),
      ...questions.slice(0, 2).map((what) => ({
        what,
        expected: 'an answer',
        actual: 'SERVFAIL, or none in time',
        source: 'the resolver',
      })),
    ],
    fix: (data) => steps(data, owner),
    references: ({ servers }) => [
      rfc(1912, '2.8'),
      ...(operatorOf(servers) === 'Amazon Route 53'
        ? [
            'https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/troubleshooting-new-dns-settings-not-in-effect.html',
          ]
        : []),
    ],
    explains,
    act: ({ zone }) => `delegation ${zone}`,
    // The zone of the domain is above all the others.
    restates: explains.filter((code) => code.endsWith('/delegation-broken')),
  });

const nobodyFinds =
  'Resolvers answer SERVFAIL for every name in the zone. SES finds no records there, and receivers find no key, no SPF, no DMARC record and no mail server: verification does not end, and mail is deferred, refused or fails authentication. Records that are right in a console do not help while nobody is asked there.';

/** The answers of the resolver come from its memory, or from a zone of its own. */
const whoKeepsFinds = (servers: DelegationBroken['servers']): string =>
  isUnheard(servers)
    ? 'If they are silent to everybody, only resolvers that kept the records have them, for a while; then receivers find no key, no SPF and no DMARC record, and SES takes the verification back. If they are silent to this network alone, nothing is wrong.'
    : 'Only resolvers that kept the records, or have a zone of their own, can give them. All others find no key, no SPF, no DMARC record and no mail server, and neither does SES: mail is deferred, refused or fails authentication, more of it as kept answers run out.';

const isUnheard = (servers: DelegationBroken['servers']): boolean =>
  servers.every(({ state }) => state === 'unheard');

/** Silence alone may be between here and the servers. */
const isIn = ({ kept, servers, plural }: DelegationBroken): string =>
  kept !== undefined && isUnheard(servers) ? 'may be' : plural ? 'are' : 'is';

function whatTheyDo({ servers }: DelegationBroken): string {
  const states = [...new Set(servers.map(({ state }) => state))];
  const one = servers.length === 1;
  if (states.includes('unheard') || states.length > 1)
    return one ? 'has no answer for it' : 'has an answer for it';
  const [first] = states;
  if (first === 'refused') return one ? 'refuses to answer for it' : 'serves it, all of them refuse';
  if (first === 'servfail') return one ? 'fails with SERVFAIL' : 'serves it, all of them fail with SERVFAIL';
  if (first === 'no-address') return one ? 'does not exist' : 'exists';
  return one ? 'does not have it' : 'has it';
}

const operatorOf = (servers: DelegationBroken['servers']): string | null =>
  dnsOperatorOf(servers.map(({ name }) => name));

function steps(data: DelegationBroken, owner: Step['owner']): readonly Step[] {
  const { zone, above, servers } = data;
  if (data.untold === true)
    return [
      {
        text: `Look from another network, or with a resolver outside of this one (--resolver): both show what the public DNS has for ${zone}`,
        owner: 'you',
        command: command`dig +trace NS ${zone}`,
      },
    ];
  const named = servers.map(({ name }) => name).join(', ');
  const atRegistrar = registeredDomain(zone) === zone;
  const where = atRegistrar
    ? `at the registrar of ${zone}`
    : `by the NS records of ${zone} in the zone ${above}`;
  const look: Step = {
    text: 'See what the servers say; it is fixed when they answer with the zone',
    owner: 'you',
    command: command`dig +trace SOA ${zone}`,
  };
  if (owner === 'recipient')
    return [
      {
        text: `Whoever runs ${zone} has to bring the zone back, or to name the servers that have it ${where}. Tell them in another way than by mail to that domain`,
        owner,
      },
      look,
    ];
  if (isUnheard(servers))
    return [
      {
        text: `Look from another network. If the servers of ${zone} answer there, the zone is in order, and something between here and them drops the questions; else ask whoever runs ${named} why they are down`,
        owner: 'you',
        command: command`dig +trace SOA ${zone}`,
      },
    ];
  return [
    whereItIs(data, owner),
    {
      text: atRegistrar
        ? `Sign in at the registrar of ${zone} and enter the name servers of the provider where the zone is now, in place of ${named}. Where there is no zone any more, make one first and publish the records in it`
        : `In the zone ${above}, give ${zone} NS records with the servers that have it, in place of ${named}; or delete these NS records and publish the records of ${zone} in ${above} itself`,
      owner,
    },
    look,
  ];
}

/** How to find the zone again. */
function whereItIs({ zone, servers }: DelegationBroken, owner: Step['owner']): Step {
  const operator = operatorOf(servers);
  const named = servers.map(({ name }) => name).join(', ');
  if (servers.every(({ state }) => state === 'servfail'))
    return {
      text: `Ask whoever runs ${named} why they have no copy of ${zone} to give: as a rule the zone could not be loaded, or has run out on servers that copy it`,
      owner,
    };
  if (operator === 'Amazon Route 53')
    return {
      text: `See whether a public hosted zone ${zone} is there, in the account that should have it. One that was deleted and made again has four other name servers; its NS record names them`,
      owner,
      command: command`aws route53 list-hosted-zones-by-name --dns-name ${zone} --max-items 1`,
    };
  return {
    text: `See at ${operator ?? 'the DNS provider that holds the zone'} whether ${zone} is still there, and which name servers it shows. Servers refuse a zone that was deleted, moved to another account or not paid for`,
    owner,
  };
}
