import type { Step } from '../../src/model/check.ts';
import type { SubjectAnswer } from '../../src/model/fact.ts';
import { type Answer, valueOr } from '../../src/model/unavailable.ts';
import { domainOf } from '../../src/parse/identity-name.ts';
import type { Identity } from '../../src/facts/identity/reply.ts';
import { command } from '../../src/render/paste/paste.ts';

/** The identity that signs mail of a From domain, as SES has it now. */
export interface Signer {
  name: string;
  region: string | null;
  isVerified: boolean;
  /** DKIM is switched on and its records were found. */
  signs: boolean;
}

/** The identity of this run that signs mail of a domain; null where none is known. */
export function signerOf(
  from: string,
  identities: Answer<readonly SubjectAnswer<Identity>[]>,
  region: string | null,
): Signer | null {
  const own = valueOr(identities, []).find(({ subject }) => domainOf(subject) === from)?.answer;
  if (own?.ok !== true) return null;
  const { name, verifiedForSending: isVerified, dkim } = own.value;
  const signs = isVerified && dkim.signing && dkim.status === 'SUCCESS';
  return { name, region, isVerified, signs };
}

/** What to do about a message that the From domain did not sign: never what is done already. */
export function signFix(from: string, signer: Signer | null): readonly Step[] {
  if (signer === null)
    return [
      {
        text: 'See in the Region that sends whether SES has an identity for it, and whether that one signs',
        owner: 'you',
        command: command`ses-doctor check --identity ${from} --only identity --only dkim`,
      },
      {
        text: `If there is none, verify ${from} with Easy DKIM, and publish the three records that it shows`,
        owner: 'you',
        command: command`aws sesv2 create-email-identity --email-identity ${from}`,
      },
    ];
  const { name, region, isVerified, signs } = signer;
  if (signs)
    return [
      {
        text: `${name} signs now: send another message through SES and check that one`,
        owner: 'you',
      },
      {
        text: `If that one is not signed by it either, it left by another way: another account, Region or program. The first Received lines of the message name the host`,
        owner: 'you',
      },
    ];
  return [
    isVerified
      ? {
          text: `Switch on the DKIM signing of ${name}; where it has no DKIM records yet, publish those that SES shows`,
          owner: 'you',
          command: command`aws sesv2 put-email-identity-dkim-attributes --email-identity ${name} --signing-enabled --region ${region}`,
        }
      : { text: `Finish the verification of ${name}: until then it signs nothing`, owner: 'you' },
    { text: 'Then send another message, and check that one', owner: 'you' },
  ];
}
