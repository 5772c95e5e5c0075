import { type Problem, problem, type Step } from '../../src/model/check.ts';
import { breaksAt, type DnssecBreak } from '../../src/model/dnssec.ts';
import { type Graded, graded, gradeOf } from './graded.ts';
import { command } from '../../src/render/paste/paste.ts';

/** Records that nobody can have whose resolver validates. */
export interface DnssecBroken extends DnssecBreak, Graded {
  /** As “The DMARC record of example.com”. */
  things: string;
  plural: boolean;
  /** What was asked. */
  questions: readonly string[];
}

/** The problem of a broken chain of trust. `owner`: whose zone it is as a rule. */
export const dnssecBroken = (
  explains: readonly string[],
  owner: Step['owner'] = 'dns',
): Problem<DnssecBroken> =>
  problem<DnssecBroken>({
    severity: gradeOf,
    summary: (data) =>
      `${data.things} ${data.plural ? 'are' : 'is'} out of reach: ${breaksAt(data.zone)} ${because(data)}.`,
    impact: (data) =>
      graded(
        `Resolvers that validate (Google, Cloudflare, Quad9 and those of many receivers) answer SERVFAIL for the whole zone. For their users its records do not exist: ${data.grade?.severity === 'warning' ? '' : 'mail is deferred, refused or fails authentication, and '}SES may not find its records either.`,
        data,
      ),
    evidence: ({ zone, questions, fault, at, expected, actual }) => [
      ...questions.slice(0, 3).map((what) => ({
        what,
        expected: 'an answer',
        actual: 'SERVFAIL; an answer when signatures are not checked (CD=1)',
        source: 'the resolver',
      })),
      ...(fault === 'no-keys' || fault === 'other-keys'
        ? [
            {
              what: `DNSKEY ${zone}`,
              expected: `a key that the DS record names (tag ${expected})`,
              actual: actual === '' ? 'no key' : `tag ${actual}`,
              source: zone,
            },
          ]
        : []),
      ...(at === ''
        ? []
        : [
            {
              what: `RRSIG in ${zone}`,
              expected: 'a signature that is valid now',
              actual: fault === 'expired' ? `valid until ${at}` : `valid from ${at}`,
              source: zone,
            },
          ]),
    ],
    fix: (data) => [
      { text: remedy(data), owner },
      {
        text: 'See what there is, signatures and keys, without the check',
        owner: 'you',
        command: command`dig +cd +dnssec DNSKEY ${data.zone}`,
      },
    ],
    references: ({ zone }) => [
      'https://www.rfc-editor.org/rfc/rfc4035#section-5.5',
      ...(/^[a-z0-9.-]+$/.test(zone) ? [`https://dnsviz.net/d/${zone}/dnssec/`] : []),
    ],
    explains,
    act: ({ zone }) => `DNSSEC ${zone}`,
    // The zone of the domain is above all the others.
    restates: explains.filter((code) => code.endsWith('/dnssec-broken')),
  });

function because({ fault, at, expected, actual }: DnssecBroken): string {
  switch (fault) {
    case 'no-keys':
      return `which has a DS record at its registry (key ${expected}) and is not signed`;
    case 'other-keys':
      return `whose DS record names key ${expected}, while the zone has ${actual}`;
    case 'unsigned':
      return 'whose records have no signatures';
    case 'expired':
      return `whose signatures ended on ${at.slice(0, 10)}`;
    case 'not-yet':
      return `whose signatures begin on ${at.slice(0, 10)}`;
    case 'signature':
      return 'where a signature does not verify';
  }
}

function remedy({ zone, fault }: DnssecBroken): string {
  switch (fault) {
    case 'no-keys':
      return `Delete the DS record of ${zone} at its registrar (switch DNSSEC off there), or let the present DNS provider sign the zone and enter the DS record that it shows. This is usual after a move to another DNS provider`;
    case 'other-keys':
      return `Enter the DS record that the DNS provider of ${zone} shows now at the registrar, and delete the old one`;
    case 'expired':
    case 'not-yet':
    case 'unsigned':
      return `Whoever runs the name servers of ${zone} has to sign the zone again, and to see why signing stopped (or the clock of the signer is wrong). If that takes long, delete the DS record at the registrar: the zone is then unsigned, and in order`;
    case 'signature':
      return `Whoever runs the name servers of ${zone} has to sign the zone again: its records were changed without being signed, or by another signer than the one whose keys are published`;
  }
}
