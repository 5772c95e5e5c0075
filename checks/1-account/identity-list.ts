import { grouped } from '../../src/model/many.ts';
import { contradiction, defineCheck, problem, type Unanswered } from '../../src/model/check.ts';
import { identitiesToChoose, type ListedIdentity } from '../../src/facts/identity/identities.ts';
import { senders } from '../../src/facts/identity/senders.ts';
import { target } from '../../src/facts/target.ts';
import { guide, pagesFor } from '../../src/knowledge/ses-pages.ts';
import { namesNothing } from '../../src/model/target.ts';
import { lineageOf } from '../../src/parse/identity-name.ts';

interface Choice {
  region: string | null;
  /** Those that were not looked at: at most 20, domains first. */
  shown: readonly ListedIdentity[];
  /** How many were not looked at. */
  total: number;
  /** How many were looked at, though none was named. */
  lookedAt: number;
  /** False when not all were seen. */
  complete: boolean;
  /** The command line names nothing to look at: a run that finds no sender has looked at none. */
  bare: boolean;
}

const mostShown = 20;
/** Each stands in the report as a line of its own. */
const mostOfThose = 100;

export default defineCheck({
  id: 'identity-list',
  title: 'Senders in this Region',
  why: 'Most checks look at one sender. Where none is named, those that can send are looked at, ten at most.',
  needs: { target, identitiesToChoose },
  enrichment: { senders },

  problems: {
    'identity/none-given': problem<Choice>({
      // Mail may go out all the same, with an identity of another account: no error, and no all-clear.
      severity: ({ total, lookedAt, bare }) => (bare && total === 0 && lookedAt === 0 ? 'unknown' : 'info'),
      summary: ({ total, lookedAt, complete, region }) => {
        const place = region ?? 'this Region';
        if (lookedAt > 0)
          return `No sender was named: ${grouped(lookedAt)} ${lookedAt === 1 ? 'was' : 'were'} looked at in ${place}, ${complete ? grouped(total) : `at least ${grouped(total)}`} ${total === 1 ? 'was' : 'were'} not.`;
        return total === 0
          ? `SES has no identity in ${place}.`
          : `No sender was named; SES knows ${complete ? grouped(total) : `more than ${grouped(total)}`} in ${place}.`;
      },
      impact: ({ lookedAt }) =>
        lookedAt > 0
          ? 'Nothing is known of the senders that were not looked at.'
          : 'Verification, DKIM, MAIL FROM, SPF and DMARC of a sender were not checked.',
      evidence: ({ shown, total }) => [
        ...shown.map(({ name, type, verificationStatus, sendingEnabled }) => ({
          what: `${type} ${name}`,
          expected: null,
          actual: sendingEnabled ? `${verificationStatus}, may send` : `${verificationStatus}, may not send`,
          source: 'ses:ListEmailIdentities',
        })),
        ...(total > shown.length
          ? [
              {
                what: `${grouped(total - shown.length)} more`,
                expected: null,
                actual: 'not shown',
                source: 'ses:ListEmailIdentities',
              },
            ]
          : []),
      ],
      fix: ({ shown, total, region }) =>
        total === 0
          ? [
              {
                text: `Verify a domain first, or name the Region in which it is set up with --region${region === null ? '' : ` (this was ${region})`}.`,
                owner: 'you',
              },
            ]
          : [
              {
                text: `Run again with --identity and the domain or address in your From header, for example --identity ${suggestion(shown)}.`,
                owner: 'you',
              },
            ],
      references: ({ region }) => pagesFor(region, '#/identities', guide('managing-identities')),
    }),

    'identity/cannot-send': problem<Idle>({
      severity: 'info',
      summary: ({ name, status }) =>
        `${name} cannot send (verification: ${status}); it was not looked at, since others can send.`,
      impact: ({ coveredBy }) =>
        coveredBy === null
          ? 'Mail from it is refused. If nobody sends from it, nothing has to change.'
          : `Mail from it is sent under the verification of ${coveredBy}; nothing has to change.`,
      evidence: ({ name, status }) => [
        {
          what: `verification of ${name}`,
          expected: null,
          actual: status,
          source: 'ses:ListEmailIdentities',
        },
      ],
      fix: ({ name }) => [
        {
          text: `If you send from it, run again with --identity ${name} to see what it waits for.`,
          owner: 'you',
        },
      ],
      references: [guide('managing-identities')],
    }),
  },

  evaluate({ target, identitiesToChoose: { items, complete }, senders }) {
    const { region, identities } = target;
    const chosen = senders.ok && identities.length > 0 ? senders.value : null;
    if (chosen === null && identities.length > 0) return [];
    const idle = (chosen?.cannotSend ?? []).slice(0, mostOfThose);
    const mentioned = new Set([...identities, ...idle.map(({ name }) => name)]);
    const left = items.filter(({ name }) => !mentioned.has(name));
    const shown = left
      .toSorted((one, other) => Number(other.type === 'domain') - Number(one.type === 'domain'))
      .slice(0, mostShown);
    const data = {
      region,
      shown,
      total: left.length,
      lookedAt: identities.length,
      complete,
      bare: namesNothing(target),
    };
    return [
      ...(identities.length > 0 && left.length === 0 && complete
        ? []
        : [{ problem: 'identity/none-given' as const, data }]),
      ...idle.map(({ name, verificationStatus }) => ({
        problem: 'identity/cannot-send' as const,
        subject: name,
        data: { name, status: verificationStatus, coveredBy: coveringName(name, items) },
      })),
      ...(chosen?.unaskable ?? []).map(notAsked),
    ];
  },

  observed({ target: { identities }, identitiesToChoose: { items, complete } }) {
    if (identities.length === 0) return null;
    return `${grouped(identities.length)} of ${complete ? grouped(items.length) : `at least ${grouped(items.length)}`} looked at`;
  },
});

/** A sender whose name no question can hold: what is wrong with it nobody has looked at. */
const notAsked = (name: string): Unanswered =>
  contradiction(
    `SES lists ${JSON.stringify(name)}, which may send and is neither a domain as DNS has it nor an address that can be asked about: it was not looked at`,
    'ListEmailIdentities',
  );

/** An identity that cannot send, beside others that can. */
interface Idle {
  name: string;
  /** `VerificationStatus` of ListEmailIdentities. */
  status: string;
  /** The verified domain that lets mail from it through all the same, or null. */
  coveredBy: string | null;
}

/** SES hands the verification of a domain down to its addresses and sub-domains. */
function coveringName(name: string, items: readonly ListedIdentity[]): string | null {
  const above = lineageOf(name).filter((one) => one !== name);
  return above.find((one) => items.some((item) => item.name === one && item.sendingEnabled)) ?? null;
}

/** One that may send is the likeliest to be asked about. */
const suggestion = (shown: readonly ListedIdentity[]): string =>
  (shown.find(({ sendingEnabled }) => sendingEnabled) ?? shown[0])?.name ?? 'example.com';
